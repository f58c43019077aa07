"""What an uploaded file is, by its content; a file that is not what its name says is not taken."""

import codecs
import re
from pathlib import PurePath

from press.reading.findings import UnreadableError

#: For the form that takes the file to check.
MAX_FILE_BYTES = 10 * 1024 * 1024
KINDS = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mhtml": "mhtml",
    ".mht": "mhtml",
    ".pdf": "pdf",
    ".txt": "txt",
}
_NAMES = {"html": "a web page", "mhtml": "a saved web page in one file", "pdf": "a PDF", "txt": "plain text"}
_ENDINGS = {"html": ".html", "mhtml": ".mhtml", "pdf": ".pdf", "txt": ".txt"}
_TAKEN = "We take saved web pages (.html or .mhtml), PDFs (.pdf) and plain text (.txt)."
_HEAD = 4096
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|div|article|main|h1|p)\b[^<]{0,2000}?>", re.IGNORECASE
)
_HTML_BEGINS = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def sniff(data: bytes, filename: str) -> str:
    """“html”, “mhtml”, “pdf” or “txt”. ``UnreadableError`` with the reason where *data* is none of these, or is
    not what *filename* says."""
    named = KINDS.get(PurePath(filename).suffix.lower())
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise UnreadableError("This file is empty.")
    found = _kind_of(data)
    if found is None:
        raise UnreadableError(f"This file is {_other(data)}. {_TAKEN}")
    if named is None:
        raise UnreadableError(f"The name of this file does not end in a way that we know. {_TAKEN}")
    if named == "html" and found == "txt" and _HTML.search(_as_ascii(data)):
        return "html"
    if found != named:
        raise UnreadableError(
            f"The name of this file says that it is {_NAMES[named]}, but it is {_NAMES[found]}. "
            f"If that is what you meant to upload, change the end of its name to {_ENDINGS[found]} and upload it again."
        )
    return found


def _kind_of(data: bytes) -> str | None:
    head = data[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if _is_other(data):
        return None
    if re.search(rb"^MIME-Version:", head, re.IGNORECASE | re.MULTILINE) and re.search(
        rb"^Content-Type:\s*(?:multipart/related|text/html)", head, re.IGNORECASE | re.MULTILINE
    ):
        return "mhtml"
    return "html" if _HTML_BEGINS.match(_as_ascii(data)) else "txt"


def _as_ascii(data: bytes) -> bytes:
    """The beginning of *data*, as far as it is ASCII, whether each letter takes one byte or two."""
    head = data[: _HEAD * 2]
    if head.startswith(_UTF16):
        return head[2:].replace(b"\0", b"")
    return head.removeprefix(codecs.BOM_UTF8)


def _is_other(data: bytes) -> bool:
    if data.startswith(_UTF16):
        return False
    return bool(_guess(data)) or data.startswith(b"{\\rtf") or b"\0" in data


def _guess(data: bytes):
    import filetype

    return filetype.guess(data[: _HEAD * 2])


def _other(data: bytes) -> str:
    if data.startswith(b"{\\rtf"):
        return "a document of a word processor; save it as a PDF or as plain text"
    kind = _guess(data)
    mime = kind.mime if kind else ""
    if "officedocument" in mime or "opendocument" in mime or "msword" in mime or b"word/" in data[:_HEAD]:
        return "a document of an office program; save it as a PDF or as plain text"
    for sort, words in (("image/", "a picture"), ("audio/", "a sound"), ("video/", "a film")):
        if mime.startswith(sort):
            return words
    if mime == "application/zip":
        return "a packed file (ZIP); unpack it first"
    return "something else" if kind else "no text: there are bytes in it that no text has"
