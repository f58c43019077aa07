"""Who may open a kept copy."""

from django.db.models import Q
from django.utils import timezone

from press.models import Capture, PressArticlePage
from timeline.models import PublicRecord
from timeline.querysets import closed_pages


def articles_of(capture: Capture):
    """The articles, drafts too, that a capture is a copy of."""
    same = Q(pk=capture.page_id)
    if capture.link_id:
        same |= Q(article_link_id=capture.link_id) | Q(addresses__link_id=capture.link_id)
    return PressArticlePage.objects.filter(same).distinct()


def captures_of(page: PressArticlePage):
    """The kept copies of an article, under each of its addresses."""
    links = [page.article_link_id, *page.addresses.values_list("link_id", flat=True)]
    return Capture.objects.filter(Q(page_id=page.pk) | Q(link_id__in=[one for one in links if one]))


def close_captures(page: PressArticlePage) -> None:
    """Let nobody open the copies of *page*, whatever becomes of its addresses, or of itself."""
    captures_of(page).filter(closed_at=None).update(closed_at=timezone.now())


def open_captures(page: PressArticlePage) -> None:
    captures_of(page).update(closed_at=None)


def close_captures_of_what_is_withdrawn(sender, page, **kwargs):
    if isinstance(page, PressArticlePage):
        close_captures(page)


def open_captures_of_what_is_given_back(sender, page, **kwargs):
    if isinstance(page, PressArticlePage):
        open_captures(page)


def close_captures_of_what_is_deleted(sender, instance, **kwargs):
    """An article that was closed leaves its copies closed: nothing else will say so any more."""
    withdrawn = PublicRecord.objects.filter(page_id=instance.pk, withdrawn_at__isnull=False).exists()
    if withdrawn or closed_pages().filter(pk=instance.pk).exists():
        close_captures(instance)


def may_open(user, capture: Capture) -> bool:
    """Whether *user* may read or download it.

    Nobody may while an article that it is a copy of is withdrawn, and only those who see orders while
    one of them is closed by an order.
    """
    return capture in those_to_open(user, [capture])


def those_to_open(user, captures) -> list[Capture]:
    """The same for each of *captures*, asked once for all that are copies of the same address or article."""
    if not user.has_perm("press.download_capture"):
        return []
    free: dict[tuple, bool] = {}
    found = []
    for capture in captures:
        of = capture.page_id, capture.link_id
        if capture.closed_at:
            continue
        if of not in free:
            free[of] = _are_open_to(user, articles_of(capture))
        if free[of]:
            found.append(capture)
    return found


def _are_open_to(user, articles) -> bool:
    if articles.filter(public_record__withdrawn_at__isnull=False).exists():
        return False
    is_closed = articles.filter(pk__in=closed_pages().values("pk")).exists()
    return not is_closed or user.has_perm("timeline.view_restriction")
