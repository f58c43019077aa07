"""Text as it may be kept: no control characters, no stray spaces, nothing that turns the line about."""

import html
import re
import unicodedata

#: Marks that turn the direction of what follows, and spaces that nobody sees. The joiners (U+200C, U+200D)
#: stay: Arabic, Persian and Bengali are misspelt without them.
_UNSEEN = re.compile("[\u00ad\u200b\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile(r"\s+")
_LINES = re.compile(r"\r\n?|[\n\x85\u2028\u2029]")
#: The letters that a byte from 0x80 to 0xBF is taken for, in Windows-1252 and in Latin-1.
_HIGH = "".join(chr(byte) + bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xC0))
_SAFE_HIGH = _HIGH.replace("\u2019", "").replace("\u201d", "")
#: UTF-8 that was taken for Windows-1252: an “â€™” for an apostrophe, “Ã©” for “é”, and runs of Cyrillic or Arabic.
#: No more than that: “CAFÉ” before a closing mark would be such bytes as well.
_BROKEN = re.compile(
    f"\u00e2[\u20ac\u0080][{_HIGH}]|\u00c3[{_SAFE_HIGH}]|\u00c2[\u00a0-\u00bf]|(?:[\u00d0\u00d1\u00d8-\u00db][{_HIGH}]){{3,}}"
)
_SENTENCE_END = re.compile(r"[.!?…؟。][”’\"'»)]*(?=\s|$)")


def tidy(text: str, limit: int | None = None) -> str:
    """*text* on one line without what cannot be printed, cut to *limit* characters at a word."""
    text = _CONTROL.sub("", _UNSEEN.sub("", _LINES.sub(" ", text).replace("\t", " ")))
    text = unicodedata.normalize("NFC", _SPACES.sub(" ", text).strip())
    return text if limit is None or len(text) <= limit else cut(text, limit)


def cut(text: str, limit: int) -> str:
    """*text* in at most *limit* characters: whole sentences if it has some that fit, whole words otherwise, and “…”."""
    if len(text) <= limit:
        return text
    head = text[: limit - 2]
    ends = [match.end() for match in _SENTENCE_END.finditer(head)]
    if ends:
        return f"{head[: ends[-1]]} …"
    return f"{head.rsplit(' ', 1)[0]} …" if " " in head else f"{head}…"


def unescaped(text: str) -> str:
    """*text* with its entities (“&#8217;”) read once; what then looks like markup stays plain text."""
    return html.unescape(text)


def paragraphs(text: str) -> list[str]:
    """The lines of *text* that hold something, tidied."""
    return [line for line in map(tidy, _LINES.split(text)) if line]


def printable(text: str) -> str:
    """*text* with its lines, without control characters; what a parser of markup can take."""
    return _CONTROL.sub("", text)


def mended(text: str) -> tuple[str, int]:
    """*text* with letters put right that were broken by a wrong character set, and how many there were."""
    count = 0

    def mend(match: re.Match[str]) -> str:
        nonlocal count
        try:
            whole = b"".join(_byte(letter) for letter in match[0]).decode("utf-8")
        except UnicodeError:
            return match[0]
        count += 1
        return whole

    return _BROKEN.sub(mend, text), count


def _byte(letter: str) -> bytes:
    return bytes([ord(letter)]) if ord(letter) < 256 else letter.encode("cp1252")
