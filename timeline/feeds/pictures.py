"""The picture of an entry as an enclosure: a public size of it on our own host, never the original."""

import mimetypes
from urllib.parse import urljoin

from django.core.cache import caches
from wagtail.images.models import SourceImageIOError

from timeline.feeds.items import Picture

#: The size that cards and entries draw: it is there already.
DRAWN = "width-960|format-webp"


def picture_of(entry, root_url: str) -> Picture | None:
    """The picture of *entry*, or ``None`` where it has none that may be shown.

    A picture whose file is lost is no reason to keep the words back: there is none, then.
    """
    if entry.illustration is None:
        return None
    try:
        drawn = entry.illustration.get_rendition(DRAWN)
        length = caches["renditions"].get_or_set(f"length-{drawn.file.name}", lambda: drawn.file.size)
    except (SourceImageIOError, OSError):
        return None
    media_type, _encoding = mimetypes.guess_type(drawn.file.name)
    return Picture(urljoin(f"{root_url}/", drawn.url), length, media_type or "image/webp")
