"""What the line marks in the words of its entries."""

import re
from functools import lru_cache

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join

register = template.Library()

#: The endings that the search passes over, so that “record” finds “records” and both are marked.
ENDINGS = "(?:s|es|ed|ing|’s|'s)?"


@register.simple_tag(takes_context=True)
def marked(context, text):
    """*text*, with the words that the story was searched for in ``<mark>``."""
    chosen = getattr(context.get("filters"), "chosen", {})
    pattern = _pattern(chosen.get("q", ""))
    if pattern is None:
        return conditional_escape(text)
    # With one group, every second piece is a match.
    pieces = enumerate(pattern.split(text))
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", piece) if place % 2 else piece,) for place, piece in pieces)
    )


@lru_cache(maxsize=64)
def _pattern(words: str) -> re.Pattern | None:
    found = re.findall(r"\w+", words)
    if not found:
        return None
    # The longer first: “recording” before “record”.
    either = "|".join(sorted(map(re.escape, found), key=len, reverse=True))
    return re.compile(rf"\b((?:{either}){ENDINGS})\b", re.IGNORECASE)


@register.simple_tag(takes_context=True)
def without_filter(context, name):
    """The query string of the story's view without the filter *name*."""
    return context["filters"].address(**{name: ""})
