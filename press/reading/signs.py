"""Signs that a page is not the article: a form to sign in, or the beginning of a text for subscribers."""

import re

from press.reading.findings import Reading

_SUBSCRIBE = re.compile(
    r"\bsubscribe (?:now |today )?(?:to|and) (?:read|continue|keep|unlock|see|view)"
    r"|\bfor subscribers\b|\bsubscribers? only\b"
    r"|\balready a (?:subscriber|member)\b|\b(?:register|sign up|log ?in|sign ?in) (?:to|and) (?:keep |continue )?read"
    r"|\bto (?:continue|keep) reading\b|\b(?:read|unlock) the (?:full|rest of the|rest of this) (?:article|story)\b"
    r"|\bthis (?:article|story|content) is (?:for|only|available to)\b|\btanysgrifiwch i ddarllen\b",
    re.IGNORECASE,
)
_STUB = 250
_FORM = 80


def is_sign_in_page(reading: Reading) -> bool:
    """Whether a page that asks for a password holds nothing else to speak of."""
    return reading.words < _FORM


def is_cut_off_by_a_paywall(reading: Reading, is_free: bool | None, shown: str) -> bool:
    """Whether the page says that it is not free to read, or is short and *shown* asks its reader to subscribe."""
    return is_free is False or (is_free is None and reading.words < _STUB and bool(_SUBSCRIBE.search(shown)))
