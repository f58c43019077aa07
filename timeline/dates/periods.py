"""Named stretches of time, as spans between two dates: "late 2017", "week of 18 January 2018".

Each reader takes lower-case text and gives a `Span`, or None where the text names no such
stretch. None of these can be written in EDTF with its meaning, so each is asked about.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from timeline.dates.errors import DateError
from timeline.dates.phrases import MONTH, complete, month_number, read_phrase
from timeline.dates.point import Point, Shape, day_of, day_point, month_point, year_point


class Span(NamedTuple):
    """The first and last date of a stretch; `whole` is the date it is a part of, if any."""

    start: Point
    end: Point
    whole: Point | None = None


_PART = re.compile(
    "(?:in |at )?(?:the )?(early|mid|late|beginning of|start of|end of|middle of|first half of"
    "|second half of|latter half of|h1|h2)(?: in)?[ -](?:the )?(?:year )?(.+)"
)
_WEEK = re.compile(
    "(?:in |on |over )?(?:the )?(week|fortnight|weekend|w/c|wc|w/b|w/e)"
    "(?: (of|commencing|beginning|starting|from|ending|to))? (.+)"
)
_WEEK_OF_MONTH = re.compile(
    f"(?:in )?(?:the )?(first|1st|second|2nd|third|3rd|fourth|4th|last) week (?:of|in) ({MONTH}) ([0-9]{{4}})"
)
_WINTER = re.compile("(?:in |over )?(?:the )?winter (?:of )?([0-9]{4})(?: ?(?:/|-|to) ?([0-9]{2}|[0-9]{4}))")
_QUARTER = re.compile("(?:in )?(?:the )?(?:q([1-4])|(first|second|third|fourth|last) quarter)(?: of|/)? ?([0-9]{4})")
_YEAR_QUARTER = re.compile("([0-9]{4}) ?[-/]?q([1-4])")

#: Part -> the first and last month of it in a year (of twelve).
_MONTHS_OF_YEAR = {
    "early": (1, 4),
    "middle": (5, 8),
    "late": (9, 12),
    "start": (1, 1),
    "end": (12, 12),
    "first half": (1, 6),
    "second half": (7, 12),
}
#: Part -> the first and last day of it in a month; 31 stands for the last.
_DAYS_OF_MONTH = {
    "early": (1, 10),
    "middle": (11, 20),
    "late": (21, 31),
    "start": (1, 7),
    "end": (24, 31),
    "first half": (1, 15),
    "second half": (16, 31),
}
#: Part -> the first and last year of it in a decade.
_YEARS_OF_DECADE = {
    "early": (0, 3),
    "middle": (4, 6),
    "late": (7, 9),
    "start": (0, 1),
    "end": (8, 9),
    "first half": (0, 4),
    "second half": (5, 9),
}
#: Part -> the month of it in a season.
_MONTH_OF_SEASON = {"early": 0, "start": 0, "middle": 1, "late": 2, "end": 2}

_PART_NAMES = {
    "mid": "middle",
    "middle of": "middle",
    "beginning of": "start",
    "start of": "start",
    "end of": "end",
    "h1": "first half",
    "h2": "second half",
    "first half of": "first half",
    "second half of": "second half",
    "latter half of": "second half",
}
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
_WEEKS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}


def read_span(text: str) -> Span | None:
    """The stretch that `text` names. `DateError` where it names one that cannot be."""
    for reader in _READERS:
        if span := reader(text):
            return span
    return None


def _part(text: str) -> Span | None:
    match = _PART.fullmatch(text)
    phrase = read_phrase(match[2]) if match else None
    if phrase is None or phrase[0].year is None or phrase[1] or (phrase[0].day and not phrase[0].month):
        return None
    whole, part = complete(phrase[0]), _PART_NAMES.get(match[1], match[1])
    first = whole.earliest
    match whole.shape:
        case Shape.YEAR:
            start, end = _MONTHS_OF_YEAR[part]
            return Span(month_point(first.year, start), month_point(first.year, end), whole)
        case Shape.MONTH:
            start, end = _DAYS_OF_MONTH[part]
            length = whole.latest.day
            if part == "end":
                start = length - 6
            return Span(day_of(first.replace(day=start)), day_of(first.replace(day=min(end, length))), whole)
        case Shape.DECADE:
            start, end = _YEARS_OF_DECADE[part]
            return Span(year_point(first.year + start), year_point(first.year + end), whole)
        case Shape.SEASON if part in _MONTH_OF_SEASON:
            month = month_point(first.year, first.month + _MONTH_OF_SEASON[part])
            return Span(month, month, whole)
    return None


def _week(text: str) -> Span | None:
    match = _WEEK.fullmatch(text)
    phrase = read_phrase(match[3]) if match else None
    if phrase is None:
        return None
    partial, qualifier = phrase
    if qualifier or partial.year is None or (partial.day and not partial.month):
        raise _week_needs_a_day()
    point = complete(partial)
    if point.shape is not Shape.DAY:
        raise _week_needs_a_day()
    start, days = _week_start(point.earliest, match[1], match[2])
    return Span(day_of(start), day_of(start + timedelta(days=days - 1)), point)


def _week_start(day: date, unit: str, relation: str | None) -> tuple[date, int]:
    """The first day of the stretch and its length in days."""
    days = {"fortnight": 14, "weekend": 2}.get(unit, 7)
    if relation in ("ending", "to") or unit == "w/e":
        return day - timedelta(days=days - 1), days
    monday = day - timedelta(days=day.weekday())
    if unit == "weekend":
        return monday + timedelta(days=5), days
    if unit == "week" and relation in ("of", None):
        return monday, days
    return day, days


def _week_needs_a_day() -> DateError:
    return DateError("A week needs one day in it. Type “week of 18 January 2018”.")


def _week_of_month(text: str) -> Span | None:
    match = _WEEK_OF_MONTH.fullmatch(text)
    if match is None:
        return None
    year, month = int(match[3]), month_number(match[2])
    whole = month_point(year, month)
    last = _WEEKS[match[1]] * 7 if match[1] in _WEEKS else monthrange(year, month)[1]
    return Span(day_point(year, month, last - 6), day_point(year, month, last), whole)


def _winter(text: str) -> Span | None:
    match = _WINTER.fullmatch(text)
    if match is None:
        return None
    year, last = int(match[1]), int(match[2])
    if last not in (year + 1, (year + 1) % 100):
        raise DateError(f"A winter runs from one year into the next. Type “winter {year} to {year + 1}”.")
    return winter_from(year)


def winter_from(year: int) -> Span:
    """The winter that begins in December of `year`."""
    return Span(month_point(year, 12), month_point(year + 1, 2))


def _quarter(text: str) -> Span | None:
    if match := _QUARTER.fullmatch(text):
        number, year = int(match[1] or _QUARTERS[match[2]]), int(match[3])
    elif match := _YEAR_QUARTER.fullmatch(text):
        year, number = int(match[1]), int(match[2])
    else:
        return None
    return Span(month_point(year, number * 3 - 2), month_point(year, number * 3))


_READERS: tuple[Callable[[str], Span | None], ...] = (_part, _week, _week_of_month, _winter, _quarter)
