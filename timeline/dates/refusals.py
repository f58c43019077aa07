"""Why a text is no date, and what to type instead."""

import re

from timeline.dates.errors import DateError
from timeline.dates.phrases import MONTH, SEASON, WEEKDAY

_NOTHING_KNOWN = re.compile(
    r"(?:date )?(?:tbc|tbd|tba|n/?d|n d|none|n/a|not known|unknown|undated|no date|pending|\?+)"
    r"|to be (?:confirmed|decided|announced)|an unknown date"
)
_RELATIVE = re.compile(r"\b(?:today|tonight|tomorrow|yesterday|last|next|this|ago|now|recent(?:ly)?|soon|current)\b")
_CENTURY = re.compile(r"\b([0-9]{1,2})(?:st|nd|rd|th) century\b|[0-9]{2}(?:xx|uu)")
_FAR_YEAR = re.compile(r"-[0-9]+|y-?[0-9].*|[0-9]{5,}|.*\b(?:bc|bce|ad|ce)\b.*")
_SHORT_DECADE = re.compile(r"(?:the )?(?:.* )?'?([0-9]0)'?s")
_LEVEL_TWO = re.compile(r"[\[\]{}]|\b[0-9]+s[0-9]\b|[0-9]e[0-9]")
_CLOCK = re.compile("[0-9]:[0-9]")
_WORD = re.compile("[^0-9]*[a-z][a-z]+")
_KNOWN_WORD = re.compile(
    f"{MONTH}|{SEASON}|{WEEKDAY}|from|to|until|till|since|between|and|around|about|circa|the|an?|in|on|of|day"
    "|month|year|date|uncertain|some|time|or|at|am|pm|st|nd|rd|th"
)
_EXAMPLES = "“18 January 2018”, “September 2017”, “1996”, “around June 2018” or “since 1996”"


def refusal(low: str, tidy: str) -> DateError:
    """The message for a text that neither reads nor raises a question."""
    return DateError(f"“{tidy}”: {_advice(low)}")


def _advice(low: str) -> str:
    if _NOTHING_KNOWN.fullmatch(low):
        return (
            "every entry needs a date to stand under. Type what is known, however little: “2018”, "
            "“until 2018”, “1990s” or “a day in June 2018”."
        )
    if _RELATIVE.search(low):
        return "this changes its meaning as time goes by. Type what is known of the date itself: “September 2017”."
    if _CENTURY.search(low):
        return "a century is too wide. Type the years, for example “1801 to 1850”, or a decade: “1990s”."
    if "xxxx" in low or "uuuu" in low:
        return "the year, or at least the decade, must be known. Type “1996” or “1990s”."
    if _FAR_YEAR.fullmatch(low):
        return "type a year from 1000 to 2999, in four figures, for example “1996”."
    if match := _SHORT_DECADE.fullmatch(low):
        return f"type the decade in full, for example “19{match[1]}s”."
    if _CLOCK.search(low):
        return (
            "a time stands beside one day, and says when it starts. Type “23 March 2018, 10:30am”; a range "
            "runs from day to day: “15 to 16 May 2018”."
        )
    if " and " in low or " & " in low:
        return (
            "an entry has one date or one range. Make an entry for each date, or type a range: “18 to 19 January 2018”."
        )
    if _LEVEL_TWO.search(low):
        return "of EDTF, levels 0 and 1 are kept. Type a range in words: “between 24 and 30 June 2013”."
    return f"{_what_was_not_understood(low)} Type a date such as {_EXAMPLES}."


def _what_was_not_understood(low: str) -> str:
    for word in _WORD.findall(low):
        bare = word.strip(" -'/().,;:")
        for part in bare.split():
            if part.isalpha() and not _KNOWN_WORD.fullmatch(part):
                return f"the word “{part}” was not understood, and nothing is left out without your say."
    return "this was not understood as a date."
