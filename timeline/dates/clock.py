"""London clock time: from what a clock showed to a moment, on clock-change nights as well."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from timeline.dates.errors import DateError

LONDON = ZoneInfo("Europe/London")
_MINUTE = timedelta(minutes=1)


def moments_showing(day: date, wall: time) -> tuple[datetime, ...]:
    """The moments at which London clocks showed `wall` on `day`, earliest first.

    One as a rule, none for the hour skipped in spring, two for the hour repeated in autumn.
    """
    first = datetime.combine(day, wall, LONDON)
    second = first.replace(fold=1)
    before, after = first.utcoffset(), second.utcoffset()
    if before == after:
        return (_whole_minute_offset(first),)
    return (first, second) if before > after else ()


def in_london(moment: datetime) -> datetime:
    """The same moment on a London clock."""
    try:
        return _whole_minute_offset(moment.astimezone(LONDON))
    except OverflowError:
        raise DateError("This time is outside the calendar. Check the year.") from None


def is_repeated(moment: datetime) -> bool:
    """Whether London clocks showed this time twice that night."""
    return moment.utcoffset() != moment.replace(fold=1 - moment.fold).utcoffset()


def seconds_into_day(moment: datetime) -> int:
    """Seconds that passed since London midnight, up to 90,000 on the night that has 25 hours."""
    midnight = moment.replace(hour=0, minute=0, second=0, fold=0)
    # Two moments of one zone are subtracted by their clock faces, which hides a clock change.
    return int((moment.astimezone(UTC) - midnight.astimezone(UTC)).total_seconds())


def _whole_minute_offset(moment: datetime) -> datetime:
    # Until December 1847 London kept local mean time, 75 seconds off Greenwich, which the
    # standard cannot write.
    if moment.utcoffset() % _MINUTE:
        raise DateError("A time of day can be given from 1848 on. Leave the time out: “18 January 1840”.")
    return moment
