"""Where in a text somebody's words begin and end: marks, and speech that runs over paragraphs."""

import re
from dataclasses import dataclass, field

_OPENING = "“«„"
_CLOSING = {"“": "”", "«": "»", "„": "“”", '"': '"'}
#: A single mark opens direct speech only before a capital letter; elsewhere it is an apostrophe or doubts a word.
_SINGLE_OPENING = re.compile(r"[‘'](?=[A-Z])")
_SINGLE_CLOSING = re.compile(r"(?<=[.,!?…])[’'](?!\w)")


@dataclass
class Speech:
    """Words in quotation marks, over one paragraph or several, and what stands around them in the first."""

    words: list[str]
    #: Number of its first paragraph, and where it begins and ends there.
    paragraph: int
    start: int
    end: int
    is_single: bool = False
    #: Whether its last mark is missing: the text breaks off.
    is_open: bool = False
    #: The paragraphs that it runs on to.
    continued_in: set[int] = field(default_factory=set)
    #: Where it ends in the last of them.
    last_end: int = 0

    @property
    def text(self) -> str:
        return " ".join(self.words)


def speeches_in(paragraphs: list[str]) -> list[Speech]:
    """All words in quotation marks, in order. Speech over several paragraphs has a mark at the beginning of each."""
    found: list[Speech] = []
    running: Speech | None = None
    for number, paragraph in enumerate(paragraphs):
        position = 0
        while (span := _next_span(paragraph, position)) is not None:
            start, end, words, is_single, is_open = span
            if running is not None and start == 0 and is_single == running.is_single:
                running.words.append(words)
                running.continued_in.add(number)
                running.last_end, running.is_open = end, is_open
                speech = running
            else:
                speech = Speech([words], number, start, end, is_single, is_open, last_end=end)
                found.append(speech)
            running = None
            position = end
            if is_open:
                running = speech
                break
        else:
            if not position:
                running = None
    return found


def _next_span(text: str, position: int) -> tuple[int, int, str, bool, bool] | None:
    """Beginning, end and words of the next quotation, whether its marks are single, whether it is left open."""
    for index in range(position, len(text)):
        mark = text[index]
        if mark in _OPENING or (mark == '"' and _opens(text, index)):
            end = _end_of(text, index + 1, _CLOSING[mark])
            return _span(text, index, end, False)
        if mark in "‘'" and _opens(text, index) and _SINGLE_OPENING.match(text, index):
            closing = _SINGLE_CLOSING.search(text, index + 1)
            if closing is not None:
                return _span(text, index, closing.start(), True)
            if index == 0 or text[:index].rstrip().endswith(":"):
                return _span(text, index, -1, True)
    return None


def _opens(text: str, index: int) -> bool:
    return index == 0 or text[index - 1] in " ([—–-:\u00a0"


def _end_of(text: str, position: int, marks: str) -> int:
    found = [place for place in (text.find(mark, position) for mark in marks) if place >= 0]
    return min(found, default=-1)


def _span(text: str, start: int, end: int, is_single: bool):
    is_open = end < 0
    inner = text[start + 1 :] if is_open else text[start + 1 : end]
    return start, (len(text) if is_open else end + 1), inner.strip(), is_single, is_open
