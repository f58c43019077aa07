"""The editor's own phrase, tidied enough to be shown in place of a date's words, or asked about."""

import re
from collections.abc import Iterable

from timeline.dates.errors import Choice, DateQuestion
from timeline.dates.phrases import MONTH, month_number
from timeline.dates.point import MONTHS

_MONTH_NAME = re.compile(f"(?<![a-z]){MONTH}(?![a-z])")
_PROPER = re.compile(
    r"\b(?:easter|christmas|michaelmas|hilary|trinity|lent|q[1-4]|h[12]|good friday"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
)
_ORDINAL = re.compile(r"(?<=[0-9])(?:st|nd|rd|th)\b")
_LEADING_IN = re.compile("^(?:(?:some ?time )?(?:in|at|on|over|during) )?(?:the (?=[a-z]+ [0-9]))?")


def own_words(low: str) -> str:
    """The phrase with names in full and capitals, as in "mid-June 2018"."""
    text = _ORDINAL.sub("", low)
    text = _MONTH_NAME.sub(lambda match: MONTHS[month_number(match[0]) - 1], text)
    text = _PROPER.sub(lambda match: match[0].title(), text)
    return _LEADING_IN.sub("", text)


def several_meanings(low: str, choices: Iterable[Choice]) -> DateQuestion:
    """The question which of `choices` the phrase stands for."""
    return DateQuestion(f"“{own_words(low)}” could mean several things. Which fits best?", tuple(choices))
