"""Small files that unfold to more than a machine holds are refused before they do."""

import io
import time
import zipfile

import openpyxl
import pytest

from timeline.importing.opening import open_file
from timeline.importing.tables import MOST_COLUMNS, FileError

#: Seconds. What is refused is refused at once; unfolded, each of these would take minutes and all memory.
AT_ONCE = 20


def sheet(change) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Date", "Title"])
    book.active.append(["2018", "A letter"])
    change(book.active)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def merged_without_end(quote: str = '"') -> bytes:
    data, changed = sheet(lambda active: active.merge_cells("A1:B1")), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace(b'ref="A1:B1"', f"ref={quote}A1:XFD1048576{quote}".encode()))
    return changed.getvalue()


BOMBS = {
    "merged": merged_without_end,
    "merged, in other quotes": lambda: merged_without_end("'"),
    "one cell far away": lambda: sheet(lambda active: active.cell(40_000, 800, "x")),
    "a row of commas": lambda: b"Date,Title" + b"," * 1_000_000 + b"\n" + b"2018,A letter\n" * 5_000,
    "fields without end": lambda: b"[" + b",".join(b'{"f%d": 1}' % number for number in range(20_000)) + b"]",
}


@pytest.mark.parametrize("name", BOMBS)
def test_bomb_is_refused(name):
    data = BOMBS[name]()
    suffix = "xlsx" if data[:2] == b"PK" else "json" if data[:1] == b"[" else "csv"
    began = time.monotonic()
    with pytest.raises(FileError):
        open_file(data, f"file.{suffix}")
    assert time.monotonic() - began < AT_ONCE


def test_wide_table_within_the_limits_is_read():
    names = [f"Column {number}" for number in range(MOST_COLUMNS - 2)]
    assert (
        len(open_file(("Date,Title," + ",".join(names) + "\n2018,A letter\n").encode(), "file.csv").columns)
        == MOST_COLUMNS
    )
