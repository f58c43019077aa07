"""One date in words, such as "18 January 2018", "around June 2018" or "a day in June 2018"."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from timeline.dates.edtf import parse_point
from timeline.dates.errors import DateError
from timeline.dates.point import (
    MONTHS,
    Point,
    Shape,
    day_of,
    day_point,
    decade_point,
    month_point,
    season_point,
    year_point,
)
from timeline.dates.words import point_words

MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
WEEKDAY = (
    "(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
SEASON = "(?:spring|summer|autumn)"
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(MONTHS, start=1)}
_WEEKDAY_NUMBERS = {name[:3].lower(): number for number, name in enumerate(WEEKDAY_NAMES)}
_SEASON_NUMBERS = {"spring": 21, "summer": 22, "autumn": 23}

_WEEKDAY = f"(?:({WEEKDAY}) )?"
_DAY = "(?:the )?([0-9]{1,2})(st|nd|rd|th)?"
_YEAR = "([0-9]{4})"

_DAY_FIRST = re.compile(f"(?:on )?{_WEEKDAY}{_DAY}(?: of | |-)?({MONTH})(?:[ -]?{_YEAR})?")
_MONTH_FIRST = re.compile(f"(?:on )?{_WEEKDAY}({MONTH})[ -]?{_DAY}(?:[ -]{_YEAR})?")
_MONTH_ALONE = re.compile(f"(?:in )?({MONTH})(?:(?: of |-| )?{_YEAR})?")
_SEASON = re.compile(f"(?:in )?(?:the )?({SEASON})(?:(?: of)? {_YEAR})?")
_YEAR_ALONE = re.compile(f"(?:in )?(?:the year )?{_YEAR}")
_DECADE = re.compile(r"(?:in )?(?:the )?([0-9]{3}0)'?s( decade)?")
_UNSPECIFIED = re.compile(f"(?:a|one|some|an unknown) (day|month) (?:in|of) (?:({MONTH}) )?{_YEAR}")
_ISO = re.compile("[0-9]{3}[0-9xu](?:-(?:[0-9]{2}|xx|uu)){0,2}")
_YEAR_PAIR = re.compile("([0-9]{4})-([0-9]{2})")
_DAY_ALONE = re.compile(f"{_WEEKDAY}{_DAY}(?: {_YEAR})?")

_APPROXIMATE = "circa|ca|about|around|approximately|approx|roughly|in or around|on or (?:around|about)"
_LEAD = re.compile(rf"(?:({_APPROXIMATE}|c)|possibly|perhaps|probably|maybe)(?: | ?(?=[0-9]))")
_TRAIL = re.compile(r" ?(?:([~%]|\((?:date )?(?:approximate|approx|circa)\))|([?%]|\((?:date )?(?:uncertain|\?)\)))$")


class Partial(NamedTuple):
    """What a phrase says of a date; in a range the year or month may stand at the other end."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: int | None = None
    #: A date that is complete as it stands and fits none of the fields above.
    whole: Point | None = None


class WrongWeekdayError(DateError):
    """The weekday that was typed is not that of the day."""

    def __init__(self, day: date, weekday: int) -> None:
        typed, words = WEEKDAY_NAMES[weekday], point_words(day_of(day))
        super().__init__(
            f"{words} is a {WEEKDAY_NAMES[day.weekday()]}, not a {typed}. "
            f"Correct the day or the weekday, or type “{words}”."
        )
        self.day = day
        self.weekday = weekday

    @property
    def nearest(self) -> date:
        """The day nearest to the one typed that has the weekday typed."""
        ahead = (self.weekday - self.day.weekday()) % 7
        return self.day + timedelta(days=ahead if ahead <= 3 else ahead - 7)


def read_phrase(text: str) -> tuple[Partial, str] | None:
    """The date and its qualifier ("", "?", "~" or "%"), or None where the text is no such phrase."""
    text, approximate, uncertain = _take_lead(text)
    text, more_approximate, more_uncertain = _take_trail(text)
    partial = _read_bare(text)
    if partial is None:
        return None
    return partial, qualifier(approximate or more_approximate, uncertain or more_uncertain)


