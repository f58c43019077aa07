"""What the page of the press archive shows."""

from press.coverage import coverage_of
from press.filters import ArchiveFilters
from press.syndication import Syndication
from timeline.spine import ONE_PAGE, by_year


def archive_context(request) -> dict:
    """The articles of the archive, the newest first: all of them, or one year of them when there are too many."""
    filters = ArchiveFilters(request)
    syndication = Syndication(filters.all_articles)
    coverage = coverage_of(filters.articles(without="year"), syndication.is_copy)
    years, total = coverage.years, coverage.tally(filters.year)
    is_one_page = total.articles <= ONE_PAGE
    shown_year = filters.year or (None if is_one_page else next(iter(years)))
    articles = filters.articles() if shown_year is None else filters.articles(without="year").starting_in(shown_year)
    listed = list(articles.chronological(newest_first=True).for_cards())
    syndication.tell_where_else(listed)
    return {
        "filters": filters,
        "coverage": coverage,
        "all_years": list(years.items()),
        "total": total,
        "listed": by_year(listed),
        "shown_year": shown_year,
        "is_one_page": is_one_page and filters.year is None,
        "earlier_year": max((year for year in years if shown_year and year < shown_year), default=None),
        "later_year": min((year for year in years if shown_year and year > shown_year), default=None),
    }
