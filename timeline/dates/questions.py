"""What is asked about, because a value alone would say less, or something else, than the text."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

from timeline.dates.errors import Choice, DateError, DateQuestion
from timeline.dates.numerals import academic_year, financial_year, tax_year
from timeline.dates.periods import Span, read_span, winter_from
from timeline.dates.phrases import complete, read_phrase
from timeline.dates.point import Point, Shape, day_of, day_point, decade_point, month_point, year_point
from timeline.dates.ranges import lasted_or_once, missing_year, read_range
from timeline.dates.value import Boundless, End, Extent
from timeline.dates.words import inline_words, point_words
from timeline.dates.wordings import own_words

_UP_TO = re.compile("(by(?: the end of)?|no later than|not later than|on or before|in or before) (.+)")
_BEFORE = re.compile("(before|prior to|earlier than) (.+)")
_FROM_ON = re.compile("(no earlier than|not before|on or after|in or after) (.+)")
_AFTER = re.compile("(after|later than|following) (.+)")
_EITHER = re.compile("(?:either )?(.+?) or (.+)")
_EASTER = re.compile("(?:at |over |in )?(?:the )?easter (?:of )?([0-9]{4})")
_CHRISTMAS = re.compile("(?:at |over |in )?(?:christmas|xmas) (?:of )?([0-9]{4})")
_WINTER = re.compile("(?:in )?(?:the )?winter (?:of )?([0-9]{4})")
_TERM = re.compile("(?:in )?(?:the )?([a-z]+) (?:law |school )?term(?: of|,)? ([0-9]{4})")
_NAMED_YEAR = re.compile(
    r"(?:in )?(?:the )?(?:(academic|school|financial|fiscal|tax) year )?([0-9]{4}) ?(?:-|/|to) ?([0-9]{2}|[0-9]{4})"
    r"(?: (academic|school|financial|fiscal|tax) year)?"
)
_RANGE = re.compile("(?:from |between )?(.+?) (?:to|until|till|and|-) (.+)")
_SINCE = re.compile("(?:since|from) (.+?)(?: onwards?)?")
_UNTIL = re.compile("(?:until|till|up to) (.+)")
_ROUND_CENTURY = re.compile("(?:in )?(?:the )?([0-9]{2}00)'?s")

#: Term -> its kinds, each with the first and last month.
_TERMS = {
    "michaelmas": (("university and law term", 10, 12),),
    "hilary": (("university term", 1, 3), ("law term", 1, 4)),
    "lent": (("university term", 1, 3),),
    "easter": (("university term", 4, 6), ("law term", 4, 5)),
    "trinity": (("university term", 4, 6), ("law term", 6, 7)),
    "autumn": (("school term", 9, 12),),
    "spring": (("school term", 1, 4),),
    "summer": (("school term", 4, 7),),
}
_NAMED_YEARS = {
    "academic": academic_year,
    "school": academic_year,
    "financial": financial_year,
    "fiscal": financial_year,
    "tax": tax_year,
}


def ask_about(low: str) -> None:
    """Raise the question that the text calls for, if any. `DateError` where its date is none."""
    for asker in _ASKERS:
        if question := asker(low):
            raise question


def _limit(low: str) -> DateQuestion | None:
    """ "By June 2018": it happened on an unknown day up to a limit, or went on until then."""
    if match := _UP_TO.fullmatch(low):
        point = _point(match[2])
        return point and _ask_limit(match[1], point, Boundless.OPEN, point, itself=point)
    if match := _BEFORE.fullmatch(low):
        point = _point(match[2])
        return point and _ask_limit(match[1], point, Boundless.OPEN, _neighbour(point, -1))
    if match := _FROM_ON.fullmatch(low):
        point = _point(match[2])
        return point and _ask_limit(match[1], point, point, Boundless.OPEN, itself=point)
    if match := _AFTER.fullmatch(low):
        point = _point(match[2])
        return point and _ask_limit(match[1], point, _neighbour(point, 1), Boundless.OPEN)
    return None


def _ask_limit(
    preposition: str, named: Point, start: End, end: End, *, itself: Point | None = None
) -> DateQuestion:
    wording = f"{preposition} {inline_words(named)}"
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
    wording = own_words(low)
    ends = (value.start, value.end)
    return DateQuestion(
        f"“{wording}”: one of the two, or one that is likelier?",
        (
            Choice(f"Once, {value.words}", value.words, value.extent, wording),
            *(
                Choice(f"More likely {inline_words(one)}", point_words(_less_sure(one)), wording=wording)
                for one in ends
            ),
        ),
    )


def _less_sure(point: Point) -> Point:
    return point.qualified("%" if point.approximate else "?")


def _span(low: str) -> DateQuestion | None:
    span = read_span(low)
    return _ask_span(low, span) if span else None


def _loose_range(low: str) -> DateQuestion | None:
    """A range with an end such as "late 2017"."""
    if match := _RANGE.fullmatch(low):
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
    return _ask(low, lasted_or_once(first, last, own_words(low)))


def _span_or_date(text: str) -> Span | None:
    if span := read_span(text):
        return span
    point = _point(text)
    return point and Span(point, point)


def _ask_span(low: str, span: Span) -> DateQuestion:
    wording = own_words(low)
    lasted, once = lasted_or_once(span.start, span.end, wording)
    choices = [once, lasted]
    if span.whole:
        words = point_words(span.whole)
        lead = "On" if span.whole.shape is Shape.DAY else "No closer than"
        choices.append(Choice(f"{lead} {words}", words, wording=wording))
    return _ask(low, choices)


def _easter(low: str) -> DateQuestion | None:
    match = _EASTER.fullmatch(low)
    if match is None:
        return None
    year = year_point(int(match[1])).earliest.year
    sunday = easter_sunday(year)
    words = point_words(day_of(sunday))
    lasted, once = lasted_or_once(
        day_of(sunday - timedelta(days=2)), day_of(sunday + timedelta(days=1)), f"Easter {year}"
    )
    _, in_spring = lasted_or_once(month_point(year, 3), month_point(year, 4), f"Easter {year}")
    return _ask(
        low,
        (
            Choice(f"Easter Sunday, {words}", words, wording=f"Easter Sunday {year}"),
            replace(lasted, label=f"All of Good Friday to Easter Monday, {lasted.text}"),
            replace(once, label=f"Once from Good Friday to Easter Monday, {once.text}"),
            replace(in_spring, label=f"About Easter, {in_spring.text}"),
        ),
    )


def easter_sunday(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the "anonymous" rule of 1876)."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    lunar = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    to_sunday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - lunar - of_century % 4) % 7
    late = (golden + 11 * lunar + 22 * to_sunday) // 451
    month, day = divmod(lunar + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _christmas(low: str) -> DateQuestion | None:
    match = _CHRISTMAS.fullmatch(low)
    if match is None:
        return None
    year = int(match[1])
    wording = f"Christmas {year}"
    lasted, once = lasted_or_once(day_point(year, 12, 24), day_point(year, 12, 31), wording)
    day, month = point_words(day_point(year, 12, 25)), point_words(month_point(year, 12))
    return _ask(
        low,
        (
            Choice(f"Christmas Day, {day}", day, wording=f"Christmas Day {year}"),
            once,
            lasted,
            Choice(f"No closer than {month}", month, wording=wording),
        ),
    )


def _winter_of_one_year(low: str) -> DateQuestion | None:
    match = _WINTER.fullmatch(low)
    if match is None:
        return None
    year = int(match[1])
    choices = []
    for first in (year - 1, year):
        span = winter_from(first)
        lasted, once = lasted_or_once(span.start, span.end, f"winter {first} to {first + 1}")
        choices += [once, lasted]
    return DateQuestion(
        f"Winter runs over two years. Which months of winter {year} are meant?", tuple(choices)
    )


def _term(low: str) -> DateQuestion | None:
    match = _TERM.fullmatch(low)
    kinds = _TERMS.get(match[1]) if match else None
    if kinds is None:
        return None
    year = int(match[2])
    wording = own_words(low)
    choices: list[Choice] = []
    for kind, first, last in kinds:
        lasted, once = lasted_or_once(month_point(year, first), month_point(year, last), wording)
        choices += [
            replace(once, label=f"Once in the {kind}: {once.text}"),
            replace(lasted, label=f"All of the {kind}: {lasted.text}"),
        ]
    return _ask(low, choices)


def _named_year(low: str) -> DateQuestion | None:
    match = _NAMED_YEAR.fullmatch(low)
    if match is None or not (match[1] or match[4]):
        return None
    first, last = int(match[2]), int(match[3])
    if last not in (first + 1, (first + 1) % 100):
        raise DateError(
            f"An academic or financial year ends in the next year. Type “{first}/{(first + 1) % 100:02}”."
        )
    return _ask(low, _NAMED_YEARS[match[1] or match[4]](first, first + 1))


def _round_century(low: str) -> DateQuestion | None:
    match = _ROUND_CENTURY.fullmatch(low)
    if match is None:
        return None
    first = int(match[1])
    decade, century = point_words(decade_point(first)), f"{first} to {first + 99}"
    return _ask(
        low,
        (
            Choice(f"The decade, {first} to {first + 9}", decade, wording=f"{first}s"),
            Choice(f"The century, {century}", century, Extent.THROUGHOUT.value, f"{first}s"),
        ),
    )


def _point(text: str) -> Point | None:
    """A date that is complete in itself."""
    phrase = read_phrase(text)
    if phrase is None or (phrase[0].day and phrase[0].month is None):
        return None
    if phrase[0].year is None:
        raise missing_year(text)
    return complete(phrase[0]).qualified(phrase[1])


def _ask(low: str, choices: Iterable[Choice]) -> DateQuestion:
    return DateQuestion(f"“{own_words(low)}” could mean several things. Which fits best?", tuple(choices))


_ASKERS: tuple[Callable[[str], DateQuestion | None], ...] = (
    _limit,
    _either,
    _span,
    _easter,
    _christmas,
    _winter_of_one_year,
    _term,
    _named_year,
    _round_century,
    _loose_range,
)
