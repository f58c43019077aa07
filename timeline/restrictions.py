"""What closing a page does beyond the gate: its pictures, its moves and copies, and what the history says."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from timeline.announcing import tell_of_what_opened
from timeline.files_in_use import things_used_by, uses_by
from timeline.last_change import note_change, note_now
from timeline.public_sizes import delete_sizes
from timeline.querysets import GatedPageQuerySet, closed_pages

CLOSED, LIFTED = "timeline.restrict", "timeline.lift"

NO_MOVE = (
    "“{page}” is closed by an order on “{closed}”, which stands above it. In the new place it would be open: "
    "restrict the page itself first, or have the order lifted."
)
NO_COPY = "“{closed}” is closed by an order or a request. A copy would be open, so it cannot be copied."


def _steps(page) -> list[str]:
    """The paths of the pages from the root down to *page*."""
    return [page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)]


def orders_over(page):
    """The restrictions in force that close *page*: its own and those of the pages above it."""
    from timeline.models import Restriction

    return Restriction.objects.in_force().filter(page__path__in=_steps(page)).select_related("page")


def orders_under(page):
    """The restrictions in force on pages below *page*."""
    from timeline.models import Restriction

    below = Restriction.objects.in_force().filter(page__path__startswith=page.path)
    return below.exclude(page__path=page.path).select_related("page")


def pages_from(page):
    """*page* and all pages under it, whatever their state: for editors and checks."""
    return GatedPageQuerySet(model=Page).filter(path__startswith=page.path)


@dataclass(frozen=True)
class Reach:
    """What a restriction of a page closes: the pages under it, and the files that they use. ``also_used_by``
    are the pages elsewhere that use one of these files, and will be without it."""

    under: int
    documents: int
    pictures: int
    also_used_by: tuple

    @property
    def in_words(self) -> str:
        counts = [
            _count(self.under, "page under it", "pages under it"),
            _count(self.documents, "document", "documents"),
            _count(self.pictures, "picture", "pictures"),
        ]
        return f"{counts[0]}, {counts[1]} and {counts[2]}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number or 'no'} {one if number == 1 else many}"


def reach_of(page) -> Reach:
    """What a restriction of *page* closes, as its pages stand in the database."""
    from timeline.models import CampaignDocument, CampaignImage

    pages = pages_from(page)
    elsewhere = GatedPageQuerySet(model=Page).exclude(path__startswith=page.path)
    counts, users = [], set()
    for model in (CampaignDocument, CampaignImage):
        used = set(uses_by(pages, model).values_list("to_object_id", flat=True))
        counts.append(model._base_manager.filter(pk__in=used).count())
        users |= set(uses_by(elsewhere, model).filter(to_object_id__in=used).values_list("page_key", flat=True))
    also = GatedPageQuerySet(model=Page).filter(pk__in=users).order_by("title")
    return Reach(pages.count() - 1, *counts, also_used_by=tuple(also))


# Closing and lifting


def close(restriction) -> None:
    """What follows when *restriction* has been saved for the first time. The gate has shut already."""
    data = {"restriction": restriction.pk, "kind": restriction.get_kind_display()}
    log(restriction.page, CLOSED, user=restriction.closed_by, data=data)
    transaction.on_commit(lambda: shut_pictures(restriction.page), robust=True)
    note_now()


def shut_pictures(page) -> None:
    """Delete the public sizes of every picture that *page* and the pages under it use, so that addresses
    which somebody has noted down stop at once. They are made again where the picture may be shown."""
    from timeline.models import CampaignImage

    shut_sizes(things_used_by(pages_from(page), CampaignImage))


def shut_sizes(pictures) -> None:
    """Delete the sizes of *pictures*, public or not. What cannot be deleted now is tried again each minute."""
    from timeline.models import CampaignRendition

    try:
        delete_sizes(CampaignRendition.objects.filter(image__in=pictures))
    finally:
        # Whoever asked in between was given addresses that are dead now.
        note_change()


def shut_pictures_of_closed(page) -> None:
    """The same for what came to stand on, or under, a page that is closed already."""
    if closed_pages().filter(pk=page.pk).exists():
        transaction.on_commit(lambda: shut_pictures(page), robust=True)


def lift(restriction, *, user, why: str) -> None:
    """End *restriction*, with the reason that the history keeps. ``NotReadyError`` while everything is on hold."""
    from timeline.going_out import refuse_on_hold
    from timeline.take_downs import note_lifted

    refuse_on_hold("The order stays in force here until the hold is lifted.")
    restriction.lifted_at, restriction.lifted_by, restriction.lifted_why = timezone.now(), user, why
    restriction.save(update_fields=["lifted_at", "lifted_by", "lifted_why"])
    tell_of_what_opened(restriction.page)
    data = {"restriction": restriction.pk, "kind": restriction.get_kind_display()}
    log(restriction.page, LIFTED, user=user, data=data)
    note_lifted(restriction, user=user, why=why)


# What must not open a closed page


def refuse_move(page, new_parent) -> None:
    """``PermissionDenied`` if *page* would come out from under an order on a page above it."""
    above = orders_over(page).exclude(page__path=page.path)
    left = above.exclude(page__path__in=_steps(new_parent)).first()
    if left:
        raise PermissionDenied(NO_MOVE.format(page=page.title, closed=left.page.title))


def refuse_copy(page, *, with_subpages: bool) -> None:
    """``PermissionDenied`` if a copy of *page* would hold what an order closes, or what was withdrawn."""
    closing = (
        orders_over(page).first()
        or _withdrawals(page__path__in=_steps(page)).first()
        or (with_subpages and (orders_under(page).first() or _withdrawals(page__path__startswith=page.path).first()))
    )
    if closing:
        raise PermissionDenied(NO_COPY.format(closed=closing.page.title))


def _withdrawals(**where):
    from timeline.models import PublicRecord

    return PublicRecord.objects.filter(withdrawn_at__isnull=False, **where).select_related("page")
