"""Spreadsheets (XLSX): the first sheet, with the values that Excel last saw."""

import datetime
import io
import re
import warnings
import zipfile
import zlib

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter, range_boundaries

from timeline.importing.columns import are_of_our_export, is_header
from timeline.importing.tables import MOST_COLUMNS, MOST_ROWS, FileError, Row, Table

#: What a spreadsheet may unpack to, and how many parts it may have: a small zip may hold a very large file.
MOST_UNPACKED = 100 * 1024 * 1024
MOST_PARTS = 2000
#: So many cells are looked at; a merged range counts with all of its own.
MOST_CELLS = 2_000_000
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref=["\x27]([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})["\x27]')
#: Blank rows at the end that were formatted once.
MOST_LOOKED_AT = 4 * MOST_ROWS


def read_xlsx(data: bytes) -> Table:
    _check_zip(data)
    sheet, more = _first_sheet(data)
    formulas = {(cell.row, cell.column) for cells in sheet.iter_rows() for cell in cells if cell.data_type == "f"}
    values = _first_sheet(data, values=True)[0] if formulas else sheet
    lines = []
    for cells in values.iter_rows():
        texts = [_text(cell) for cell in cells]
        if any(texts) or any((cell.row, cell.column) in formulas for cell in cells):
            lines.append((cells[0].row, texts))
    if not lines:
        raise FileError(_("The first sheet of this spreadsheet is empty."))
    head, columns = lines[0]
    if not is_header(columns):
        raise FileError(
            _(
                "The first row must hold the names of the columns, such as “Date”, “Title” and “Text”. This one reads: "
                "{row}."
            ).format(row=" | ".join(columns)[:200])
        )
    while columns and not columns[-1]:
        columns.pop()
    rows = {number: _row(number, texts, columns) for number, texts in lines[1:]}
    _mark_formulas(formulas, values, rows, len(columns))
    _mark_merged(sheet, rows, head, len(columns))
    _mark_errors(values, rows, len(columns))
    table = Table("own-csv" if are_of_our_export(columns) else "xlsx", columns, list(rows.values()))
    if more:
        table.remarks.append(
            _("Only the first sheet, “{sheet}”, was read. The others are: {others}.").format(
                sheet=sheet.title, others=", ".join(more)
            )
        )
    return table


def _check_merged(file: zipfile.ZipFile) -> None:
    """Refuse ranges of merged cells that are larger than any sheet we take: its reader makes every one of their
    cells."""
    cells = 0
    for part in file.namelist():
        if part.startswith("xl/worksheets/"):
            for found in _MERGED.finditer(file.read(part)):
                left, top, right, bottom = range_boundaries(found[1].decode())
                cells += max(right - left + 1, 0) * max(bottom - top + 1, 0)
    if cells > MOST_CELLS:
        raise FileError(_("This sheet has merged cells without end. Take them apart, and send it again."))


def _check_zip(data: bytes) -> None:
    """Refuse what unpacks to more than a spreadsheet should, before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            parts = file.infolist()
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError):
        raise FileError(_("This spreadsheet cannot be opened. Was it cut off on its way?")) from None
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise FileError(
            _("Unpacked, this spreadsheet is larger than {most} MB. It is not opened.").format(
                most=MOST_UNPACKED // 1024**2
            )
        )
    if not any(part.filename == "[Content_Types].xml" for part in parts):
        raise FileError(_("This is a zip file, and no spreadsheet. Unpack it and send what is in it."))
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        try:
            _check_merged(file)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
            raise FileError(_("This spreadsheet cannot be opened. Was it cut off on its way?")) from None


def _first_sheet(data: bytes, *, values: bool = False):
    """The first sheet that is not hidden, and the names of the others."""
    try:
        with warnings.catch_warnings():
            # It warns of what it does not know: pictures, rules for what may be typed.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=values, keep_links=False)
    except Exception as error:
        # Whatever is in a damaged file, its reader fails in its own way.
        raise FileError(_("This spreadsheet cannot be opened. Was it cut off on its way?")) from error
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if not sheets:
        raise FileError(_("There is no sheet in this spreadsheet that can be read."))
    sheet = sheets[0]
    is_too_large = sheet.max_row > MOST_LOOKED_AT or sheet.max_column > MOST_COLUMNS * 4
    if is_too_large or sheet.max_row * sheet.max_column > MOST_CELLS:
        raise FileError(
            _("This sheet is said to have {rows} rows and {columns} columns, which is more than we take.").format(
                rows=sheet.max_row, columns=sheet.max_column
            )
        )
    return sheet, [other.title for other in sheets[1:]]


def _text(cell) -> str:
    """The value of a cell as one would type it: a date as ISO, a whole number without a point."""
    value = cell.value
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime.datetime():
            is_day = value.time() == datetime.time()
            return value.date().isoformat() if is_day else value.isoformat(timespec="seconds")
        case datetime.date() | datetime.time():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
    return str(value).strip()


def _row(number: int, texts: list[str], columns: list[str]) -> Row:
    row = Row(number, texts[: len(columns)])
    if any(texts[len(columns) :]):
        row.faults[len(columns) - 1] = _("there is a cell beyond the last column that has a name.")
    return row


def _mark_formulas(formulas, values, rows: dict[int, Row], width: int) -> None:
    for number, column in formulas:
        if number in rows and column <= width and values.cell(number, column).value is None:
            rows[number].faults[column - 1] = _(
                "there is a formula whose result was not saved with it. Open the file in a spreadsheet program, save "
                "it and send it again, or type the value."
            )


def _mark_errors(values, rows: dict[int, Row], width: int) -> None:
    for number, row in rows.items():
        for place in range(min(width, len(row.cells))):
            cell = values.cell(number, place + 1)
            if cell.data_type == "e":
                row.faults[place] = _("the spreadsheet has the error {value} here.").format(value=cell.value)


def _mark_merged(sheet, rows: dict[int, Row], head: int, width: int) -> None:
    """Of cells that were made one, a file keeps the value in the first of them alone: whose it is, nobody knows."""
    for merged in sheet.merged_cells.ranges:
        if merged.min_col > width:
            continue
        name = f"{get_column_letter(merged.min_col)}{merged.min_row}:{merged.coord.partition(':')[2]}"
        for number in range(max(merged.min_row, head + 1), merged.max_row + 1):
            if number in rows:
                rows[number].faults.setdefault(
                    merged.min_col - 1,
                    _("the cells {name} are merged. Take them apart and fill in each row.").format(name=name),
                )
