"""One date of any precision: a decade, year, season, month, day or moment, qualified or not."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from timeline.dates.errors import DateError

FIRST_YEAR, LAST_YEAR = 1000, 2999

#: Season number of the standard -> its first and last month.
SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11)}
_SEASON_OF_FIRST_MONTH = {first: season for season, (first, _) in SEASON_MONTHS.items()}

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class Shape(StrEnum):
    """How much of the date is written. The `SOME_` shapes have unspecified digits (X)."""

    DECADE = "decade"
    YEAR = "year"
    SOME_MONTH = "some month of a year"
    SOME_DAY_OF_YEAR = "some day of a year"
    SEASON = "season"
    MONTH = "month"
    SOME_DAY = "some day of a month"
    DAY = "day"
    TIME = "time"


#: Shape -> the finest unit that is known. "A month in 2018" knows no more than the year.
PRECISION = {
    Shape.DECADE: "decade",
    Shape.YEAR: "year",
    Shape.SOME_MONTH: "year",
    Shape.SOME_DAY_OF_YEAR: "year",
    Shape.SEASON: "season",
    Shape.MONTH: "month",
    Shape.SOME_DAY: "month",
    Shape.DAY: "day",
    Shape.TIME: "time",
}

UNSPECIFIED = frozenset({Shape.SOME_MONTH, Shape.SOME_DAY_OF_YEAR, Shape.SOME_DAY})


@dataclass(frozen=True, slots=True)
class Point:
    """A single EDTF date with the first and last day it covers.

    `qualifier` is "", "?" (uncertain), "~" (approximate) or "%" (both). `time` is set for
    the shape TIME only, on a London clock.
    """

    shape: Shape
    earliest: date
    latest: date
    qualifier: str = ""
    time: datetime | None = None

    @property
    def precision(self) -> str:
        return PRECISION[self.shape]

    @property
    def approximate(self) -> bool:
        return self.qualifier in ("~", "%")

    @property
    def uncertain(self) -> bool:
        return self.qualifier in ("?", "%")

    @property
    def season(self) -> int:
        """The season number of a point of the shape SEASON."""
        return _SEASON_OF_FIRST_MONTH[self.earliest.month]

    def qualified(self, qualifier: str) -> "Point":
        """The same date with `qualifier` ("" leaves it as it is)."""
        if not qualifier:
            return self
        if self.shape is Shape.TIME:
            raise DateError(
                "A time of day cannot be approximate or uncertain. Leave the time out, for example "
                "“around 23 March 2018”."
            )
        return replace(self, qualifier=qualifier)

    def without_doubt(self) -> "Point":
        """The same date, no longer uncertain; approximate if it was."""
        return replace(self, qualifier="~" if self.approximate else "")

    @property
    def edtf(self) -> str:
        iso = self.earliest.isoformat()
        match self.shape:
            case Shape.DAY:
                bare = iso
            case Shape.MONTH:
                bare = iso[:7]
            case Shape.YEAR:
                bare = iso[:4]
            case Shape.SEASON:
                bare = f"{iso[:4]}-{self.season}"
            case Shape.DECADE:
                bare = f"{iso[:3]}X"
            case Shape.SOME_MONTH:
                bare = f"{iso[:4]}-XX"
            case Shape.SOME_DAY:
                bare = f"{iso[:7]}-XX"
            case Shape.SOME_DAY_OF_YEAR:
                bare = f"{iso[:4]}-XX-XX"
            case Shape.TIME:
                bare = self.time.isoformat()
        return bare + self.qualifier


def day_point(year: int, month: int, day: int) -> Point:
    """A real calendar day; `DateError` for 29 February 2017 and the like."""
    return day_of(calendar_day(year, month, day))


def day_of(day: date) -> Point:
    _check_year(day.year)
    return Point(Shape.DAY, day, day)


def moment_point(moment: datetime) -> Point:
    """A moment on a London clock."""
    day = moment.date()
    _check_year(day.year)
    return Point(Shape.TIME, day, day, time=moment)


def month_point(year: int, month: int, *, shape: Shape = Shape.MONTH) -> Point:
    return _months(shape, year, month, month)


def season_point(year: int, season: int) -> Point:
    """A season by its number in the standard: 21 spring, 22 summer, 23 autumn."""
    return _months(Shape.SEASON, year, *SEASON_MONTHS[season])


def year_point(year: int, *, shape: Shape = Shape.YEAR) -> Point:
    return _months(shape, year, 1, 12)


def decade_point(first_year: int) -> Point:
    _check_year(first_year)
    return Point(Shape.DECADE, date(first_year, 1, 1), date(first_year + 9, 12, 31))


def calendar_day(year: int, month: int, day: int) -> date:
    """The day; `DateError` in words when the calendar has no such day."""
    _check_month(year, month)
    length = monthrange(year, month)[1]
    if 1 <= day <= length:
        return date(year, month, day)
    name = MONTHS[month - 1]
    raise DateError(
        f"There is no {day} {name} {year}: {name} {year} has {length} days. "
        f"Check the day, or type “{name} {year}” if it is not known."
    )


def _months(shape: Shape, year: int, first: int, last: int) -> Point:
    _check_month(year, first)
    return Point(shape, date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def _check_month(year: int, month: int) -> None:
    _check_year(year)
    if not 1 <= month <= 12:
        raise DateError(f"There is no month {month:02}. Months run from 01 to 12: type “{year}-06” or “June {year}”.")


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateError(
            f"The year {year} is out of reach. Type a year from {FIRST_YEAR} to {LAST_YEAR}, "
            "in four figures, for example “1996”."
        )
