"""What machines are told of an article: the citation that we print, and none of its words."""

from timeline.structured_data import as_precise_as_known, filled

#: Kinds of article that schema.org has a type for. “Article” and “CreativeWork” claim no more than is known.
TYPES = {
    "news": "NewsArticle",
    "trade": "NewsArticle",
    "interview": "NewsArticle",
    "opinion": "OpinionNewsArticle",
    "letter": "OpinionNewsArticle",
    "editorial": "OpinionNewsArticle",
    "blog": "BlogPosting",
    "press-release": "Article",
    "broadcast": "CreativeWork",
}


def article_data(article) -> dict:
    """The article that our page reports. Its author is the byline as printed: a text, since nobody can tell from a
    line of print whether it names a person."""
    reading = article.where_to_read
    return filled(
        {
            "@type": TYPES[article.press_kind],
            "headline": article.headline,
            "author": article.byline,
            "publisher": {"@type": "Organization", "name": article.outlet_name} if article.outlet else None,
            "datePublished": as_precise_as_known(article.dated),
            "dateModified": article.updated_on.isoformat() if article.updated_on else "",
            "inLanguage": "" if article.language == "und" else article.language,
            "url": reading.url,
            "archivedAt": reading.copy_url,
            "pagination": article.print_page,
        }
    )
