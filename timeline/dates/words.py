"""A date in English, in the style of GOV.UK: no ordinals, "to" and no dash, months in full."""

from dataclasses import dataclass
from datetime import datetime

from timeline.dates.clock import is_repeated
from timeline.dates.point import MONTHS, Point, Shape

SEASON_NAMES = {21: "spring", 22: "summer", 23: "autumn"}

#: Shapes that the `datetime` attribute of the HTML `time` element can hold.
_HTML_SHAPES = frozenset({Shape.YEAR, Shape.MONTH, Shape.DAY, Shape.TIME})

#: Shapes whose words end in the year, so that a range need not say it twice.
_YEAR_LAST = frozenset({Shape.SEASON, Shape.MONTH, Shape.DAY})


@dataclass(frozen=True, slots=True)
class DatePart:
    """A run of words; `machine` is the value for HTML `<time datetime>`, or None for plain text."""

    words: str
    machine: str | None = None


def single_parts(point: Point) -> tuple[DatePart, ...]:
    return (_part(point, point_words(point)),)


def closed_parts(start: Point, end: Point, *, within: bool) -> tuple[DatePart, ...]:
    """A range with both ends: lasted throughout, or happened once within."""
    if start == end:
        return (DatePart(_one_span(start, within)), _part(start, inline_words(start)))
    first, last = (_part(*both) for both in zip((start, end), _end_words(start, end, within), strict=True))
    if within:
        return (DatePart("between "), first, DatePart(" and "), last)
    return (first, DatePart(" to "), last)


def open_end_parts(start: Point, *, within: bool) -> tuple[DatePart, ...]:
    return (DatePart("some time since " if within else "since "), _part(start, inline_words(start)))


def open_start_parts(end: Point, *, within: bool) -> tuple[DatePart, ...]:
    return (DatePart("some time up to " if within else "until "), _part(end, inline_words(end)))


def unknown_end_parts(start: Point, *, within: bool) -> tuple[DatePart, ...]:
    return (
        DatePart("some time from " if within else "from "),
        _part(start, inline_words(start)),
        DatePart(" to an unknown date"),
    )


def unknown_start_parts(end: Point, *, within: bool) -> tuple[DatePart, ...]:
    lead = "some time from" if within else "from"
    return (DatePart(f"{lead} an unknown date to "), _part(end, inline_words(end)))


def point_words(point: Point) -> str:
    """The words of one date standing alone: "1990s"."""
    if point.approximate:
        return inline_words(point)
    return _bare(point) + (" (date uncertain)" if point.uncertain else "")


def inline_words(point: Point) -> str:
    """The words of one date after a preposition: "the 1990s"."""
    words = _bare(point)
    if point.shape is Shape.DECADE:
        words = f"the {words}"
    if point.approximate:
        words = f"around {words}"
    return words + (" (date uncertain)" if point.uncertain else "")


def clock_words(moment: datetime) -> str:
    """The time of day: "2pm", "10:30am", "midday"; seconds only where there are any."""
    if (moment.hour, moment.minute, moment.second) == (12, 0, 0):
        words = "midday"
    else:
        words = str(moment.hour % 12 or 12)
        if moment.minute or moment.second:
            words += f":{moment.minute:02}"
        if moment.second:
            words += f":{moment.second:02}"
        words += "am" if moment.hour < 12 else "pm"
    # The hour that comes twice in autumn is told apart by the name of the clock.
    return f"{words} {moment.tzname()}" if is_repeated(moment) else words


def _part(point: Point, words: str) -> DatePart:
    # HTML can say neither "about" nor "perhaps", so a qualified date claims nothing to machines.
    if point.qualifier or point.shape not in _HTML_SHAPES:
        return DatePart(words)
    return DatePart(words, point.edtf)


def _one_span(point: Point, within: bool) -> str:
    if not within:
        return "throughout "
    return "some time on " if point.shape is Shape.DAY else "some time in "


def _end_words(start: Point, end: Point, within: bool) -> tuple[str, str]:
    if start.uncertain and end.uncertain:
        first, last = _end_words(start.without_doubt(), end.without_doubt(), within)
        return first, f"{last} (dates uncertain)"
    return _start_words(start, end, within), inline_words(end)


def _start_words(start: Point, end: Point, within: bool) -> str:
    """The first date of a range without the year or month that it shares with the second."""
    first, last = start.earliest, end.earliest
    shares_year = start.shape is end.shape and start.shape in _YEAR_LAST and first.year == last.year
    # "Around 18 January to 2 March 2018" would not say which of the dates is meant.
    if not shares_year or start.qualifier or end.qualifier:
        return inline_words(start) if within else point_words(start)
    if start.shape is Shape.SEASON:
        return SEASON_NAMES[start.season]
    if start.shape is Shape.MONTH:
        return MONTHS[first.month - 1]
    return str(first.day) if first.month == last.month else f"{first.day} {MONTHS[first.month - 1]}"


def _bare(point: Point) -> str:
    day = point.earliest
    year = day.year
    match point.shape:
        case Shape.DAY:
            return f"{day.day} {MONTHS[day.month - 1]} {year}"
        case Shape.MONTH:
            return f"{MONTHS[day.month - 1]} {year}"
        case Shape.YEAR:
            return str(year)
        case Shape.SEASON:
            return f"{SEASON_NAMES[point.season]} {year}"
        case Shape.DECADE:
            # "The 1800s" may be the century.
            return f"{year}s" if year % 100 else f"{year}s decade"
        case Shape.SOME_MONTH:
            return f"a month in {year}"
        case Shape.SOME_DAY:
            return f"a day in {MONTHS[day.month - 1]} {year}"
        case Shape.SOME_DAY_OF_YEAR:
            return f"a day in {year}"
        case Shape.TIME:
            return _moment_words(point.time)


def _moment_words(moment: datetime) -> str:
    day = f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"
    if (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        # "Midnight on 18 January" is taken for either end of that day.
        return f"midnight at the start of {day}"
    return f"{day}, {clock_words(moment)}"
