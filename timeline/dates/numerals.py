"""Figures that could mean several things: "03/02/2018", "2022-23", "2017/18"."""

import re
from dataclasses import replace
from datetime import date

from timeline.dates.errors import Choice, DateError, DateQuestion
from timeline.dates.point import SEASON_MONTHS, day_of, day_point, month_point, season_point, year_point
from timeline.dates.ranges import lasted_or_once
from timeline.dates.value import Extent
from timeline.dates.wordings import several_meanings
from timeline.dates.words import point_words

_YEAR_PAIR = re.compile("([0-9]{4}) ?([-/]) ?([0-9]{2})")
_NEXT_YEARS = re.compile("([0-9]{4}) ?- ?([0-9]{4})")
_DAY_MONTH_YEAR = re.compile(r"([0-9]{1,2})([-/. ])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_YEAR_MONTH_DAY = re.compile(r"([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})")
_COMPACT_DAY = re.compile("([0-9]{4})([0-9]{2})([0-9]{2})")
_MONTH_YEAR = re.compile("([0-9]{1,2}) ?[-/. ] ?([0-9]{4})")
_YEAR_MONTH = re.compile("([0-9]{4}) ?[-/. ] ?([0-9]{1,2})")


def ask_year_pair(text: str) -> None:
    """Raise for a text like "2022-23", which may be a season, an academic year or two years.

    "2011-12" stands in the standard for December 2011 and is let through; "2011/12" is not.
    """
    if match := _NEXT_YEARS.fullmatch(text):
        first, last = int(match[1]), int(match[2])
        if last == first + 1:
            raise several_meanings(text, _pair_choices(first, last))
    match = _YEAR_PAIR.fullmatch(text)
    if match is None:
        return
    year, number = int(match[1]), int(match[3])
    last = year // 100 * 100 + number
    if number == 0 and year % 100 == 99:
        last += 100
    if 1 <= number <= 12 and (match[2] == "-" or last != year + 1):
        return
    choices = [*_season_choices(year, number), *_pair_choices(year, last)]
    if 1 <= number <= 12:
        month = point_words(month_point(year, number))
        choices.append(Choice(month, month))
    if len(choices) == 1:
        # The second figure is below the first, so no pair of years is meant.
        whole = point_words(year_point(year))
        choices.append(Choice(f"{whole}, the whole year or a time in it", whole))
    if not choices:
        raise DateError(
            f"“{text}”: there is no month {number:02}. Type “{year}-06” or “June {year}”, or for a "
            f"range of years “{year} to {year + 1}”."
        )
    raise several_meanings(text, choices)


def check_numerals(text: str) -> None:
    """Raise for a date in figures only that is not in the order year-month-day."""
    if match := _DAY_MONTH_YEAR.fullmatch(text):
        raise _ask_day_or_month(text, match)
    if match := _COMPACT_DAY.fullmatch(text) or _YEAR_MONTH_DAY.fullmatch(text):
        raise _suggest_day(text, _day(*match.groups()))
    if match := _MONTH_YEAR.fullmatch(text):
        raise _suggest_month(text, int(match[2]), int(match[1]))
    if match := _YEAR_MONTH.fullmatch(text):
        raise _suggest_month(text, int(match[1]), int(match[2]))


def academic_year(first: int, last: int) -> tuple[Choice, Choice]:
    """1 September to 31 August, as in England."""
    name = f"academic year {first} to {last}"
    return _named(name, lasted_or_once(month_point(first, 9), month_point(last, 8), name))


def financial_year(first: int, last: int) -> tuple[Choice, Choice]:
    """1 April to 31 March, as of the government."""
    name = f"financial year {first} to {last}"
    return _named(name, lasted_or_once(month_point(first, 4), month_point(last, 3), name))


def tax_year(first: int, last: int) -> tuple[Choice, Choice]:
    """6 April to 5 April, as of the tax authority."""
    name = f"tax year {first} to {last}"
    return _named(name, lasted_or_once(day_point(first, 4, 6), day_point(last, 4, 5), name))


def _named(name: str, choices: tuple[Choice, Choice]) -> tuple[Choice, Choice]:
    lasted, once = choices
    return (
        replace(lasted, label=f"All of the {name}: {lasted.text}"),
        replace(once, label=f"Once in the {name}: {once.text}"),
    )


def _season_choices(year: int, number: int) -> list[Choice]:
    if number in SEASON_MONTHS:
        words = point_words(season_point(year, number))
        return [Choice(words.capitalize(), words)]
    if number == 24:
        name = f"winter {year} to {year + 1}"
        return list(_named(name, lasted_or_once(month_point(year, 12), month_point(year + 1, 2), name)))
    return []


def _pair_choices(first: int, last: int) -> list[Choice]:
    if last <= first:
        return []
    span = f"{first} to {last}"
    years = Choice(f"The calendar years {span}", span, Extent.THROUGHOUT.value)
    if last == first + 1:
        return [*academic_year(first, last), financial_year(first, last)[0], years]
    academic, _ = lasted_or_once(month_point(first, 9), month_point(last, 8))
    return [years, Choice(f"The academic years {span}: {academic.text}", academic.text, academic.extent)]


def _ask_day_or_month(text: str, match: re.Match[str]) -> DateError | DateQuestion:
    first, _, second, year = match.groups()
    if len(year) == 2:
        return DateError(f"“{text}”: type the month as a word and the year in full, for example “3 February 2018”.")
    british, american = _day(year, second, first), _day(year, first, second)
    if british and american and british != american:
        one, other = point_words(day_of(british)), point_words(day_of(american))
        short, other_short = (words.removesuffix(f" {year}") for words in (one, other))
        return DateQuestion(
            f"“{text}” could be {short} or {other_short}. Which is it?",
            (Choice(one, one), Choice(other, other)),
        )
    return _suggest_day(text, british or american)


def _suggest_day(text: str, day: date | None) -> DateError:
    if day is None:
        return DateError(
            f"“{text}” is not a day in the calendar. Type the month as a word, for example “18 January 2018”."
        )
    return DateError(f"“{text}”: if this is the day meant, type “{point_words(day_of(day))}” or “{day}”.")


def _suggest_month(text: str, year: int, month: int) -> DateError:
    point = month_point(year, month)
    return DateError(f"“{text}”: if this is the month meant, type “{point_words(point)}” or “{point.edtf}”.")


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
