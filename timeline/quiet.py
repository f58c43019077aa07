"""Times in which nothing new is recorded. Never more of it is claimed than the dates allow."""

import datetime
from dataclasses import dataclass

from django.utils.translation import ngettext

from timeline.dates import Extent

#: Shorter than this many whole months is no quiet worth a word.
LEAST_MONTHS = 12
#: From here on the words count in years.
MONTHS_IN_WORDS = 24
#: How many days a date that is approximate or uncertain may lie beside what is written, by its precision.
LEEWAY = {"decade": 3653, "year": 366, "season": 92}
LEAST_LEEWAY = 31


@dataclass(frozen=True)
class Quiet:
    """The days between *after* and *before*, of which neither is quiet."""

    after: datetime.date
    before: datetime.date
    card_template = "timeline/cards/quiet.html"

    @property
    def months(self) -> int:
        """How many whole months it holds."""
        last = self.before - datetime.timedelta(days=1)
        months = (last.year - self.after.year) * 12 + last.month - self.after.month
        # From 31 January to 28 February is a month.
        is_short = last.day < self.after.day and (last + datetime.timedelta(days=1)).day != 1
        return months - is_short

    @property
    def words(self) -> str:
        if self.months < MONTHS_IN_WORDS:
            words = ngettext(
                "{number} month with nothing new recorded", "{number} months with nothing new recorded", self.months
            )
            return words.format(number=self.months)
        years = self.months // 12
        words = ngettext("{number} year with nothing new recorded", "{number} years with nothing new recorded", years)
        return words.format(number=years)

    def ends_with(self, entry) -> bool:
        """Whether *entry* is one of those that come after it."""
        return busy_days(entry.dated)[0] >= self.before


def busy_days(dated) -> tuple[datetime.date, datetime.date]:
    """The first and the last day that are not quiet because of the ``EntryDate`` *dated*.

    A day on which it may have happened is not quiet, nor one on which a range with two ends lasted. What goes on
    without an end, or has always been, is news only where its one date stands.
    """
    first, last = dated.earliest or datetime.date.min, dated.latest or datetime.date.max
    if dated.extent == Extent.THROUGHOUT:
        if dated.is_open_ended:
            last = dated.start.latest
        elif dated.edtf.startswith(".."):
            first = dated.end.earliest
    if dated.approximate or dated.uncertain:
        leeway = LEEWAY.get(dated.precision, LEAST_LEEWAY)
        return _shifted(first, -leeway), _shifted(last, leeway)
    return first, last


def quiet_times(entries, *, until: datetime.date | None = None) -> list[Quiet]:
    """The times of more than twelve months between *entries*, and between the last of them and the day *until*."""
    found, reach = [], None
    spans = sorted(busy_days(entry.dated) for entry in entries)
    for first, last in [*spans, *([(until, until)] if until else [])]:
        if reach is not None and first > reach:
            quiet = Quiet(reach, first)
            if quiet.months >= LEAST_MONTHS:
                found.append(quiet)
        reach = last if reach is None else max(reach, last)
    return found


def _shifted(day: datetime.date, days: int) -> datetime.date:
    try:
        return day + datetime.timedelta(days=days)
    except OverflowError:
        return day
