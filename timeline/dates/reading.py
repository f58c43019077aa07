"""Free entry: what a person types, in words or in EDTF, becomes a value, a question or a refusal."""

import re

from timeline.dates.edtf import NotEdtfError, parse_uncached
from timeline.dates.errors import DateError
from timeline.dates.numerals import ask_year_pair, check_numerals
from timeline.dates.phrases import WrongWeekdayError, complete, read_phrase
from timeline.dates.point import day_of
from timeline.dates.questions import ask_about
from timeline.dates.ranges import missing_year, read_range
from timeline.dates.refusals import refusal
from timeline.dates.tidy import lowered, tidied
from timeline.dates.times import ask_weekday, read_moment
from timeline.dates.value import EntryDate, single
from timeline.dates.words import in_english

_LIKE_EDTF = re.compile("[0-9xu?~%./-]+")
_SPACED_SLASH = re.compile(" ?/ ?")
_SEASON_CODE = re.compile("[0-9]{4}-2[1-4](?![0-9-])")

#: Spellings of the 2012 draft: read for the sake of old data, never written.
_DRAFT_START = re.compile("(?:unknown|(open))(?=/)")
_DRAFT_END = re.compile("(?<=/)(?:unknown|(open))")


def read(text: str, *, extent: str | None = None) -> EntryDate:
    """The value of a typed text, in words (British, day first) or in EDTF.

    `extent` ("throughout" or "within") answers in advance what a range says; None leaves it to
    the words. Raises `DateQuestion` where the text could mean several dates or where a value
    would say less than the text does, and `DateError` where it is no date. Nothing is guessed
    and no word is passed over. All of it is English, whatever the active language: an answer to a
    question is read in its turn.
    """
    with in_english():
        return _read(text, extent)


def _read(text: str, extent: str | None) -> EntryDate:
    tidy = tidied(text)
    low = lowered(tidy)
    value = _read_edtf(low, extent) or read_moment(low) or _read_single(low) or read_range(low, extent)
    if value:
        return value
    check_numerals(low)
    ask_about(low)
    raise refusal(low, tidy)


def _read_edtf(text: str, extent: str | None) -> EntryDate | None:
    if "/" in text:
        text = _SPACED_SLASH.sub("/", text)
        text = _DRAFT_START.sub(_open_or_unknown, text)
        text = _DRAFT_END.sub(_open_or_unknown, text)
    ask_year_pair(text)
    if not _LIKE_EDTF.fullmatch(text):
        return None
    if _SEASON_CODE.search(text):
        raise DateError(
            f"“{text}” may hold a season or an academic year. Type “spring 2016 to summer 2018”, or the "
            "months: “September 2016 to August 2018”."
        )
    try:
        return parse_uncached(_current_spelling(text), extent)
    except NotEdtfError:
        return None


def _open_or_unknown(match: re.Match[str]) -> str:
    return ".." if match[1] else ""


def _current_spelling(text: str) -> str:
    return text.replace("u", "X").replace("x", "X").replace("?~", "%").replace("~?", "%")


def _read_single(text: str) -> EntryDate | None:
    phrase = read_phrase(text)
    if phrase is None:
        return None
    partial, qualifier = phrase
    if partial.day and partial.month is None:
        return None
    if partial.year is None:
        raise missing_year(text)
    try:
        return single(complete(partial).qualified(qualifier))
    except WrongWeekdayError as wrong:
        if qualifier:
            raise
        raise ask_weekday(wrong, [single(day_of(day)) for day in (wrong.day, wrong.nearest)]) from None
