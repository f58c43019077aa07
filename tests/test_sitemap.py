"""The sitemap and robots.txt: all that is public, when it was last changed, and what crawlers leave alone."""

import datetime
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from benchmarks.fill import fill
from home.models import StandingPage
from tests.factories import make_article, make_case, make_event, make_milestone
from timeline import spine
from timeline.models import ChangeNote, PublicRecord

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def day(number: int) -> datetime.datetime:
    return datetime.datetime(2026, 5, number, 12, 0, tzinfo=datetime.UTC)


def sitemap(client) -> dict[str, str | None]:
    """The day of the last change of each address."""
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    return {
        one.findtext("s:loc", namespaces=NAMES).removeprefix("http://testserver"): one.findtext(
            "s:lastmod", namespaces=NAMES
        )
        for one in root
    }


def changed(page, *, published=None, announced=None, updated=None):
    """Set the moments of *page*, past everything that would move them."""
    Page.objects.filter(pk=page.pk).update(last_published_at=published, latest_revision_created_at=day(31))
    moments = {"announced_at": announced, "materially_updated_at": updated}
    PublicRecord.objects.filter(page_id=page.pk).update(**moments)
    return page


@pytest.fixture
def rooms_of_old(front_page):
    """The pages that every site has, as they were published long ago."""
    Page.objects.update(last_published_at=day(1))


@pytest.mark.parametrize(
    ("moments", "expected"),
    [
        ({"published": day(3), "announced": day(2)}, "2026-05-03"),
        ({"published": day(3), "announced": day(4)}, "2026-05-04"),
        ({"published": day(3), "announced": day(2), "updated": day(5)}, "2026-05-05"),
        ({"published": day(3)}, "2026-05-03"),
        ({}, None),
    ],
)
def test_entry_was_changed_when_the_last_of_its_moments_was(client, rooms_of_old, moments, expected):
    one = changed(make_event(), **moments)
    assert sitemap(client)[one.url] == expected


def test_list_was_changed_when_the_newest_that_it_shows_was(client, rooms_of_old):
    case = changed(make_case(), published=day(2))
    changed(make_milestone(case=case), published=day(9), announced=day(3))
    changed(make_article(), published=day(5))
    changed(make_event(), published=day(4))
    found = sitemap(client)
    assert found[case.url] == "2026-05-09"
    assert (found["/"], found["/timeline/"], found["/legal/"]) == ("2026-05-09",) * 3
    assert (found["/press/"], found["/data/"]) == ("2026-05-05", "2026-05-09")


def test_standing_page_was_changed_when_it_was_published(client, rooms_of_old, front_page):
    about = front_page.add_child(instance=StandingPage(title="About", slug="about", body="<p>Us</p>"))
    changed(about, published=day(6))
    changed(make_event(), published=day(9))
    assert sitemap(client)["/about/"] == "2026-05-06"


def test_year_was_changed_when_the_newest_of_its_entries_was(client, rooms_of_old, monkeypatch):
    monkeypatch.setattr(spine, "ONE_PAGE", 1)
    changed(make_event(date="2017"), published=day(3))
    changed(make_event(date="2018"), published=day(7))
    found = sitemap(client)
    assert (found["/timeline/2017/"], found["/timeline/2018/"]) == ("2026-05-03", "2026-05-07")


def test_corrections_were_changed_when_the_last_one_was_told(client, rooms_of_old):
    assert sitemap(client)["/corrections/"] is None
    one = changed(make_event(), published=day(3))
    ChangeNote.objects.create(page=one, kind="correction", words="Wrong day.", told_at=day(8))
    ChangeNote.objects.create(page=one, kind="correction", words="It waits.")
    assert sitemap(client)["/corrections/"] == "2026-05-08"


def test_addresses_that_are_no_pages_are_there_and_filters_are_not(client, front_page):
    make_article(date="2018")
    found = sitemap(client)
    assert {"/subscribe/", "/data/", "/corrections/"} <= set(found)
    assert not [address for address in found if "?" in address]


def test_what_is_not_published_is_not_there(client, front_page):
    draft, gone = make_event(live=False), make_event()
    PublicRecord.objects.filter(page_id=gone.pk).update(withdrawn_at=timezone.now())
    assert not {draft.url, gone.url} & set(sitemap(client))


def test_moment_of_a_draft_is_not_told(client, front_page):
    """Wagtail gives the moment of the last draft where a page was never published by a revision."""
    one = changed(make_event())
    assert sitemap(client)[one.url] is None


def test_sitemap_costs_the_same_queries_however_long_the_story(client, front_page):
    numbers = []
    for more in (6, 45):
        fill(more)
        client.get("/sitemap.xml")
        with CaptureQueriesContext(connection) as captured:
            client.get("/sitemap.xml")
        numbers.append(len(captured))
    assert numbers[0] == numbers[1] < 20


# Robots


@pytest.fixture
def robots(client, front_page):
    return client.get("/robots.txt").content.decode()


def test_robots_are_asked_to_leave_filters_alone_and_are_not_told_where_the_admin_is(robots):
    lines = robots.splitlines()
    assert {"Disallow: /search/", "Disallow: /*?"} <= set(lines)
    assert "admin" not in robots
    assert "Sitemap: http://testserver/sitemap.xml" in lines
    # For those that take the first rule that fits, and for those that take the longest.
    assert lines.index("Allow: /cards/") < lines.index("Disallow: /*?")


def test_robots_may_fetch_pages_and_the_picture_of_a_card(robots):
    parser = RobotFileParser()
    parser.parse(robots.splitlines())
    for address in ("/", "/timeline/2018/", "/cards/0123456789.png?v=abc", "/digests/0123456789/", "/subscribe/"):
        assert parser.can_fetch("crawler", f"http://testserver{address}")
