"""Names as they are printed: bylines without “By”, outlets, headlines without the outlet behind them."""

import re

from press.reading.tidy import tidy

_BY = re.compile(r"(?:(?:written|words|report|story|posted|reported) )?by[: ]\s*|gan[: ]\s*|بقلم[: ]\s*", re.IGNORECASE)
_EMAIL = re.compile(r"[<(\[]?\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b[>)\]]?")
_ADDRESS = re.compile(r"(?:https?:)?//|www\.|\b[\w-]+\.(?:com|co|org|net|uk)/", re.IGNORECASE)
_HANDLE = re.compile(r"(?<!\w)@\w+")
#: What stands behind a name in a byline without being part of it.
_BEHIND = re.compile(
    r"\s*(?:[|•·\n]|\b(?:published|posted|updated|last updated|first published|cyhoeddwyd)\b).*", re.I | re.S
)
_NOBODY = {
    "admin",
    "administrator",
    "editor",
    "unknown",
    "author",
    "none",
    "null",
    "undefined",
    "webmaster",
    "root",
    "user",
}
_SUFFIX = re.compile(r"\s+(?:[|–—·•»«:]|::|-)\s+")
_LONGEST_BYLINE = 200
_LONGEST_NAME = 100


def byline(authors, outlet: str = "") -> str:
    """The names in *authors* as one line, in their order, each once; empty if there is none."""
    names, seen = [], {plain(outlet), ""}
    for author in authors:
        name = author_name(author)
        if plain(name) not in seen and len(", ".join([*names, name])) <= _LONGEST_BYLINE:
            seen.add(plain(name))
            names.append(name)
    return ", ".join(names)


def author_name(text: str) -> str:
    """A name as printed, without “By”; empty for an address, a handle or an account that is nobody."""
    text = tidy(_BEHIND.sub("", text.strip()))
    if _ADDRESS.search(text):
        return ""
    text = _HANDLE.sub("", _EMAIL.sub("", text))
    text = _BY.sub("", text, count=1) if _BY.match(text) else text
    text = tidy(text).strip(" ,;:-–—/")
    if not any(letter.isalpha() for letter in text) or len(text) > _LONGEST_NAME or plain(text) in _NOBODY:
        return ""
    return text


def outlet_name(text: str) -> str:
    """The name of an outlet; empty for an address or a handle."""
    text = tidy(text)
    return "" if text.startswith("@") or _ADDRESS.search(text) or len(text) > _LONGEST_NAME else text


def without_outlet(headline: str, outlet: str) -> str:
    """*headline* without “ | The Courier” at its end, where that is the name of its outlet."""
    parts = list(_SUFFIX.finditer(headline))
    if outlet and parts and plain(headline[parts[-1].end() :]) == plain(outlet):
        return headline[: parts[-1].start()]
    return headline


def outlet_behind(title: str, headline: str) -> str:
    """What stands behind *headline* in the title of a page: as a rule the outlet."""
    parts = list(_SUFFIX.finditer(title))
    if headline and parts and plain(title[: parts[-1].start()]) == plain(headline):
        return outlet_name(title[parts[-1].end() :])
    return ""


def plain(name: str) -> str:
    """*name* for comparing: without case, marks and a leading “the”."""
    return " ".join(re.findall(r"\w+", name.casefold())).removeprefix("the ")
