from wagtail.models import Site

from press.models import PressArticlePage
from timeline.spine import by_year


def archive_context(request) -> dict:
    """Every published article of the site by year, the newest first."""
    articles = PressArticlePage.objects.published().of_site(Site.find_for_request(request))
    listed = list(articles.chronological(newest_first=True).for_cards())
    return {"listed": by_year(listed), "total": len(listed)}
