"""Addresses on the web: read, told apart, fetched with care, checked, and shown with their copies."""

from timeline.links.reading import WhereToRead, where_to_read

__all__ = ["WhereToRead", "link_to", "where_to_read"]


def link_to(url: str):
    """The ``WebLink`` of *url*, made if there is none; ``None`` for an empty or unreadable address."""
    from timeline.links.addresses import address_key
    from timeline.models.link import WebLink

    key = address_key(url) if url else ""
    if not key:
        return None
    return WebLink.objects.get_or_create(key=key, defaults={"url": url})[0]
