"""The date that a page states: of exactly the precision that is stated, numbers read as the British write them."""

import datetime
import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from timeline.dates import DateError, DateQuestion, read
from timeline.dates.clock import in_london

_WELSH = [
    "ionawr",
    "chwefror",
    "mawrth",
    "ebrill",
    "mai",
    "mehefin",
    "gorffennaf",
    "awst",
    "medi",
    "hydref",
    "tachwedd",
    "rhagfyr",
]
_ARABIC = [
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
]
_OTHER_MONTHS = {name: number for names in (_WELSH, _ARABIC) for number, name in enumerate(names, 1)}
_ENGLISH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:1[789]|20)\d\d"
_ISO = re.compile(
    rf"(?<!\d)({_YEAR})-(\d\d)-(\d\d)(?!\d)"
    r"(?:[T ](\d\d):(\d\d)(?::\d\d(?:[.,]\d+)?)?\s?(Z|UTC|GMT|[+-]\d\d:?\d\d)?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(rf"({_YEAR})(\d\d)(\d\d)(?:T\d{{4,6}}Z?)?")
_MAIL = re.compile(rf"\d{{1,2}} [a-z]{{3}} {_YEAR} \d\d:\d\d(?::\d\d)? (?:[A-Z]{{1,4}}|[+-]\d{{4}})", re.IGNORECASE)
_MONTH_ONLY = re.compile(rf"({_YEAR})-(\d\d)")
_YEAR_FIRST = re.compile(rf"(?<!\d)({_YEAR})[/.](\d{{1,2}})[/.](\d{{1,2}})(?!\d)")
_NUMBERS = re.compile(rf"(?<![\d/.-])(\d{{1,2}})([/.-])(\d{{1,2}})\2({_YEAR}|\d\d)(?![\d/-])")
_IN_WORDS = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_ENGLISH}\.?,? {_YEAR}\b"
    rf"|\b{_ENGLISH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? {_YEAR}\b"
    rf"|\b{_ENGLISH}\.?,? {_YEAR}\b",
    re.IGNORECASE,
)
_OTHER_WORDS = re.compile(rf"(?:(\d{{1,2}})(?:af|ail|ydd|ed|eg|fed)?(?: o)? )?({'|'.join(_OTHER_MONTHS)}),? ({_YEAR})")
_IN_ADDRESS = (
    re.compile(rf"/({_YEAR})[/-](\d{{1,2}})[/-](\d{{1,2}})(?=[/._-]|$)"),
    re.compile(rf"(?<!\d)({_YEAR})(\d\d)(\d\d)(?:\d\d)?(?!\d)"),
)
_BRITISH_IN_ADDRESS = re.compile(rf"(?<!\d)(\d\d)(\d\d)({_YEAR})(?!\d)")
_MONTH_IN_ADDRESS = re.compile(rf"/({_YEAR})/(\d\d)/")
_BRITISH_HOSTS = (".uk", ".wales", ".cymru", ".scot", ".london")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
#: Where a clock that was never set starts.
_NO_DAY = "1970-01-01"


@dataclass(frozen=True)
class Day:
    """A day, a month or a year in EDTF, and whether only its order of numbers tells the day from the month."""

    edtf: str
    is_ambiguous: bool = False


def is_british(url: str, language: str) -> bool:
    """Whether the address or the language tag of a page says that it is British."""
    host = urlsplit(url).hostname or ""
    return host.endswith(_BRITISH_HOSTS) or language.lower().replace("_", "-") in (
        "en-gb",
        "cy",
        "cy-gb",
        "gd",
        "gd-gb",
    )


def stated_day(text: str, *, day_first: bool = True) -> Day | None:
    """The first date in *text*; a moment with its time zone is the day it was in London."""
    text = text.strip().translate(_DIGITS)[:200]
    day = _exact(text) or _in_words(text) or _in_numbers(text, day_first)
    return None if day is None or day.edtf == _NO_DAY else day


def day_in_address(url: str) -> Day | None:
    """The date in an address: “/2018/02/03/”, “/16052018/”, “c2022110702.php”, or the month of “/2018/02/”."""
    path = urlsplit(url).path
    for pattern in _IN_ADDRESS:
        for match in pattern.finditer(path):
            if day := _day(match[1], match[2], match[3]):
                return day
    for match in _BRITISH_IN_ADDRESS.finditer(path):
        if day := _day(match[3], match[2], match[1]):
            return day
    match = _MONTH_IN_ADDRESS.search(path)
    return _month(match[1], match[2]) if match else None


def _exact(text: str) -> Day | None:
    if match := _ISO.search(text):
        year, month, day, hour, _minute, zone = match.groups()
        return (_london_day(match[0]) if hour and zone else None) or _day(year, month, day)
    if match := _COMPACT.fullmatch(text):
        return _day(*match.groups())
    if re.fullmatch(r"1\d{9}(?:\d{3})?", text):
        return Day(in_london(datetime.datetime.fromtimestamp(int(text[:10]), datetime.UTC)).date().isoformat())
    if match := _MAIL.search(text):
        try:
            moment = parsedate_to_datetime(match[0])
            return Day((in_london(moment) if moment.tzinfo else moment).date().isoformat())
        except (ValueError, OverflowError, DateError):
            return None
    if match := _MONTH_ONLY.fullmatch(text):
        return _month(*match.groups())
    if match := _YEAR_FIRST.search(text):
        return _day(*match.groups())
    return Day(text) if re.fullmatch(_YEAR, text) else None


def _london_day(text: str) -> Day | None:
    text = re.sub(r"\s?(?:UTC|GMT|Z)$", "+00:00", text.strip(), flags=re.IGNORECASE)
    try:
        return Day(in_london(datetime.datetime.fromisoformat(text.replace(",", "."))).date().isoformat())
    except (ValueError, OverflowError):
        return None


def _in_words(text: str) -> Day | None:
    if match := _IN_WORDS.search(text):
        try:
            return Day(read(match[0]).edtf)
        except (DateError, DateQuestion):
            return None
    if match := _OTHER_WORDS.search(text.lower()):
        number = _OTHER_MONTHS[match[2]]
        return _day(match[3], number, match[1]) if match[1] else _month(match[3], number)
    return None


def _in_numbers(text: str, day_first: bool) -> Day | None:
    match = _NUMBERS.search(text)
    if match is None:
        return None
    first, second = int(match[1]), int(match[3])
    year = match[4] if len(match[4]) == 4 else f"20{match[4]}"
    if first > 12 or second > 12:
        return _day(year, second, first) if first > 12 else _day(year, first, second)
    day = _day(year, second, first) if day_first else _day(year, first, second)
    return Day(day.edtf, is_ambiguous=first != second) if day else None


def _day(year, month, day) -> Day | None:
    try:
        return Day(datetime.date(int(year), int(month), int(day)).isoformat())
    except ValueError:
        return None


def _month(year, month) -> Day | None:
    return Day(f"{year}-{int(month):02d}") if 1 <= int(month) <= 12 else None
