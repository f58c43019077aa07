"""Pages that tell a story by the year: a year in a heading, and a day or a month that begins each paragraph."""

import re
from dataclasses import dataclass, field

import lxml.html
from django.utils.html import escape
from django.utils.translation import gettext as _
from lxml import etree

from timeline.data.html import WEB, safe_html
from timeline.dates.phrases import MONTH, WEEKDAY
from timeline.importing.tables import FileError, Row, Table
from timeline.importing.texts import first_sentence

COLUMNS = ["Date", "Title", "Text", "Source"]
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
NOT_READ = ("script", "style", "template", "noscript", "nav", "header", "footer", "svg")

_TAG = re.compile(r"<(?:!doctype|html|body|h[1-6]|p|ul|ol|li|div|section|article)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)([12]\d{3})(?!\d)")
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_TO = r"\s?[-–—]\s?|\s+(?:to|until)\s+"
#: “14 September”, “June 2”, “Nov-December”, “October”, with a weekday before and a year behind where they have one.
_LEAD = re.compile(
    rf"(?:on\s+)?(?:{WEEKDAY},?\s+)?"
    rf"(?P<date>(?:{_DAY}(?:(?:{_TO}){_DAY})?\s+(?:of\s+)?)?{MONTH}\b\.?"
    rf"(?:\s+{_DAY}\b(?!\s*\d)(?:(?:{_TO}){_DAY}\b)?)?"
    rf"(?:(?:{_TO})(?:{_DAY}\s+)?{MONTH}\b\.?(?:\s+{_DAY}\b)?)?)"
    r"(?:,?\s+(?P<year>[12]\d{3})\b)?(?P<after>\s*[:.,;–—-]?\s*)",
    re.IGNORECASE,
)


def looks_like_html(text: str) -> bool:
    """Whether it begins as a page does: a table may hold HTML in its cells."""
    return text.lstrip().startswith("<") and bool(_TAG.search(text[:5000]))


@dataclass
class _Item:
    date: str
    html: str
    links: list[str] = field(default_factory=list)


def read_html(text: str) -> Table:
    try:
        page = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=_parser())
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise FileError(_("This page cannot be read as HTML.")) from error
    etree.strip_elements(page, *NOT_READ, with_tail=False)
    items, before, year, within = [], 0, "", set()
    for element in page.iter(*HEADINGS, "p", "li"):
        words = _words(element)
        if not words:
            continue
        if element.tag in HEADINGS:
            years = _YEAR.findall(words)
            # A heading without a year leaves the one above it in force.
            year = years[0] if len(set(years)) == 1 else "" if years else year
        elif element in within or _is_made_of_others(element):
            continue
        elif lead := _LEAD.match(words):
            within.update(element.iterdescendants("p", "li"))
            items.append(_item(element, lead, year))
        elif items:
            items[-1].html += _paragraph(element)
            items[-1].links += _links(element)
        else:
            before += 1
    if not items:
        raise FileError(
            _(
                "No paragraph of this page begins with a day or a month. Such a page has the year in a heading and, "
                "below it, paragraphs that begin like “14 September”, “June 2” or “October”."
            )
        )
    table = Table("html", COLUMNS, [_row(number, item) for number, item in enumerate(items, start=1)])
    if before:
        table.remarks.append(
            _("Paragraphs ahead of the first date are left out. There are {number} of them.").format(number=before)
        )
    return table


def _is_made_of_others(element) -> bool:
    """Whether an element is a frame around paragraphs or items, which come in their turn."""
    inner = next(element.iterdescendants("p", "li"), None)
    return inner is not None and _words(element).startswith(_words(inner))


def _parser():
    return lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, no_network=True)


def _words(element) -> str:
    return " ".join(element.text_content().split())


def _item(element, lead, year: str) -> _Item:
    own = lead["year"] or ""
    date = re.sub(r"\s?[–—-]\s?", " to ", lead["date"]).replace(".", "")
    return _Item(" ".join(part for part in (date, own or year) if part), _rest(element, lead.end()), _links(element))


def _rest(element, length: int) -> str:
    """The HTML of *element* without the first *length* characters of its words."""
    left = length
    _one_space(element)
    for part in element.iter():
        for name in ("text", "tail"):
            value = getattr(part, name) if not (part is element and name == "tail") else None
            if value and left > 0:
                taken = min(left, len(value))
                setattr(part, name, value[taken:])
                left -= taken
    return _paragraph(element)


def _one_space(element) -> None:
    """Write the words in *element* with single spaces, none at its start, as they were counted."""
    at_start = True
    for part in element.iter():
        for name in ("text", "tail"):
            value = getattr(part, name) if not (part is element and name == "tail") else None
            if not value:
                continue
            value = re.sub(r"\s+", " ", value)
            if at_start:
                value = value.lstrip()
            setattr(part, name, value)
            at_start = at_start and not value


def _paragraph(element) -> str:
    inner = escape(element.text or "") + "".join(
        lxml.html.tostring(child, encoding="unicode", with_tail=True) for child in element
    )
    return safe_html(f"<p>{inner.strip()}</p>")


def _links(element) -> list[str]:
    return [href for href in (link.get("href", "") for link in element.iter("a")) if href.lower().startswith(WEB)]


def _row(number: int, item: _Item) -> Row:
    title = first_sentence(item.html)
    row = Row(number, [item.date, title, item.html, "\n".join(dict.fromkeys(item.links))])
    if not re.search(r"\d{4}$", item.date):
        row.faults[0] = _("“{date}” stands below no heading with one year.").format(date=item.date)
    return row
