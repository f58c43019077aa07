"""Coverage by month: counted in one query, drawn as an SVG and told as a table."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Q, Value, When
from django.db.models.functions import Coalesce, ExtractMonth, ExtractYear, TruncMonth
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from timeline.dates import parse

#: Of the drawing, in pixels: bars, the ground under them for the years, and the margin of the numbers.
BARS_HIGH, YEARS_HIGH, MARGIN, TOP = 120, 24, 34, 8
#: All months of a short time fill this; those of a long one are this wide at least, and the drawing scrolls.
WIDE, NARROWEST_MONTH, WIDEST_MONTH = 936, 6, 30
MOST_STEPS = 4


@dataclass(frozen=True)
class Tally:
    """How many articles there are: those that are a story, and the copies of one in other papers."""

    stories: int = 0
    copies: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.stories + other.stories, self.copies + other.copies)

    @property
    def articles(self) -> int:
        return self.stories + self.copies

    @property
    def words(self) -> str:
        """“12 stories in 15 articles”; without copies, “12 articles”."""
        articles = ngettext("{number} article", "{number} articles", self.articles).format(number=self.articles)
        if not self.copies:
            return articles
        if not self.stories:
            phrase = ngettext(
                "{articles}, a syndicated copy", "{articles}, all of them syndicated copies", self.articles
            )
            return phrase.format(articles=articles)
        phrase = ngettext("{stories} story in {articles}", "{stories} stories in {articles}", self.stories)
        return phrase.format(stories=self.stories, articles=articles)


@dataclass(frozen=True)
class Month:
    """The articles of one month, or those of a year of which the month is not known (0)."""

    year: int
    month: int
    tally: Tally

    @property
    def edtf(self) -> str:
        return f"{self.year:04}-{self.month:02}" if self.month else f"{self.year:04}"

    @property
    def words(self) -> str:
        words = parse(self.edtf).words
        return words if self.month else _("{year}, month not known").format(year=words)


class Coverage:
    """The months in which something was published."""

    def __init__(self, rows):
        """*rows* are tuples of the year, the month or ``None``, whether it is a copy, and the number."""
        tallies = defaultdict(Tally)
        for year, month, is_copy, number in rows:
            tallies[year, month or 0] += Tally(copies=number) if is_copy else Tally(stories=number)
        #: In order; what has no month stands after the months of its year.
        self.rows = [Month(*when, tallies[when]) for when in sorted(tallies, key=lambda when: (when[0], when[1] or 13))]

    @property
    def months(self) -> list[Month]:
        return [row for row in self.rows if row.month]

    @property
    def without_month(self) -> list[Month]:
        return [row for row in self.rows if not row.month]

    @property
    def years(self) -> dict[int, Tally]:
        """Each year in which something was published, the newest first."""
        years = defaultdict(Tally)
        for row in reversed(self.rows):
            years[row.year] += row.tally
        return dict(years)

    def tally(self, year: int | None = None) -> Tally:
        """All of it, or what was published in *year*."""
        return sum((row.tally for row in self.rows if year in (None, row.year)), Tally())

    @property
    def chart(self) -> "Chart | None":
        return Chart(self.months) if self.months else None


def coverage_of(articles, is_copy: Q) -> Coverage:
    """Count *articles* by month in one query; *is_copy* tells the copies among them."""
    # From its earliest day to its latest, both in one month. An open end is NULL, and so no month.
    in_one_month = Q(earliest__gte=TruncMonth("latest"))
    rows = (
        articles.order_by()
        .annotate(
            in_year=ExtractYear(Coalesce("earliest", "latest")),
            in_month=Case(When(in_one_month, then=ExtractMonth("latest")), output_field=IntegerField()),
            as_copy=Case(When(is_copy, then=Value(1)), default=Value(0), output_field=IntegerField()),
        )
        .values("in_year", "in_month", "as_copy")
        .annotate(number=Count("pk"))
    )
    return Coverage(rows.values_list("in_year", "in_month", "as_copy", "number"))


@dataclass(frozen=True)
class Bar:
    """A part of a column: the stories of a month, or above them the copies. In pixels, as an SVG writes them."""

    month: Month
    kind: str
    number: int
    x: int
    y: str
    width: int
    height: str


class Chart:
    """Where the bars, the years and the numbers of the drawing stand."""

    def __init__(self, months: list[Month]):
        self.first, self.last = months[0], months[-1]
        self.most = max(month.tally.articles for month in months)
        self.step = next(step for step in _steps() if self.most <= step * MOST_STEPS)
        self.top = -(-self.most // self.step) * self.step
        self.begin = self.first.year * 12
        slots = (self.last.year + 1) * 12 - self.begin
        self.slot = max(NARROWEST_MONTH, min(WIDEST_MONTH, WIDE // slots))
        #: Where the bars end. The numbers stand behind, at the newest end, where a drawing that scrolls begins.
        self.end = slots * self.slot
        self.width = self.end + MARGIN
        self.ground = TOP + BARS_HIGH
        self.height = self.ground + YEARS_HIGH
        self.number_x, self.year_y = self.end + 6, self.height - 6
        self.bars = [bar for month in months for bar in self._bars(month)]

    @property
    def years(self) -> list[tuple[int, int]]:
        """Each year with the place where it begins."""
        return [(year, self._x(year, 1)) for year in range(self.first.year, self.last.year + 1)]

    @property
    def numbers(self) -> list[tuple[int, str]]:
        """The numbers at the side, each with its height."""
        return [(number, self._y(number)) for number in range(0, self.top + 1, self.step)]

    def _bars(self, month: Month):
        below = 0
        for kind, number in (("stories", month.tally.stories), ("copies", month.tally.copies)):
            if number:
                height = f"{number * BARS_HIGH / self.top:.2f}"
                x = self._x(month.year, month.month) + 1
                yield Bar(month, kind, number, x, self._y(below + number), self.slot - 2, height)
            below += number

    def _x(self, year: int, month: int) -> int:
        return (year * 12 + month - 1 - self.begin) * self.slot

    def _y(self, number: int) -> str:
        return f"{self.ground - number * BARS_HIGH / self.top:.2f}"


def _steps():
    """1, 2, 5, 10, 20, 50 and so on."""
    size = 1
    while True:
        yield from (size, 2 * size, 5 * size)
        size *= 10
