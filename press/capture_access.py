"""Who may open a kept copy."""

from django.db.models import Q

from press.models import Capture, PressArticlePage
from timeline.querysets import closed_pages


def articles_of(capture: Capture):
    """The articles, drafts too, that a capture is a copy of."""
    same = Q(pk=capture.page_id)
    if capture.link_id:
        same |= Q(article_link_id=capture.link_id) | Q(addresses__link_id=capture.link_id)
    return PressArticlePage.objects.filter(same).distinct()


def may_open(user, capture: Capture) -> bool:
    """Whether *user* may read or download it.

    Nobody may while an article that it is a copy of is withdrawn, and only those who see orders while
    one of them is closed by an order.
    """
    if not user.has_perm("press.download_capture"):
        return False
    articles = articles_of(capture)
    if articles.filter(public_record__withdrawn_at__isnull=False).exists():
        return False
    is_closed = articles.filter(pk__in=closed_pages().values("pk")).exists()
    return not is_closed or user.has_perm("timeline.view_restriction")
