"""Whether two titles tell of one thing: an entry that is there, the same article elsewhere, a sister paper's copy."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

#: From here on an editor is asked whether it is the same story.
LIKELY = 0.82
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)?")
_SUFFIX = re.compile(r"\s+[|–—•·»]\s+[^|–—•·»]{2,40}$|\s+-\s+[A-Z][^-]{2,40}$")
_STOPS = frozenset(
    {
        "a", "after", "an", "and", "are", "as", "at", "be", "been", "by", "can", "could", "for", "from", "had", "has",
        "have", "her", "his", "in", "is", "it", "its", "of", "on", "or", "over", "said", "say", "says", "that", "the",
        "their", "this", "to", "was", "were", "will", "with", "would",
    }
)  # fmt: skip
#: Words that sister papers exchange for one another.
_SAME = {
    "mother": "mum", "mom": "mum", "father": "dad", "kids": "children", "kid": "child", "govt": "government",
    "pupils": "pupil", "students": "pupil", "student": "pupil", "v": "against", "vs": "against", "versus": "against",
    "first": "1", "one": "1", "second": "2", "two": "2", "third": "3", "three": "3", "four": "4", "five": "5",
    "six": "6",
}  # fmt: skip
_STEM = 4
_NEARLY = 0.9


def same_headline(a: str, b: str) -> float:
    """How alike two headlines are, from 0 to 1, without regard to case, marks, order and an outlet at the end."""
    return max((_likeness(one, other) for one in _readings(a) for other in _readings(b)), default=0.0)


def words_in(title: str) -> frozenset[str]:
    """The words that tell *title* from others: two that are alike share at least one of them."""
    return _readings(title)[0].all


@dataclass(frozen=True)
class _Words:
    """The words of a headline; its label (“Pupil data” in “Pupil data: a reader writes”) is apart if it has one."""

    all: frozenset[str]
    label: frozenset[str]
    rest: frozenset[str]


@lru_cache(maxsize=20_000)
def _readings(headline: str) -> tuple[_Words, ...]:
    """A headline as it is, and without what stands behind its last dash."""
    headline = unicodedata.normalize("NFKD", headline).replace("’", "'")
    headline = "".join(letter for letter in headline if not unicodedata.combining(letter))
    readings = []
    for text in dict.fromkeys((headline, _SUFFIX.sub("", headline))):
        label, _colon, rest = text.partition(": ")
        readings.append(_Words(_words(text), _words(label) if rest else frozenset(), _words(rest)))
    return tuple(readings)


def _words(text: str) -> frozenset[str]:
    words = [word.removesuffix("'s") for word in _WORD.findall(text.casefold())]
    words = [_SAME.get(word, word) for word in words]
    return frozenset(word for word in words if word not in _STOPS) or frozenset(words)


def _likeness(one: _Words, other: _Words) -> float:
    mine, theirs = one.all, other.all
    if one.label and one.label == other.label:
        # The parts of a series share it, and tell themselves apart by the rest.
        mine, theirs = one.rest, other.rest
    if not mine or not theirs:
        return 0.0
    if mine == theirs:
        return 1.0
    shared = mine & theirs
    only_mine, only_theirs = mine - shared, theirs - shared
    # A series numbers its parts, and a yearly story its years.
    if any(word.isdigit() for word in only_mine) and any(word.isdigit() for word in only_theirs):
        return min(0.5, len(shared) / max(len(mine), len(theirs)))
    score = float(len(shared))
    if only_mine and only_theirs and len(shared) * 3 >= min(len(mine), len(theirs)):
        left = set(only_theirs)
        for word in only_mine:
            near = next((candidate for candidate in left if _is_nearly(word, candidate)), None)
            if near is not None:
                left.discard(near)
                score += _NEARLY
    return 2 * score / (len(mine) + len(theirs))


def _is_nearly(one: str, other: str) -> bool:
    """Whether two words are forms of one: “protect”, “protects”, “protecting”."""
    return (
        one[:_STEM] == other[:_STEM] and len(one) >= _STEM and len(other) >= _STEM and abs(len(one) - len(other)) <= 4
    )
