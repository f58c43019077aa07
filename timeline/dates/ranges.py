"""Ranges in words: "18 to 20 March 2018", "since 1996", "between March 2016 and May 2017"."""

import re
from dataclasses import replace

from timeline.dates.errors import Choice, DateError, DateQuestion
from timeline.dates.phrases import Partial, complete, qualifier, read_phrase
from timeline.dates.point import Point, Shape
from timeline.dates.value import Boundless, End, EntryDate, Extent, interval
from timeline.dates.wordings import own_words
from timeline.dates.words import point_words

_SOME_TIME = "(?P<once>some ?time )?"
_BETWEEN = re.compile(f"{_SOME_TIME}between (.+?) and (.+)")
_FROM_TO = re.compile(f"{_SOME_TIME}from (.+?) (?:to|until|till|through|-) (.+)")
_SINCE = re.compile(f"{_SOME_TIME}(?:since|from) (.+?)(?: (?:onwards?|on))?")
_ONWARDS = re.compile("(?P<once>)(.+) onwards?")
_UNTIL = re.compile(f"{_SOME_TIME}(?:until|till|up to|up until) (.+)")
_ALL_OF = re.compile("(?:throughout|all of|the whole of) (.+)")
_SOME_TIME_IN = re.compile("some ?time (?:in|on|during) (.+)")
_TO = re.compile("(.+?) (?:to|until|till|through|-) (.+)")
#: "Nov-Dec 2015", "18-20 March 2018", "1996-2007", but not the hyphen of "2016-09".
_TIGHT_HYPHEN = re.compile("(?![0-9]{4}-[0-9]{1,2} )([a-z0-9' ]+)-([a-z0-9' ]*[a-z][a-z0-9' ]*|[0-9]{4})")

_BOTH_IN_DOUBT = " (dates uncertain)"

_ENDS_IN_WORDS: dict[str, Boundless] = {
    **dict.fromkeys(("an unknown date", "unknown", "date unknown"), Boundless.UNKNOWN),
    **dict.fromkeys(("present", "the present", "date", "now", "ongoing"), Boundless.OPEN),
}
_MONTHS_OR_SEASONS = frozenset({Shape.MONTH, Shape.SEASON})


def read_range(text: str, extent: str | None) -> EntryDate | None:
    """The value of a range, or None where the text is none.

    `extent`, if given, settles what the words leave open and outweighs what they imply.
    """
    if match := _BETWEEN.fullmatch(text):
        return _closed(match[2], match[3], extent or Extent.WITHIN)
    if match := _FROM_TO.fullmatch(text):
        return _closed(match[2], match[3], extent or _implied(match))
    if match := _SINCE.fullmatch(text) or _ONWARDS.fullmatch(text):
        return _with_open_end(match[2], extent or _implied(match))
    if match := _UNTIL.fullmatch(text):
        return _with_open_start(match[2], extent or _implied(match))
    if match := _ALL_OF.fullmatch(text):
        return _one_span(match[1], extent or Extent.THROUGHOUT)
    if match := _SOME_TIME_IN.fullmatch(text):
        return _one_span(match[1], extent or Extent.WITHIN)
    if match := _TO.fullmatch(text) or _TIGHT_HYPHEN.fullmatch(text):
        value = _closed(match[1], match[2], extent)
        if value and not extent:
            _ask_if_it_may_be_once(value)
        return value
    return None


def _implied(match: re.Match[str]) -> str:
    return Extent.WITHIN if match["once"] else Extent.THROUGHOUT


def _with_open_end(text: str, extent: str) -> EntryDate | None:
    start = _end_alone(text)
    return interval(start, Boundless.OPEN, extent) if start else None


def _with_open_start(text: str, extent: str) -> EntryDate | None:
    end = _end_alone(text)
    return interval(Boundless.OPEN, end, extent) if end else None


def _one_span(text: str, extent: str) -> EntryDate | None:
    point = _end_alone(text)
    return interval(point, point, extent) if point else None


def _end_alone(text: str) -> Point | None:
    """The one date of a range that has no other to borrow a year from."""
    phrase = read_phrase(text)
    if phrase is None or (phrase[0].month is None and phrase[0].day):
        return None
    partial, mark = phrase
    if partial.year is None:
        raise missing_year(text)
    return complete(partial).qualified(mark)


