"""The story at a glance: how many entries of each kind begin in each year, or in each month of a short story.

One grouped query. The bars are links to their years, and the page prints the same numbers as a table.
"""

from collections import Counter
from dataclasses import dataclass
from math import ceil

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, Count, Q, Value, When
from django.db.models.functions import Coalesce, ExtractMonth, ExtractYear
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from timeline.dates import month_in_short, parse

#: A story of no more years than this is drawn by months.
YEARS_BY_MONTH = 3
#: The lowest that a part of a bar is drawn, in per cent of the height.
LEAST_HEIGHT = 8
LABEL_EVERY = 5
FEW_BARS = 12
#: As many bars stand side by side on the narrowest phone, each wide enough for a thumb (24 px, WCAG 2.5.8).
MOST_IN_A_ROW = 11


@dataclass(frozen=True)
class Tally:
    """How many entries of a kind begin in a month of a year."""

    year: int
    month: int
    kind: str
    is_ahead: bool
    number: int


@dataclass(frozen=True)
class Segment:
    """A part of a bar. ``top`` and ``height`` are in per cent of the picture's height, counted from above."""

    kind: str
    is_ahead: bool
    top: str
    height: str


@dataclass(frozen=True)
class Bar:
    """A year or a month; ``number`` is 0 where nothing begins in it."""

    words: str
    number: int
    by_kind: list[int]
    segments: list[Segment]
    address: str
    label: str

    @property
    def name(self) -> str:
        """What a screen reader says of the link: “2018: 26 entries”."""
        count = ngettext("{number} entry", "{number} entries", self.number).format(number=self.number)
        return _("{time}: {count}").format(time=self.words, count=count)


@dataclass(frozen=True)
class Picture:
    bars: list[Bar]
    #: The word in addresses and the words of each kind, from the ground of a bar upwards.
    kinds: list[tuple[str, str]]
    by_month: bool
    has_ahead: bool

    @property
    def columns(self) -> int:
        """How many bars a row has on a phone, so that the rows are of one length, or nearly."""
        rows = ceil(len(self.bars) / MOST_IN_A_ROW)
        return ceil(len(self.bars) / rows)

    @property
    def table(self) -> list[Bar]:
        return [bar for bar in self.bars if bar.number]


def tallies(entries, kinds) -> list[Tally]:
    """What begins when among *entries*, which are of *kinds*."""
    types = {content_type.pk: kind.kind for kind, content_type in ContentType.objects.get_for_models(*kinds).items()}
    start = Coalesce("earliest", "latest")
    awaited = Q(occurrence__in=["scheduled", "expected"]) & (
        Q(latest__isnull=True) | Q(latest__gte=timezone.localdate())
    )
    counted = (
        entries.order_by()
        .annotate(
            start_year=ExtractYear(start),
            start_month=ExtractMonth(start),
            ahead=Case(When(awaited, then=Value(True)), default=Value(False)),
        )
        .values_list("start_year", "start_month", "content_type", "ahead")
        .annotate(number=Count("pk", distinct=True))
    )
    return [Tally(year, month, types[type_id], ahead, number) for year, month, type_id, ahead, number in counted]


def is_by_month(counts: list[Tally]) -> bool:
    years = [one.year for one in counts]
    return bool(years) and max(years) - min(years) < YEARS_BY_MONTH


def picture_of(counts: list[Tally], kinds, *, address_of) -> Picture | None:
    """The picture of *counts*; ``None`` where there is nothing to compare. *address_of* gives the address of a year
    and a month, which is 0 where the bars are years."""
    by_month = is_by_month(counts)
    totals, parts = Counter(), Counter()
    for one in counts:
        time = (one.year, one.month if by_month else 0)
        totals[time] += one.number
        parts[time, one.kind, one.is_ahead] += one.number
    times = _times(totals, by_month)
    if len(times) < 2:
        return None
    most = max(totals.values())
    labels = _labels(times, by_month)
    names = [kind.kind for kind in kinds]
    bars = [
        Bar(
            words=_words(*time),
            number=totals[time],
            by_kind=[parts[time, name, False] + parts[time, name, True] for name in names],
            segments=_segments(time, parts, names, most),
            address=address_of(*time) if totals[time] else "",
            label=labels.get(time, ""),
        )
        for time in times
    ]
    shown = [(kind.kind, kind.kind_label_plural) for kind in kinds]
    return Picture(bars, shown, by_month, any(one.is_ahead for one in counts))


def _times(totals, by_month: bool) -> list[tuple[int, int]]:
    """Every year or month from the first to the last, quiet ones too."""
    if not totals:
        return []
    first, last = min(totals), max(totals)
    if not by_month:
        return [(year, 0) for year in range(first[0], last[0] + 1)]
    months = range(first[0] * 12 + first[1] - 1, last[0] * 12 + last[1])
    return [(number // 12, number % 12 + 1) for number in months]


def _segments(time, parts, names, most) -> list[Segment]:
    segments, top = [], 100.0
    for name, is_ahead in ((name, is_ahead) for is_ahead in (False, True) for name in names):
        number = parts[time, name, is_ahead]
        if not number:
            continue
        height = max(100 * number / most, LEAST_HEIGHT)
        top -= height
        segments.append(Segment(name, is_ahead, f"{max(top, 0):.4g}", f"{height:.4g}"))
    return segments


def _labels(times, by_month: bool) -> dict:
    """The few words of the axis. Of the months of one year each has its name, so that nobody takes them for years."""
    if by_month and len({year for year, _month in times}) == 1:
        return {time: month_in_short(time[1]) for time in times}
    if by_month:
        return {time: str(time[0]) for place, time in enumerate(times) if time[1] == 1 or place == 0}
    if len(times) <= FEW_BARS:
        return {time: str(time[0]) for time in times}
    return {time: str(time[0]) for place, time in enumerate(times) if time[0] % LABEL_EVERY == 0 or place == 0}


def _words(year: int, month: int) -> str:
    return parse(f"{year}-{month:02}" if month else str(year)).words
