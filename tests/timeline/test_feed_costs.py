"""What a feed costs does not grow with the story: the same queries at 100 entries and at thousands."""

import datetime
import uuid

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks.fill import fill
from tests.feed_readers import JSON, read_json
from timeline.models import ChangeNote, Digest, LastChange, PublicRecord, TimelineEntry

pytestmark = pytest.mark.django_db

FEW, MANY = 100, 3000


def news_of(entries, site) -> None:
    """A correction of every tenth of *entries*, and a digest of each twentieth of them."""
    now = timezone.now()
    ChangeNote.objects.bulk_create(
        ChangeNote(page_id=key, uid=uuid.uuid4(), kind="correction", words="Not 12 but 13.", told_at=now)
        for key in entries[::10]
    )
    for place in range(5):
        sent_at = now - datetime.timedelta(seconds=place)
        digest = Digest.objects.create(site=site, title=f"Digest {place}", sent_at=sent_at)
        PublicRecord.objects.filter(page_id__in=entries[place::20]).update(digest=digest, announced_at=sent_at)


def queries_of(client, address) -> int:
    assert client.get(address).status_code == 200
    for cache in caches.all():
        cache.clear()
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


def test_feed_costs_as_many_queries_with_thousands_as_with_a_hundred(client, front_page, site):
    found = {}
    for total, more in ((FEW, FEW), (MANY, MANY - FEW)):
        known = set(TimelineEntry.objects.published().values_list("pk", flat=True))
        fill(more, year=None)
        new = sorted(set(TimelineEntry.objects.published().values_list("pk", flat=True)) - known)
        news_of(new[: FEW // 2], site)
        case = PublicRecord.objects.get(page__slug="the-first-case").short_id
        for address in ("/feeds/everything.atom", "/feeds/press.rss", JSON, f"/feeds/of/{case}.atom"):
            found[total, address] = queries_of(client, address)
        kinds = [one["tags"][0].split("/")[0] for one in read_json(client)["items"]]
        assert len(kinds) == 50
        assert {"correction", "digest", "event", "press", "legal"} <= set(kinds)
    assert TimelineEntry.objects.published().count() == MANY
    for (total, address), cost in found.items():
        if total == MANY:
            assert cost <= found[FEW, address], address
            assert cost < 50


def test_poll_costs_one_query_with_thousands_of_entries(client, front_page, django_assert_num_queries):
    fill(500, year=None)
    LastChange.objects.update_or_create(pk=1, defaults={"changed_at": timezone.now() - datetime.timedelta(hours=1)})
    etag = client.get(JSON)["ETag"]
    with django_assert_num_queries(1):
        assert client.get(JSON, headers={"if-none-match": etag}).status_code == 304
