"""Tables as text: separated by commas, semicolons or tabs."""

import csv
import io

from django.utils.translation import gettext as _

from timeline.data.csv_file import restored
from timeline.importing.columns import are_of_our_export, is_header
from timeline.importing.tables import FileError, Row, Table, refuse_too_large

SEPARATORS = (",", ";", "\t", "|")
#: So many rows are looked at to tell what separates the cells.
LOOKED_AT = 20


def read_csv(text: str) -> Table:
    separator = _separator(text)
    lines = _lines(text, separator)
    if not lines:
        raise FileError(_("The file is empty."))
    _number, columns = lines[0]
    refuse_too_large(len(lines) - 1, len(columns))
    columns = [name.strip() for name in columns]
    if not is_header(columns):
        raise FileError(
            _(
                "The first row must hold the names of the columns, such as “Date”, “Title” and “Text”. This one reads: "
                "{row}."
            ).format(row=" | ".join(columns)[:200])
        )
    rows = [_row(number, cells, columns) for number, cells in lines[1:]]
    if len(lines) > 1 and not text.endswith(("\n", "\r")):
        _complain_of_a_cut(rows[-1], lines[-1][1], columns)
    return Table("own-csv" if are_of_our_export(columns) else "csv", columns, rows)


def _separator(text: str) -> str:
    """The sign that gives the first rows the most columns, and all of them as many."""

    def columns(sign: str) -> tuple:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
        found = []
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    found.append(len(cells))
                if len(found) == LOOKED_AT:
                    break
        except csv.Error:
            return (0, 0)
        head = found[0] if found else 0
        return (head > 1 and found.count(head), head)

    return max(SEPARATORS, key=columns)


def _lines(text: str, separator: str) -> list[tuple[int, list[str]]]:
    """The rows that are not blank, each with its number: blank ones are counted as a spreadsheet counts them."""
    reader, found, number = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), [], 0
    try:
        for number, cells in enumerate(reader, start=1):
            if any(cell.strip() for cell in cells):
                found.append((number, cells))
    except csv.Error as error:
        raise FileError(
            _(
                "Row {row} cannot be read: {why}. A quotation mark that is not closed does this, and so does a file "
                "that was cut off."
            ).format(row=number + 1, why=error)
        ) from error
    return found


def _row(number: int, cells: list[str], columns: list[str]) -> Row:
    row = Row(number, [restored(cell).strip() for cell in cells[: len(columns)]])
    row.cells += [""] * (len(columns) - len(row.cells))
    if any(cell.strip() for cell in cells[len(columns) :]):
        row.faults[len(columns) - 1] = _(
            "the row has {number} cells, and there are {columns} columns: is a quotation mark missing?"
        ).format(number=len(cells), columns=len(columns))
    return row


def _complain_of_a_cut(row: Row, cells: list[str], columns: list[str]) -> None:
    if len(cells) < len(columns):
        row.faults[len(cells) - 1] = _(
            "the row ends here, after {number} of {columns} cells, and so does the file: was it cut off?"
        ).format(number=len(cells), columns=len(columns))
