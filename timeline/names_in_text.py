"""Finding a name in text, however it is written: case, accents, hyphens, tags and encoding make no difference."""

import html
import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote

#: Several are taken apart by Unicode's own folding, so they are dealt with before it.
_APOSTROPHES = re.compile("['’‘ʼʹ′`´＇]")
_TAG = re.compile(r"<[^>]*>")
_ADDRESS = re.compile(r"""(?:https?://|www\.|href=["'])[^\s"'<>]+""", re.IGNORECASE)
_BETWEEN_WORDS = re.compile(r"[\W_]+")
#: Letters that Unicode does not take apart into a plain one and an accent.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ı": "i"})


def folded(text: str, apostrophe: str = " ") -> str:
    """*text* as plain small letters and digits, with one space for whatever stands between words."""
    text = unquote(unquote(html.unescape(html.unescape(text))))
    text = unicodedata.normalize("NFKC", _APOSTROPHES.sub(apostrophe, text))
    # Letters of no width, soft hyphens and marks of direction are there for the eye to miss.
    text = "".join(letter for letter in text if unicodedata.category(letter) != "Cf").casefold()
    letters = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in letters if unicodedata.category(letter) != "Mn")
    return _BETWEEN_WORDS.sub(" ", bare.translate(_PLAIN)).strip()


def is_readable(name: str) -> bool:
    """Whether *name* has letters or digits that can be looked for."""
    return bool(folded(name))


class NamePattern:
    """Names, made ready to be looked for as whole words."""

    def __init__(self, names):
        self._words = _compiled(_spaced(name) for name in names)
        self._joined = _compiled(" ?".join(folded(name).split()) for name in names)

    def is_in(self, text: str, *, joined: bool = False) -> bool:
        """Whether one of the names is in *text*. In an address or a file name it may be written as one
        word: *joined* says that *text* is one; addresses within a text are always read so."""
        if any(self._words.search(spelling) for spelling in _spellings(text)):
            return True
        address = text if joined else " ".join(_ADDRESS.findall(text))
        return any(self._joined.search(spelling) for spelling in _spellings(address))


@lru_cache(maxsize=8)
def pattern_of(names: tuple[str, ...]) -> NamePattern | None:
    """The pattern of *names*, or ``None`` where there are none to look for."""
    readable = [name for name in names if is_readable(name)]
    return NamePattern(readable) if readable else None


def _spellings(text: str) -> set[str]:
    """*text* in each way in which a name may stand in it: tags may part words, or part one word."""
    if not text:
        return set()
    texts = {text, _TAG.sub(" ", text), _TAG.sub("", text)} if "<" in text else {text}
    return {folded(one, apostrophe) for one in texts for apostrophe in (" ", "")}


def _spaced(name: str) -> str:
    """*name* with its apostrophe standing for a space or for nothing."""
    return " ?".join(filter(None, (folded(part) for part in _APOSTROPHES.split(name))))


def _compiled(names):
    # A digit beside a letter begins a new word, as in a file name; beside a digit it does not.
    bounded = (f"{_edge(name[0], '<!')}{name}{_edge(name[-1], '!')}" for name in names)
    return re.compile("|".join(f"(?:{name})" for name in bounded))


def _edge(letter: str, look: str) -> str:
    return rf"(?{look}\d)" if letter.isdigit() else rf"(?{look}[^\W\d_])"
