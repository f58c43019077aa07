"""A page that a browser saved as one file (MHTML, RFC 2557): its first HTML part."""

from email import message_from_bytes
from email.message import Message
from itertools import islice

from press.reading.findings import Reading, UnreadableError
from press.reading.page import read_html

_MOST_PARTS = 3_000
_NO_PAGE = "There is no web page in this file. Save the page again in your browser and upload that."


def read_mhtml(data: bytes) -> Reading:
    """Read the page in the MHTML file *data*. ``UnreadableError`` if there is none."""
    try:
        message = message_from_bytes(data)
        part = _root(message)
        page = part.get_payload(decode=True) if part is not None else None
        charset = part.get_content_charset("") if part is not None else ""
    except (ValueError, LookupError, RecursionError, TypeError, AttributeError) as error:
        raise UnreadableError(_NO_PAGE) from error
    if not page:
        raise UnreadableError(_NO_PAGE)
    location = part["Content-Location"] or message["Snapshot-Content-Location"] or message["Content-Location"] or ""
    url = "".join(str(location).split())
    return read_html(page, url=url if url.startswith(("http://", "https://")) else "", charset=charset)


def _root(message: Message) -> Message | None:
    """The part that the head of the file names as its beginning, or else its first page."""
    pages = [part for part in islice(message.walk(), _MOST_PARTS) if part.get_content_type() in _PAGES]
    start = str(message.get_param("start") or "")
    named = (part for part in pages if start and part["Content-ID"] == start)
    return next(named, pages[0] if pages else None)


_PAGES = ("text/html", "application/xhtml+xml")
