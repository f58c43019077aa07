"""How a row reads: its date, its texts and its sources, and what is wrong with which cell."""

import json

import pytest

from tests.import_files import csv_bytes, planned, slides, timelinejs_json, traps_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows(site, editor):
    def rows(data, **more):
        return planned(data, site=site, user=editor, **more)[0]

    return rows


@pytest.fixture
def findings(site, editor):
    def findings(data, **more):
        return planned(data, site=site, user=editor, **more)[1]

    return findings


def dated(*texts) -> bytes:
    return csv_bytes(*([text, f"Title {place}", "Text.", "", ""] for place, text in enumerate(texts)))


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("18 January 2018", "2018-01-18"),
        ("September 2017", "2017-09"),
        ("1996", "1996"),
        ("around June 2018", "2018-06~"),
        ("since 1996", "1996/.."),
        ("2018-01-18", "2018-01-18"),
        ("2018-01-18T10:30:00", "2018-01-18T10:30:00+00:00"),
        ("2016-09/2018-06", "2016-09/2018-06"),
        ("23 March 2018, 10:30am", "2018-03-23T10:30:00+00:00"),
    ],
)
def test_date_in_one_cell_is_read_by_the_words_that_editors_type(rows, text, edtf):
    (row,) = rows(dated(text))
    assert (row.errors, row.edtf) == ([], edtf)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2018-02-30", "There is no 30 February 2018"),
        ("201801180930", "1000 to 2999"),
        ("999999999999", "1000 to 2999"),
        ("18 January to 2 March", "year"),
        ("2018-03-02/2018-01-18", "before the start"),
        ("soon", "changes its meaning"),
        ("", "there is no date"),
    ],
)
def test_date_that_is_none_is_a_mistake_in_its_cell_and_the_rest_stays(rows, text, said):
    wrong, right = rows(dated(text, "2018"))
    (message,) = wrong.errors
    assert (wrong.number, wrong.action) == (2, "error")
    assert message.startswith("Column “Date”: ")
    assert said in message
    assert (right.action, right.edtf) == ("new", "2018")


def test_date_in_figures_is_asked_about_and_never_guessed(rows, findings):
    data = dated("03/02/2018", "25/12/2018")
    assert [row.action for row in rows(data)] == ["error", "error"]
    assert findings(data)["asks_order"]
    assert [row.edtf for row in rows(data, order="day")] == ["2018-02-03", "2018-12-25"]
    first, second = rows(data, order="month")
    assert first.edtf == "2018-03-02"
    assert "no month 25" in second.errors[0]


def test_text_that_may_mean_several_dates_is_asked_about(rows, findings):
    data = dated("2022-23", "2022-23")
    (question,) = findings(data)["questions"]
    assert question["rows"] == [2, 3]
    answer = next(label for label in question["choices"] if "calendar years" in label)
    assert [row.edtf for row in rows(data, answers={"2022-23": answer})] == ["2022/2023"] * 2


@pytest.mark.parametrize(
    ("parts", "edtf"),
    [
        ({"Year": "2018"}, "2018"),
        ({"Year": "2018", "Month": "9"}, "2018-09"),
        ({"Year": "2018", "Month": "September"}, "2018-09"),
        ({"Year": "2018", "Month": "9", "Day": "10"}, "2018-09-10"),
        ({"Year": "2018.0", "Month": "9.0", "Day": " "}, "2018-09"),
        ({"Year": "2018", "Month": "3", "Day": "23", "Time": "10:30:00"}, "2018-03-23T10:30:00+00:00"),
        ({"Year": "2016", "End Year": "2018"}, "2016/2018"),
        ({"Year": "2016", "Month": "9", "End Year": "2018", "End Month": "6"}, "2016-09/2018-06"),
        ({"Year": "2016", "End Year": "2016"}, "2016"),
    ],
)
def test_date_in_parts(rows, parts, edtf):
    (row,) = rows(slides({**parts, "Headline": "Title"}))
    assert (row.errors, row.edtf) == ([], edtf)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"Year": "2018", "Month": "2", "Day": "30"}, "Column “Day”: There is no 30 February 2018"),
        ({"Year": "2018", "Month": "13"}, "Column “Month”: there is no month 13"),
        ({"Year": "2018", "Month": "21"}, "Column “Month”: there is no month 21"),
        ({"Year": "2018", "Day": "3"}, "Column “Month”: there is a day, and no month"),
        ({"Month": "3"}, "Column “Year”: there is a month, and no year"),
        ({"Year": "201801180930"}, "Column “Year”: the year 201801180930 is out of reach"),
        ({"Year": "two"}, "Column “Year”: “two” is no number"),
        ({}, "Column “Year”: there is no date"),
        ({"Year": "2018", "Time": "10:30"}, "Column “Time”: there is a time, and no day"),
        ({"Year": "2018", "End Year": "2016"}, "Column “End Year”: The end is before the start"),
    ],
)
def test_mistake_in_a_part_names_its_column(rows, parts, said):
    (row,) = rows(slides({**parts, "Headline": "Title"}))
    assert said in row.errors[0]


