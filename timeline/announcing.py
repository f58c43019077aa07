"""How subscribers come to hear of an entry, and of changes to it: each thing once.

What an editor chooses is kept beside the page and comes to pass when the page goes out, on whatever
way it does: by the button, at its hour, approved by a second pair of eyes, or by code.
"""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import ngettext

from timeline.going_out import refuse_on_hold
from timeline.protected_names import faulty_fields, protected_pattern

#: So many items a day are news; with more, readers are offered a digest.
MANY_A_DAY = 5
#: An entry waits for a digest from when it goes out until one is sent that tells of it.
WAITING = {
    "public_record__announcing": "digest",
    "public_record__digest__isnull": False,
    "public_record__announced_at__isnull": True,
}
#: A change that readers are not told of.
MINOR = "minor"


@dataclass(frozen=True)
class Choices:
    """What an editor has chosen in the form of an entry. *announcing* is empty where nothing was asked, and so
    is *change*; otherwise it is ``MINOR`` or a kind of ``ChangeNote``, with its *words*."""

    announcing: str = ""
    change: str = ""
    words: str = ""
    user: object = None


@transaction.atomic
def keep_choices(page, choices: Choices, revision=None) -> None:
    """Keep *choices* beside *page* until it goes out, with *revision* or a later one. The last choice counts."""
    from timeline.models import ChangeNote

    record = _locked_record(page)
    if choices.announcing and record.announced_at is None:
        record.announcing = choices.announcing
        record.save(update_fields=["announcing"])
    if not choices.change:
        return
    waiting = ChangeNote.objects.filter(page_id=page.pk, told_at=None).first()
    if choices.change == MINOR:
        if waiting:
            waiting.delete()
        return
    note = waiting or ChangeNote(page_id=page.pk)
    if (note.kind, note.words) != (choices.change, choices.words):
        note.kind, note.words, note.made_by = choices.change, choices.words, choices.user
        note.since_revision = revision and revision.pk
    note.save()


@transaction.atomic
def tell_of(entry, revision=None) -> None:
    """What follows for subscribers when *entry* has gone live by *revision*: its announcement, if they were never
    told of it, and the change that waits. Done again, it does nothing more.

    What goes live behind a closed gate is told of when the gate opens: see ``tell_of_what_opened()``.
    """
    if not entry.is_published():
        return
    record = _locked_record(entry)
    now = timezone.now()
    _announce(record, entry, _moment(revision, now))
    _tell_change(record, revision.pk if revision else entry.live_revision_id, now)


@transaction.atomic
def tell_of_what_opened(page) -> None:
    """The same for everything at or under *page*, which an order, a withdrawal or something above it had closed. Many
    at once wait for a digest."""
    from timeline.models import PublicRecord, TimelineEntry

    below = TimelineEntry.objects.published().filter(path__startswith=page.path)
    _leave_digests_of_other_sites(page)
    untold = Q(public_record__announced_at=None, public_record__digest=None, first_published_at__isnull=False)
    untold &= ~Q(public_record__announcing=PublicRecord.Announcing.QUIETLY)
    changed = Q(change_notes__told_at=None, change_notes__isnull=False)
    waiting = list(below.filter(untold | changed).distinct())
    gather_many(waiting)
    for entry in waiting:
        tell_of(entry)


def _leave_digests_of_other_sites(page) -> None:
    """What waited for a digest of the site that it stood in has moved: it waits for one where it stands now."""
    from timeline.models import PublicRecord

    moved = PublicRecord.objects.filter(page__path__startswith=page.path, announced_at=None, digest__isnull=False)
    for record in moved.exclude(digest__site=page.get_site()):
        record.digest = None
        record.save(update_fields=["digest"])


def _locked_record(page):
    from timeline.models import PublicRecord

    return PublicRecord.objects.select_for_update().get(page_id=page.pk)


def _announce(record, entry, moment) -> None:
    if record.announced_at is not None:
        return
    ways, site = record.Announcing, entry.get_site()
    # One that waited for a digest, and that an editor has chosen otherwise for, leaves it.
    record.digest = open_digest(site) if site and record.announcing == ways.DIGEST else None
    if record.digest is None and record.announcing != ways.QUIETLY:
        record.announced_at = moment
    record.save(update_fields=["digest", "announced_at"])


def _moment(revision, now):
    """The hour for which *revision* was scheduled, however late the command ran that published it; but never
    before what subscribers were told meanwhile: their programs look for what is newer than that."""
    hour = revision and revision.approved_go_live_at
    if not hour or hour > now:
        return now
    last = last_announcement()
    return hour if last is None or hour > last else now


def last_announcement():
    """When subscribers were last told of anything, or ``None``."""
    from timeline.models import ChangeNote, PublicRecord

    moments = (
        PublicRecord.objects.aggregate(last=Max("announced_at"))["last"],
        ChangeNote.objects.aggregate(last=Max("told_at"))["last"],
    )
    return max(filter(None, moments), default=None)


