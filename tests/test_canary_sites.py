"""The gate above single pages: a front page that is shut, and two campaigns under one roof."""

import datetime

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site

from home.models import HomePage
from tests.canary_ground import break_ground
from tests.crawling import crawl, places_with
from tests.factories import make_article, make_case, make_event, make_milestone
from tests.surfaces_of_files import FILES
from tests.surfaces_of_pages import PAGES
from timeline.models import TimelinePage
from timeline.rich_text import GatedPageLinkHandler

pytestmark = pytest.mark.django_db

WAYS = ["unpublished", "expired", "login"]
HOUR = datetime.timedelta(hours=1)
#: What one may ask of any host of the roof, and get: each is public where it belongs.
ANYWHERE = {"documents", "redirects from old addresses"}
#: Those at the edge are the same addresses, asked in other ways.
SURFACES = [*PAGES, *FILES]


def shut(home, way: str) -> None:
    rows = Page.objects.filter(pk=home.pk)
    if way == "unpublished":
        rows.update(live=False)
    elif way == "expired":
        rows.update(expire_at=timezone.now() - HOUR)
    elif way == "ahead of its time":
        rows.update(go_live_at=timezone.now() + HOUR)
    else:
        PageViewRestriction.objects.create(page=home, restriction_type=way)


def test_nothing_gets_out_below_a_front_page_that_is_shut():
    ground = break_ground(links=0)
    addresses = [address for one in SURFACES for address in one.addresses(ground)]
    client = Client()
    for way in WAYS:
        with transaction.atomic():
            shut(ground.site.root_page, way)
            for address in addresses:
                answer = client.get(address)
                assert b"twin" not in answer.getvalue(), f"{way}: {address}"
                # The file for those who found a hole is of the program, and stands at one address.
                assert "Location" not in answer or address == "/security.txt", f"{way}: {address}"
            transaction.set_rollback(True)


@pytest.fixture
def other_campaign(front_page):
    """A second campaign under the same roof, at another host, with a page of each kind."""
    home = Page.get_first_root_node().add_child(instance=HomePage(title="Elsewhere", slug="other-front-page"))
    site = Site.objects.create(hostname="localhost", port=80, root_page=home, site_name="Elsewhere")
    story = home.add_child(instance=TimelinePage(title="Elsewhere", slug="timeline", show_in_menus=True))
    make_event(title="Canary elsewhereevent", slug="elsewhere", parent=story, significance="key")
    make_article(title="Canary elsewherepress", slug="elsewhere-press", parent=home)
    make_milestone(title="Canary elsewheremilestone", case=make_case(parent=home, title="Canary elsewherecase"))
    return site


def test_campaigns_do_not_see_each_other(other_campaign):
    other_story = TimelinePage.objects.child_of(other_campaign.root_page).get()
    other_entry = other_story.get_children().get()
    # The ground wants a story of its own, so it is broken on the first site only.
    Page.objects.filter(pk=other_story.pk).update(slug="timeline-room")
    other_story.refresh_from_db()
    ground = break_ground(links=0)
    Page.objects.filter(pk=other_story.pk).update(slug="timeline")
    client = Client()
    assert places_with("lsewhere", crawl(ground, client, surfaces=SURFACES)) == []
    there = crawl(
        ground, client, surfaces=[one for one in SURFACES if one.name not in ANYWHERE], headers={"host": "localhost"}
    )
    assert places_with("twin", there) == []
    for name in ("story", "front page", "search", "atom feed", "rss feed"):
        assert any(place.startswith(name) for place in places_with("elsewhereevent", there)), name
    assert client.get(other_entry.specific.public_record.short_path).status_code == 404


@pytest.mark.parametrize("host", ["testserver", "localhost"])
def test_no_host_leads_to_a_shut_page_of_another(other_campaign, front_page, client, host):
    page = make_event(slug="shut-slug", parent=TimelinePage.objects.child_of(front_page).get())
    Redirect.objects.create(old_path="/once", redirect_page=page)
    Redirect.objects.create(old_path="/typed", redirect_link="http://TESTSERVER:8000/timeline/shut-slug")
    for path in ("/once/", "/typed/"):
        assert client.get(path, headers={"host": host}).status_code == 301
    page.unpublish()
    for path in ("/once/", "/typed/"):
        answer = client.get(path, headers={"host": host})
        assert answer.status_code == 404
        assert "Location" not in answer


@pytest.mark.parametrize(
    "target", ["https://example.org/timeline/", "/timeline", "/robots.txt", "/timeline/2018/", "/a.pdf"]
)
def test_redirect_that_tells_nothing_is_kept(front_page, client, target):
    Redirect.objects.create(old_path="/once", redirect_link=target)
    assert client.get("/once/")["Location"] == target


def test_link_in_text_to_a_shut_page_has_no_address(front_page):
    page = make_event(slug="shut-slug")
    attributes = [{"linktype": "page", "id": str(page.pk)}]
    assert GatedPageLinkHandler.expand_db_attributes_many(attributes) == ['<a href="/timeline/shut-slug/">']
    page.unpublish()
    assert GatedPageLinkHandler.expand_db_attributes_many(attributes) == ["<a>"]