def test_two_rows_with_one_id_are_a_mistake_of_the_second(rows):
    first, second = rows(csv_bytes(["2018", "A", "", "", "x"], ["2018", "B", "", "", "x"]))
    assert first.action == "new"
    assert second.errors == ["Column “Id”: row 2 has the id “x” already."]


def test_html_is_cleaned_and_a_script_is_gone(rows):
    html = "<p>One <script>alert(1)</script><b onclick='x()'>two</b>.</p>" + "<p>Three is longer.</p>" * 40
    (row,) = rows(csv_bytes(["2018", "<b>T</b><script>no</script>", html, "", ""]))
    assert row.said.title == "T"
    assert row.said.summary.startswith("One two. Three is longer.")
    assert "<b>two</b>" in row.said.body
    assert "script" not in row.said.body
    assert "onclick" not in row.said.body
    assert "alert" not in row.said.body


def test_short_text_is_the_line_and_a_long_one_stands_in_the_account(rows):
    short, long = rows(csv_bytes(["2018", "A", "It is short.", "", ""], ["2018", "B", "It is long. " * 60, "", ""]))
    assert (short.said.summary, short.said.body) == ("It is short.", "")
    assert len(long.said.summary) <= 500
    assert long.said.summary.endswith("It is long.")
    assert long.said.body.startswith("<p>It is long. It is long.")


def test_title_that_is_missing_or_too_long_is_a_mistake(rows):
    none, long = rows(csv_bytes(["2018", "", "Text", "", ""], ["2018", "x" * 300, "Text", "", ""]))
    assert none.errors == ["Column “Title”: there is no title."]
    assert "300 characters" in long.errors[0]


def test_sources_are_cleaned_addresses_or_words(rows):
    one, two, three = rows(
        csv_bytes(
            ["2018", "A", "", "https://example.org/a?utm_source=x", ""],
            ["2018", "B", "", "Hansard, 31 October 2016", ""],
            ["2018", "C", 'See <a href="https://example.org/c">the letter</a>.', "", ""],
        )
    )
    assert one.said.sources[0]["url"] == "https://example.org/a"
    assert two.said.sources[0] == {"title": "Hansard, 31 October 2016", "publisher": ""}
    assert three.said.sources[0] == {"title": "the letter", "url": "https://example.org/c", "publisher": ""}


def test_row_without_a_source_stays_a_draft(rows):
    (row,) = rows(dated("2018"))
    assert not row.is_ready
    assert "no source" in " ".join(row.remarks)
    (row,) = rows(dated("2018"), reason="Known to everybody.")
    assert row.is_ready


def test_date_ahead_reads_as_expected(rows):
    (row,) = rows(dated("18 January 2090"))
    assert row.said.plain["occurrence"] == "expected"


def test_kind_that_this_import_does_not_make_is_left_out(rows):
    header = ["Date", "Title", "Kind"]
    article, event, other = rows(
        csv_bytes(["2018", "A", "press"], ["2018", "B", "Event"], ["2018", "C", "rumour"], header=header)
    )
    assert (article.action, event.action, other.action) == ("out", "new", "error")
    assert "whole story" in article.remarks[0]


# TimelineJS


