"""The text of paragraphs, safe to be put on any page."""

import secrets

import lxml.html
from lxml_html_clean import Cleaner
from wagtail.rich_text import expand_db_html

from timeline.feeds.text import clean
from timeline.web_addresses import web_address

__all__ = ["expand_at_once", "safe_html", "web_address"]

WEB = ("http://", "https://")
TAGS = ("p", "br", "b", "strong", "i", "em", "ol", "ul", "li", "a")


def _cleaner(*tags: str) -> Cleaner:
    return Cleaner(
        allow_tags=tags,
        # What stands in these is no text for readers.
        kill_tags=("script", "style", "template", "iframe", "noscript", "textarea", "title", "svg", "math"),
        remove_unknown_tags=False,
        safe_attrs_only=True,
        safe_attrs=("href",),
        style=True,
        comments=True,
        processing_instructions=True,
    )


CLEANER, CLEANER_WITH_HEADINGS = _cleaner(*TAGS), _cleaner(*TAGS, "h2")


def safe_html(html: str, *, base: str | None = None, headings: bool = False) -> str:
    """*html* with nothing in it but paragraphs, emphasis, lists and links, whose addresses are made absolute from
    *base*, and *headings* where a text has its own. Links that a browser should not follow lose their address."""
    if not html:
        return ""
    fragment = lxml.html.fragment_fromstring(clean(html), create_parent="div")
    (CLEANER_WITH_HEADINGS if headings else CLEANER)(fragment)
    # The cleaner empties an address that runs, and an empty one is that of the page itself.
    _without_addresses_that(fragment, lambda href: not href)
    if base:
        fragment.make_links_absolute(base, handle_failures="discard")
    _without_addresses_that(fragment, lambda href: not href.lower().startswith((*WEB, "mailto:", "tel:")))
    return lxml.html.tostring(fragment, encoding="unicode").removeprefix("<div>").removesuffix("</div>")


def _without_addresses_that(fragment, are_bad) -> None:
    for link in fragment.iter("a"):
        if are_bad(link.get("href", "")):
            link.attrib.pop("href", None)


def expand_at_once(sources: list[str]) -> list[str]:
    """Rich text as it is kept, each as a page prints it: the links of all of them for one query of each sort."""
    if not sources:
        return []
    between = f"<!--{secrets.token_hex(16)}-->"
    return expand_db_html(between.join(sources)).split(between)
