"""The addresses that programs ask again and again: what a poll is remembered by, and what they say of what is gone."""

import datetime

import pytest
from django.core.cache import caches
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_event
from timeline import polling
from timeline.models import LastChange
from timeline.withdrawals import withdraw

pytestmark = pytest.mark.django_db

ADDRESSES = ("/feeds/everything.atom", "/calendar.ics")


@pytest.fixture(autouse=True)
def counted(db):
    LastChange.objects.update_or_create(
        pk=1, defaults={"number": 7, "changed_at": timezone.now() - datetime.timedelta(days=3)}
    )


def every_address(entry) -> list[str]:
    short_id = entry.public_record.short_id
    return [*ADDRESSES, f"/feeds/of/{short_id}.json", f"/calendar/{short_id}.ics"]


def test_query_that_nobody_reads_makes_no_other_answer(client, front_page, monkeypatch):
    had = {address: client.get(address)["ETag"] for address in every_address(make_event())}
    for place in ("timeline.feeds.views.build", "timeline.calendar_views.calendar_file"):
        monkeypatch.setattr(place, lambda *args, **kwargs: pytest.fail("It was built."))
    for address, etag in had.items():
        for query in ("?x=1", "?utm_source=reader&y"):
            assert client.get(address + query, headers={"if-none-match": etag}).status_code == 304


@pytest.mark.parametrize(("gone", "status"), [("withdrawn", 410), ("deleted", 410), ("unpublished", 404)])
def test_address_of_what_is_gone_says_so_in_every_output(client, front_page, gone, status):
    entry = make_event()
    short_id = entry.public_record.short_id
    addresses = [*every_address(entry)[2:], f"/cards/{short_id}.png", reverse("cite_entry", args=[short_id, "ris"])]
    {"withdrawn": withdraw, "deleted": type(entry).delete, "unpublished": type(entry).unpublish}[gone](entry)
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, status)


def test_query_that_is_read_makes_another_answer(rf):
    view = polling.for_pollers(lambda request: HttpResponse(request.GET["kind"]))
    etag = view(rf.get("/data?kind=press"))["ETag"]
    assert view(rf.get("/data?kind=press", headers={"if-none-match": etag})).status_code == 304
    assert view(rf.get("/data?kind=event", headers={"if-none-match": etag})).content == b"event"


def test_answer_that_says_how_long_it_may_be_kept_is_left_alone(rf):
    calls = []

    @polling.for_pollers(reads_query=False)
    def view(request):
        calls.append(request)
        return HttpResponse("a part", headers={"Cache-Control": "no-cache"})

    for _ in range(2):
        answer = view(rf.get("/"))
        assert (answer["Cache-Control"], "ETag" in answer) == ("no-cache", False)
    assert len(calls) == 2


def test_many_drawn_cards_throw_no_poll_out(client, front_page, django_assert_num_queries):
    etag = client.get(ADDRESSES[0])["ETag"]
    for alias in ("default", "cards", "renditions"):
        for number in range(400):
            caches[alias].set(f"card-{number}", b"a picture")
    with django_assert_num_queries(1):
        assert client.get(ADDRESSES[0], headers={"if-none-match": etag}).status_code == 304


def test_many_polls_throw_no_card_out(client, front_page, monkeypatch):
    address = f"/cards/{make_event().public_record.short_id}.png"
    drawn = client.get(address).content
    monkeypatch.setattr("timeline.sharing.cards.Card.png", None)
    for number in range(400):
        caches["polls"].set(f"poll-{number}", "etag")
    assert client.get(address).content == drawn
