"""Links for tests of their checks: named by sources of an entry, or checked one by one."""

from tests.factories import make_event
from timeline.links.addresses import address_key
from timeline.links.checks import Outcome, check_link
from timeline.models import EntrySource
from timeline.models.link import WebLink


def name_links(*urls, **values) -> list[WebLink]:
    """Links that sources of a draft name, past the saves of each."""
    entry = make_event(live=False, sources=0)
    links = WebLink.objects.bulk_create(WebLink(url=url, key=address_key(url), **values) for url in urls)
    EntrySource.objects.bulk_create(
        EntrySource(entry=entry, title="A source", url=link.url, link=link, sort_order=at)
        for at, link in enumerate(links)
    )
    return links


class Checker:
    """Checks the link of “/x” on a server, and gives it back as it was saved."""

    outcome: Outcome

    def __init__(self, web, fetcher, first):
        self._url, self._fetcher, self._first = web.url("/x"), fetcher, first

    def __call__(self, now=None) -> WebLink:
        link, _ = WebLink.objects.get_or_create(key=address_key(self._url), defaults={"url": self._url})
        self.outcome = check_link(link, self._fetcher, now or self._first)
        return WebLink.objects.get(pk=link.pk)
