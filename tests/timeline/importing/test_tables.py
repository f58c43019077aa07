"""Tables in every dress that they come in, and what is said of those that are damaged."""

import io
import zipfile

import openpyxl
import pytest

from tests.import_files import HEADER, csv_bytes, read, xlsx_bytes
from timeline.importing import tables, xlsx_reading
from timeline.importing.opening import open_file
from timeline.importing.tables import FileError

ROW = ["18 January 2018", "Café “Zoë” opens", "It – opens.", "https://example.org/a", "1"]


def refused(data: bytes, name="file.csv") -> str:
    with pytest.raises(FileError) as error:
        open_file(data, name)
    return str(error.value)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_table_is_read_whatever_separates_it_and_however_it_is_encoded(separator, encoding):
    table, guesses = read(csv_bytes(ROW, separator=separator, encoding=encoding))
    assert table.columns == HEADER
    assert table.rows[0].cells == ROW
    assert guesses == ["date", "title", "text", "source_url", "id"]
    assert table.remarks == []


def test_latin_1_is_read_and_said():
    table, _guesses = read(csv_bytes(["2018", "Café in Málaga", "", "", ""], encoding="latin-1"))
    assert table.rows[0].cells[1] == "Café in Málaga"
    assert "Windows-1252" in table.remarks[0]


def test_excel_of_western_europe_is_read_with_its_quotation_marks():
    table, _guesses = read(csv_bytes(ROW, encoding="cp1252", separator=";"))
    assert table.rows[0].cells[1] == "Café “Zoë” opens"


def test_blank_rows_are_passed_over_and_the_others_keep_their_numbers():
    table, _guesses = read(csv_bytes(ROW, ["", " ", "", "", ""], ROW))
    assert [row.number for row in table.rows] == [2, 4]
    table, _guesses = read(xlsx_bytes(ROW, [None] * 5, ROW))
    assert [row.number for row in table.rows] == [2, 4]


def test_cell_over_several_lines_is_one_cell():
    table, _guesses = read(csv_bytes(["2018", "Title", "One.\n\nTwo.", "", ""]))
    assert table.rows[0].cells[2] == "One.\n\nTwo."


def test_row_with_too_many_cells_is_named_with_its_row():
    table, _guesses = read(csv_bytes([*ROW, "more"], ROW))
    assert "6 cells" in table.rows[0].faults[4]
    assert table.rows[1].faults == {}


def test_file_that_was_cut_in_the_middle_says_where():
    whole = csv_bytes(ROW, ROW)
    table, _guesses = read(whole[: whole.rindex(b"It ")])
    assert "cut off" in table.rows[1].faults[2]
    assert table.rows[0].faults == {}
    quoted = csv_bytes(["2018", "A title, quoted", "One\nTwo", "", ""])
    assert "Row 2" in refused(quoted[: quoted.index(b"Two")])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (csv_bytes(), "no row below"),
        (csv_bytes(header=["2018", "18 January 2018", "A"]), "names of the columns"),
        (b"%PDF-1.4", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", ".xls"),
        (b"\x00\x01\x02\x00\x05\x06\x07\x08\x09" * 9, "no text"),
        (b"\xff\xfea", "cut off"),
        (b"PK\x03\x04 this was a spreadsheet", "cut off"),
        (b'{"events": [{"start_date": ', "cut off"),
        (b'{"anything": 1}', "neither"),
        (b"[1, 2]", "not of records"),
        (b"[" * 100_000, "cannot be read"),
        (b"<html><body><p>Nothing happened.</p></body></html>", "No paragraph"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(data, said):
    assert said in refused(data)


def test_file_of_a_hundred_megabytes_is_refused_by_its_size():
    assert "100 MB" in refused(b"a" * (100 * 1024 * 1024))


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr("timeline.importing.tables.MOST_ROWS", 2)
    assert "3 rows" in refused(csv_bytes(ROW, ROW, ROW))


# Spreadsheets


def test_values_of_a_spreadsheet_are_read_as_one_would_type_them():
    import datetime

    rows = [
        [datetime.datetime(2018, 1, 18), "A", 2018.0, None, 7],
        [datetime.datetime(2018, 1, 18, 10, 30), "B", True, "", 1.5],
    ]
    table, _guesses = read(xlsx_bytes(*rows))
    assert [row.cells for row in table.rows] == [
        ["2018-01-18", "A", "2018", "", "7"],
        ["2018-01-18T10:30:00", "B", "yes", "", "1.5"],
    ]


def test_only_the_first_sheet_is_read_and_that_is_said():
    def more(sheet):
        sheet.parent.create_sheet("Notes").append(["x"])

    table, _guesses = read(xlsx_bytes(ROW, change=more))
    assert "Notes" in table.remarks[0]


def test_merged_cells_are_named():
    table, _guesses = read(xlsx_bytes(ROW, ROW, ROW, change=lambda sheet: sheet.merge_cells("A3:A4")))
    assert [row.number for row in table.rows if row.faults] == [3, 4]
    assert "A3:A4" in table.rows[1].faults[0]


def with_cached_formula(value: str) -> bytes:
    """A spreadsheet in which C2 is a formula, with the result that Excel kept."""
    data = xlsx_bytes(["2018", "Title", "=1+1", "", ""])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            text = old.read(part)
            if part.filename.endswith("sheet1.xml"):
                text = text.replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>" + value.encode() + b"</v>")
                text = text.replace(b"<f>1+1</f><v/>", b"<f>1+1</f><v>" + value.encode() + b"</v>")
            new.writestr(part.filename, text)
    return out.getvalue()


def test_formula_gives_the_value_that_was_saved_with_it():
    table, _guesses = read(with_cached_formula("42"))
    assert (table.rows[0].cells[2], table.rows[0].faults) == ("42", {})


def test_formula_without_a_saved_value_is_a_mistake_in_its_cell():
    table, _guesses = read(xlsx_bytes(["2018", "Title", "=1+1", "", ""]))
    assert "formula" in table.rows[0].faults[2]


def test_error_of_a_spreadsheet_is_a_mistake_in_its_cell():
    table, _guesses = read(xlsx_bytes(["2018", "#REF!", "", "", ""]))
    assert "#REF!" in table.rows[0].faults[1]


def test_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("xl/worksheets/sheet1.xml", b"0" * (xlsx_reading.MOST_UNPACKED + 1))
    monkeypatch.setattr(openpyxl, "load_workbook", lambda *args, **kwargs: pytest.fail("It was opened."))
    assert len(out.getvalue()) < tables.MOST_BYTES
    assert "larger than 100 MB" in refused(out.getvalue(), "file.xlsx")


def test_spreadsheet_that_was_cut_off_and_other_zips_are_refused():
    data = xlsx_bytes(ROW)
    assert "cut off" in refused(data[: len(data) // 2])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("story.csv", "Date,Title")
    assert "zip file" in refused(out.getvalue())
