"""What every file is read into: rows of texts under named columns."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 10_000
MOST_COLUMNS = 200


class FileError(Exception):
    """Why a file cannot be read at all. The message is for its editor."""


def refuse_too_large(rows: int, columns: int) -> None:
    """``FileError`` for more than is taken at a time: said before rows are made of it."""
    if rows > MOST_ROWS:
        raise FileError(
            _("This file has {number} rows. Up to {most} are taken at a time: send it in parts.").format(
                number=rows, most=MOST_ROWS
            )
        )
    if columns > MOST_COLUMNS:
        raise FileError(_("This table has more than {most} columns.").format(most=MOST_COLUMNS))


@dataclass
class Row:
    """One row. Its *number* is the one by which an editor finds it in the file."""

    number: int
    cells: list[str]
    #: The place of a column -> what is wrong with the cell in it.
    faults: dict[int, str] = field(default_factory=dict)


@dataclass
class Table:
    """The rows of a file. *remarks* are what its editor should know of the whole of it."""

    shape: str
    columns: list[str]
    rows: list[Row]
    remarks: list[str] = field(default_factory=list)


@dataclass
class WholeStory:
    """A story as it was exported, in our own format."""

    shape: str
    data: dict
