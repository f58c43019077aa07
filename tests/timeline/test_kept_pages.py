"""Drawn pages that are kept: the next reader gets the same, and never what has been taken back."""

import datetime

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from config.settings import base
from home.models import HomePage
from tests.canary_states import restrict
from tests.factories import make_article, make_event, publish
from timeline.kept_pages import KEPT_FOR
from timeline.models import LastChange, Restriction, TimelinePage
from timeline.withdrawals import withdraw

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)
STORY = "/timeline/"


@pytest.fixture(autouse=True)
def kept(settings, front_page):
    """The caches as they are in production, and a count of changes that has begun."""
    settings.CACHES = base.CACHES
    assert "LocMem" in settings.CACHES["pages"]["BACKEND"]
    LastChange.objects.update_or_create(pk=1, defaults={"number": 7, "changed_at": timezone.now() - HOUR})
    yield
    caches["pages"].clear()


@pytest.fixture
def event():
    return make_event(title="Canary")


def has_been_drawn(client, address) -> bool:
    """Whether the page at *address* is drawn for this reader: whoever gets a kept one costs a query or two."""
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries) > 2


@pytest.mark.parametrize("address", ["/", STORY, "/press/", "/subscribe/", "/data/", "/dossier/"])
@pytest.mark.parametrize("method", ["get", "head"])
def test_second_reader_gets_the_same_for_one_query(client, event, django_assert_num_queries, address, method):
    first = client.get(address)
    with django_assert_num_queries(1):
        again = getattr(Client(), method)(address)
    assert again.status_code == 200
    assert again.content == (first.content if method == "get" else b"")
    # Django tags what it sends, and a HEAD sends nothing.
    assert again.headers.items() >= {name: value for name, value in first.items() if name != "ETag"}.items()


def test_known_page_is_answered_with_304(client, event):
    tag = client.get(STORY)["ETag"]
    assert client.get(STORY, headers={"if-none-match": tag}).status_code == 304
    assert client.get(STORY, headers={"if-none-match": tag, "accept-encoding": "gzip"}).status_code == 304


TAKEN_BACK = {
    "unpublished": lambda page: page.unpublish(),
    "withdrawn": lambda page: withdraw(page, why="privacy"),
    "deleted": lambda page: page.delete(),
    "private": lambda page: restrict(page),
    "under a private page": lambda page: restrict(page.get_parent(), PageViewRestriction.PASSWORD, password="word"),
    "closed by an order": lambda page: Restriction.objects.create(
        page_id=page.pk, made_on="2026-01-01", scope="All of it", review_on="2090-01-01"
    ),
    "under what was unpublished": lambda page: page.get_parent().specific.unpublish(),
}


@pytest.mark.parametrize("way", TAKEN_BACK)
def test_what_is_taken_back_is_gone_at_once(client, event, change, way):
    places = ["/", STORY, event.url, "/dossier/", "/data/v1/entries.json"]
    assert b"Canary" in client.get(STORY).content
    for address in places:
        client.get(address)
    change(TAKEN_BACK[way], event)
    for address in places:
        assert b"Canary" not in client.get(address).content, address
    assert client.get(event.url).status_code in (404, 410)


def test_what_expires_and_what_begins_by_the_clock_needs_no_write(client, event, change, monkeypatch):
    coming = make_event(title="Still to come")
    noon = timezone.now()
    Page.objects.filter(pk=event.pk).update(expire_at=noon + HOUR)
    Page.objects.filter(pk=coming.pk).update(go_live_at=noon + HOUR)
    before = client.get(STORY).content
    assert (b"Canary" in before, b"Still to come" in before) == (True, False)
    monkeypatch.setattr(timezone, "now", lambda: noon + HOUR)
    after = client.get(STORY).content
    assert (b"Canary" in after, b"Still to come" in after) == (False, True)


