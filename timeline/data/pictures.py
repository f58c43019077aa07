"""Pictures and files as addresses on our own host."""

import logging
from urllib.parse import urljoin

from wagtail.images.models import SourceImageIOError

#: The size that pages draw, so that no file is made for an export alone.
DRAWN = "width-960|format-webp"

logger = logging.getLogger("timeline.data")


def picture_record(picture, root_url: str, *, description: str = "") -> dict | None:
    """A rendition of *picture*, or ``None`` where there is none, or none that may be shown."""
    if picture is None or not picture.may_be_shown:
        return None
    try:
        rendition = picture.get_rendition(DRAWN)
    except (SourceImageIOError, OSError):
        logger.exception("Picture %s could not be drawn and is left out", picture.pk)
        return None
    return {
        "url": urljoin(f"{root_url}/", rendition.url),
        "width": rendition.width,
        "height": rendition.height,
        "description": description or picture.description,
        "credit": picture.credit,
    }


def document_record(document, root_url: str, *, title: str = "") -> dict:
    """A file that readers may open, by its address."""
    return {
        "title": title or document.title,
        "url": urljoin(f"{root_url}/", document.url),
        "file_type": document.file_extension.lower(),
        "bytes": document.file_size,
    }
