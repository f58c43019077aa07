"""Polls: what is answered in short, and what is never missed."""

import datetime

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import http_date
from wagtail.models import Page, Site

from home.models import HomePage
from tests.factories import make_event, publish
from timeline import polling
from timeline.models import LastChange, TimelinePage

pytestmark = pytest.mark.django_db

FEED, CALENDAR = "/feeds/everything.atom", "/calendar.ics"
POLLED = (FEED, "/feeds/everything.rss", "/feeds/everything.json", "/feeds/key.atom", CALENDAR)
HOUR = datetime.timedelta(hours=1)
NOON = datetime.datetime(2026, 6, 10, 12, tzinfo=datetime.UTC)


@pytest.fixture
def at(monkeypatch):
    """Sets the clock."""

    def at(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return at


@pytest.fixture
def counted(at):
    """It is noon, and the last change was counted an hour ago."""
    at(NOON)
    LastChange.objects.update_or_create(pk=1, defaults={"number": 7, "changed_at": NOON - HOUR})


@pytest.fixture
def no_building(monkeypatch):
    """From when it is called on, whoever builds a feed or a calendar fails."""

    def forbid():
        for place in ("timeline.feeds.views.build", "timeline.calendar_views.calendar_file"):
            monkeypatch.setattr(place, lambda *args, **kwargs: pytest.fail("It was built."))

    return forbid


def poll(client, address=FEED, *, etag=None, since=None, **headers):
    if etag:
        headers["if-none-match"] = etag
    if since:
        headers["if-modified-since"] = since
    return client.get(address, headers=headers)


@pytest.mark.parametrize("address", POLLED)
@pytest.mark.parametrize("by", ["etag", "since"])
def test_second_poll_costs_one_query_and_builds_nothing(
    client, front_page, counted, no_building, django_assert_num_queries, address, by
):
    make_event(date="2027-05-15", occurrence="scheduled")
    first = poll(client, address)
    no_building()
    asked = {"etag": {"etag": first["ETag"]}, "since": {"since": first["Last-Modified"]}}[by]
    with django_assert_num_queries(1):
        again = poll(client, address, **asked)
    assert (again.status_code, again.content) == (304, b"")
    for name in ("ETag", "Last-Modified", "Cache-Control", "Vary"):
        assert again[name] == first[name]


@pytest.mark.parametrize("address", POLLED)
def test_answer_says_how_long_it_keeps(client, front_page, counted, address):
    response = poll(client, address)
    assert response["Cache-Control"] == "public, max-age=900"
    assert response["Vary"] == "Accept-Encoding"
    assert response["ETag"].startswith('"')
    assert response["Last-Modified"] == http_date((NOON - HOUR).timestamp())
    assert not response.cookies


@pytest.mark.parametrize("address", POLLED)
def test_head_tells_what_get_would(client, front_page, counted, address):
    told, head = poll(client, address), client.head(address)
    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == told["ETag"]
    assert client.head(address, headers={"if-none-match": told["ETag"]}).status_code == 304
    assert client.post(address).status_code == 405


def test_compressed_answer_is_polled_for_as_well(client, front_page, counted, no_building):
    for _ in range(3):
        make_event()
    first = poll(client, **{"accept-encoding": "gzip"})
    assert first["Content-Encoding"] == "gzip"
    assert first["ETag"].startswith('W/"')
    assert first["Vary"] == "Accept-Encoding"
    no_building()
    assert poll(client, etag=first["ETag"], **{"accept-encoding": "gzip"}).status_code == 304
    # A cache on the way may ask without compression for what it got compressed.
    assert poll(client, etag=first["ETag"]).status_code == 304


def test_etag_counts_before_the_date(client, front_page, counted):
    later = http_date((NOON + HOUR).timestamp())
    assert poll(client, since=later).status_code == 304
    assert poll(client, etag='"of-another"', since=later).status_code == 200


def test_date_before_the_change_gets_the_whole(client, front_page, counted):
    poll(client)
    assert poll(client, since=http_date((NOON - HOUR).timestamp() - 1)).status_code == 200


@pytest.mark.parametrize("address", [FEED, CALENDAR])
def test_change_is_seen_by_the_next_poll(client, front_page, counted, change, at, address):
    page = make_event(date="2027-05-15", occurrence="scheduled")
    had = poll(client, address)
    at(NOON + HOUR)
    page.title = "Another title"
    change(publish, page)
    at(NOON + 2 * HOUR)
    now = poll(client, address, etag=had["ETag"], since=had["Last-Modified"])
    assert now.status_code == 200
    assert now["Last-Modified"] == http_date((NOON + HOUR).timestamp())
    assert "Another title" in now.content.decode().replace("\r\n ", "")


@pytest.mark.parametrize("address", [FEED, CALENDAR])
def test_deletion_moves_the_last_change(client, front_page, counted, change, at, address):
    page = make_event(date="2027-05-15", occurrence="scheduled", title="Soon gone")
    had = poll(client, address)
    at(NOON + HOUR)
    change(page.delete)
    at(NOON + 2 * HOUR)
    now = poll(client, address, since=had["Last-Modified"])
    assert now.status_code == 200
    assert now["Last-Modified"] == http_date((NOON + HOUR).timestamp())
    assert b"Soon gone" not in now.content


def test_change_of_something_else_is_answered_in_short_after_building(client, front_page, counted, change):
    etag = poll(client)["ETag"]
    change(lambda: make_event(live=False))
    LastChange.objects.update(number=8)
    assert poll(client, etag=etag).status_code == 304


def test_two_changes_in_one_second_are_both_seen(client, front_page, counted, change, at):
    page = make_event()
    for title in ("First", "Second"):
        at(NOON + HOUR)
        page.title = title
        change(publish, page)
        told = poll(client, since=http_date((NOON + HOUR).timestamp()))
        assert told.status_code == 200
        assert title.encode() in told.content
        # Nobody is told a date that the next change would have, too.
        assert "Last-Modified" not in told
    at(NOON + HOUR + datetime.timedelta(seconds=1))
    assert poll(client)["Last-Modified"] == http_date((NOON + HOUR).timestamp())


def test_page_that_expires_by_the_clock_is_gone_without_a_write(client, front_page, counted, at):
    page = make_event(title="For an hour")
    Page.objects.filter(pk=page.pk).update(expire_at=NOON + HOUR)
    had = poll(client)
    assert b"For an hour" in had.content
    at(NOON + HOUR)
    now = poll(client, etag=had["ETag"])
    assert now.status_code == 200
    assert b"For an hour" not in now.content
    at(NOON + 2 * HOUR)
    assert poll(client, since=had["Last-Modified"])["Last-Modified"] == http_date((NOON + HOUR).timestamp())


def test_page_that_begins_by_the_clock_is_there_without_a_write(client, front_page, counted, at):
    page = make_event(title="In an hour")
    Page.objects.filter(pk=page.pk).update(go_live_at=NOON + HOUR)
    had = poll(client)
    assert b"In an hour" not in had.content
    at(NOON + HOUR)
    assert b"In an hour" in poll(client, etag=had["ETag"], since=had["Last-Modified"]).content


def test_day_that_turns_what_is_expected_is_seen_in_feeds(client, front_page, counted, at):
    make_event(date="2026-06-10", occurrence="expected")
    had, calendar = poll(client), poll(client, CALENDAR)
    assert b"Was expected" not in had.content
    # London's midnight, in summer.
    midnight = datetime.datetime(2026, 6, 10, 23, tzinfo=datetime.UTC)
    at(midnight + HOUR)
    now = poll(client, etag=had["ETag"], since=had["Last-Modified"])
    assert b"Was expected" in now.content
    assert now["Last-Modified"] == http_date(midnight.timestamp())
    assert poll(client, CALENDAR, etag=calendar["ETag"]).status_code == 304
    assert poll(client, CALENDAR)["Last-Modified"] == calendar["Last-Modified"]


def test_campaigns_share_no_answer(client, front_page, counted, settings):
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "other.example"]
    home = Page.get_first_root_node().add_child(instance=HomePage(title="Other", slug="other"))
    Site.objects.create(hostname="other.example", port=80, root_page=home, site_name="The other campaign")
    make_event(parent=home.add_child(instance=TimelinePage(title="Its story", slug="timeline")))
    ours, theirs = poll(client), poll(client, host="other.example")
    assert ours["ETag"] != theirs["ETag"]
    assert poll(client, etag=ours["ETag"], host="other.example").status_code == 200
    assert poll(client, etag=theirs["ETag"], host="other.example").status_code == 304