def test_next_day_is_drawn_anew(client, monkeypatch):
    noon = datetime.datetime(2026, 6, 10, 12, tzinfo=datetime.UTC)
    monkeypatch.setattr(timezone, "now", lambda: noon)
    LastChange.objects.update(changed_at=noon - HOUR)
    make_event(date="2026-06-10", occurrence="expected")
    assert b"Was expected" not in client.get(STORY).content
    # London's midnight, in summer.
    monkeypatch.setattr(timezone, "now", lambda: noon + 11 * HOUR)
    assert b"Was expected" in client.get(STORY).content


def test_better_words_and_another_outlet_name_are_seen_at_once(client, change):
    article = make_article(title="Old words")
    assert b"Old words" in client.get(STORY).content
    article.title = "New words"
    change(publish, article)
    assert b"New words" in client.get(STORY).content
    article.outlet.name = "The Renamed Paper"
    change(article.outlet.save)
    assert b"The Renamed Paper" in client.get(STORY).content


def test_preview_of_a_draft_is_neither_kept_nor_given_what_was_kept(client, event, rf):
    published = client.get(event.url)
    event.title = "A draft that nobody may see"
    for first in (event.url, None):
        if first is None:
            caches["pages"].clear()
        preview = event.make_preview_request(rf.get(event.url, headers={"host": "testserver"}))
        assert b"A draft that nobody may see" in preview.content
        assert client.get(event.url).content == published.content


def test_editor_gets_pages_of_her_own_and_leaves_none_behind(client, event, editor):
    her = Client()
    her.force_login(editor)
    client.get(event.url)
    assert b"wagtail-userbar" in her.get(event.url).content
    caches["pages"].clear()
    her.get(event.url)
    assert has_been_drawn(client, event.url)
    assert b"wagtail-userbar" not in client.get(event.url).content


@pytest.mark.parametrize("address", [f"{STORY}?kind=event", "/search/?q=canary", "/nothing/", "/admin/login/"])
def test_what_anybody_may_invent_and_what_is_not_for_everybody_is_not_kept(client, event, address):
    client.get(address)
    assert not caches["pages"]._cache


def test_campaigns_under_one_roof_are_kept_apart(client, event):
    home = Page.get_first_root_node().add_child(instance=HomePage(title="Elsewhere", slug="other-front-page"))
    Site.objects.create(hostname="localhost", port=80, root_page=home)
    home.add_child(instance=TimelinePage(title="Elsewhere", slug="timeline"))
    LastChange.objects.filter(pk=1).update(number=8)
    assert b"Canary" in client.get(STORY).content
    assert b"Canary" not in client.get(STORY, headers={"host": "localhost"}).content
    assert b"Canary" in client.get(STORY).content


def test_nothing_is_kept_where_no_change_was_counted_yet(client, event):
    LastChange.objects.all().delete()
    assert has_been_drawn(client, STORY)
    assert has_been_drawn(client, STORY)


def test_past_all_counting_a_page_is_kept_for_a_minute_at_most(client, event):
    assert KEPT_FOR == 60
    client.get(STORY)
    [expires_at] = caches["pages"]._expire_info.values()
    assert expires_at - datetime.datetime.now(datetime.UTC).timestamp() <= KEPT_FOR


def test_port_that_somebody_makes_up_keeps_no_page_of_its_own(client, event, site):
    first = client.get(STORY)
    for port in (1, 443, 8443, 65535):
        again = Client().get(STORY, headers={"host": f"testserver:{port}"})
        assert not hasattr(again.wsgi_request, "_wagtail_route_for_request"), port
        assert again.content == first.content
    Site.objects.create(hostname="testserver", port=8443, root_page=site.root_page)
    assert has_been_drawn(Client(headers={"host": "testserver:8443"}), STORY)


def test_query_that_somebody_makes_up_is_neither_kept_nor_answered_from_what_is(client, event):
    client.get(STORY)
    kept = len(caches["pages"]._cache)
    for query in ("utm_source=x", "q=%00", "=", "&", "x" * 100):
        assert has_been_drawn(client, f"{STORY}?{query}")
    for path in ("//timeline/", "/timeline//", "/timeline/./", "/TIMELINE/"):
        assert client.get("/", PATH_INFO=path).status_code in (301, 404), path
    assert len(caches["pages"]._cache) == kept
