"""Taking a published page back: it is gone at once from every output, and its address says so (410).

Nothing of it is deleted, and it may be given back: its id, its clocks and its history stay.
"""

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from timeline.going_out import refuse_on_hold
from timeline.last_change import note_now
from timeline.querysets import GatedPageQuerySet

WITHDRAWN, GIVEN_BACK = "timeline.withdraw", "timeline.give_back"

#: Sent with *page*, inside the transaction, when a page was withdrawn, and when it was given back.
page_withdrawn, page_given_back = Signal(), Signal()


@transaction.atomic
def withdraw(page, *, why: str = "", words: str = "", user=None) -> None:
    """Take *page* back, with everything under it. *why* is one of ``PublicRecord.WithdrawnWhy``; *words* stand where
    the page stood, and are for no reader where the reason is privacy. A page that is withdrawn stays so, for the
    reason that is given last."""
    from timeline.restrictions import shut_pictures

    record = _locked(page)
    record.withdrawn_at = record.withdrawn_at or timezone.now()
    record.withdrawn_why = why
    record.withdrawn_words = "" if why == record.WithdrawnWhy.PRIVACY else words
    record.save(update_fields=["withdrawn_at", "withdrawn_why", "withdrawn_words"])
    page_withdrawn.send(sender=type(page), page=page)
    # The public sizes of its pictures have addresses of their own.
    transaction.on_commit(lambda: shut_pictures(page), robust=True)
    log(page, WITHDRAWN, user=user, data={"why": why})
    note_now()


@transaction.atomic
def give_back(page, *, user=None) -> None:
    """Let *page* stand again where it stood. Nobody is told of it a second time."""
    from timeline.announcing import tell_of_what_opened

    record = _locked(page)
    if record.withdrawn_at is None:
        return
    refuse_on_hold("It stays withdrawn until the hold is lifted.")
    record.withdrawn_at, record.withdrawn_why, record.withdrawn_words = None, "", ""
    record.save(update_fields=["withdrawn_at", "withdrawn_why", "withdrawn_words"])
    page_given_back.send(sender=type(page), page=page)
    tell_of_what_opened(page)
    log(page, GIVEN_BACK, user=user)
    note_now()


def _locked(page):
    from timeline.models import PublicRecord

    return PublicRecord.objects.select_for_update().get(page_id=page.pk)


# What readers who had it are told


def record_of_gone(page):
    """The record that says that *page* is withdrawn, its own or that of a page above it; ``None`` where readers are
    told nothing of it: it is there, or never was, or an order closes it.

    Where one of them is withdrawn for somebody's privacy, it is that one, which has no words.
    """
    from timeline.models import PublicRecord

    if not _is_withdrawn(page):
        return None
    steps = [page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)]
    withdrawn = PublicRecord.objects.filter(page__path__in=steps, withdrawn_at__isnull=False)
    for_privacy = withdrawn.filter(withdrawn_why=PublicRecord.WithdrawnWhy.PRIVACY)
    return for_privacy.first() or withdrawn.order_by("-page__path").first()


def _is_withdrawn(page) -> bool:
    return GatedPageQuerySet(model=Page).withdrawn().filter(pk=page.pk).exists()


def keep_tombstone(thing) -> None:
    """Keep the id of *thing*, a public record or a correction that is being deleted, if readers had it and may know:
    of what an order closes, or a page's privacy, nothing is ever said."""
    from timeline.models import ChangeNote, MergedEntry, Tombstone

    if MergedEntry.objects.filter(uid=thing.uid).exists():
        # It is not gone: what leads to it leads to the entry that it was merged into.
        return
    page = GatedPageQuerySet(model=Page).filter(pk=thing.page_id)
    site = thing.page.get_site()
    if site is None or not page.open_to_be_named().exists():
        return
    if isinstance(thing, ChangeNote):
        had = was_item = bool(thing.told_at) and thing.kind == ChangeNote.Kind.CORRECTION
    else:
        had, was_item = thing.page.first_published_at or thing.page.live, thing.is_told_alone
    if had:
        Tombstone.objects.get_or_create(uid=thing.uid, defaults={"site": site, "was_item": was_item})
        # Readers had the same under the ids of entries that were merged into it.
        for merged in MergedEntry.objects.standing().filter(into=thing.uid):
            Tombstone.objects.get_or_create(uid=merged.uid, defaults={"site": site, "was_item": merged.was_item})
