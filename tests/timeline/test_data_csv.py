"""The table: RFC 4180 in UTF-8, and nothing in it that a spreadsheet runs."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.data_files import fetched, rows_of
from tests.factories import make_article, make_event, make_milestone, make_topic
from timeline.data.csv_file import BYTE_ORDER_MARK, defused, restored, row
from timeline.feeds.text import clean


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "=cmd|' /C calc'!A0",
        "＝1+1",
        "＋1",
        "－1",
        "＠x",
        "'=1",
        "''=1",
    ],
)
def test_formula_is_defused_and_comes_back(text):
    assert defused(text) == f"'{text}"
    assert restored(defused(text)) == text


@pytest.mark.parametrize("text", ["", "Plain", "2018-01-18", "'quoted'", "“=1”", " =1", "a=1", "'tis", "1-2"])
def test_other_text_is_left_alone(text):
    assert defused(text) == text == restored(text)


@given(st.text())
@example("'" * 5 + "=")
def test_every_text_comes_back(text):
    assert restored(defused(text)) == text


@given(st.lists(st.text(), min_size=1))
def test_row_is_read_back_as_it_was(cells):
    (found,) = csv.reader(io.StringIO(row(cells).decode(), newline=""), strict=True)
    assert [restored(cell) for cell in found] == [clean(cell) for cell in cells]


def test_row_ends_as_the_standard_says_and_every_cell_is_quoted():
    assert row(["a", None, 3, True, 'b"c', "d;=e"]) == b'"a","","3","yes","b""c","d;=e"\r\n'


def test_formulas_of_editors_do_not_reach_a_spreadsheet(site, client):
    make_event(title="=HYPERLINK(1)", summary="@all", date_note="-1", topics=[make_topic(name="+topic", slug="t")])
    text = fetched(client, "/data/v1/entries.csv").decode()
    cells = next(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert (cells["title"], cells["summary"], cells["date_note"]) == ("'=HYPERLINK(1)", "'@all", "'-1")
    assert cells["topics"] == "'+topic"
    (entry,) = rows_of(client)
    assert (entry["title"], entry["summary"]) == ("=HYPERLINK(1)", "@all")


def test_each_kind_fills_its_own_columns_and_every_row_its_terms(site, client):
    make_event(title="An event")
    make_article(title="An article", byline="A. Writer")
    make_milestone(title="A milestone", court="High Court")
    rows = {one["title"]: one for one in rows_of(client, "?order=newest")}
    assert rows["An article"]["byline"] == "A. Writer"
    assert rows["An article"]["court"] == rows["An event"]["court"] == ""
    assert rows["A milestone"]["court"] == "High Court"
    assert rows["A milestone"]["stage"]
    assert {one["filter"] for one in rows.values()} == {"order=newest"}
    assert all(
        one["licence"].startswith("Ask the publisher") and one["exported_at"].endswith("Z") for one in rows.values()
    )


def test_empty_story_is_a_table_without_rows(site, client):
    whole = fetched(client, "/data/v1/entries.csv?kind=press")
    assert whole.startswith(BYTE_ORDER_MARK + b'"id","url",')
    assert whole.count(b"\r\n") == 1
    assert rows_of(client) == []


def test_several_sources_stand_one_a_line(site, client):
    make_event(sources=2)
    (entry,) = rows_of(client)
    assert entry["sources"] == (
        "Source 1 | Example | https://example.org/0 | \nSource 2 | Example | https://example.org/1 | "
    )
