"""Neutral citations and case numbers, read leniently from what people type and paste.

A number is how a reader finds the judgment, so the same number typed in two ways must be the same
number here, and each is printed as the court prints it. But no list of forms is ever complete: many
decisions have no citation, old ones have numbers of their own, and a new court brings a new form.
So nothing is refused. A form that is not known is kept as it was typed, with a warning for the editor.

The forms, the courts and the addresses are data, with the source of each: ``data/identifiers.json``.
An address says where an official copy can be looked for; it does not say that there is one. Where the
form of a court's addresses could not be confirmed there is none. Nothing here imports Django.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "identifiers.json"

#: No number comes near it, and leaving longer text unread keeps nonsense cheap.
MAX_LENGTH = 200


class Scheme(StrEnum):
    """Who gives the number, and for what."""

    NEUTRAL_CITATION = "neutral-citation"
    CLAIM_NUMBER = "claim-number"
    APPEAL_NUMBER = "appeal-number"
    TRIBUNAL_REFERENCE = "tribunal-reference"
    COURT_OF_SESSION = "court-of-session"
    ICO_REFERENCE = "ico-reference"
    PARLIAMENTARY_QUESTION = "parliamentary-question"
    INSTRUMENT = "instrument"
    REFERENCE = "reference"


LABELS = {
    Scheme.NEUTRAL_CITATION: "Neutral citation",
    Scheme.CLAIM_NUMBER: "Claim number",
    Scheme.APPEAL_NUMBER: "Appeal number",
    Scheme.TRIBUNAL_REFERENCE: "Tribunal reference",
    Scheme.COURT_OF_SESSION: "Court of Session number",
    Scheme.ICO_REFERENCE: "Information Commissioner reference",
    Scheme.PARLIAMENTARY_QUESTION: "Parliamentary question",
    Scheme.INSTRUMENT: "Statutory instrument",
    Scheme.REFERENCE: "Other reference",
}

UNKNOWN = "This is not a form of number that we know. It is kept as you typed it; check it."
TOO_LONG = (
    f"This is longer than any number that we know ({MAX_LENGTH} characters). It is kept as you typed it; check it."
)
EMPTY = "There is no number here."

_LEAD_IN = re.compile(
    r"(?:(?:neutral citation|case|claim|appeal|petition|decision notice|complaint|ico)"
    r"(?: (?:number|no|reference|ref|id))?"
    r"|number|no|reference|ref)[ :]{1,3}(?=.)",
    re.IGNORECASE | re.ASCII,
)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_BRACKETS = dict.fromkeys(map(ord, "()[]{}⟦⟧〔〕【】"), " ")
_EDGES = " .,;:'\"“”‘’«»<>*_-/|"


@dataclass(frozen=True)
class Identifier:
    """A number, as it is printed, and what it says."""

    scheme: str
    value: str
    court: str = ""
    year: int | None = None
    number: int | None = None
    #: Where an official copy can be looked for, or "".
    url: str = ""
    #: The same for every way of typing one number, whatever scheme was chosen for it.
    key: str = ""
    #: For an editor, in plain words, or "".
    warning: str = ""


@dataclass(frozen=True)
class Form:
    """One known form of number, as the data file has it."""

    scheme: str
    name: str
    pattern: str
    #: How the number is printed, from its parts.
    printed: str
    courts: dict[str, dict]
    first_year: int | None
    last_year: int | None
    addresses: list[dict]
    #: What to tell an editor who did not say the scheme, where the form alone does not show it.
    unsure: str
    source: str
    example: str
    regex: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "regex", re.compile(self.pattern, re.IGNORECASE | re.ASCII))


@dataclass(frozen=True)
class Reading:
    """A text that is of a known form, taken apart."""

    form: Form
    parts: dict[str, str | int]
    division: str

    @property
    def value(self) -> str:
        return self.form.printed.format_map(self.parts)

    @property
    def key(self) -> str:
        return re.sub(r":0\d", "", self.form.printed).format_map(self.parts).casefold()

    @property
    def year(self) -> int | None:
        return self.parts.get("year")

    @property
    def url(self) -> str:
        """The first address that is known for this court in this year."""
        for address in self.form.addresses:
            of_court = not address["divisions"] or self.division in address["divisions"]
            if of_court and _within(self.year, address["from"], address["to"]):
                return address["form"].format_map(self.parts)
        return ""

    def doubt(self, today: date) -> str:
        """Why the year cannot be right, or ""."""
        year, court = self.year, self.form.courts[self.division]
        if year is None:
            return ""
        if year > today.year:
            return f"{year} has not come yet. Check the year."
        first = max(self.form.first_year or 0, court["from"] or 0)
        last = min(self.form.last_year or 9999, court["to"] or 9999)
        if year < first:
            return f"Numbers of this form begin in {first}, and this one says {year}. Check the year and the letters."
        if year > last:
            return f"Numbers of this form end in {last}, and this one says {year}. Check the year and the letters."
        return ""


@cache
def forms() -> tuple[Form, ...]:
    """The known forms; where two would fit, the earlier is meant."""
    return tuple(Form(**record) for record in json.loads(DATA.read_text(encoding="utf-8"))["forms"])


def read_identifier(text: str, scheme: str = "", *, today: date | None = None) -> Identifier:
    """What `text` says, as the scheme an editor chose for it or, with none, as the one it shows.

    No text is refused. `today` is for the warning of a year that has not come yet.
    """
    kept, scheme = _without_outer_blanks(text), str(scheme or "")
    given = scheme or str(Scheme.REFERENCE)
    if not kept:
        return Identifier(given, "", warning=EMPTY)
    if len(kept) > MAX_LENGTH:
        return Identifier(given, kept, key=_plain_key(kept), warning=TOO_LONG)
    today = today or date.today()
    # A form of the chosen scheme is meant before any other that would fit.
    ours = _first(kept, (form for form in forms() if form.scheme == scheme), today)
    if ours:
        return _identifier(ours, ours.doubt(today))
    other = _first(kept, (form for form in forms() if form.scheme != scheme), today)
    if other and not scheme:
        return _identifier(other, other.form.unsure or other.doubt(today))
    if other and not other.form.unsure:
        return Identifier(scheme, kept, key=other.key, warning=_mismatch(other.form.scheme, scheme))
    # Whoever chose "other reference" has said already that the form is none of these.
    warning = "" if scheme == Scheme.REFERENCE else UNKNOWN
    return Identifier(given, kept, key=_plain_key(kept), warning=warning)


def _identifier(reading: Reading, warning: str) -> Identifier:
    return Identifier(
        scheme=reading.form.scheme,
        value=reading.value,
        court=reading.form.courts[reading.division]["name"],
        year=reading.year,
        number=reading.parts["number"],
        url=reading.url,
        key=reading.key,
        warning=warning,
    )


def _mismatch(shown: str, chosen: str) -> str:
    chosen_label = LABELS.get(chosen, chosen)
    return f"You chose “{chosen_label}”, but this looks like “{LABELS[shown]}”. It is kept as you typed it; check it."


def _first(text: str, candidates: Iterable[Form], today: date) -> Reading | None:
    spellings = tuple(_spellings(text))
    for form in candidates:
        for spelling in spellings:
            match = form.regex.fullmatch(spelling)
            if match:
                return _reading(form, match, today)
    return None


def _reading(form: Form, match: re.Match[str], today: date) -> Reading:
    # A part that can stand in two places has "late_" before its name in the second.
    parts = {name.removeprefix("late_"): part for name, part in match.groupdict().items() if part is not None}
    division = next((one for one in form.courts if one.casefold() == parts.get("division", "").casefold()), "")
    values = {name: int(part) if part.isdigit() else part.upper() for name, part in parts.items()}
    values |= {"division": division, "lower": division.casefold()}
    if "yy" in values:
        values["year"] = values["yy"] + (2000 if values["yy"] <= today.year % 100 + 1 else 1900)
    return Reading(form, values, division)


def _spellings(text: str) -> Iterator[str]:
    """What the patterns are held against: no brackets, single spaces; then without “Case No:” before it."""
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES).translate(_BRACKETS)
    plain = "".join(character for character in plain if unicodedata.category(character) != "Cf")
    plain = re.sub(r"(?<=[A-Za-z])\.", "", plain)
    plain = re.sub(r" ?([/_-]) ?", r"\1", " ".join(plain.split())).strip(_EDGES)
    yield plain
    lead_in = _LEAD_IN.match(plain)
    if lead_in:
        yield plain[lead_in.end() :].strip(_EDGES)


def _without_outer_blanks(text: str) -> str:
    start, end = 0, len(text)
    while start < end and _is_blank(text[start]):
        start += 1
    while end > start and _is_blank(text[end - 1]):
        end -= 1
    return text[start:end]


def _is_blank(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in ("Cc", "Cf", "Zs", "Zl", "Zp")


def _plain_key(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text[:MAX_LENGTH]).casefold().split())


def _within(year: int | None, first: int | None, last: int | None) -> bool:
    return (first is None and last is None) or (year is not None and (first or 0) <= year <= (last or 9999))
