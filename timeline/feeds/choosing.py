"""What stands in a feed: the newest of what was told, and what readers had that is gone."""

from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Max, OuterRef, Q, Subquery, prefetch_related_objects
from django.db.models.functions import Length, Substr

from timeline.about import subjects_of
from timeline.feeds.items import Gone
from timeline.models import ChangeNote, Digest, MergedEntry, PublicRecord, TimelineEntry, Tombstone
from timeline.querysets import EntryQuerySet


@dataclass(frozen=True)
class Told:
    """One thing that was told, before anything of it is read."""

    at: object
    kind: str
    key: int


ENTRY, CORRECTION, DIGEST = "entry", "correction", "digest"
#: What waits for a digest names it already, and is not told of by it.
TOLD_IN_A_DIGEST = {"public_record__digest__isnull": False, "public_record__announced_at__isnull": False}


def newest_told(site, channel) -> list[Told]:
    """The newest of the entries, corrections and digests of *channel*, as many as a feed holds."""
    belonging = _belonging(site, channel)
    keys = belonging.order_by().values("pk")
    in_digests = belonging.order_by().filter(**TOLD_IN_A_DIGEST).values("public_record__digest_id")
    corrections = ChangeNote.objects.filter(kind=ChangeNote.Kind.CORRECTION, told_at__isnull=False, page__in=keys)
    digests = Digest.objects.filter(site=site, sent_at__isnull=False, pk__in=in_digests)
    found = [
        Told(at, kind, key)
        for kind, rows, clock in (
            (ENTRY, belonging.announced(), "public_record__announced_at"),
            (CORRECTION, corrections.order_by("-told_at", "-pk"), "told_at"),
            (DIGEST, digests.order_by("-sent_at", "-pk"), "sent_at"),
        )
        for key, at in rows.values_list("pk", clock)[: settings.FEED_LENGTH]
    ]
    # The sort is stable: what was told at the same moment stays as the database has it.
    return sorted(found, key=lambda one: one.at, reverse=True)[: settings.FEED_LENGTH]


def entries_to_read(keys, site) -> list[tuple[TimelineEntry, list]]:
    """The published entries with these *keys*, each as its own kind with its whole account, and with the people and
    bodies of *site* that it is about."""
    chosen = TimelineEntry.objects.published().filter(pk__in=keys)
    entries = list(chosen.for_reading().prefetch_related("change_notes", for_specific_subqueries=True))
    for kind in {type(entry) for entry in entries}:
        prefetch_related_objects([entry for entry in entries if type(entry) is kind], *kind.read_with)
    subjects = subjects_of(entries, site)
    return [(entry, subjects.get(entry.pk, [])) for entry in entries]


def corrections(keys) -> list[tuple[ChangeNote, TimelineEntry]]:
    """The corrections with these *keys*, each with its entry."""
    notes = ChangeNote.objects.filter(pk__in=keys)
    entries = _for_lines(TimelineEntry.objects.published()).in_bulk([note.page_id for note in notes])
    return [(note, entries[note.page_id]) for note in notes if note.page_id in entries]


def digests(keys, site, channel) -> list[tuple[Digest, list[TimelineEntry], list[TimelineEntry]]]:
    """The digests with these *keys*, each with the published ones of its entries, and with those of them that belong
    to *channel*, in story order. ``told`` of a digest is of how many entries it told."""
    of_these = TOLD_IN_A_DIGEST | {"public_record__digest__in": keys}
    belonging = set(_belonging(site, channel).order_by().filter(**of_these).values_list("pk", flat=True))
    published, listed = defaultdict(list), defaultdict(list)
    for entry in _for_lines(TimelineEntry.objects.published()).filter(**of_these).chronological():
        published[entry.public_record.digest_id].append(entry)
        if entry.pk in belonging:
            listed[entry.public_record.digest_id].append(entry)
    told = Count("records", filter=Q(records__announced_at__isnull=False))
    found = Digest.objects.filter(pk__in=keys).annotate(told=told)
    return [(digest, published[digest.pk], listed[digest.pk]) for digest in found if listed[digest.pk]]


def gone(site, channel) -> list[Gone]:
    """What readers had as items of *channel*, the newest to go first: withdrawn entries with their corrections, the
    digests of which all that is left is withdrawn, and what was deleted, of which nobody knows any more where it
    belonged. What an order closes is not told of."""
    length = settings.FEED_LENGTH
    withdrawn = channel.narrowed(_withdrawn().of_site(site)).order_by()
    had = withdrawn.filter(public_record__announced_at__isnull=False, public_record__digest__isnull=True)
    notes = ChangeNote.objects.filter(
        kind=ChangeNote.Kind.CORRECTION, told_at__isnull=False, page__in=withdrawn.values("pk")
    )
    deleted = Tombstone.objects.standing().filter(site=site, was_item=True).values_list("uid", "gone_at")
    found = [
        *_gone(had, "path", "public_record__uid"),
        *_gone(notes, "page__path", "uid"),
        *_gone(_merged_into(had), "path", "uid"),
        *_gone_digests(site, withdrawn),
        *(Gone(uid.urn, at) for uid, at in deleted[:length]),
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)[:length]


def _gone(rows, path: str, uid: str) -> list[Gone]:
    dated = rows.annotate(gone_at=_withdrawal(path))
    pairs = dated.order_by("-gone_at", "-pk").values_list(uid, "gone_at")[: settings.FEED_LENGTH]
    return [Gone(uid.urn, at) for uid, at in pairs]


def _merged_into(withdrawn):
    """The entries that readers had as items and that were merged into one of those *withdrawn*: they had the same."""
    stays = PublicRecord.objects.filter(uid=OuterRef("into"))
    merged = MergedEntry.objects.standing().filter(was_item=True, into__in=withdrawn.values("public_record__uid"))
    return merged.annotate(path=Subquery(stays.values("page__path")[:1]))


def _gone_digests(site, withdrawn) -> list[Gone]:
    """The digests that told of some of the entries *withdrawn*, and of nothing that is there or of which nobody may
    know: it would be known, if the digest were told to be gone."""
    told = withdrawn.filter(**TOLD_IN_A_DIGEST)
    left = PublicRecord.objects.filter(digest__isnull=False, announced_at__isnull=False)
    others = left.exclude(page_id__in=_withdrawn().order_by().values("pk"))
    digests = Digest.objects.filter(site=site, pk__in=told.values("public_record__digest_id"))
    digests = digests.exclude(pk__in=others.values("digest_id"))
    dated = PublicRecord.objects.filter(announced_at__isnull=False, digest__in=digests).values("digest__uid")
    pairs = dated.annotate(gone_at=Max(_withdrawal("page__path"))).order_by("-gone_at", "-digest__uid")
    return [Gone(uid.urn, at) for uid, at in pairs.values_list("digest__uid", "gone_at")[: settings.FEED_LENGTH]]


def _withdrawn() -> EntryQuerySet:
    return EntryQuerySet(model=TimelineEntry).withdrawn()


def _withdrawal(path: str) -> Subquery:
    """When the page with the *path* was withdrawn, or the nearest one above it that was."""
    above = PublicRecord.objects.filter(
        withdrawn_at__isnull=False, page__path=Substr(OuterRef(path), 1, Length("page__path"))
    )
    return Subquery(above.order_by("-page__path").values("withdrawn_at")[:1])


def _belonging(site, channel):
    return channel.narrowed(TimelineEntry.objects.published().of_site(site))


def _for_lines(entries):
    return entries.select_related("public_record").defer_streamfields()
