"""Many published articles at once, for tests of what grows with the archive: rows in bulk, without revisions."""

from benchmarks import fill
from press.models import Outlet, PressArticlePage
from tests.factories import make_topic, numbers


class _Articles(fill._Articles):
    def __init__(self):
        self.made = []


def fill_archive(number: int, *, outlets: int = 1, years: int = 1, **values) -> list[PressArticlePage]:
    """Add *number* articles of as many *outlets* and *years*, the first of which is 2001, a month after a month."""
    names = [f"Paper {next(numbers)}" for _ in range(outlets)]
    papers = Outlet.objects.bulk_create(Outlet(name=name, kind="local") for name in names)
    articles = _Articles()
    for place in range(number):
        key = next(numbers)
        given = {
            "title": f"Article {key}",
            "slug": f"article-{key}",
            "summary": "What it says.",
            "outlet": papers[place % outlets],
            "date": f"{2001 + place % years}-{1 + place % 12:02}-15",
            "article_url": f"https://example.org/{key}",
        }
        articles.made.append(PressArticlePage(**given | values))
    articles.place()
    fill._insert(articles.made)
    fill._insert_what_hangs_on(articles.made, [make_topic(), make_topic()])
    return articles.made
