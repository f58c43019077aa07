"""An article read out of a text file: somebody's saved copy, often without any of the page around it."""

import re
from itertools import pairwise

from press.reading.days import stated_day
from press.reading.encoding import decoded
from press.reading.findings import Finding, Reading, UnreadableError
from press.reading.language import language_of
from press.reading.names import author_name
from press.reading.quotations import quotations_in
from press.reading.tidy import cut, tidy

FIRST_LINE = "the first line of the file"
A_LINE = "a line at the beginning of the file"
_LONGEST_HEADLINE = 300
_LONGEST_LEAD = 500
_LONGEST_TEXT = 1_000_000
#: Where a byline or a date stands in a copy that has them.
_HEAD = 6
_BYLINE = re.compile(r"(?:By|BY|Words by|Gan) [A-ZÀ-ÖØ-Þ][^.!?:]{2,80}")
_DATE_LINE = re.compile(r"(?:(?:published|posted|date|cyhoeddwyd)\b[ :]*)?(?:on )?[\w ,./:-]{4,45}", re.IGNORECASE)
_SENTENCE_ENDS = tuple(".!?…:;,؟。")
_MARKS = "”’\"')"
_CAPTION_WORDS = 20
_CAPTION_LETTERS = 150
_MOST_CAPTIONS = 30
#: A line that was broken to fit a screen or a mail.
_WRAPPED_FROM, _WRAPPED_TO = 50, 100


def read_text(data: bytes) -> Reading:
    """Read the article in the text file *data*. ``UnreadableError`` if there is no text in it."""
    content = decoded(data)
    reading = reading_of(content.text, FIRST_LINE)
    reading.notes[:0] = content.notes
    return reading


def reading_of(text: str, first_line: str) -> Reading:
    """The reading of *text*, whose headline is the first line that is not blank: *first_line* says so in words."""
    blocks = _blocks(text[:_LONGEST_TEXT])
    if not blocks:
        raise UnreadableError("There is no text in this file.")
    lines = [line for block in blocks for line in block]
    captions = _captions(blocks, lines)
    body = [line for line in lines[1:] if line not in captions]
    reading = Reading(headline=Finding(tidy(lines[0], _LONGEST_HEADLINE), first_line), captions=captions)
    for line in lines[1:_HEAD]:
        _read_head(reading, line)
    reading.text = "\n\n".join([lines[0], *body])
    reading.language = language_of([], reading.text)
    lead = next((line for line in body if _is_sentence(line)), "")
    reading.lead = Finding(cut(lead, _LONGEST_LEAD), "the first paragraph", sure=False) if lead else None
    reading.quotations = quotations_in("\n".join(body))
    if len(lines) > 1 and not _is_sentence(lines[-1]) and len(lines[-1].split()) > _HEAD:
        reading.note("This copy breaks off in its last sentence.")
    reading.note_what_is_missing()
    return reading


def _blocks(text: str) -> list[list[str]]:
    """The lines between empty lines; a paragraph that was broken into lines is one again."""
    blocks = []
    for block in re.split(r"(?:\r\n?|\n|\u2029|\f)[ \t\u00a0]*(?:\r\n?|\n|\u2029|\f)+", text):
        lines = [line for line in map(tidy, block.splitlines()) if line]
        if lines:
            blocks.append([" ".join(lines)] if _is_wrapped(lines) else lines)
    return blocks


def _is_wrapped(lines: list[str]) -> bool:
    lengths = [len(line) for line in lines[:-1]]
    longest = max(map(len, lines))
    return bool(lengths) and _WRAPPED_FROM <= longest <= _WRAPPED_TO and min(lengths) >= longest - 25


def _captions(blocks: list[list[str]], lines: list[str]) -> list[str]:
    """Short lines without a full stop, between paragraphs: twice in a row, or on their own."""
    doubled = {one for one, other in pairwise(lines) if one == other}
    found = []
    for number, block in enumerate(blocks):
        for line in block:
            is_inside = lines[0] != line and (number < len(blocks) - 1 or line in doubled)
            stands_out = line in doubled or len(block) == 1
            if is_inside and stands_out and _is_like_a_caption(line):
                found.append(line)
    return list(dict.fromkeys(found))[:_MOST_CAPTIONS]


def _is_like_a_caption(line: str) -> bool:
    return (
        len(line) <= _CAPTION_LETTERS
        and len(line.split()) <= _CAPTION_WORDS
        and not _is_sentence(line)
        and not line.startswith(("“", '"', "‘", "-", "*", "•"))
        and not _BYLINE.fullmatch(line)
        and _date_of(line) is None
    )


def _is_sentence(line: str) -> bool:
    return line.rstrip(_MARKS).endswith(_SENTENCE_ENDS)


def _read_head(reading: Reading, line: str) -> None:
    if reading.byline is None and _BYLINE.fullmatch(line) and (name := author_name(line)):
        reading.byline = Finding(name, A_LINE, sure=False)
    elif reading.date is None and (day := _date_of(line)):
        how = ", read day first" if day.is_ambiguous else ""
        reading.date = Finding(day.edtf, f"{A_LINE}{how}", sure=False)


def _date_of(line: str):
    """The date that a line consists of; a year or a date within a sentence is not the date of the article."""
    if not _DATE_LINE.fullmatch(line) or len(line.split()) > 7 or not re.search(r"\d{4}|\d[/.]\d", line):
        return None
    return None if re.fullmatch(r"\D*\d{4}\D*", line) and len(line.split()) > 3 else stated_day(line)
