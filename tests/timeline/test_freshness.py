"""A kept copy of a page is asked about each time, and not shown once the page is taken back."""

import pytest

from tests.factories import make_document, make_event, publish
from timeline.withdrawals import withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(front_page):
    return make_event(title="First")


@pytest.mark.parametrize("address", ["/", "/timeline/", "/subscribe/", "/search/?q=first", "/sitemap.xml", "/nothing/"])
def test_whoever_keeps_a_page_asks_before_showing_it(client, event, address):
    response = client.get(address)
    assert response["Cache-Control"] == "no-cache"
    assert "Cookie" not in response.get("Vary", "")


def test_file_of_an_entry_is_not_kept_by_guess(client, front_page):
    document = make_document()
    make_event(body=[("document", {"document": document})])
    response = client.get(document.url)
    assert b"".join(response)
    assert (response.status_code, response["Cache-Control"]) == (200, "private, no-cache")
    again = client.get(document.url, headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again["Cache-Control"]) == (304, "private, no-cache")


@pytest.mark.parametrize("accepted", ["identity", "gzip"])
def test_unchanged_page_costs_its_reader_a_304(client, event, accepted):
    first = client.get(event.url, headers={"accept-encoding": accepted})
    known = {"accept-encoding": accepted, "if-none-match": first["ETag"]}
    again = client.get(event.url, headers=known)
    assert (again.status_code, again.content, again["Cache-Control"]) == (304, b"", "no-cache")

    event.summary = "Better words."
    publish(event)
    assert client.get(event.url, headers=known).status_code == 200


def test_withdrawn_page_is_gone_for_those_who_kept_it_too(client, event, django_capture_on_commit_callbacks):
    kept = client.get(event.url)["ETag"]
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(event, why="privacy")
    response = client.get(event.url, headers={"if-none-match": kept})
    assert (response.status_code, response["Cache-Control"]) == (410, "no-cache")


def test_answers_that_say_how_long_they_hold_are_left_alone(client, event):
    assert client.get("/feeds/everything.atom")["Cache-Control"] == "public, max-age=900"


def test_pages_of_the_admin_are_not_kept(admin):
    assert "no-store" in admin.get("/admin/")["Cache-Control"]


@pytest.mark.parametrize("address", ["/nothing/", "/documents/1/nothing.pdf", "/e/0123456789/"])
def test_what_is_not_there_has_no_tag(client, front_page, address):
    response = client.get(address)
    assert response.status_code == 404
    assert "ETag" not in response
