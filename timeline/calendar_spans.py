"""From the date of an entry to what a calendar can hold of it: days, moments, a rough span, or nothing."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from timeline.calendar_facts import CalendarFacts
from timeline.dates import Extent, Occurrence
from timeline.dates.clock import moments_showing
from timeline.dates.point import Shape

#: A span of days in which something happens once is of use in a calendar up to about a month.
LONGEST_ROUGH_SPAN = timedelta(days=31)
ONE_DAY = timedelta(days=1)
CALLED_OFF = (Occurrence.POSTPONED, Occurrence.CANCELLED, Occurrence.DID_NOT_HAPPEN)


@dataclass(frozen=True)
class Span:
    """When something is, for a calendar: days, or moments on a London clock.

    The end of days is the first day after them; that of moments is ``None`` unless somebody fixed it.
    A rough span holds the day somewhere: the calendar must say so, and keep nobody's days occupied.
    """

    start: date
    end: date | None
    is_rough: bool = False

    @property
    def has_time(self) -> bool:
        return isinstance(self.start, datetime)


def span_of(entry, facts: CalendarFacts) -> Span | None:
    """What a calendar can hold of the date of *entry*, or ``None`` where it is too rough for one."""
    dated = entry.dated
    first, last = dated.earliest, dated.latest
    if first is None or last is None:
        return None
    if dated.time:
        return Span(dated.time, _end(dated.time, facts.ends_at))
    days = Span(first, last + ONE_DAY)
    rough = Span(days.start, days.end, is_rough=True)
    if dated.approximate or dated.uncertain:
        return rough if first == last else None
    if first == last or _lasted(dated):
        return days
    return rough if rough.end - rough.start <= LONGEST_ROUGH_SPAN else None


def status_of(entry, span: Span) -> str:
    """The state of *entry* in the three words that iCalendar has for it."""
    if entry.occurrence in CALLED_OFF:
        return "CANCELLED"
    if span.is_rough or entry.occurrence == Occurrence.EXPECTED:
        return "TENTATIVE"
    return "CONFIRMED"


def rough_words(entry) -> str:
    """The date of an entry whose span is rough, in words that cannot be taken for a day: they begin its title."""
    dated, words = entry.dated, entry.when
    is_month = not dated.is_interval and dated.start.shape is Shape.MONTH
    is_once_between = dated.extent == Extent.WITHIN and dated.start != dated.end
    if not entry.date_wording and (is_month or is_once_between):
        words = (_("some day in {date}") if is_month else _("some day {date}")).format(date=words)
    return capfirst(words)


def _lasted(dated) -> bool:
    """Whether it lasted from one known day to another."""
    is_range = dated.is_interval and dated.extent == Extent.THROUGHOUT
    return is_range and dated.start.shape is Shape.DAY and dated.end.shape is Shape.DAY


def _end(start: datetime, ends_at: time | None) -> datetime | None:
    """The first moment after *start* at which London clocks show *ends_at* that day, or ``None``."""
    if ends_at is None:
        return None
    # Moments of one zone are compared by their clock faces, which hides a clock change.
    later = (end for end in moments_showing(start.date(), ends_at) if end.astimezone(UTC) > start.astimezone(UTC))
    return next(later, None)
