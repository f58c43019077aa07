"""What articles hand over to citations: the article itself, never its words."""

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from timeline.citations.facts import BLOG_POST, BROADCAST, NEWSPAPER, WEB_PAGE, CitationFacts
from timeline.dates import parse
from timeline.dates.clock import in_london

#: Kinds of article that have a type of their own in the formats; all others stand in a paper.
CITED_AS = {"broadcast": BROADCAST, "blog": BLOG_POST, "press-release": WEB_PAGE}
#: Kinds that the type says already.
SAID_BY_TYPE = {"news", "broadcast", "blog"}


def facts_of(article) -> CitationFacts:
    where = article.where_to_read
    seen_at = article.article_link.answered_at if where.original_is_gone else None
    notes = []
    if article.updated_on:
        notes.append(_("Changed by the outlet on {date}").format(date=parse(article.updated_on.isoformat()).words))
    return CitationFacts(
        CITED_AS.get(article.press_kind, NEWSPAPER),
        article.headline,
        container=article.outlet_name,
        # A semicolon is never part of a name, and what reads articles puts it between two of them.
        authors=tuple(article.byline.split(";")),
        issued=article.dated,
        issued_wording=article.date_wording,
        where=where,
        accessed=in_london(seen_at).date() if seen_at else None,
        edition=article.edition,
        page=article.print_page,
        programme=", ".join(filter(None, [article.programme, article.place_in_programme])),
        genre="" if article.press_kind in SAID_BY_TYPE else article.get_press_kind_display(),
        language="" if article.language == "und" else article.language,
        notes=tuple(notes),
    )


def fetch_outlet_names(articles) -> None:
    """Give the outlets of *articles* the names that they had, in one query for all of them."""
    prefetch_related_objects(articles, "outlet__former_names")
