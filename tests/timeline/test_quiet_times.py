"""How long nothing new is recorded: as long as the dates allow, and not a day more."""

import datetime
from dataclasses import dataclass

import pytest

from timeline.dates import parse
from timeline.quiet import quiet_times


@dataclass
class Entry:
    dated: object


def quiet(*dates: str, until=None) -> list[str]:
    """The words for the times between entries of these dates; “within” after a date says that it happened once."""
    entries = [Entry(parse(*one.split()[:1], extent=(one.split()[1:] or [None])[0])) for one in dates]
    return [one.words for one in quiet_times(entries, until=until)]


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        (["2018-01-15", "2019-01-15"], []),
        (["2018-01-15", "2019-01-16"], ["12 months with nothing new recorded"]),
        (["2018-01-15", "2019-03-20"], ["14 months with nothing new recorded"]),
        (["2018-01-31", "2020-01-31"], ["23 months with nothing new recorded"]),
        (["2018-01-31", "2020-02-01"], ["2 years with nothing new recorded"]),
        (["2000", "2010"], ["9 years with nothing new recorded"]),
        # A year covers all its days: 1997 is as quiet as can be known.
        (["1996", "1998"], ["12 months with nothing new recorded"]),
        (["1996", "1997"], []),
        # The years round a date that is not sure may not be quiet.
        (["1996", "1998~"], []),
        (["2018-01-15?", "2019-02-16"], ["12 months with nothing new recorded"]),
        (["2018-01-15?", "2019-02-10"], []),
        # What lasted all along leaves no quiet, and it may have happened on any day of what it happened within.
        (["2015/2019 throughout", "2016", "2018-12", "2021-02"], ["13 months with nothing new recorded"]),
        (["2015/2019 within", "2016", "2021-02"], ["13 months with nothing new recorded"]),
        (["2010", "2015/.. within", "2020"], ["4 years with nothing new recorded"]),
        (["2010", "../2015 within", "2020"], ["4 years with nothing new recorded"]),
        # What goes on for good is news where it begins.
        (["1996/.. throughout", "2000"], ["3 years with nothing new recorded"]),
        (["1996/ throughout", "2000"], []),
        (["2002", "../2007", "2011"], ["4 years with nothing new recorded", "3 years with nothing new recorded"]),
        (["2018-06-01"], []),
        ([], []),
    ],
)
def test_quiet_between(dates, words):
    assert quiet(*dates) == words


def test_quiet_up_to_today_is_told_where_more_is_to_come():
    assert quiet("2024-07-01", until=datetime.date(2026, 11, 22)) == ["2 years with nothing new recorded"]
    assert quiet("2026-07-01", until=datetime.date(2026, 11, 22)) == []


def test_dates_at_the_ends_of_time_break_nothing():
    assert quiet("1000~", "2999~") == ["1995 years with nothing new recorded"]
