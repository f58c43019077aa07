"""Tells what sort of file was sent, and has it read."""

from django.utils.translation import gettext as _

from timeline.importing.csv_reading import read_csv
from timeline.importing.decoding import decoded
from timeline.importing.html_reading import looks_like_html, read_html
from timeline.importing.json_reading import read_json
from timeline.importing.tables import MOST_BYTES, FileError, Table, WholeStory, refuse_too_large
from timeline.importing.xlsx_reading import read_xlsx

ZIP, OLD_EXCEL, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"


def too_large(size: int) -> str:
    """What is said of a file of *size* bytes that is larger than we take; empty for any other."""
    if size <= MOST_BYTES:
        return ""
    return _("This file has {size} MB. Files of up to {most} MB are taken: send it in parts.").format(
        size=size // 1024**2, most=MOST_BYTES // 1024**2
    )


def open_file(data: bytes, name: str) -> Table | WholeStory:
    """The rows of a file, or the story in it. What the file is, its content tells, and not its name. ``FileError``
    for what cannot be read."""
    if message := too_large(len(data)):
        raise FileError(message)
    if not data.strip():
        raise FileError(_("The file is empty."))
    if data.startswith(ZIP):
        found = read_xlsx(data)
    elif data.startswith(OLD_EXCEL):
        raise FileError(_("This is an Excel file of the old kind (.xls). Save it as .xlsx or .csv and send that."))
    elif data.startswith(PDF):
        raise FileError(_("This is a PDF. Send a table (.csv, .xlsx), TimelineJS, a page (.html) or our own .json."))
    else:
        found = _read_text(*decoded(data))
    if isinstance(found, Table):
        _check(found)
    return found


def _read_text(text: str, remarks: list[str]) -> Table | WholeStory:
    if not text.strip():
        raise FileError(_("The file is empty."))
    if text.lstrip()[0] in "{[":
        return read_json(text)
    table = read_html(text) if looks_like_html(text) else read_csv(text)
    table.remarks[:0] = remarks
    return table


def _check(table: Table) -> None:
    if not table.rows:
        raise FileError(_("There is a first row with the names of columns, and no row below it."))
    refuse_too_large(len(table.rows), len(table.columns))
