"""What is asked about, because a value alone would say less, or something else, than the text."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from timeline.dates.errors import Choice, DateQuestion
from timeline.dates.occasions import ask_about_occasion
from timeline.dates.periods import Span, read_span
from timeline.dates.phrases import complete, read_phrase
from timeline.dates.point import Point, Shape, day_of, month_point, year_point
from timeline.dates.ranges import lasted_or_once, missing_year, read_range
from timeline.dates.value import Boundless, End
from timeline.dates.wordings import own_words, several_meanings
from timeline.dates.words import inline_words, point_words

_UP_TO = re.compile("(by(?: the end of)?|no later than|not later than|on or before|in or before) (.+)")
_BEFORE = re.compile("(before|prior to|earlier than) (.+)")
_FROM_ON = re.compile("(no earlier than|not before|on or after|in or after) (.+)")
_AFTER = re.compile("(after|later than|following) (.+)")
_EITHER = re.compile("(?:either )?(.+?) or (.+)")
_BETWEEN = re.compile("between (.+?) and (.+)")
_RANGE = re.compile("(?:from )?(.+?) (?:to|until|till|-) (.+)")
_SINCE = re.compile("(?:since|from) (.+?)(?: onwards?)?")
_UNTIL = re.compile("(?:until|till|up to) (.+)")


def ask_about(low: str) -> None:
    """Raise the question that the text calls for, if any. `DateError` where its date is none."""
    for asker in _ASKERS:
        if question := asker(low):
            raise question


def _limit(low: str) -> DateQuestion | None:
    """Ask about "by June 2018": once on an unknown day up to a limit, or all along until then."""
    for pattern, ends_of, includes_limit in _LIMITS:
        if (match := pattern.fullmatch(low)) and (limit := _span_or_date(match[2])):
            start, end = ends_of(limit)
            if limit.start != limit.end:
                return _ask_limit(own_words(low), start, end)
            wording = f"{match[1]} {inline_words(limit.start)}"
            return _ask_limit(wording, start, end, itself=limit.start if includes_limit else None)
    return None


def _ask_limit(wording: str, start: End, end: End, *, itself: Point | None = None) -> DateQuestion:
    lasted, once = lasted_or_once(start, end)
    choices = [replace(once, wording=wording), lasted]
    if itself:
        words = point_words(itself)
        choices.append(Choice(f"The date itself: {words}", words, wording=wording))
    return DateQuestion(f"“{wording}” gives a limit, not a date. Which of these is meant?", tuple(choices))


def _neighbour(point: Point, step: int) -> Point:
    """The day, month or year just before (-1) or after (1), as coarse as the date and as sure."""
    day = (point.earliest if step < 0 else point.latest) + timedelta(days=step)
    match point.shape:
        case Shape.DAY:
            unit = day_of(day)
        case Shape.MONTH | Shape.SEASON | Shape.SOME_DAY:
            unit = month_point(day.year, day.month)
        case _:
            unit = year_point(day.year)
    return unit.qualified(point.qualifier)


def _either(low: str) -> DateQuestion | None:
    match = _EITHER.fullmatch(low)
    value = read_range(f"between {match[1]} and {match[2]}", None) if match else None
    if value is None or not (isinstance(value.start, Point) and isinstance(value.end, Point)):
        return None
    if value.start == value.end:
        return None
    wording = own_words(low)
    return DateQuestion(
        f"“{wording}”: one of the two, or one that is likelier?",
        (
            Choice(f"Once, {value.words}", value.words, value.extent, wording),
            *(
                Choice(f"More likely {inline_words(one)}", point_words(_less_sure(one)), wording=wording)
                for one in (value.start, value.end)
            ),
        ),
    )


def _less_sure(point: Point) -> Point:
    return point.qualified("%" if point.approximate else "?")


def _span(low: str) -> DateQuestion | None:
    span = read_span(low)
    if span is None:
        return None
    wording = own_words(low)
    lasted, once = lasted_or_once(span.start, span.end, wording)
    choices = [once, lasted]
    if span.whole:
        words = point_words(span.whole)
        lead = "On" if span.whole.shape is Shape.DAY else "No closer than"
        choices.append(Choice(f"{lead} {words}", words, wording=wording))
    return several_meanings(low, choices)


def _loose_range(low: str) -> DateQuestion | None:
    """Ask about a range with an end such as "late 2017"."""
    start: Span | Boundless | None
    end: Span | Boundless | None
    if match := _BETWEEN.fullmatch(low) or _RANGE.fullmatch(low):
        start, end = _span_or_date(match[1]), _span_or_date(match[2])
    elif match := _SINCE.fullmatch(low):
        start, end = _span_or_date(match[1]), Boundless.OPEN
    elif match := _UNTIL.fullmatch(low):
        start, end = Boundless.OPEN, _span_or_date(match[1])
    else:
        return None
    if start is None or end is None:
        return None
    first = start.start if isinstance(start, Span) else start
    last = end.end if isinstance(end, Span) else end
    return several_meanings(low, lasted_or_once(first, last, own_words(low)))


def _span_or_date(text: str) -> Span | None:
    if span := read_span(text):
        return span
    point = _point(text)
    return Span(point, point) if point else None


def _point(text: str) -> Point | None:
    """A date that is complete in itself."""
    phrase = read_phrase(text)
    if phrase is None or (phrase[0].day and phrase[0].month is None):
        return None
    if phrase[0].year is None:
        raise missing_year(text)
    return complete(phrase[0]).qualified(phrase[1])


#: The words of a limit, the range it leaves, and whether the limit itself is in that range.
_LIMITS: tuple[tuple[re.Pattern[str], Callable[[Span], tuple[End, End]], bool], ...] = (
    (_UP_TO, lambda limit: (Boundless.OPEN, limit.end), True),
    (_BEFORE, lambda limit: (Boundless.OPEN, _neighbour(limit.start, -1)), False),
    (_FROM_ON, lambda limit: (limit.start, Boundless.OPEN), True),
    (_AFTER, lambda limit: (_neighbour(limit.end, 1), Boundless.OPEN), False),
)

_ASKERS: tuple[Callable[[str], DateQuestion | None], ...] = (
    _limit,
    _either,
    _span,
    ask_about_occasion,
    _loose_range,
)
