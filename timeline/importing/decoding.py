"""The text of a file, whatever it was saved as."""

import codecs

from django.utils.translation import gettext as _

from timeline.importing.tables import FileError

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(data: bytes) -> tuple[str, list[str]]:
    """The text, and what its editor should know of how it was read. ``FileError`` for what is no text."""
    encoding = next((name for mark, name in MARKS if data.startswith(mark)), "")
    encoding = encoding or _unmarked_utf_16(data)
    try:
        text = data.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        if encoding:
            raise FileError(
                _("The file says of itself that it is {encoding}, and is not. Was it cut off?").format(
                    encoding=encoding.upper()
                )
            ) from None
        text, remarks = _western(data)
    else:
        remarks = []
    if "\0" in text:
        raise FileError(_("This is no text, and no spreadsheet (.xlsx) either."))
    return text, remarks


def _unmarked_utf_16(data: bytes) -> str:
    """Text in Latin letters has a zero in every second byte."""
    head = data[:2000]
    if head[1::2].count(0) > len(head) // 3:
        return "utf-16-le"
    return "utf-16-be" if head[::2].count(0) > len(head) // 3 else ""


def _western(data: bytes) -> tuple[str, list[str]]:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    return text, [
        _(
            "The file is not in UTF-8. It was read as Windows-1252 (Latin-1), as Excel saves it in Western Europe: "
            "look at names with accents, and at quotation marks."
        )
    ]
