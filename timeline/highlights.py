"""The words that somebody looked for, marked where they stand in what was found."""

import re
import unicodedata
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

#: Letters of a snippet, more or less: it ends between words.
LENGTH = 220
#: Letters ahead of the first marked word, so that it stands in its sentence.
AHEAD = 60
TOKEN = re.compile(r"\w+")
#: A search that knows English finds these forms of a word for each other.
ENDINGS = ("", "s", "es", "d", "ed", "ing")
#: Below that, a word with an ending is another word: “as” and “ass”.
SHORTEST_STEM = 4


@dataclass(frozen=True)
class Hit:
    """Where a wanted word stands in a text, and which of the wanted words it is."""

    start: int
    end: int
    word: str


def words_of(text: str) -> list[str]:
    """The words of *text* as they are compared: without case and accents, each once."""
    return list(dict.fromkeys(folded(token.group()) for token in TOKEN.finditer(text)))


def folded(word: str) -> str:
    """*word* without case and accents, as the indexes of both databases compare."""
    plain = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


def is_form_of(word: str, other: str) -> bool:
    """Whether two folded words are the same, or one is the other with an English ending."""
    short, long = sorted((word, other), key=len)
    if len(short) < SHORTEST_STEM:
        return short == long
    return long.startswith(short) and long[len(short) :] in ENDINGS


def forms_of(word: str) -> list[str]:
    """*word*, and the forms of it that are found for it, whether there are such words or not."""
    without = [word.removesuffix(ending) for ending in ENDINGS if ending and word.endswith(ending)]
    found = [word, *(word + ending for ending in ENDINGS), *without]
    return [form for form in dict.fromkeys(found) if is_form_of(form, word)]


def hits(text: str, wanted: list[str]) -> list[Hit]:
    """Where the *wanted* words, folded, stand in *text*."""
    found = []
    for token in TOKEN.finditer(text):
        here = folded(token.group())
        word = next((one for one in wanted if is_form_of(one, here)), None)
        if word is not None:
            found.append(Hit(token.start(), token.end(), word))
    return found


def marked(text: str, wanted: list[str]) -> SafeString:
    """The whole of *text*, escaped, with the wanted words in ``<mark>``."""
    return _with_marks(text, hits(text, wanted), 0, len(text))


def snippet(text: str, wanted: list[str]) -> tuple[int, SafeString]:
    """How many different wanted words stand in the best stretch of *text*, and that stretch, marked."""
    found = hits(text, wanted)
    if not found:
        return 0, mark_safe("")
    best = max(found, key=lambda hit: (len(_within(found, hit.start)), -hit.start))
    start = _word_border(text, max(0, best.start - AHEAD)) if best.start > AHEAD else 0
    end = _end(text, start + LENGTH)
    stretch = _with_marks(text, found, start, end)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return len(_within(found, best.start)), mark_safe(f"{before}{stretch}{after}")


def _within(found: list[Hit], start: int) -> set[str]:
    return {hit.word for hit in found if start <= hit.start and hit.end <= start + LENGTH - AHEAD}


def _word_border(text: str, at: int) -> int:
    space = text.find(" ", at)
    return space + 1 if space >= 0 else at


def _end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", 0, at)
    return space if space > 0 else at


def _with_marks(text: str, found: list[Hit], start: int, end: int) -> SafeString:
    """The stretch of *text* from *start* to *end*. Every piece is escaped before a mark is put around it."""
    parts, at = [], start
    for hit in found:
        if at <= hit.start and hit.end <= end:
            parts += [escape(text[at : hit.start]), "<mark>", escape(text[hit.start : hit.end]), "</mark>"]
            at = hit.end
    return mark_safe("".join([*parts, escape(text[at:end])]))
