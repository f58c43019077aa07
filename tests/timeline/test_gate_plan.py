"""On PostgreSQL what is closed is found once for a query, in tables that the database has not counted, too."""

import json

import pytest
from django.db import connection
from wagtail.models import Page

from tests.canary_states import order_on, restrict
from tests.factories import make_event, make_image
from timeline.models import CampaignImage, TimelineEntry

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="about PostgreSQL's planner"),
]


def times_read(pages, table) -> int:
    """How often the *table* is gone through, by what PostgreSQL says that it did."""

    def of(node):
        here = node["Actual Loops"] if node.get("Relation Name") == table else 0
        return here + sum(of(below) for below in node.get("Plans", ()))

    return of(json.loads(pages.explain(format="json", analyze=True))[0]["Plan"])


@pytest.fixture
def closed(front_page):
    """Some that are closed among many more."""
    pages = [make_event(image=make_image()) for _number in range(40)]
    for page in pages[:8]:
        order_on(page)
    restrict(pages[8])
    Page.objects.filter(pk=pages[9].pk).update(live=False)
    return pages[:10]


@pytest.mark.parametrize("table", ["timeline_restriction", "wagtailcore_pageviewrestriction", "timeline_publicrecord"])
def test_orders_privacy_and_withdrawals_are_gone_through_once_for_all_pages(closed, table):
    published = TimelineEntry.objects.published().order_by()
    assert published.count() == 30
    assert times_read(published, table) == 1


def test_orders_are_gone_through_once_for_the_uses_of_a_picture(closed):
    pictures = CampaignImage.objects.with_orders()
    assert sum(picture.closed_by_order for picture in pictures) == 8
    assert times_read(pictures, "timeline_restriction") == 1
