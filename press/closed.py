"""Pages that an order closes, and who of the editors is told of them."""

from timeline.querysets import closed_pages


def sees_closed_pages(user) -> bool:
    return user.has_perm("timeline.view_restriction")


def closed_to(user, pages) -> set[int]:
    """The keys of those of *pages* that *user* is not told of: what an order closes is for those who see orders."""
    if sees_closed_pages(user):
        return set()
    return set(closed_pages().filter(pk__in={page.pk for page in pages}).values_list("pk", flat=True))
