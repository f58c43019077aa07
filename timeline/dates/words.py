"""A date in the words of the active language. The English follows GOV.UK: no ordinals, "to" and no dash, months in
full.

Every phrase is one message with named places, so that a translation may put them in another order. What is typed is
read in English alone: `in_english` gives the words that `read` understands.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from string import Formatter

from django.utils.dates import MONTHS, MONTHS_3, MONTHS_ALT
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext, pgettext_lazy

from timeline.dates.clock import is_repeated
from timeline.dates.point import Point, Shape

#: The words of messages as they stand in the source, whatever the active language. To be made anew for each use.
in_english: Callable[[], override] = partial(override, None)

_SEASONS = {
    21: pgettext_lazy("season", "spring"),
    22: pgettext_lazy("season", "summer"),
    23: pgettext_lazy("season", "autumn"),
}

#: Shapes that the `datetime` attribute of the HTML `time` element can hold.
_HTML_SHAPES = frozenset({Shape.YEAR, Shape.MONTH, Shape.DAY, Shape.TIME})

#: Shapes whose words end in the year, so that a range need not say it twice.
_YEAR_LAST = frozenset({Shape.SEASON, Shape.MONTH, Shape.DAY})


@dataclass(frozen=True, slots=True)
class DatePart:
    """A run of words; `machine` is the value for HTML `<time datetime>`, or None for plain text."""

    words: str
    machine: str | None = None


def month_in_short(month: int) -> str:
    """The name of *month*, 1 to 12, as it stands under a bar of a chart: “Jan”."""
    return str(MONTHS_3[month]).capitalize()


def single_parts(point: Point) -> tuple[DatePart, ...]:
    return (_part(point, point_words(point)),)


def closed_parts(start: Point, end: Point, *, within: bool) -> tuple[DatePart, ...]:
    """A range with both ends: lasted throughout, or happened once within."""
    if start == end:
        return _runs(_one_span(start, within), date=_part(start, inline_words(start)))
    first, last = (_part(*both) for both in zip((start, end), _end_words(start, end, within), strict=True))
    if within:
        return _runs(_("between {start} and {end}"), start=first, end=last)
    return _runs(_("{start} to {end}"), start=first, end=last)


def open_end_parts(start: Point, *, within: bool) -> tuple[DatePart, ...]:
    phrase = _("some time since {start}") if within else _("since {start}")
    return _runs(phrase, start=_part(start, inline_words(start)))


def open_start_parts(end: Point, *, within: bool) -> tuple[DatePart, ...]:
    phrase = _("some time up to {end}") if within else _("until {end}")
    return _runs(phrase, end=_part(end, inline_words(end)))


def unknown_end_parts(start: Point, *, within: bool) -> tuple[DatePart, ...]:
    phrase = _("some time from {start} to an unknown date") if within else _("from {start} to an unknown date")
    return _runs(phrase, start=_part(start, inline_words(start)))


def unknown_start_parts(end: Point, *, within: bool) -> tuple[DatePart, ...]:
    phrase = _("some time from an unknown date to {end}") if within else _("from an unknown date to {end}")
    return _runs(phrase, end=_part(end, inline_words(end)))


def point_words(point: Point) -> str:
    """The words of one date standing alone: "1990s"."""
    if point.approximate:
        return inline_words(point)
    return _with_doubt(point, _bare(point))


def inline_words(point: Point) -> str:
    """The words of one date after a preposition: "the 1990s"."""
    words = _bare(point)
    if point.shape is Shape.DECADE:
        words = _("the {decade}").format(decade=words)
    if point.approximate:
        words = _("around {date}").format(date=words)
    return _with_doubt(point, words)


def clock_words(moment: datetime) -> str:
    """The time of day: "2pm", "10:30am", "midday"; seconds only where there are any."""
    # Translators: "24" makes times of day 14:30, in place of 2:30pm.
    if pgettext("hours on a clock: 12 or 24", "12") == "24":
        words = f"{moment.hour:02}:{moment.minute:02}" + (f":{moment.second:02}" if moment.second else "")
    elif (moment.hour, moment.minute, moment.second) == (12, 0, 0):
        words = _("midday")
    else:
        figures = str(moment.hour % 12 or 12)
        if moment.minute or moment.second:
            figures += f":{moment.minute:02}"
        if moment.second:
            figures += f":{moment.second:02}"
        words = (_("{time}am") if moment.hour < 12 else _("{time}pm")).format(time=figures)
    # The hour that comes twice in autumn is told apart by the name of the clock.
    return _("{time} {clock}").format(time=words, clock=moment.tzname()) if is_repeated(moment) else words


def season_name(season: int) -> str:
    """The name of the season with the number *season* in the standard."""
    return str(_SEASONS[season])


def _runs(phrase: str, **places: DatePart) -> tuple[DatePart, ...]:
    """The runs of *phrase*, in its own order, with the part that belongs in each of its named places."""
    runs = []
    for words, place, *_form in Formatter().parse(phrase):
        if words:
            runs.append(DatePart(words))
        if place:
            runs.append(places[place])
    return tuple(runs)


def _part(point: Point, words: str) -> DatePart:
    # HTML can say neither "about" nor "perhaps", so a qualified date claims nothing to machines.
    if point.qualifier or point.shape not in _HTML_SHAPES:
        return DatePart(words)
    return DatePart(words, point.edtf)


def _with_doubt(point: Point, words: str) -> str:
    return _("{date} (date uncertain)").format(date=words) if point.uncertain else words


def _one_span(point: Point, within: bool) -> str:
    if not within:
        return _("throughout {date}")
    return _("some time on {date}") if point.shape is Shape.DAY else _("some time in {date}")


def _end_words(start: Point, end: Point, within: bool) -> tuple[str, str]:
    if start.uncertain and end.uncertain:
        first, last = _end_words(start.without_doubt(), end.without_doubt(), within)
        return first, _("{date} (dates uncertain)").format(date=last)
    return _start_words(start, end, within), inline_words(end)


def _start_words(start: Point, end: Point, within: bool) -> str:
    """The first date of a range without the year or month that it shares with the second."""
    first, last = start.earliest, end.earliest
    shares_year = start.shape is end.shape and start.shape in _YEAR_LAST and first.year == last.year
    # "Around 18 January to 2 March 2018" would not say which of the dates is meant.
    if not shares_year or start.qualifier or end.qualifier:
        return inline_words(start) if within else point_words(start)
    if start.shape is Shape.SEASON:
        return season_name(start.season)
    if start.shape is Shape.MONTH:
        return str(MONTHS[first.month])
    if first.month == last.month:
        # Translators: as in "18 to 20 March 2018".
        return _day_words(pgettext("first day of a range", "{day}"), start)
    return _day_words(pgettext("first day of a range", "{day} {month}"), start)


def _day_words(phrase: str, point: Point) -> str:
    day = point.earliest
    # Languages that bend the name of a month beside a day have it in the second list.
    return phrase.format(day=day.day, month=MONTHS_ALT[day.month], year=day.year)


def _bare(point: Point) -> str:
    day = point.earliest
    year = day.year
    match point.shape:
        case Shape.DAY:
            return _day_words(_("{day} {month} {year}"), point)
        case Shape.MONTH:
            return _("{month} {year}").format(month=MONTHS[day.month], year=year)
        case Shape.YEAR:
            return str(year)
        case Shape.SEASON:
            return _("{season} {year}").format(season=season_name(point.season), year=year)
        case Shape.DECADE:
            # "The 1800s" may be the century.
            return (_("{year}s") if year % 100 else _("{year}s decade")).format(year=year)
        case Shape.SOME_MONTH:
            return _("a month in {year}").format(year=year)
        case Shape.SOME_DAY:
            return _("a day in {month} {year}").format(month=MONTHS[day.month], year=year)
        case Shape.SOME_DAY_OF_YEAR:
            return _("a day in {year}").format(year=year)
        case Shape.TIME:
            return _moment_words(point)


def _moment_words(point: Point) -> str:
    day = _day_words(_("{day} {month} {year}"), point)
    if (point.time.hour, point.time.minute, point.time.second) == (0, 0, 0):
        # "Midnight on 18 January" is taken for either end of that day.
        return _("midnight at the start of {day}").format(day=day)
    return _("{day}, {time}").format(day=day, time=clock_words(point.time))
