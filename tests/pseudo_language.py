"""A language that nobody speaks: each message stands in brackets. What is not in brackets went past gettext."""

import re
from gettext import NullTranslations

import lxml.html
from django.utils.translation.trans_real import CONTEXT_SEPARATOR

#: For private use (ISO 639-2).
CODE = "qaa"
OPEN, SHUT = "⟦", "⟧"
#: What a message has in it that is no words: places for values, and tags with their attributes.
NO_WORDS = re.compile(r"(<[^>]*>|\{\w*\}|%\(\w+\)[sd]|%[sd%])")
#: Attributes that are shown or read out.
SHOWN = ("aria-label", "alt", "title", "placeholder", "aria-description", "data-copy")
SILENT = ("script", "style", "template", "code", "pre")


class PseudoTranslation(NullTranslations):
    """In place of Django's own catalogue. Values that are put into a message are left as they are: they are words of
    the editors', or stand in brackets of their own."""

    def gettext(self, message):
        return bracketed(message.rpartition(CONTEXT_SEPARATOR)[2])

    def ngettext(self, singular, plural, number):
        return self.gettext(singular if number == 1 else plural)

    def language(self):
        return CODE

    to_language = language


def bracketed(message: str) -> str:
    parts = NO_WORDS.split(message)
    return "".join(part if place % 2 or not part.strip() else f"{OPEN}{part}{SHUT}" for place, part in enumerate(parts))


def shown_in(markup: str) -> list[str]:
    """The runs of text in a page that a reader sees or hears, as they stand between tags."""
    root = lxml.html.document_fromstring(markup)
    found = [element.get(name) for element in root.iter("*") for name in SHOWN if element.get(name)]
    found += root.xpath("//meta[@name='description' or @property='og:title' or @property='og:image:alt']/@content")
    for element in root.iter("*"):
        if element.tag not in SILENT:
            found.append(element.text or "")
        found.append(element.tail or "")
    return [" ".join(text.split()) for text in found if text.strip()]


def bare_words(text: str) -> list[str]:
    """What of *text* stands outside of brackets and has a word in it."""
    depth, bare = 0, []
    for sign in text:
        depth += (sign == OPEN) - (sign == SHUT)
        bare.append(sign if not depth and sign != SHUT else "\n")
    runs = (run.strip(" .,;:·()[]“”‘’'\"?!/–-×→←↑↓+#") for run in "".join(bare).split("\n"))
    return [run for run in runs if re.search(r"[^\W\d_]{2}", run)]
