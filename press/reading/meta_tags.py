"""What a page says of itself in its meta tags: Open Graph first, then the older and the smaller families."""

from collections import defaultdict

from press.reading.findings import Claims

OPEN_GRAPH = "the page's own data (Open Graph)"
META = "a meta tag"
_MOST_TAGS = 500

#: Names of tags by what they say, the most reliable first. “article:author” is an address as a rule, and is
#: dropped later where it is.
_OPEN_GRAPH = {
    "headline": ("og:title",),
    "authors": ("article:author", "og:article:author", "book:author"),
    "outlet": ("og:site_name",),
    "published": ("article:published_time", "og:article:published_time", "og:published_time", "og:pubdate"),
    "modified": ("article:modified_time", "og:article:modified_time", "og:updated_time"),
    "language": ("og:locale",),
    "lead": ("og:description",),
    "url": ("og:url",),
}
_OTHERS = {
    "headline": (
        "citation_title", "parsely-title", "dc.title", "dcterms.title", "sailthru.title", "headline", "twitter:title",
    ),
    "authors": (
        "citation_author", "parsely-author", "dc.creator", "dcterms.creator", "sailthru.author", "byl", "byline",
        "author", "article:author_name", "twitter:creator",
    ),
    "outlet": (
        "citation_journal_title", "citation_publisher", "dc.publisher", "dcterms.publisher", "publisher",
        "application-name", "apple-mobile-web-app-title",
    ),
    "published": (
        "citation_publication_date", "citation_date", "citation_online_date", "parsely-pub-date", "dcterms.issued",
        "dcterms.created", "dc.date.issued", "dc.date", "dcterms.date", "sailthru.date", "pubdate", "publishdate",
        "publish-date", "publish_date", "published", "publication_date", "originalpublicationdate", "date",
    ),
    "modified": ("dcterms.modified", "last-modified", "lastmod", "revised", "parsely-mod-date"),
    "language": ("content-language", "dc.language", "dcterms.language", "language"),
    "lead": ("description", "dc.description", "dcterms.description", "twitter:description"),
    "url": ("parsely-link", "twitter:url"),
}  # fmt: skip


def claims_of(tree) -> list[Claims]:
    """What the meta tags of the page say, Open Graph and the others apart."""
    tags = defaultdict(list)
    for count, element in enumerate(tree.iter("meta")):
        if count >= _MOST_TAGS:
            break
        name = element.get("property") or element.get("name") or element.get("http-equiv") or ""
        content = (element.get("content") or "").strip()[:5_000]
        if name and content:
            tags[name.strip().lower()].append(content)
    return [
        _claims(OPEN_GRAPH, _OPEN_GRAPH, tags, is_free=_is_free(tags.get("article:content_tier", []))),
        _claims(META, _OTHERS, tags),
    ]


def _claims(origin: str, names: dict, tags: dict, is_free: bool | None = None) -> Claims:
    values = {field: next((tags[tag] for tag in family if tag in tags), []) for field, family in names.items()}
    authors = values.pop("authors")
    single = {field: found[0] if found else "" for field, found in values.items()}
    return Claims(origin=origin, authors=tuple(authors), is_free=is_free, **single)


def _is_free(tiers: list[str]) -> bool | None:
    return {"free": True, "metered": False, "locked": False}.get(tiers[0].lower()) if tiers else None
