"""Reading an article out of a page or a file: no models, no network, nothing trusted, everything with its origin."""

from press.reading.findings import SIGN_IN, Finding, FoundQuotation, Reading, UnreadableError
from press.reading.kinds import MAX_FILE_BYTES, sniff
from press.reading.mhtml import read_mhtml
from press.reading.page import read_html
from press.reading.pdf import read_pdf
from press.reading.plain import read_text
from press.reading.quotations import quotations_in

__all__ = [
    "MAX_FILE_BYTES",
    "SIGN_IN",
    "Finding",
    "FoundQuotation",
    "Reading",
    "UnreadableError",
    "quotations_in",
    "read_file",
    "read_html",
    "read_mhtml",
    "read_pdf",
    "read_text",
    "sniff",
]

_READERS = {"html": read_html, "mhtml": read_mhtml, "pdf": read_pdf, "txt": read_text}


def read_file(data: bytes, filename: str) -> Reading:
    """Read an uploaded file by what it is. ``UnreadableError`` where it is not what its name says, or is unreadable."""
    return _READERS[sniff(data, filename)](data)
