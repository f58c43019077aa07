"""The strict grammar: the Extended Date/Time Format of the Library of Congress, levels 0 and 1.

Specification of 4 February 2019. The package docstring says what of it is left out.
"""

import re
from datetime import date, datetime, time
from functools import lru_cache

from timeline.dates.clock import in_london, moments_showing
from timeline.dates.errors import DateError
from timeline.dates.point import (
    SEASON_MONTHS,
    Point,
    Shape,
    calendar_day,
    day_point,
    decade_point,
    moment_point,
    month_point,
    season_point,
    year_point,
)
from timeline.dates.value import Boundless, End, EntryDate, interval, single


class NotEdtfError(DateError):
    """The text is not in the form of the standard, whatever else it may be."""


#: No value of the subset comes near it, and refusing longer text first keeps nonsense cheap.
MAX_LENGTH = 80

_DATE = re.compile(r"([0-9]{3}[0-9X])(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?([?~%])?")
_TIME = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(Z|[+-][0-9]{2}:[0-9]{2})?")
_FAR_YEAR = re.compile(r"-[0-9]|Y-?[0-9]|[0-9]{5,}")


@lru_cache(maxsize=4096)
def parse(edtf: str, *, extent: str | None = None) -> EntryDate:
    """The value of an EDTF string of the supported subset, as kept in a database.

    Nothing is guessed and no other spelling is accepted: see `read` for what people type.
    `extent` ("throughout", "within" or None) counts for ranges only. Raises `DateError`.
    """
    return parse_uncached(edtf, extent)


def parse_uncached(edtf: str, extent: str | None = None) -> EntryDate:
    """`parse` without its memory."""
    if not isinstance(edtf, str) or len(edtf) > MAX_LENGTH:
        raise not_edtf(edtf)
    first, slash, last = edtf.partition("/")
    if not slash:
        return single(parse_point(edtf))
    return interval(_parse_end(first), _parse_end(last), extent)


def parse_point(text: str) -> Point:
    """A single date or date and time."""
    if "T" in text:
        return _parse_moment(text)
    match = _DATE.fullmatch(text)
    if match is None:
        raise not_edtf(text)
    year, month, day, qualifier = match.groups()
    return _build(text, year, month, day).qualified(qualifier or "")


def not_edtf(text: object) -> NotEdtfError:
    """Why `text` is outside the subset, in plain words."""
    shown = text if isinstance(text, str) and len(text) <= MAX_LENGTH else "This text"
    if _FAR_YEAR.match(shown):
        return NotEdtfError(f"“{shown}”: type a year from 1000 to 2999 in four figures, for example “1996”.")
    if "XX" in shown[:4]:
        return NotEdtfError(
            f"“{shown}”: the year, or at least the decade, must be known. Type “1990s” or “1900 to 1999”."
        )
    return NotEdtfError(
        f"“{shown}” is not a date in the form used here. Type “2018-01-18”, “2018-01”, “2018”, "
        "or “2018-01-18/2018-03-02” for a range."
    )


def _parse_end(text: str) -> End:
    if text in ("", ".."):
        return Boundless(text)
    return parse_point(text)


def _build(text: str, year: str, month: str | None, day: str | None) -> Point:
    if year[3] == "X":
        if month:
            raise not_edtf(text)
        return decade_point(int(year[:3]) * 10)
    number = int(year)
    if month is None:
        return year_point(number)
    if month == "XX":
        return _build_unspecified(text, number, day)
    if day == "XX":
        return month_point(number, int(month), shape=Shape.SOME_DAY)
    if day:
        return day_point(number, int(month), int(day))
    if int(month) in SEASON_MONTHS:
        return season_point(number, int(month))
    if month == "24":
        raise DateError(
            f"“{text}”: winter runs over two years. Type the months, for example "
            f"“December {number} to February {number + 1}”."
        )
    return month_point(number, int(month))


def _build_unspecified(text: str, year: int, day: str | None) -> Point:
    if day is None:
        return year_point(year, shape=Shape.SOME_MONTH)
    if day == "XX":
        return year_point(year, shape=Shape.SOME_DAY_OF_YEAR)
    raise not_edtf(text)


def _parse_moment(text: str) -> Point:
    match = _TIME.fullmatch(text)
    if match is None:
        raise DateError(
            f"“{text}” is not a day and time in the form used here. Type “2018-03-23T10:30:00+00:00” "
            "or “23 March 2018, 10:30am”."
        )
    year, month, day, hour, minute, second = (int(digits) for digits in match.groups()[:6])
    wall = wall_time(hour, minute, second)
    on = calendar_day(year, month, day)
    zone = match[7]
    return moment_point(_with_offset(text) if zone else only_moment(on, wall))


def wall_time(hour: int, minute: int, second: int = 0) -> time:
    """A time that a clock can show; `DateError` otherwise."""
    try:
        return time(hour, minute, second)
    except ValueError:
        raise DateError(f"There is no time {hour:02}:{minute:02}. Type “10:30am”, or “14:00” in 24 hours.") from None


def only_moment(day: date, wall: time) -> datetime:
    """The one moment London clocks showed this; `DateError` if they skipped or repeated it."""
    moments = moments_showing(day, wall)
    if len(moments) == 1:
        return moments[0]
    shown = f"{wall:%H:%M} on {day.isoformat()}"
    if moments:
        raise DateError(f"The clocks went back that night, so {shown} came twice. Add GMT or BST: “{wall:%H:%M} GMT”.")
    raise DateError(f"The clocks went forward that night: there was no {shown}. Check the time.")


def _with_offset(text: str) -> datetime:
    try:
        return in_london(datetime.fromisoformat(text))
    except ValueError as error:
        if isinstance(error, DateError):
            raise
        raise DateError(f"“{text}”: the offset from Greenwich is not a real one. Type “+00:00”.") from None
