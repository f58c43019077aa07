"""Words of the law and of administration, explained where they stand: the first time in a text, by a link to a
sentence on the same page.

Nothing is marked in headings and links, in other people's words, or in what is not in our own language.
"""

import re
from functools import cached_property

from bs4 import BeautifulSoup, NavigableString
from bs4.element import PreformattedString
from bs4.formatter import EntitySubstitution, HTMLFormatter
from django.utils.safestring import mark_safe

#: In these no word is marked: what is no running text, what is a link already, and what somebody else has said.
NOT_IN = {"a", "blockquote", "button", "caption", "cite", "code", "label", "pre", "q", "script", "style", "svg", "th"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
#: Writes what was read as a browser wants it: no slash in “<br>”, and letters as letters.
AS_HTML = HTMLFormatter(entity_substitution=EntitySubstitution.substitute_xml, void_element_close_prefix="")


class Glossary:
    """The *terms* (``Term``) as one page uses them. It remembers which were marked: each is, once a page."""

    def __init__(self, terms):
        self._terms = terms
        #: In the order in which they stand on the page.
        self.used = []

    @cached_property
    def _by_form(self) -> dict:
        """Each form of a word, in lower case and with single spaces, and its term."""
        return {_folded(form): term for term in self._terms for form in term.forms}

    @cached_property
    def _words(self) -> re.Pattern:
        """Any of the forms, the longest that fits, as a word of its own."""
        longest_first = sorted(self._by_form, key=len, reverse=True)
        written = "|".join(r"\s+".join(map(re.escape, form.split())) for form in longest_first)
        return re.compile(rf"(?<![\w-])(?:{written})(?![\w-])", re.IGNORECASE)

    def mark(self, html: str) -> str:
        """*html*, which is safe, with the words in it linked that no earlier call has met."""
        if not self._by_form or not self._words.search(html):
            return mark_safe(html)
        soup = BeautifulSoup(html, "html.parser")
        for text in list(soup.find_all(string=True)):
            if _is_our_running_text(text):
                self._mark_in(text, soup)
        return mark_safe(soup.decode(formatter=AS_HTML))

    def _mark_in(self, text: NavigableString, soup) -> None:
        pieces, end = [], 0
        for found in self._words.finditer(text):
            term = self._by_form[_folded(found[0])]
            if term not in self.used:
                self.used.append(term)
                link = soup.new_tag("a", attrs=_attributes(term))
                link.string = found[0]
                pieces += [text[end : found.start()], link]
                end = found.end()
        if pieces:
            text.replace_with(*(piece for piece in [*pieces, text[end:]] if piece))


def anchor(term) -> str:
    """The fragment of the sentence of *term* on a page."""
    return f"word-{term.pk}"


def place(term) -> str:
    """The fragment of the word of *term* where it stands in the text."""
    return f"{anchor(term)}-in-the-text"


def _attributes(term) -> dict[str, str]:
    # Read out with the link: who listens need not go there and come back.
    return {"class": "term", "id": place(term), "href": f"#{anchor(term)}", "aria-describedby": f"{anchor(term)}-means"}


def _folded(form: str) -> str:
    return " ".join(form.lower().split())


def _is_our_running_text(text) -> bool:
    if isinstance(text, PreformattedString):
        return False
    return not any(one.name in NOT_IN | HEADINGS or one.get("lang", "en")[:2] != "en" for one in text.parents)
