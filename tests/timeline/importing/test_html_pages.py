"""Pages with a year in a heading, and a day or a month that begins each paragraph."""

import pytest

from tests.import_files import planned, read

PAGE = """<!doctype html><html><head><title>Timeline</title><style>p {}</style></head><body>
<header><p>14 May the header</p></header>
<h1>How it came about</h1>
<p>This page tells of it.</p>
<h2>2015</h2>
<p><strong>Nov-December</strong> Papers are <a href="https://example.org/papers">drawn up</a>.</p>
<h2>In 2016</h2>
<ul>
  <li><b>June 2</b>: The census is announced. Few people notice.</li>
  <li>14th September – A first letter is sent.
    <p>It has an annex.</p></li>
  <li>October, a debate<script>alert(1)</script></li>
  <li>Thursday, 17 November. Peers vote &amp; lose.</li>
</ul>
<h3>What followed</h3>
<p>December 22: Told by <i>two</i> papers.</p>
<p>A second paragraph of it, with <a href="https://example.org/more">more</a>.</p>
<h2>2017</h2>
<p>May 15–16: A hearing.</p>
<p>3 March 2018: The year is its own.</p>
<p>Mayors met.</p>
</body></html>"""


def test_paragraphs_become_rows_with_the_year_of_their_heading():
    table, guesses = read(PAGE.encode())
    assert guesses == ["date", "title", "text", "source_url"]
    assert [(row.cells[0], row.cells[1]) for row in table.rows] == [
        ("Nov to December 2015", "Papers are drawn up"),
        ("June 2 2016", "The census is announced"),
        ("14th September 2016", "A first letter is sent"),
        ("October 2016", "A debate"),
        ("17 November 2016", "Peers vote & lose"),
        ("December 22 2016", "Told by two papers"),
        ("May 15 to 16 2017", "A hearing"),
        ("3 March 2018", "The year is its own"),
    ]


def test_links_are_sources_and_following_paragraphs_belong_to_it():
    table, _guesses = read(PAGE.encode())
    by_title = {row.cells[1]: row for row in table.rows}
    assert by_title["Papers are drawn up"].cells[3] == "https://example.org/papers"
    told = by_title["Told by two papers"]
    assert told.cells[2].endswith('with <a href="https://example.org/more">more</a>.</p>')
    assert told.cells[3] == "https://example.org/more"
    assert not any("alert" in cell for row in table.rows for cell in row.cells)


def test_paragraphs_ahead_of_the_first_date_are_counted_out():
    table, _guesses = read(PAGE.encode())
    assert "1 of them" in table.remarks[0]


@pytest.mark.django_db
def test_dates_are_read_and_what_they_ask_is_asked(site, editor):
    rows, findings = planned(PAGE.encode(), site=site, user=editor)
    assert [row.edtf for row in rows if row.read] == [
        "2016-06-02",
        "2016-09-14",
        "2016-10",
        "2016-11-17",
        "2016-12-22",
        "2017-05-15/2017-05-16",
        "2018-03-03",
    ]
    (question,) = findings["questions"]
    assert question["text"] == "Nov to December 2015"


def test_item_below_no_year_is_a_mistake():
    table, _guesses = read(b"<h2>Early days</h2><p>14 September: Nobody knows the year.</p>")
    assert "no heading with one year" in table.rows[0].faults[0]
    table, _guesses = read(b"<h2>2015 to 2016</h2><p>14 September: Of two years.</p>")
    assert table.rows[0].faults
