"""The value that an entry keeps: a date or a range, immutable and comparable."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum, StrEnum

from timeline.dates.errors import DateError
from timeline.dates.order import order_of
from timeline.dates.point import UNSPECIFIED, Point, Shape
from timeline.dates.words import (
    DatePart,
    closed_parts,
    in_english,
    open_end_parts,
    open_start_parts,
    point_words,
    single_parts,
    unknown_end_parts,
    unknown_start_parts,
)


class Extent(StrEnum):
    """What a range says: it lasted all along, or it happened once on an unknown day within."""

    THROUGHOUT = "throughout"
    WITHIN = "within"


class Boundless(Enum):
    """An end of a range that is no date: open (".."), or unknown (nothing written)."""

    OPEN = ".."
    UNKNOWN = ""

    @property
    def edtf(self) -> str:
        return self.value


End = Point | Boundless


@dataclass(frozen=True, slots=True)
class EntryDate:
    """What is known of when something happened, in EDTF (level 1), and what follows from it.

    Two values are equal when `edtf` (canonical) and `extent` are. `extent` is None unless the
    value is a range. Made by `parse`, `read`, `single` and `interval` only.
    """

    edtf: str
    extent: str | None
    start: End = field(compare=False, repr=False)
    #: None for a single date.
    end: End | None = field(compare=False, repr=False)

    def __str__(self) -> str:
        return self.words

    @property
    def is_interval(self) -> bool:
        return self.end is not None

    @property
    def is_open_ended(self) -> bool:
        """Whether it is said to go on. False where the end is unknown; `latest` is None in both cases."""
        return self.end is Boundless.OPEN

    @property
    def earliest(self) -> date | None:
        """The first day it can have been; None where the start is open or unknown.

        Approximate and uncertain dates are bounded as if exact.
        """
        return None if isinstance(self.start, Boundless) else self.start.earliest

    @property
    def latest(self) -> date | None:
        """The last day it can have been; None where the end is open or unknown."""
        last = self.start if self.end is None else self.end
        return None if isinstance(last, Boundless) else last.latest

    @property
    def time(self) -> datetime | None:
        """The moment on a London clock, for a value with a time of day."""
        return self._anchor_point.time

    @property
    def precision(self) -> str:
        """The finest known unit of the start, or of the end where there is no start."""
        return self._anchor_point.precision

    @property
    def approximate(self) -> bool:
        return any(point.approximate for point in self._points)

    @property
    def uncertain(self) -> bool:
        return any(point.uncertain for point in self._points)

    @property
    def anchor(self) -> date:
        """The day it is sorted under: the earliest, or the latest where there is no start."""
        point = self._anchor_point
        return point.latest if point is self.end else point.earliest

    @property
    def order(self) -> int:
        """Its place in ascending order, below 9 * 10**18; the last five digits are zero."""
        point = self._anchor_point
        return order_of(self.anchor, point.precision, point.time)

    @property
    def words(self) -> str:
        """The words in the active language."""
        return "".join(part.words for part in self.parts)

    @property
    def typed(self) -> str:
        """The words that `read` takes for this value: English, whatever the active language."""
        with in_english():
            return self.words

    @property
    def parts(self) -> tuple[DatePart, ...]:
        """The words in runs, with the machine value of each that HTML can express."""
        within = self.extent == Extent.WITHIN
        match self.start, self.end:
            case start, None:
                return single_parts(start)
            case Boundless.OPEN, end:
                return open_start_parts(end, within=within)
            case Boundless.UNKNOWN, end:
                return unknown_start_parts(end, within=within)
            case start, Boundless.OPEN:
                return open_end_parts(start, within=within)
            case start, Boundless.UNKNOWN:
                return unknown_end_parts(start, within=within)
            case start, end:
                return closed_parts(start, end, within=within)

    @property
    def _points(self) -> tuple[Point, ...]:
        return tuple(end for end in (self.start, self.end) if isinstance(end, Point))

    @property
    def _anchor_point(self) -> Point:
        return self.end if isinstance(self.start, Boundless) else self.start


def single(point: Point) -> EntryDate:
    """The value for one date."""
    return EntryDate(point.edtf, None, point, None)


def interval(start: End, end: End, extent: str | None = None) -> EntryDate:
    """The value for a range; `extent` is "throughout" unless given. `DateError` if it is no range."""
    if isinstance(start, Boundless) and isinstance(end, Boundless):
        raise DateError("A range needs at least one date, for example “since 1996” or “until 2007”.")
    for point in (start, end):
        if isinstance(point, Point):
            _check_end(point)
    if isinstance(start, Point) and isinstance(end, Point) and end.latest < start.earliest:
        raise DateError(
            f"The end is before the start: {point_words(end)} comes before {point_words(start)}. "
            "Type the earlier date first, for example “18 January to 2 March 2018”."
        )
    chosen = Extent(extent) if extent else Extent.THROUGHOUT
    return EntryDate(f"{start.edtf}/{end.edtf}", chosen.value, start, end)


def _check_end(point: Point) -> None:
    if point.shape is Shape.TIME:
        raise DateError(
            "A range runs from date to date, without times. Type the days, for example "
            "“15 to 16 May 2018”, or only the day and time it starts: “15 May 2018, 10:30am”."
        )
    if point.shape in UNSPECIFIED:
        raise DateError(
            "An end of a range is a day, month, season, year or decade. Type “June 2018 to 2019” "
            "where the day or month is not known."
        )