def test_where_nothing_was_counted_every_poll_is_built(client, front_page):
    LastChange.objects.all().delete()
    first = poll(client)
    assert "Last-Modified" not in first
    assert poll(client, since=http_date(timezone.now().timestamp() + 10)).status_code == 200
    assert poll(client, etag=first["ETag"]).status_code == 304


@pytest.mark.parametrize(
    "address", ["/feeds/nothing.atom", "/feeds/everything.xml", "/feeds/of/0123456789.rss", "/calendar/0123456789.ics"]
)
def test_what_is_not_there_stays_so_for_polls(client, front_page, counted, address):
    for _ in range(2):
        assert poll(client, address, since=http_date(NOON.timestamp())).status_code == 404


# Other outputs


def test_streamed_output_has_the_etag_of_its_version(rf, counted):
    calls = []

    @polling.for_pollers
    def stream(request):
        calls.append(request)
        return StreamingHttpResponse(iter([b"a" * 100, b"b" * 100]))

    first = stream(rf.get("/data?kind=press"))
    assert first["ETag"].startswith('W/"')
    assert b"".join(first.streaming_content) == b"a" * 100 + b"b" * 100
    assert stream(rf.get("/data?kind=press", headers={"if-none-match": first["ETag"]})).status_code == 304
    assert stream(rf.get("/data?kind=event", headers={"if-none-match": first["ETag"]})).status_code == 200
    assert len(calls) == 2


def test_answer_that_is_no_success_is_left_alone(rf, counted):
    answer = polling.for_pollers(lambda request: HttpResponse("no", status=400))(rf.get("/"))
    assert "ETag" not in answer
    assert "Cache-Control" not in answer


def test_version_is_asked_for_with_two_queries_and_then_with_one(front_page, counted, django_assert_num_queries):
    for number in (2, 1, 1):
        with django_assert_num_queries(number):
            version = polling.current_version()
        assert (version.number, version.changed_at) == (7, NOON - HOUR)


def test_clock_is_read_from_what_was_found_once(front_page, counted, at, django_assert_num_queries):
    moments = [NOON - 3 * HOUR, NOON - HOUR / 2, NOON + HOUR, NOON + 2 * HOUR]
    for moment in moments:
        Page.objects.filter(pk=make_event().pk).update(expire_at=moment)
    for clock, began in ((NOON, moments[1]), (NOON + HOUR, moments[2]), (NOON + 5 * HOUR, moments[3])):
        at(clock)
        assert polling.current_version().changed_at == began
    with django_assert_num_queries(1):
        polling.current_version()