def missing_year(text: str) -> DateError:
    return DateError(f"“{own_words(text)}” has no year. Add it, for example “2 June 2018” or “October 2018”.")


def _closed(first: str, last: str, extent: str | None) -> EntryDate | None:
    start, end = _ENDS_IN_WORDS.get(first), _ENDS_IN_WORDS.get(last)
    if start is Boundless.OPEN:
        return None
    if start and end is None:
        end = _end_alone(last)
        return interval(start, end, extent) if end else None
    if end:
        start = start or _end_alone(first)
        return interval(start, end, extent) if start else None
    return _closed_by_dates(first, last, extent)


def _closed_by_dates(first: str, last: str, extent: str | None) -> EntryDate | None:
    both_in_doubt = last.endswith(_BOTH_IN_DOUBT)
    first_phrase, last_phrase = read_phrase(first), read_phrase(last.removesuffix(_BOTH_IN_DOUBT))
    if first_phrase is None or last_phrase is None:
        return None
    (start, start_qualifier), (end, end_qualifier) = first_phrase, last_phrase
    start, end = _share(start, end)
    if not (_is_whole(start) and _is_whole(end)):
        return None
    if end.year is None:
        raise missing_year(f"{first} to {last}")
    if start.year is None:
        return None
    borrowed = start.year != first_phrase[0].year
    start_point, end_point = complete(start), complete(end)
    if borrowed and start_point.earliest > end_point.latest:
        raise DateError(
            f"Does this run into another year? Type both years, for example "
            f"“{point_words(_a_year_earlier(start))} to {point_words(end_point)}”."
        )
    if both_in_doubt:
        start_qualifier, end_qualifier = _doubted(start_qualifier), _doubted(end_qualifier)
    if borrowed and start_qualifier != end_qualifier:
        raise _ask_what_is_qualified(
            start_point, end_point, start_qualifier, end_qualifier, extent or Extent.THROUGHOUT
        )
    return interval(start_point.qualified(start_qualifier), end_point.qualified(end_qualifier), extent)


def _doubted(mark: str) -> str:
    return qualifier(mark in ("~", "%"), True)


def _is_whole(partial: Partial) -> bool:
    return partial.day is None or partial.month is not None


def _share(start: Partial, end: Partial) -> tuple[Partial, Partial]:
    """Both dates with the month and year that stand at one of them only."""
    if end.day and end.month is None:
        # "March 18 to 20, 2018".
        end = end._replace(month=start.month)
    if start.year is None and (end.month or end.season):
        if start.day and start.month is None and end.day:
            start = start._replace(month=end.month)
        start = start._replace(year=end.year)
    return start, end


def _a_year_earlier(start: Partial) -> Point:
    return complete(start._replace(year=start.year - 1, weekday=None))


def _ask_what_is_qualified(
    start: Point, end: Point, start_qualifier: str, end_qualifier: str, extent: str
) -> DateQuestion:
    """ "Around 18 January to 2 March 2018" may mean one of the dates or both."""
    marks = start_qualifier + end_qualifier
    both = qualifier("~" in marks or "%" in marks, "?" in marks or "%" in marks)
    values = (
        interval(start.qualified(both), end.qualified(both), extent),
        interval(start.qualified(start_qualifier), end.qualified(end_qualifier), extent),
    )
    return DateQuestion(
        "Are both dates uncertain or approximate, or only the one beside the word?",
        tuple(Choice(value.words, value.words, value.extent) for value in values),
    )


def _ask_if_it_may_be_once(value: EntryDate) -> None:
    """Raise where a range of months may be one event whose month is not known."""
    start, end = value.start, value.end
    if not (isinstance(start, Point) and isinstance(end, Point)):
        return
    if start == end or start.earliest.year != end.earliest.year:
        return
    if not {start.shape, end.shape} <= _MONTHS_OR_SEASONS:
        return
    raise DateQuestion(
        f"Did it last from {value.words}, or did it happen once in that time?",
        lasted_or_once(start, end),
    )


def lasted_or_once(start: End, end: End, wording: str = "") -> tuple[Choice, Choice]:
    """The two meanings of a range, for a question."""
    lasted = interval(start, end, Extent.THROUGHOUT)
    once = replace(lasted, extent=Extent.WITHIN.value)
    return (
        Choice(f"It lasted: {lasted.words}", lasted.words, lasted.extent, wording),
        Choice(f"It happened once: {once.words}", once.words, once.extent, wording),
    )
