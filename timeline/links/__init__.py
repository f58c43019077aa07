"""Addresses on the web: read, told apart, fetched with care, checked, and shown with their copies."""

from timeline.links.reading import WhereToRead, where_to_read

__all__ = ["WhereToRead", "link_to", "where_to_read"]


def link_to(url: str):
    """The ``WebLink`` of *url*, made if there is none; ``None`` for an empty or unreadable address."""
    from timeline.links.addresses import AddressError, address_key, clean_address
    from timeline.models.link import WebLink

    key = address_key(url) if url else ""
    if not key:
        return None
    link = WebLink.objects.filter(key=key).first()
    if link is None:
        try:
            clean = clean_address(url).url
        except AddressError:
            return None
        link, _is_new = WebLink.objects.get_or_create(key=address_key(clean), defaults={"url": clean})
    return link