def _tell_change(record, revision: int | None, now) -> None:
    """Tell of the change that waits, if it has gone out with *revision*."""
    from timeline.models import ChangeNote

    note = ChangeNote.objects.select_for_update().filter(page_id=record.page_id, told_at=None).first()
    if note is None or not note.words or _is_unfit(note):
        # It waits: the form asks for what is missing, or says what stops it.
        return
    if note.since_revision and (revision is None or revision < note.since_revision):
        # An older text has gone out.
        return
    if record.digest_id and record.announced_at is None:
        # Nobody has heard of the entry yet: it is told of as it stands.
        return
    note.told_at = now
    note.save(update_fields=["told_at"])
    if note.kind == ChangeNote.Kind.UPDATE:
        record.materially_updated_at = now
        record.save(update_fields=["materially_updated_at"])


def _is_unfit(thing) -> bool:
    """Whether it holds a name that came to be protected after it was typed."""
    pattern = protected_pattern()
    return pattern is not None and bool(faulty_fields(thing, pattern))


# What an editor is offered


def announced_today(site) -> int:
    """How many items of entries the readers of *site* were sent since midnight."""
    from timeline.models import TimelineEntry

    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return (
        TimelineEntry.objects.published()
        .of_site(site)
        .announced()
        .filter(public_record__announced_at__gte=midnight)
        .count()
    )


def suggested_announcing(site) -> str:
    """The way to tell subscribers that is offered for the next entry of *site*."""
    from timeline.models import PublicRecord

    ways = PublicRecord.Announcing
    return ways.DIGEST if site and announced_today(site) >= MANY_A_DAY else ways.NOW


# Digests


def open_digest(site):
    """The digest of *site* that gathers entries, made when there is none."""
    from timeline.models import Digest

    return Digest.objects.get_or_create(site=site, sent_at=None)[0]


def waiting_entries(site):
    """The published entries that wait for the next digest of *site*, in story order."""
    from timeline.models import TimelineEntry

    return TimelineEntry.objects.published().of_site(site).filter(**WAITING).chronological()


def entries_of(digest):
    """The published entries that *digest* told of, in story order."""
    from timeline.models import TimelineEntry

    told = {"public_record__digest": digest, "public_record__announced_at__isnull": False}
    return TimelineEntry.objects.published().filter(**told).chronological()


def digest_words(digest, entries: list, told: int) -> tuple[str, str]:
    """The title and the introduction of *digest*, of whose *told* entries that are left *entries* are published.

    Once one that it told of is not, nobody knows what the editor's own words say of it: then there are none of them.
    """
    number = len(entries)
    neutral = ngettext("{number} entry added to the story", "{number} entries added to the story", number)
    neutral = neutral.format(number=number)
    if number == (digest.told_of or told):
        return digest.title or neutral, digest.introduction
    return neutral, ""


@transaction.atomic
def send_digest(digest, entries, *, user=None, **words) -> None:
    """Tell subscribers of *entries*, which wait, in one item: *digest*, with *words* (``title``, ``introduction``).

    ``ValueError`` if none of *entries* waits, or the digest was sent; ``NotReadyError`` while everything is on hold.
    """
    from timeline.models import Digest

    refuse_on_hold("The digest waits until the hold is lifted.")
    if not digest.pk:
        digest.save()
    digest = Digest.objects.select_for_update().get(pk=digest.pk)
    records = list(_waiting_records(entries))
    if digest.sent_at or not records:
        raise ValueError("nothing of these waits for this digest")
    for name, value in words.items():
        setattr(digest, name, value)
    digest.sent_at, digest.sent_by, digest.told_of = timezone.now(), user, len(records)
    digest.save(update_fields=["sent_at", "sent_by", "told_of", *words])
    for record in records:
        record.digest, record.announced_at = digest, digest.sent_at
        record.save(update_fields=["digest", "announced_at"])


@transaction.atomic
def let_go_quietly(entries) -> None:
    """Take *entries*, which wait for a digest, out of it: nobody is told of them."""
    for record in _waiting_records(entries):
        record.digest, record.announcing = None, record.Announcing.QUIETLY
        record.save(update_fields=["digest", "announcing"])


def _waiting_records(entries):
    """The public records of those of *entries* that wait for a digest, locked."""
    from timeline.models import PublicRecord

    waiting = {name.removeprefix("public_record__"): value for name, value in WAITING.items()}
    keys = [entry.pk for entry in entries]
    return PublicRecord.objects.select_for_update().filter(page_id__in=keys, **waiting)


@transaction.atomic
def gather_many(pages) -> int:
    """Let those of *pages* wait for a digest that nobody has chosen anything for, where publishing all of them would
    make more items than readers want in a day; and return how many. *pages* are about to be published together."""
    from timeline.models import PublicRecord, TimelineEntry

    keys = [page.pk for page in pages if issubclass(page.specific_class or object, TimelineEntry)]
    new = PublicRecord.objects.filter(page_id__in=keys, announced_at=None, announcing="", digest=None)
    sites = {page.get_site() for page in pages}
    if new.count() + sum(announced_today(site) for site in sites if site) <= MANY_A_DAY:
        return 0
    records = list(new.select_for_update())
    for record in records:
        record.announcing = record.Announcing.DIGEST
        record.save(update_fields=["announcing"])
    return len(records)


def drafts_under(pages) -> list:
    """The entries under *pages* that are not live."""
    from timeline.models import TimelineEntry
    from timeline.querysets import EntryQuerySet

    under = Q()
    for page in pages:
        under |= Q(path__startswith=page.path)
    return list(EntryQuerySet(model=TimelineEntry).not_live().filter(under)) if pages else []
