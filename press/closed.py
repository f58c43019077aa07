"""Pages of which an editor is not told: those of others that are not out, and those that an order closes."""

from wagtail.models import Page

from timeline.own_titles import reads_every_title, with_open_titles
from timeline.querysets import GatedPageQuerySet


def sees_closed_pages(user) -> bool:
    return reads_every_title(user)


def closed_to(user, pages) -> set[int]:
    """The keys of those of *pages* whose titles *user* may not read."""
    if reads_every_title(user):
        return set()
    keys = {page.pk for page in pages}
    return keys - set(
        with_open_titles(GatedPageQuerySet(model=Page).filter(pk__in=keys), user).values_list("pk", flat=True)
    )
