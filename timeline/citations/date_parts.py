"""Dates for citation formats: as much as is known, as numbers, and never a month or day that nobody claimed."""

from dataclasses import dataclass

from timeline.dates import EntryDate, Extent
from timeline.dates.point import Point, Shape

#: How many of year, month and day a shape knows. A decade is no year.
KNOWN = {
    Shape.YEAR: 1,
    Shape.SOME_MONTH: 1,
    Shape.SOME_DAY_OF_YEAR: 1,
    Shape.SEASON: 1,
    Shape.MONTH: 2,
    Shape.SOME_DAY: 2,
    Shape.DAY: 3,
    Shape.TIME: 3,
}
#: Shapes that the numbers say in full.
EXACT = frozenset({Shape.YEAR, Shape.MONTH, Shape.DAY})
#: Season of the standard -> season of CSL.
CSL_SEASONS = {21: 1, 22: 2, 23: 3}

Numbers = tuple[int, ...]


@dataclass(frozen=True)
class DateParts:
    """A date as CSL can say it: year, month and day as far as known, of a range the first and the last."""

    first: Numbers
    last: Numbers = ()
    season: int = 0
    circa: bool = False
    #: Whether nothing is left to be said in words.
    says_all: bool = True

    @property
    def is_plain(self) -> bool:
        """Whether it is nothing but numbers, which any format can hold."""
        return not self.season and not self.circa


def parts_of(date: EntryDate) -> DateParts | None:
    """*date* as numbers, or ``None`` where only words can say it: a decade, an open range, seasons to seasons."""
    start, end = date.start, date.end
    if end is None or start == end:
        return _single(start, says_all=end is None)
    if not (isinstance(start, Point) and isinstance(end, Point)) or date.extent == Extent.WITHIN:
        return None
    if not {start.shape, end.shape} <= EXACT or start.qualifier != end.qualifier:
        return None
    return DateParts(numbers(start), numbers(end), circa=bool(start.qualifier), says_all=not start.qualifier)


def firm_part(date: EntryDate) -> Numbers:
    """What can be said for certain: of a range, what both ends share. Empty for what is around, perhaps or open."""
    ends = [date.start] if date.end is None else [date.start, date.end]
    if not all(isinstance(one, Point) and not one.qualifier for one in ends):
        return ()
    first, last = numbers(ends[0]), numbers(ends[-1])
    shared = 0
    while shared < min(len(first), len(last)) and first[shared] == last[shared]:
        shared += 1
    return first[:shared]


def is_said_by_firm_part(date: EntryDate) -> bool:
    """Whether ``firm_part()`` says all that is known."""
    return date.end is None and date.start.shape in EXACT and not date.start.qualifier


def numbers(point: Point) -> Numbers:
    """Year, month and day of *point*, as far as they are known."""
    day = point.earliest
    return (day.year, day.month, day.day)[: KNOWN.get(point.shape, 0)]


def iso(known: Numbers) -> str:
    """ISO 8601: “2018-02”."""
    return "-".join(f"{one:02}" for one in known)


def _single(point: Point, *, says_all: bool) -> DateParts | None:
    if point.shape is Shape.DECADE:
        return None
    season = CSL_SEASONS[point.season] if point.shape is Shape.SEASON else 0
    # CSL has one sign for “around” and “perhaps”, and few styles print it: that is said in words as well.
    told = says_all and not point.qualifier and (point.shape in EXACT or bool(season))
    return DateParts(numbers(point), season=season, circa=bool(point.qualifier), says_all=told)
