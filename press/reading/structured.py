"""What a page says of itself in JSON-LD (schema.org): its article, found among menus, lists and logos."""

import json
import re
from collections import deque
from collections.abc import Iterator

from press.reading.findings import Claims
from press.reading.names import plain
from press.reading.tidy import tidy, unescaped

ORIGIN = "the page's own data (JSON-LD)"
ARTICLE_TYPES = {
    "Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle",
    "OpinionNewsArticle", "AskPublicNewsArticle", "ReviewNewsArticle", "AdvertiserContentArticle", "BlogPosting",
    "LiveBlogPosting", "Report", "TechArticle", "ScholarlyArticle", "SocialMediaPosting", "PressRelease",
}  # fmt: skip
_PAGE_TYPES = {"WebPage", "ItemPage"}
#: Branches that lead to other articles.
_ELSEWHERE = {
    "itemListElement", "hasPart", "relatedLink", "citation", "mentions", "about", "comment", "significantLink",
    "isBasedOn", "image", "video", "logo", "primaryImageOfPage", "breadcrumb", "potentialAction", "speakable",
}  # fmt: skip
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_MOST_SCRIPTS = 40
_LONGEST_SCRIPT = 500_000
_MOST_NODES = 5_000


def claims_of(scripts: list[str], title: str) -> list[Claims]:
    """What the JSON-LD in *scripts* says of the article of the page whose title is *title*."""
    nodes = [node for script in scripts[:_MOST_SCRIPTS] for node in _nodes(_loaded(script))]
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    article = _best([node for node in nodes if _types(node) & ARTICLE_TYPES], title)
    pages = [node for node in nodes if _types(node) & _PAGE_TYPES]
    return [_claims(node, by_id) for node in [*([article] if article else []), *pages[:1]]]


def _loaded(script: str):
    script = _WRAPPING.sub("", script).strip().rstrip(";")
    if not script or len(script) > _LONGEST_SCRIPT:
        return None
    for text in (script, _TRAILING_COMMA.sub("", script)):
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(data) -> Iterator[dict]:
    """Every object in *data*, outer ones first."""
    waiting, seen = deque([data]), 0
    while waiting and seen < _MOST_NODES:
        node = waiting.popleft()
        seen += 1
        if isinstance(node, list):
            waiting.extend(node[:_MOST_NODES])
        elif isinstance(node, dict):
            yield node
            waiting.extend(
                value for name, value in node.items() if name not in _ELSEWHERE and isinstance(value, dict | list)
            )


def _types(node: dict) -> set[str]:
    found = node.get("@type")
    names = found if isinstance(found, list) else [found]
    return {re.split(r"[/#:]", name)[-1] for name in names if isinstance(name, str)}


def _best(articles: list[dict], title: str) -> dict | None:
    """The article whose headline stands in the page's title, or else the first."""
    for node in articles:
        headline = plain(_text(node.get("headline")) or _text(node.get("name")))
        if headline and headline in plain(title):
            return node
    return articles[0] if articles else None


def _claims(node: dict, by_id: dict) -> Claims:
    is_article = bool(_types(node) & ARTICLE_TYPES)
    authors = _names(node.get("author") or node.get("creator"), by_id)
    # The name of a page is its title with the outlet's name in it; of its lead it says as much as a meta tag.
    return Claims(
        origin=ORIGIN,
        headline=(_text(node.get("headline")) or _text(node.get("name"))) if is_article else "",
        authors=tuple(authors) if is_article else (),
        outlet=next(iter(_names(node.get("publisher"), by_id) or _names(node.get("isPartOf"), by_id)), ""),
        published=_text(node.get("datePublished") or (node.get("dateCreated") if is_article else "")),
        modified=_text(node.get("dateModified")),
        language=_language(node.get("inLanguage")),
        lead=_text(node.get("description")) if is_article else "",
        url=_address(node.get("mainEntityOfPage")) or _text(node.get("url")),
        is_free=_truth(node.get("isAccessibleForFree")),
    )


def _text(value) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("@value", "")
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    # WordPress writes “&#8217;” here, as if a browser were to read it.
    return tidy(unescaped(value[:5_000])) if isinstance(value, str) else ""


def _names(value, by_id: dict) -> list[str]:
    names = []
    for one in (value if isinstance(value, list) else [value])[:20]:
        if isinstance(one, dict):
            whole = one if one.get("name") else by_id.get(str(one.get("@id", "")), one)
            name = _text(whole.get("name")) or " ".join(
                filter(None, (_text(whole.get("givenName")), _text(whole.get("familyName"))))
            )
        else:
            name = _text(one)
        if name:
            names.append(name)
    return names


def _language(value) -> str:
    if isinstance(value, dict):
        value = value.get("alternateName") or value.get("name") or ""
    return _text(value)


def _address(value) -> str:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url") or ""
    return _text(value)


def _truth(value) -> bool | None:
    return {"true": True, "false": False}.get(str(value).strip().lower().rsplit("/", 1)[-1])
