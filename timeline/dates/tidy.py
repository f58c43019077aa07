"""Typed text made uniform, before anything is read from it."""

import re
import unicodedata

from timeline.dates.edtf import MAX_LENGTH
from timeline.dates.errors import DateError

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_APOSTROPHES = "\u2018\u2019\u02bc"
_PLAIN = str.maketrans(dict.fromkeys(_DASHES, "-") | dict.fromkeys(_APOSTROPHES, "'"))
_AM_PM = re.compile(r"\b([ap])(?:\. ?m\b\.?| m\b)")
_STOP_AFTER_LETTER = re.compile(r"(?<=[a-z])\.(?!\.)")


def tidied(text: str) -> str:
    """The text on one line with plain spaces and hyphens. `DateError` for empty or overlong text."""
    if not isinstance(text, str):
        raise _nothing_typed()
    # Before any other work, so that refusing a pasted page costs nothing.
    _check_length(text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_PLAIN)
        text = "".join(char for char in text if unicodedata.category(char) != "Cf")
        # One character can stand for a phrase of eighteen.
        _check_length(text)
    text = " ".join(text.split())
    if not text:
        raise _nothing_typed()
    return text


def lowered(text: str) -> str:
    """Tidied text in lower case, without the commas and full stops that carry no meaning."""
    text = text.lower()
    if "," in text:
        text = " ".join(text.replace(",", " ").split())
    if "." in text or " m" in text:
        text = _AM_PM.sub(r"\1m", text)
        text = " ".join(_STOP_AFTER_LETTER.sub(" ", text).split())
        if text.endswith(".") and not text.endswith(".."):
            text = text[:-1]
    return text


def _check_length(text: str) -> None:
    if len(text) > MAX_LENGTH:
        raise DateError(
            f"This is too long for a date: {MAX_LENGTH} characters at most. Type the date alone, for "
            "example “18 January 2018”, and tell the rest in the summary."
        )


def _nothing_typed() -> DateError:
    return DateError("Type a date, for example “18 January 2018”, “September 2017” or “1996”.")
