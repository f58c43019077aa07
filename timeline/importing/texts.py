"""Texts of cells: plain words for titles and lines, cleaned HTML for accounts."""

import re

import lxml.html
from django.utils.html import escape

from timeline.data.html import safe_html
from timeline.text_cleaning import printable

LONGEST_LINE = 500
#: A line that is made of a longer text ends with a sentence, before so many characters.
GOOD_LINE = 320
LONGEST_TITLE = 140

_MARKUP = re.compile(r"<[a-z/!]|&(?:#\d+|#x[0-9a-f]+|[a-z]+);", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?…])[”’\"')]*\s+(?=[\W\d]*[A-Z“‘])")


def has_markup(text: str) -> bool:
    return bool(_MARKUP.search(text))


def html_of(text: str) -> str:
    """A text, plain or HTML, as paragraphs that may be kept: nothing in them but emphasis, lists and links."""
    text = printable(text).strip()
    if not text:
        return ""
    if not has_markup(text):
        return "".join(f"<p>{_lines(part)}</p>" for part in re.split(r"\n\s*\n", text) if part.strip())
    html = safe_html(text).strip()
    if not words_of(html):
        return ""
    return html if re.match(r"<(?:p|ul|ol)\b", html) else f"<p>{html}</p>"


def _lines(part: str) -> str:
    return "<br/>".join(escape(line.strip()) for line in part.strip().splitlines())


def words_of(text: str) -> str:
    """A text, plain or HTML, as plain words in one line."""
    text = printable(text)
    if has_markup(text):
        # Where a paragraph or a line ends, its last word does.
        html = re.sub(r"(?i)(</(?:p|li|div|h[1-6])>|<br\s*/?>)", r"\1 ", safe_html(text))
        text = lxml.html.fragment_fromstring(html, create_parent="div").text_content() if html else ""
    return " ".join(text.split())


def first_sentence(text: str) -> str:
    """The first sentence of a text as a title: without its full stop, and cut where it is long."""
    words = words_of(text)
    sentence = _SENTENCE_END.split(words, maxsplit=1)[0] if words else ""
    if len(sentence) > LONGEST_TITLE:
        sentence = f"{sentence[:LONGEST_TITLE].rsplit(' ', 1)[0].rstrip(' ,;:–—-')}…"
    sentence = sentence.removesuffix(".") if not sentence.endswith("..") else sentence
    return sentence[:1].upper() + sentence[1:]


def line_of(text: str) -> tuple[str, bool]:
    """The line that stands for a text, and whether it is all of it."""
    words = words_of(text)
    if len(words) <= LONGEST_LINE:
        return words, True
    line = ""
    for sentence in _SENTENCE_END.split(words):
        if line and len(line) + len(sentence) >= GOOD_LINE:
            break
        line = f"{line} {sentence}".strip()
    if len(line) > LONGEST_LINE:
        line = f"{line[: LONGEST_LINE - 1].rsplit(' ', 1)[0]}…"
    return line, False


def links_in(text: str) -> list[tuple[str, str]]:
    """The links of an HTML text: address and words."""
    if "<a" not in text.lower():
        return []
    fragment = lxml.html.fragment_fromstring(safe_html(text), create_parent="div")
    return [
        (link.get("href"), " ".join(link.text_content().split())) for link in fragment.iter("a") if link.get("href")
    ]