def qualifier(approximate: bool, uncertain: bool) -> str:
    if approximate:
        return "%" if uncertain else "~"
    return "?" if uncertain else ""


def complete(partial: Partial) -> Point:
    """The date, once its year (and for a day its month) is known. `DateError` if there is none."""
    if partial.whole:
        return partial.whole
    if partial.season:
        return season_point(partial.year, partial.season)
    if partial.month is None:
        return year_point(partial.year)
    if partial.day is None:
        return month_point(partial.year, partial.month)
    point = day_point(partial.year, partial.month, partial.day)
    if partial.weekday not in (None, point.earliest.weekday()):
        raise WrongWeekdayError(point.earliest, partial.weekday)
    return point


def month_number(name: str) -> int:
    return _MONTH_NUMBERS[name[:3]]


def _take_lead(text: str) -> tuple[str, bool, bool]:
    approximate = uncertain = False
    while match := _LEAD.match(text):
        approximate |= match[1] is not None
        uncertain |= match[1] is None
        text = text[match.end() :]
    return text, approximate, uncertain


def _take_trail(text: str) -> tuple[str, bool, bool]:
    approximate = uncertain = False
    while text[-1:] in tuple("?~%)") and (match := _TRAIL.search(text)):
        approximate |= match[1] is not None
        uncertain |= match[2] is not None or match[1] == "%"
        text = text[: match.start()]
    return text, approximate, uncertain


def _read_bare(text: str) -> Partial | None:
    if match := _DAY_FIRST.fullmatch(text):
        weekday, day, suffix, month, year = match.groups()
        return _day_partial(year, month, day, suffix, weekday)
    if match := _MONTH_ALONE.fullmatch(text):
        return Partial(_number(match[2]), month_number(match[1]))
    if match := _YEAR_ALONE.fullmatch(text):
        return Partial(int(match[1]))
    if match := _MONTH_FIRST.fullmatch(text):
        weekday, month, day, suffix, year = match.groups()
        return _day_partial(year, month, day, suffix, weekday)
    if match := _SEASON.fullmatch(text):
        return Partial(_number(match[2]), season=_SEASON_NUMBERS[match[1]])
    if match := _DAY_ALONE.fullmatch(text):
        weekday, day, suffix, year = match.groups()
        return _day_partial(year, None, day, suffix, weekday)
    whole = _read_whole(text)
    return Partial(whole.earliest.year, whole=whole) if whole else None


def _read_whole(text: str) -> Point | None:
    if match := _YEAR_PAIR.fullmatch(text):
        _refuse_year_pair(match)
    if _ISO.fullmatch(text):
        return parse_point(text.replace("u", "X").replace("x", "X"))
    if match := _DECADE.fullmatch(text):
        # "The 1800s" is as likely the century.
        return decade_point(int(match[1])) if match[2] or int(match[1]) % 100 else None
    if match := _UNSPECIFIED.fullmatch(text):
        unit, month, year = match.groups()
        if unit == "month":
            return None if month else year_point(int(year), shape=Shape.SOME_MONTH)
        if month:
            return month_point(int(year), month_number(month), shape=Shape.SOME_DAY)
        return year_point(int(year), shape=Shape.SOME_DAY_OF_YEAR)
    return None


def _refuse_year_pair(match: re.Match[str]) -> None:
    """Raise for "2020-21" amid other words: a season to the standard, an academic year to people."""
    year, number = int(match[1]), int(match[2])
    if number > 12:
        raise DateError(
            f"“{match[0]}” may be an academic year, a financial year or a season. Type the month or season "
            f"meant, for example “September {year}” or “spring {year}”."
        )


def _day_partial(
    year: str | None, month: str | None, day: str, suffix: str | None, weekday: str | None
) -> Partial | None:
    number = int(day)
    # "22st" is a slip for the 21st or the 22nd: not ours to choose.
    if suffix and suffix != _ordinal_suffix(number):
        return None
    return Partial(
        _number(year),
        month_number(month) if month else None,
        number,
        _WEEKDAY_NUMBERS[weekday[:3]] if weekday else None,
    )


def _ordinal_suffix(number: int) -> str:
    if 11 <= number <= 13:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None
