"""The story as it is read: entries under their chapters and years, and between them the day of today and what was
quiet. Nothing here asks the database."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from timeline.dates import Extent, parse
from timeline.quiet import Quiet, quiet_times


@dataclass(frozen=True)
class Today:
    """The mark between what has been and what is to come."""

    day: datetime.date
    card_template = "timeline/cards/today.html"

    @property
    def words(self) -> str:
        return parse(self.day.isoformat()).words


@dataclass(frozen=True)
class Flow:
    """The place of an entry in a telling of few: its number, and the entries that are read before and after it."""

    number: int
    total: int
    before: object | None
    after: object | None


@dataclass
class Row:
    """One row of the line: an entry, a ``Quiet`` or ``Today``. It says how it is drawn by ``card_template``."""

    entry: object
    is_to_come: bool = False
    #: The id of the row, where the picture of the years jumps to it.
    anchor: str = ""
    flow: Flow | None = None

    @property
    def card_template(self) -> str:
        return self.entry.card_template

    @property
    def is_entry(self) -> bool:
        return not isinstance(self.entry, (Quiet, Today))

    @property
    def css(self) -> str:
        """Its classes: what is to come stands on a dashed line, what lasted has a thicker one."""
        if not self.is_entry:
            return "mark-row"
        classes = ["to-come"] if self.is_to_come else []
        if self.entry.dated.extent == Extent.THROUGHOUT:
            classes.append("lasted open" if self.entry.dated.latest is None else "lasted")
        return " ".join(classes)


@dataclass
class YearOfPart:
    """The rows of a year under one chapter. ``anchor`` is its id: “y2018” where the year is first met on the page.
    A mark that stands before everything is in a year without a number."""

    number: int
    anchor: str
    rows: list[Row] = field(default_factory=list)

    @property
    def entries(self) -> list:
        return [row.entry for row in self.rows if row.is_entry]


@dataclass
class Part:
    """A chapter with the years under it, or the years that stand under no chapter."""

    chapter: object | None
    years: list = field(default_factory=list)
    start: datetime.date = datetime.date.min

    @property
    def count(self) -> int:
        return sum(len(year.entries) for year in self.years)


def is_to_come(entry, today: datetime.date) -> bool:
    """Whether it stands beyond the mark of today: still awaited, or dated later, as a hearing that was cancelled is."""
    return entry.is_ahead or entry.dated.anchor > today


def narrate(
    entries: Iterable,
    chapters: list,
    *,
    today: datetime.date,
    newest_first: bool = False,
    marks_quiet: bool = False,
    shows_empty_chapters: bool = False,
) -> list[Part]:
    """*entries*, which come oldest first, in the order of reading. Newest first is the exact reverse."""
    story = list(entries)
    past = [entry for entry in story if not is_to_come(entry, today)]
    ahead = [entry for entry in story if is_to_come(entry, today)]
    quiet = quiet_times(past, until=today if ahead else None) if marks_quiet else []
    return _Telling(chapters, today, newest_first).tell(past, ahead, quiet, shows_empty_chapters)


def contents(years: list, chapters: list, *, newest_first: bool = False, shows_empty: bool = True) -> list[Part]:
    """The chapters and *years* of a story that is too long for one page, as the way into it. A year in which one
    chapter ends and another begins stands under both."""
    numbers = {year.number: year for year in years}
    parts = []
    for chapter in chapters:
        under = [year for number, year in sorted(numbers.items()) if belongs_to(number, chapter)]
        if under or shows_empty:
            parts.append(Part(chapter, under, _start(chapter)))
    for number, year in numbers.items():
        if not any(belongs_to(number, chapter) for chapter in chapters):
            parts.append(Part(None, [year], datetime.date(number, 1, 1)))
    parts.sort(key=lambda part: part.start)
    joined = []
    for part in parts:
        if joined and part.chapter is None and joined[-1].chapter is None:
            joined[-1].years += part.years
        else:
            joined.append(part)
    if newest_first:
        joined.reverse()
        for part in joined:
            part.years.reverse()
    return joined


def let_flow(parts: list[Part]) -> None:
    """Tell every entry of *parts* which come before and after it."""
    rows = [row for part in parts for year in part.years for row in year.rows if row.is_entry]
    for place, row in enumerate(rows):
        before = rows[place - 1].entry if place else None
        after = rows[place + 1].entry if place + 1 < len(rows) else None
        row.flow = Flow(place + 1, len(rows), before, after)


def belongs_to(year: int, chapter) -> bool:
    """Whether some day of *year* is in the span of *chapter*."""
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    return (chapter.earliest is None or chapter.earliest <= last) and (
        chapter.latest is None or first <= chapter.latest
    )


def _start(chapter) -> datetime.date:
    return chapter.earliest or datetime.date.min


class _Telling:
    """One telling of the story: puts each row under its chapter and year."""

    def __init__(self, chapters, today, newest_first):
        self.chapters, self.today, self.newest_first = chapters, today, newest_first
        self.parts: list[Part] = []
        self.anchors: set[str] = set()

    def tell(self, past, ahead, quiet, shows_empty) -> list[Part]:
        marks = self._marks(past, ahead, quiet)
        story = [*past, *ahead]
        for place in range(len(story), -1, -1) if self.newest_first else range(len(story) + 1):
            before = marks.get(place, [])
            if self.newest_first:
                # The mark of a place stands before its entry in time: here, after it.
                self._add(story, place, len(past))
                self._mark(before[::-1])
            else:
                self._mark(before)
                self._add(story, place, len(past))
        if shows_empty:
            self._add_empty_chapters()
        return self.parts

    def _marks(self, past, ahead, quiet) -> dict[int, list]:
        """What stands right before the entry at a place in time."""
        marks = {}
        for time in quiet:
            place = next((place for place, entry in enumerate(past) if time.ends_with(entry)), len(past))
            marks.setdefault(place, []).append(time)
        if ahead:
            marks.setdefault(len(past), []).append(Today(self.today))
        return marks

    def _add(self, story, place, first_to_come) -> None:
        if place >= len(story):
            return
        entry, to_come = story[place], place >= first_to_come
        day = max(entry.dated.anchor, self.today) if to_come else entry.dated.anchor
        chapter = next((one for one in self.chapters if one.covers(day)), None)
        if not self.parts or self.parts[-1].chapter is not chapter:
            self.parts.append(Part(chapter, start=_start(chapter) if chapter else day))
        part = self.parts[-1]
        if not part.years or part.years[-1].number != day.year:
            part.years.append(YearOfPart(day.year, self._anchor(f"y{day.year}", always=True)))
        month = f"m{entry.dated.anchor.isoformat()[:7]}"
        part.years[-1].rows.append(Row(entry, to_come, self._anchor(month)))

    def _mark(self, marks) -> None:
        for mark in marks:
            anchor = "today" if isinstance(mark, Today) else ""
            if not self.parts:
                # Everything on the page is still to come: the mark leads.
                self.parts.append(Part(None, start=datetime.date.min))
            if not self.parts[-1].years:
                self.parts[-1].years.append(YearOfPart(0, ""))
            self.parts[-1].years[-1].rows.append(Row(mark, anchor=anchor))

    def _anchor(self, name: str, *, always: bool = False) -> str:
        if name not in self.anchors:
            self.anchors.add(name)
            return name
        if not always:
            return ""
        number = next(number for number in range(2, 1000) if f"{name}-{number}" not in self.anchors)
        return self._anchor(f"{name}-{number}")

    def _add_empty_chapters(self) -> None:
        told = {id(part.chapter) for part in self.parts}
        for chapter in self.chapters:
            if id(chapter) in told:
                continue
            start = _start(chapter)
            place = sum(part.start > start if self.newest_first else part.start <= start for part in self.parts)
            self.parts.insert(place, Part(chapter, start=start))
