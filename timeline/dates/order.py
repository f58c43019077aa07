"""The place of a date on the line, as one integer that a database can index.

The digits, from the left: the anchor day as YYYYMMDD, one for the precision, five for the
seconds since midnight of a value that has a time, and five zeros for the caller.
"""

from datetime import date, datetime

from timeline.dates.clock import seconds_into_day

#: The caller may add 0 to 99,999 to put entries of one and the same date in sequence.
SEQUENCE_SPAN = 10**5
_SECONDS_SPAN = 10**5
_PRECISION_SPAN = 10

#: `order // YEAR_SPAN` is the year of the anchor day.
YEAR_SPAN = 10**4 * _PRECISION_SPAN * _SECONDS_SPAN * SEQUENCE_SPAN

_RANK = {"decade": 0, "year": 1, "season": 2, "month": 3, "day": 4, "time": 5}


def order_of(anchor: date, precision: str, time: datetime | None) -> int:
    """Ascending: by anchor day, then coarser before finer, then by time of day."""
    number = (anchor.year * 100 + anchor.month) * 100 + anchor.day
    number = number * _PRECISION_SPAN + _RANK[precision]
    number = number * _SECONDS_SPAN + (seconds_into_day(time) if time else 0)
    return number * SEQUENCE_SPAN


def year_floor(year: int) -> int:
    """The smallest order that an entry of `year` can have."""
    return year * YEAR_SPAN
