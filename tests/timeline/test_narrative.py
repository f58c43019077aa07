"""The order of the telling: chapters, years, today, and what is to come."""

import datetime
from dataclasses import dataclass

import pytest

from timeline.dates import parse
from timeline.narrative import contents, let_flow, narrate
from timeline.spine import Year

TODAY = datetime.date(2026, 11, 22)


@dataclass(eq=False)
class Entry:
    date: str
    is_ahead: bool = False
    card_template = "card"

    @property
    def dated(self):
        return parse(self.date)


@dataclass(eq=False)
class Chapter:
    title: str
    span: str

    @property
    def earliest(self):
        return parse(self.span).earliest

    @property
    def latest(self):
        return parse(self.span).latest

    def covers(self, day):
        return (self.earliest is None or self.earliest <= day) and (self.latest is None or day <= self.latest)


def told(entries, chapters=(), **options) -> list[str]:
    """The telling as lines: “= a chapter”, “# a year”, a date, “today” or “quiet”."""
    lines = []
    for part in narrate(entries, list(chapters), today=TODAY, **options):
        lines += [f"= {part.chapter.title}"] if part.chapter else []
        for year in part.years:
            lines += [f"# {year.number}"] if year.number else []
            for row in year.rows:
                name = {"Today": "today", "Quiet": "quiet"}.get(type(row.entry).__name__)
                lines.append(name or row.entry.date)
    return lines


CHAPTERS = [Chapter("One", "2016/2018-03"), Chapter("Two", "2018-04/2019")]


def test_entries_stand_under_their_chapters_and_years_and_others_under_their_years():
    entries = [Entry("2010"), Entry("2016"), Entry("2018-02"), Entry("2018-05"), Entry("2021")]
    assert told(entries, CHAPTERS) == [
        "# 2010", "2010", "= One", "# 2016", "2016", "# 2018", "2018-02",
        "= Two", "# 2018", "2018-05", "# 2021", "2021",
    ]  # fmt: skip


@pytest.mark.parametrize("options", [{}, {"marks_quiet": True}, {"shows_empty_chapters": True}])
def test_newest_first_tells_chapters_and_entries_in_reverse(options):
    entries = [Entry("2010"), Entry("2016"), Entry("2018-02"), Entry("2021"), Entry("2027", is_ahead=True)]
    marks = ("=", "#")
    oldest = [line for line in told(entries, CHAPTERS, **options) if not line.startswith(marks)]
    newest = [line for line in told(entries, CHAPTERS, newest_first=True, **options) if not line.startswith(marks)]
    assert newest == oldest[::-1]
    titles = [line for line in told(entries, CHAPTERS, **options) if line.startswith("=")]
    assert titles == [line for line in told(entries, CHAPTERS, newest_first=True, **options) if line[0] == "="][::-1]


def test_today_stands_between_what_has_been_and_what_is_to_come():
    # What was expected for some time of this year is still awaited, though others of this year have happened.
    entries = [Entry("2026", is_ahead=True), Entry("2026-03"), Entry("2026-06", is_ahead=False), Entry("2027", True)]
    assert told(entries) == ["# 2026", "2026-03", "2026-06", "today", "2026", "# 2027", "2027"]
    assert told(entries, newest_first=True) == ["# 2027", "2027", "# 2026", "2026", "today", "2026-06", "2026-03"]


def test_what_was_expected_long_ago_and_is_still_awaited_stands_under_this_year():
    assert told([Entry("2020/..", is_ahead=True), Entry("2024")]) == ["# 2024", "2024", "today", "# 2026", "2020/.."]


def test_a_cancelled_hearing_of_next_year_stands_beyond_today():
    assert told([Entry("2024"), Entry("2027-05")]) == ["# 2024", "2024", "today", "# 2027", "2027-05"]


def test_today_leads_where_all_is_to_come_and_is_left_out_where_nothing_is():
    ahead = [Entry("2027", is_ahead=True)]
    assert told(ahead) == ["today", "# 2027", "2027"]
    assert told(ahead, newest_first=True) == ["# 2027", "2027", "today"]
    assert told([Entry("2020")]) == ["# 2020", "2020"]
    assert told([]) == []


@pytest.mark.parametrize("newest_first", [False, True])
def test_quiet_is_told_between_what_it_parts_and_before_today(newest_first):
    entries = [Entry("2018"), Entry("2021"), Entry("2027", is_ahead=True)]
    lines = told(entries, CHAPTERS[:0], marks_quiet=True, newest_first=newest_first)
    expected = ["# 2018", "2018", "quiet", "# 2021", "2021", "quiet", "today", "# 2027", "2027"]
    if newest_first:
        expected = ["# 2027", "2027", "today", "quiet", "# 2021", "2021", "quiet", "# 2018", "2018"]
    assert lines == expected


def test_chapter_without_entries_keeps_its_place_only_where_asked_to():
    entries = [Entry("2016"), Entry("2021")]
    assert "= Two" not in told(entries, CHAPTERS)
    assert told(entries, CHAPTERS, shows_empty_chapters=True) == [
        "= One", "# 2016", "2016", "= Two", "# 2021", "2021",
    ]  # fmt: skip
    newest = told(entries, CHAPTERS, shows_empty_chapters=True, newest_first=True)
    assert newest == ["# 2021", "2021", "= Two", "= One", "# 2016", "2016"]


def test_every_id_of_a_year_is_on_the_page_once():
    parts = narrate([Entry("2018-02"), Entry("2018-05")], CHAPTERS, today=TODAY)
    assert [year.anchor for part in parts for year in part.years] == ["y2018", "y2018-2"]


def test_long_story_lists_chapters_with_their_years_and_years_of_no_chapter_between():
    years = [Year(2010, 1), Year(2011, 1), Year(2016, 2), Year(2018, 3), Year(2021, 4)]
    for newest_first in (False, True):
        parts = contents(years, CHAPTERS, newest_first=newest_first)
        lines = [(part.chapter and part.chapter.title, [year.number for year in part.years]) for part in parts]
        expected = [(None, [2010, 2011]), ("One", [2016, 2018]), ("Two", [2018]), (None, [2021])]
        assert lines == ([(name, numbers[::-1]) for name, numbers in expected[::-1]] if newest_first else expected)
    assert [part.chapter for part in contents([Year(2010, 1)], CHAPTERS, shows_empty=False)] == [None]


def test_telling_of_few_knows_what_comes_next():
    parts = narrate([Entry("2016"), Entry("2018"), Entry("2027", True)], [], today=TODAY)
    let_flow(parts)
    flows = [row.flow for part in parts for year in part.years for row in year.rows if row.flow]
    assert [(one.number, one.total) for one in flows] == [(1, 3), (2, 3), (3, 3)]
    assert [one.before and one.before.date for one in flows] == [None, "2016", "2018"]
    assert [one.after and one.after.date for one in flows] == ["2018", "2027", None]
