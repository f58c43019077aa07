"""Times that have a name instead of dates: Easter, winter, a term, an academic year, the 1800s."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from timeline.dates.errors import Choice, DateError, DateQuestion
from timeline.dates.numerals import academic_year, financial_year, tax_year
from timeline.dates.periods import winter_from
from timeline.dates.point import day_of, day_point, decade_point, month_point, year_point
from timeline.dates.ranges import lasted_or_once
from timeline.dates.value import Extent
from timeline.dates.wordings import own_words, several_meanings
from timeline.dates.words import point_words

_EASTER = re.compile("(?:at |over |in )?(?:the )?easter (?:of )?([0-9]{4})")
_CHRISTMAS = re.compile("(?:at |over |in )?(?:christmas|xmas) (?:of )?([0-9]{4})")
_WINTER = re.compile("(?:in )?(?:the )?winter (?:of )?([0-9]{4})")
_TERM = re.compile("(?:in )?(?:the )?([a-z]+) (?:law |school )?term(?: of|,)? ([0-9]{4})")
_NAMED_YEAR = re.compile(
    "(?:in )?(?:the )?(?:(academic|school|financial|fiscal|tax) year )?"
    "([0-9]{4}) ?(?:-|/|to) ?([0-9]{2}|[0-9]{4})"
    "(?: (academic|school|financial|fiscal|tax) year)?"
)
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


def ask_about_occasion(low: str) -> DateQuestion | None:
    """The question about a named time, or None where `low` names none."""
    for asker in _ASKERS:
        if question := asker(low):
            return question
    return None


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
    return several_meanings(
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
    return several_meanings(
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
    return DateQuestion(f"Winter runs over two years. Which months of winter {year} are meant?", tuple(choices))


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
    return several_meanings(low, choices)


def _named_year(low: str) -> DateQuestion | None:
    match = _NAMED_YEAR.fullmatch(low)
    if match is None or not (match[1] or match[4]):
        return None
    first, last = int(match[2]), int(match[3])
    if last not in (first + 1, (first + 1) % 100):
        raise DateError(f"An academic or financial year ends in the next year. Type “{first}/{(first + 1) % 100:02}”.")
    return several_meanings(low, _NAMED_YEARS[match[1] or match[4]](first, first + 1))


def _round_century(low: str) -> DateQuestion | None:
    match = _ROUND_CENTURY.fullmatch(low)
    if match is None:
        return None
    first = int(match[1])
    decade, century = point_words(decade_point(first)), f"{first} to {first + 99}"
    return several_meanings(
        low,
        (
            Choice(f"The decade, {first} to {first + 9}", decade, wording=f"{first}s"),
            Choice(f"The century, {century}", century, Extent.THROUGHOUT.value, f"{first}s"),
        ),
    )


_ASKERS: tuple[Callable[[str], DateQuestion | None], ...] = (
    _easter,
    _christmas,
    _winter_of_one_year,
    _term,
    _named_year,
    _round_century,
)
