"""The language of an article: what the page says, unless its letters say otherwise."""

import re
from collections import Counter

from press.reading.findings import Finding
from press.reading.tidy import tidy
from timeline.languages import known_language

_SCRIPTS = {
    "arabic": re.compile("[\u0620-\u06d3]"),
    "cyrillic": re.compile("[\u0400-\u04ff]"),
    "bengali": re.compile("[\u0980-\u09ff]"),
    "han": re.compile("[\u4e00-\u9fff]"),
    "other": re.compile(
        "[\u0370-\u03ff\u0590-\u05ff\u0900-\u097f\u0a00-\u0e7f\u10a0-\u10ff\u3040-\u30ff\uac00-\ud7af]"
    ),
    "latin": re.compile("[A-Za-z\u00c0-\u024f]"),
}
#: Which languages of ours are written in which letters.
_WRITTEN_IN = {
    "arabic": {"ar", "ur", "und"},
    "cyrillic": {"ru", "uk", "und"},
    "bengali": {"bn", "und"},
    "han": {"zh", "und"},
}
_NOT_LATIN = {"ar", "ur", "ru", "uk", "bn", "zh"}
_COMMON_WORDS = {
    "en": {"the", "and", "of", "to", "was", "that", "for", "with", "is", "said", "on", "by"},
    "cy": {"yn", "yr", "ac", "mae", "wedi", "gan", "ei", "oedd", "eu", "bod", "ar", "i'r", "o'r"},
}
_SAMPLE = 20_000
_GUESS = "a guess from the text of the page"


def language_of(stated: list[tuple[str, str]], text: str) -> Finding | None:
    """The language by the *stated* tags (each with its origin), checked against the letters of *text*."""
    script = _script(text)
    for tag, origin in stated:
        tag = tidy(tag)
        if not re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][\w-]{1,30})?", tag):
            continue
        code = known_language(tag) or "und"
        if script is None or _agrees(code, script):
            return Finding(code, origin)
    code = _guess(text, script)
    return Finding(code, _GUESS, sure=False) if code else None


def _agrees(code: str, script: str) -> bool:
    return code not in _NOT_LATIN if script == "latin" else code in _WRITTEN_IN.get(script, {"und"})


def _script(text: str) -> str | None:
    """The script of most letters; ``None`` where there are too few to tell."""
    sample = text[:_SAMPLE]
    counts = {name: len(pattern.findall(sample)) for name, pattern in _SCRIPTS.items()}
    # A word of Chinese or Japanese takes fewer letters.
    name = max(counts, key=counts.get)
    return name if counts[name] >= 20 else None


def _guess(text: str, script: str | None) -> str:
    sample = text[:_SAMPLE]
    if script == "arabic":
        return "ur" if re.search("[\u0679\u0688\u0691\u06ba\u06be\u06d2]", sample) else "ar"
    if script == "cyrillic":
        return "uk" if re.search("[іїєґ]", sample.lower()) else "ru"
    if script in ("bengali", "han"):
        return {"bengali": "bn", "han": "zh"}[script]
    words = Counter(re.findall(r"[\w'’]+", sample.lower().replace("’", "'")))
    hits = {code: sum(words[word] for word in common) for code, common in _COMMON_WORDS.items()}
    code = max(hits, key=hits.get)
    is_plain = sum(1 for word in _COMMON_WORDS[code] if words[word]) >= 3 and hits[code] * 10 >= words.total()
    return code if words.total() >= 20 and is_plain else ""
