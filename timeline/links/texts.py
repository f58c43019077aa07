"""Whether a page still says the same: a hash over what a reader sees, not over its markup."""

import hashlib
import io
import logging
import unicodedata

import pypdf
import trafilatura
from lxml import etree, html

from timeline.links.fetch import Fetched

logger = logging.getLogger(__name__)

_HTML = ("text/html", "application/xhtml+xml")
_PDF = "application/pdf"
#: Enough to notice a change, and an end to long reports.
_MOST_PDF_PAGES = 50
_UNSEEN = "//script|//style|//noscript|//template|//head|//nav|//footer|//comment()"


def text_hash(answer: Fetched) -> str:
    """SHA-256 of the visible text, or of the bytes of what is no text; empty where there is nothing."""
    try:
        text = _visible_text(answer)
    except Exception:
        # Other people's pages in the hands of other people's parsers: one page must not end a run.
        logger.exception("The text of %s could not be read", answer.url)
        text = None
    if text is None:
        return hashlib.sha256(answer.body).hexdigest() if answer.body else ""
    words = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest() if words else ""


def _visible_text(answer: Fetched) -> str | None:
    """``None`` for what is no text."""
    if answer.content_type in _HTML:
        return trafilatura.extract(answer.body, include_comments=False) or _all_text(answer.body)
    if answer.content_type == "text/plain":
        return _decoded(answer)
    if answer.content_type == _PDF:
        pages = pypdf.PdfReader(io.BytesIO(answer.body)).pages[:_MOST_PDF_PAGES]
        return "\n".join(page.extract_text() for page in pages) or None
    return None


def _all_text(body: bytes) -> str:
    try:
        page = html.document_fromstring(body)
    except (etree.ParserError, ValueError):
        return ""
    for element in page.xpath(_UNSEEN):
        element.drop_tree()
    return page.text_content()


def _decoded(answer: Fetched) -> str:
    try:
        return answer.body.decode(answer.charset or "utf-8", "replace")
    except LookupError:
        return answer.body.decode("utf-8", "replace")
