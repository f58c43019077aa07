"""What the visible part of a page says of its article: microdata, hAtom, bylines, times and headings."""

import re
from itertools import islice

from press.reading.findings import Claims
from press.reading.structured import ARTICLE_TYPES
from press.reading.tidy import tidy

MICRODATA = "the page's own data (microdata)"
HATOM = "the page's own data (hAtom)"
BYLINE = "the byline on the page"
TIME = "the time marked on the page"
DATE_TEXT = "a date in the text of the page"
HEADING = "the main heading of the page"
TITLE = "the title of the page"

_ASIDE_TAGS = {"nav", "aside", "footer", "form"}
_ASIDE = re.compile(
    r"related|sidebar|comment|promo|teaser|most-?(?:read|popular)|recommend|newsletter|advert", re.IGNORECASE
)
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:byline|author|authors|author-?name|byline-?name|contributor|reporter|writer)(?:[\s_-]*(?:name|text|link))?(?:\s|$)",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:^|[\s_-])(?:date|dateline|published|pub-?date|post(?:ed)?-?on|timestamp|entry-date)(?:\s|[_-]|$)", re.I
)
_UPDATED = re.compile(r"\b(?:last )?(?:updated|modified|diweddarwyd)\b:?", re.IGNORECASE)
_MOST = 200
_NEAR = 8


def claims_of(tree) -> list[Claims]:
    """What the markup of the page says, the most explicit first."""
    claims = [*_microdata(tree), *_hatom(tree)]
    heading = next((text for text in map(text_of, islice(tree.iter("h1"), 10)) if text), "")
    title = text_of(next(iter(tree.iter("title")), None))
    published, modified = _times(tree)
    claims.append(Claims(BYLINE, authors=tuple(_bylines(tree))))
    claims.append(Claims(TIME, published=published, modified=modified))
    said, changed = _dates_in_text(tree)
    claims.append(Claims(DATE_TEXT, published=said, modified=changed))
    claims.append(Claims(HEADING, headline=heading))
    claims.append(Claims(TITLE, headline=title))
    return claims


def text_of(element, limit: int = 1_000) -> str:
    """The text in *element* on one line."""
    if element is None:
        return ""
    return tidy("".join(islice(element.itertext(), _MOST)), limit)


def is_aside(element) -> bool:
    """Whether *element* stands in a menu, a footer, or a list of other articles."""
    return any(
        isinstance(one.tag, str) and (one.tag in _ASIDE_TAGS or _ASIDE.search(_classes(one)))
        for one in (element, *element.iterancestors())
        if one.tag not in ("body", "html")
    )


def _classes(element) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _microdata(tree) -> list[Claims]:
    for scope in islice(tree.iterfind(".//*[@itemtype]"), _MOST):
        if scope.get("itemtype").strip().rstrip("/").rsplit("/", 1)[-1] not in ARTICLE_TYPES or is_aside(scope):
            continue
        found: dict[str, list[str]] = {}
        for element in islice(scope.iterfind(".//*[@itemprop]"), _MOST):
            if _scope_of(element) is not scope:
                continue
            for name in element.get("itemprop").split():
                found.setdefault(name, []).append(_value(element))
        first = {name: values[0] for name, values in found.items()}
        return [
            Claims(
                MICRODATA,
                headline=first.get("headline") or first.get("name", ""),
                authors=tuple(found.get("author") or found.get("creator") or ()),
                outlet=first.get("publisher", ""),
                published=first.get("datePublished", ""),
                modified=first.get("dateModified", ""),
                language=first.get("inLanguage", ""),
                lead=first.get("description", ""),
                is_free=False if first.get("isAccessibleForFree", "").lower() == "false" else None,
            )
        ]
    return []


def _scope_of(element):
    return next((one for one in element.iterancestors() if one.get("itemscope") is not None), None)


def _value(element) -> str:
    """What a property of microdata says: of a person or an organisation the name."""
    if element.get("itemscope") is not None:
        name = element.find('.//*[@itemprop="name"]')
        return "" if name is None else _value(name)
    return tidy(element.get("content") or element.get("datetime") or text_of(element))


def _hatom(tree) -> list[Claims]:
    for entry in islice(tree.iterfind(".//*[@class]"), 20_000):
        if not {"hentry", "h-entry"} & set(entry.get("class").split()) or is_aside(entry):
            continue
        parts: dict[str, list] = {}
        for element in islice(entry.iterfind(".//*[@class]"), _MOST):
            for name in element.get("class").split():
                parts.setdefault(name, []).append(element)

        def first(*names, parts=parts):
            return next((parts[name][0] for name in names if name in parts), None)

        author = first("p-author", "fn", "author")
        claims = Claims(
            HATOM,
            headline=text_of(first("entry-title", "p-name")),
            authors=(text_of(author),) if author is not None else (),
            published=_moment(first("dt-published", "published")),
            modified=_moment(first("dt-updated", "updated")),
            lead=text_of(first("entry-summary", "p-summary")),
        )
        return [claims]
    return []


def _moment(element) -> str:
    return "" if element is None else tidy(element.get("datetime") or element.get("title") or text_of(element))


def _bylines(tree) -> list[str]:
    linked = [text_of(one) for one in islice(tree.iterfind(".//*[@rel]"), 2_000) if _is_author_link(one)]
    if any(linked):
        return [text for text in linked if text][:6]
    for element in islice(tree.iterfind(".//*[@class]"), 20_000):
        if element.tag in ("body", "article", "main", "section") or not _BYLINE.search(element.get("class")):
            continue
        text = _first_line(element)
        if text and len(text) <= 120 and not is_aside(element):
            return [text]
    return []


def _is_author_link(element) -> bool:
    return element.tag == "a" and "author" in element.get("rel").split() and not is_aside(element)


def _first_line(element) -> str:
    """The text of a byline up to the date or the next block in it."""
    parts = [element.text or ""]
    for child in islice(element, _NEAR):
        if child.tag in ("time", "div", "p", "li", "br", "ul") and tidy(" ".join(parts)):
            break
        if isinstance(child.tag, str) and child.tag != "time":
            parts.append(text_of(child))
        parts.append(child.tail or "")
    return tidy(" ".join(parts))


def _times(tree) -> tuple[str, str]:
    published = modified = ""
    for element in islice(tree.iter("time"), _MOST):
        if is_aside(element):
            continue
        value = tidy(element.get("datetime") or "") or text_of(element)
        before = f"{_classes(element)} {element.get('itemprop') or ''} {_text_before(element)} {text_of(element)}"
        if _UPDATED.search(before) or "dateModified" in before:
            modified = modified or value
        else:
            published = published or value
    return published, modified


def _text_before(element) -> str:
    previous = element.getprevious()
    before = previous.tail if previous is not None else element.getparent().text
    return (before or "")[-40:]


def _dates_in_text(tree) -> tuple[str, str]:
    """What stands where a page shows its date, without a mark that a machine could read."""
    for element in islice(tree.iterfind(".//*[@class]"), 20_000):
        if element.tag in ("body", "article", "main", "section") or not _DATE.search(element.get("class")):
            continue
        text = text_of(element)
        if any(letter.isdigit() for letter in text) and len(text) <= 160 and not is_aside(element):
            parts = _UPDATED.split(text, maxsplit=1)
            return parts[0], parts[1] if len(parts) == 2 else ""
    return "", ""