def test_slides_of_its_json_are_rows(rows):
    data = timelinejs_json(
        {
            "unique_id": "one",
            "start_date": {"year": "2017", "month": "9", "day": ""},
            "end_date": {"year": 2018},
            "display_date": "Autumn",
            "text": {"headline": "A <i>headline</i>", "text": "<p>Some text.</p>"},
            "media": {"url": "https://example.org/film", "credit": "A. Name", "caption": "A film"},
            "group": "Census",
        },
        title={"text": {"headline": "The timeline"}},
        eras=[{"start_date": {"year": 2000}}],
    )
    (row,) = rows(data)
    assert (row.external_id, row.edtf, row.read.wording) == ("one", "2017-09/2018", "Autumn")
    assert (row.said.title, row.said.summary, row.said.topics) == ("A headline", "Some text.", ["Census"])
    assert row.said.sources == [{"title": "A film", "publisher": "A. Name", "url": "https://example.org/film"}]


def test_slide_without_a_date_is_a_mistake(rows):
    (row,) = rows(timelinejs_json({"text": {"headline": "A"}}))
    assert "start_date" in row.errors[0]


def test_plain_list_of_records_is_a_table(rows):
    (row,) = rows(json.dumps([{"date": "2018", "title": "A", "other": None}]).encode())
    assert (row.edtf, row.said.title) == ("2018", "A")


def test_title_slide_of_its_spreadsheet_is_left_out(rows):
    title, event = rows(slides({"Headline": "All of it", "Type": "title"}, {"Year": "2018", "Headline": "One"}))
    assert (title.action, event.action) == ("out", "new")


# Traps


def test_day_that_a_program_made_up_is_named_and_mended(rows, findings):
    made_up = [{"Year": str(year), "Month": "9", "Day": "10", "Headline": f"In {year}"} for year in range(2000, 2012)]
    true = [{"Year": "2015", "Month": "3", "Day": "4", "Headline": "Truly"}]
    data = slides(*made_up, *true)
    trap = traps_of(findings(data))["invented-day"]
    assert "12 rows are dated 10 September" in trap
    assert {row.edtf for row in rows(data, keep="year")} == {*map(str, range(2000, 2012)), "2015"}
    assert {row.edtf for row in rows(data, keep="year-if-09-10")} == {*map(str, range(2000, 2012)), "2015-03-04"}
    assert {row.edtf for row in rows(data, keep="month")} >= {"2000-09", "2015-03"}
    # Within a range, too; and where nothing repeats there is no trap.
    (row,) = rows(slides({**made_up[0], "End Year": "2004", "End Month": "9", "End Day": "10"}), keep="year")
    assert row.edtf == "2000/2004"
    assert "invented-day" not in traps_of(findings(slides(*true)))


def test_first_of_january_of_many_years_is_such_a_day(findings):
    data = dated(*(f"{year}-01-01" for year in range(2001, 2007)))
    assert "1 January" in traps_of(findings(data))["invented-day"]


def test_end_before_start_is_named(findings):
    data = slides({"Year": "2018", "End Year": "2016", "Headline": "A"})
    assert "row 2" in traps_of(findings(data))["end-before-start"]


def test_blank_parts_are_named(findings):
    data = timelinejs_json({"start_date": {"year": "2018", "month": " ", "day": ""}, "text": {"headline": "A"}})
    assert "row 1" in traps_of(findings(data))["blank-parts"]


def test_midnights_are_named_and_left_out(rows, findings):
    data = slides(
        *({"Year": "2018", "Month": "3", "Day": str(day), "Time": "00:00:00", "Headline": "A"} for day in (1, 2, 3))
    )
    assert "midnight" in traps_of(findings(data))["midnight"]
    assert rows(data)[0].edtf == "2018-03-01T00:00:00+00:00"
    assert rows(data, times=False)[0].edtf == "2018-03-01"


def test_cosmic_dates_are_named(findings):
    data = slides({"Year": "-13800000000", "Headline": "Bang"}, {"Year": "2018", "Headline": "Now"})
    assert "row 2" in traps_of(findings(data))["cosmic"]


def test_rows_of_one_day_that_stand_apart_are_named(findings):
    assert "rows 2, 4" in traps_of(findings(dated("3 May 2018", "4 May 2018", "3 May 2018")))["unsorted"]
    assert "unsorted" not in traps_of(findings(dated("3 May 2018", "3 May 2018", "4 May 2018")))
