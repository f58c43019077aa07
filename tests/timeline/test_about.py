"""Whom an entry is about, and in which language it is, as told elsewhere: in feeds, as data, to machines."""

import json

import pytest
from django.utils import timezone

from tests.data_files import entries_of, fetched, rows_of, story_of
from tests.factories import make_event, make_subject, make_subjects
from timeline.models import Restriction

pytestmark = pytest.mark.django_db
ADDRESSES = (
    "/feeds/everything.atom",
    "/feeds/everything.rss",
    "/feeds/everything.json",
    "/data/v1/story.json",
    "/data/v1/entries.csv",
    "/data/v1/entries.json",
    "/timeline/letter/",
)


@pytest.fixture
def people(front_page):
    return make_subjects(front_page)


def told_at(client, address: str) -> str:
    return fetched(client, address).decode()


@pytest.mark.parametrize("address", ADDRESSES)
def test_only_those_whose_pages_are_published_are_named(client, people, address):
    shown, draft, closed = (
        make_subject(people, title=f"{word} body", slug=word.lower(), live=word != "Drafted")
        for word in ("Shown", "Drafted", "Closed")
    )
    today = timezone.localdate()
    Restriction.objects.create(page=closed, kind="request", made_on=today, review_on=today)
    make_event(title="Letter", slug="letter", subjects=[shown, draft, closed])
    told = told_at(client, address)
    assert "Shown body" in told
    assert "Drafted body" not in told
    assert "Closed body" not in told


def test_each_format_says_whom_an_entry_is_about(client, people):
    body = make_subject(people, title="The Ministry", slug="the-ministry", kind="organisation")
    make_event(title="Letter", slug="letter", subjects=[body])
    assert '<category term="The Ministry"' in told_at(client, "/feeds/everything.atom")
    assert "The Ministry" in json.loads(told_at(client, "/feeds/everything.json"))["items"][0]["tags"]
    assert entries_of(client)[0]["subjects"] == [{"slug": "the-ministry", "name": "The Ministry"}]
    assert rows_of(client)[0]["subjects"] == "The Ministry"
    assert [row["slug"] for row in story_of(client)["subjects"]] == ["the-ministry"]


@pytest.mark.parametrize(
    ("kind", "name"), [("person", "Person"), ("organisation", "Organization"), ("system", "Thing")]
)
def test_machines_are_told_what_it_is(client, people, kind, name):
    body = make_subject(people, title="The Ministry", slug="the-ministry", kind=kind)
    make_event(title="Letter", slug="letter", subjects=[body])
    about = {"@type": name, "name": "The Ministry", "url": body.get_full_url()}
    assert json.dumps(about)[1:-1] in told_at(client, "/timeline/letter/")


def test_each_format_says_in_which_language_an_entry_is(client, site):
    make_event(title="Llythyr", slug="letter", text_language="cy")
    assert '<entry xml:lang="cy">' in told_at(client, "/feeds/everything.atom")
    assert "<dc:language>cy</dc:language>" in told_at(client, "/feeds/everything.rss")
    assert json.loads(told_at(client, "/feeds/everything.json"))["items"][0]["language"] == "cy"
    assert entries_of(client)[0]["text_language"] == "cy"
    assert '"inLanguage": "cy"' in told_at(client, "/timeline/letter/")


def test_entry_in_the_language_of_the_site_says_nothing_of_it_in_feeds(client, site):
    make_event(title="Letter", slug="letter")
    assert "<entry>" in told_at(client, "/feeds/everything.atom")
    assert "dc:language" not in told_at(client, "/feeds/everything.rss").partition("<item>")[2]
    assert '"inLanguage": "en-GB"' in told_at(client, "/timeline/letter/")
