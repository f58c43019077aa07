"""Whether the archive has an article already, under whatever address, or one that is much like it."""

import datetime
from urllib.parse import urlsplit

from django.db.models import Count, Q

from press.models import OutletHost, PressArticlePage
from timeline.links.addresses import address_key, bare_host
from timeline.title_likeness import LIKELY, same_headline

#: A copy in another paper comes out within so many days of the first.
DAYS_APART = 14
#: So many likely ones are offered at most.
MOST_LIKELY = 5


def keys_of(url: str) -> set[str]:
    """The keys under which the article at *url* may stand: its own, and that on every other host of its outlet."""
    key, host = address_key(url), bare_host(url)
    if not key:
        return set()
    others = OutletHost.objects.filter(outlet__hosts__host=host).values_list("host", flat=True)
    return {key, *(other + key.removeprefix(host) for other in others if key.startswith(host))}


def article_at(*urls: str) -> PressArticlePage | None:
    """The article that has one of *urls*, a draft too; the oldest where there are several."""
    keys = set().union(*(keys_of(url) for url in urls if url))
    named = Q(article_link__key__in=keys) | Q(addresses__link__key__in=keys)
    return PressArticlePage.objects.filter(named).order_by("pk").first() if keys else None


def are_of_one_publisher(one: str, other: str) -> bool:
    """Whether two addresses are on one host, or on two hosts of one outlet."""
    hosts = {bare_host(one), bare_host(other)}
    if len(hosts) == 1:
        return True
    return OutletHost.objects.filter(host__in=hosts).values("outlet").annotate(n=Count("pk")).filter(n=2).exists()


def leads_to_an_article(url: str) -> bool:
    """Whether an address is of more than a front page, to which dead articles are often sent on."""
    parts = urlsplit(url)
    return bool(parts.path.strip("/") or parts.query)


def likely_copies(headline: str, date, *, leaving_out: int | None = None) -> list[int]:
    """The keys of articles whose headline is nearly *headline* and whose date is near *date*, the nearest first.

    An article without a known day on either side is near by its headline alone.
    """
    if not headline:
        return []
    rows = PressArticlePage.objects.exclude(pk=leaving_out).values_list("pk", "title", "earliest", "latest")
    alike = []
    for pk, title, earliest, latest in rows.iterator():
        if _are_near(date, earliest, latest):
            likeness = same_headline(headline, title)
            if likeness >= LIKELY:
                alike.append((likeness, pk))
    return [pk for _likeness, pk in sorted(alike, reverse=True)[:MOST_LIKELY]]


def _are_near(date, earliest, latest) -> bool:
    if date is None or earliest is None or latest is None or date.earliest is None or date.latest is None:
        return True
    room = datetime.timedelta(days=DAYS_APART)
    return date.earliest - room <= latest and earliest <= date.latest + room
