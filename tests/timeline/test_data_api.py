"""The read API: filters, pages that hold still, mistakes told as data, any host, no cookie."""

import json

import pytest
from django.test import override_settings
from django.utils import timezone

from tests.data_files import all_pages, entries_of, fetched, rows_of, story_of
from tests.factories import make_article, make_event, make_topic, publish
from timeline.data.gathering import Place
from timeline.models import ChangeNote, EntryRelation

API = "/data/v1/entries.json"
ADDRESSES = [API, "/data/v1/story.json", "/data/v1/entries.csv", "/data/v1/timelinejs.json"]


def titles(client, query="") -> list[str]:
    return [entry["title"] for entry in entries_of(client, query)]


# Filters


def test_filters_are_those_of_the_story(site, client):
    topic = make_topic(slug="home-office")
    make_event(title="Old", date="2012", topics=[topic], significance="key")
    make_event(title="New", date="2019-05")
    make_article(title="Article", date="2018")
    for query, expected in {
        "": ["Old", "Article", "New"],
        "?order=newest": ["New", "Article", "Old"],
        "?kind=press": ["Article"],
        "?topic=home-office": ["Old"],
        "?significance=key": ["Old"],
        "?from=2018": ["Article", "New"],
        "?from=2018&to=2018": ["Article"],
        "?topic=none-such": [],
    }.items():
        assert titles(client, query) == expected, query


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    ("query", "parameter", "says"),
    [
        ("kind=film", "kind", "event, legal, press"),
        ("from=abc", "from", "four digits"),
        ("from=2020&to=2010", "to", "before the first"),
        ("topic=a/b", "topic", "slug"),
        ("order=random", "order", "newest"),
        ("q=%00", "q", "Null"),
        ("colour=red", "colour", "There are: q, kind"),
        ("kind=press&kind=event", "kind", "once"),
    ],
)
def test_parameter_that_cannot_be_read_is_named(site, client, address, query, parameter, says):
    response = client.get(f"{address}?{query}")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/json"
    assert response["Access-Control-Allow-Origin"] == "*"
    error = json.loads(response.content)["error"]
    assert error["parameter"] == parameter
    assert says in error["message"]


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "limit=many", "after=here", "after=1-", f"after={2**64}-1"])
def test_page_that_cannot_be_read_is_named(site, client, query):
    response = client.get(f"{API}?{query}")
    assert response.status_code == 400
    assert json.loads(response.content)["error"]["parameter"] == query.split("=")[0]


# Pages


@pytest.mark.parametrize("order", ["", "&order=newest"])
def test_pages_hold_each_entry_once_while_entries_are_added_and_taken_back(site, client, order):
    made = [make_event(title=f"Entry {day}", date=f"2018-01-{day:02}") for day in (5, 10, 15, 20)]
    # Two of one and the same date, told apart by their keys.
    made.append(make_event(title="Twin of 10", date="2018-01-10"))
    first = json.loads(fetched(client, f"{API}?limit=2{order}"))
    make_event(title="Before", date="2018-01-01")
    make_event(title="After", date="2018-01-31")
    made[1].unpublish()
    seen = [entry["title"] for entry in first["entries"] + all_pages(client, first["next"])]
    assert len(seen) == len(set(seen))
    assert set(seen) >= {entry.title for entry in made} - {made[1].title}


def test_pages_together_are_the_whole_and_the_last_says_so(site, client):
    for day in range(1, 8):
        make_event(date=f"2018-01-{day:02}")
    whole = entries_of(client)
    for limit in (1, 3, 7, 200):
        assert all_pages(client, f"{API}?limit={limit}") == whole
    assert json.loads(fetched(client, f"{API}?limit=7"))["next"] is None


def test_next_address_keeps_filters_and_is_our_own_whatever_host_was_asked(site, client):
    for _ in range(2):
        make_event(date="2018")
    with override_settings(ALLOWED_HOSTS=["*"]):
        response = client.get(f"{API}?limit=1&kind=event&from=2018", headers={"host": "evil.example"})
    page = json.loads(response.content)
    assert page["next"].startswith(f"http://testserver{API}?")
    assert "kind=event" in page["next"]
    assert "from=2018" in page["next"]
    assert "evil" not in response.content.decode()


@pytest.mark.parametrize("text", ["", "-", "1", "1-2-3", "-1-2", "１-2", "1 -2", "x-1"])
def test_place_is_read_strictly(text):
    with pytest.raises(ValueError, match="is no place"):
        Place.read(text)


# What is in an entry


def test_entry_has_ids_and_addresses_that_stay(site, client):
    entry = make_event(title="Before")
    (before,) = entries_of(client)
    entry.slug, entry.title = "renamed", "After"
    publish(entry)
    (after,) = entries_of(client)
    assert (before["id"], before["url"]) == (after["id"], after["url"])
    assert before["id"] == entry.public_record.urn
    assert after["url"] == f"http://testserver{entry.public_record.short_path}"
    assert after["page"] == "http://testserver/timeline/renamed/"


@pytest.mark.parametrize(
    ("date", "extent", "expected"),
    [
        ("1996", "", ("1996", None, "1996", "1996-01-01", "1996-12-31")),
        ("2018-06~", "", ("2018-06~", None, "around June 2018", "2018-06-01", "2018-06-30")),
        ("1996/..", "throughout", ("1996/..", "throughout", "since 1996", "1996-01-01", None)),
        ("../2007", "throughout", ("../2007", "throughout", "until 2007", None, "2007-12-31")),
    ],
)
def test_date_is_given_as_it_is_known(site, client, date, extent, expected):
    make_event(date=date, date_extent=extent)
    (entry,) = entries_of(client)
    found = entry["date"]
    assert (found["edtf"], found["extent"], found["words"], found["earliest"], found["latest"]) == expected
    assert found["occurrence"] == "happened"


def test_relations_lead_to_published_entries_alone(site, client):
    public, draft = make_event(title="Public"), make_event(title="Draft", live=False)
    joined = make_event(title="Joined")
    joined.relations = [EntryRelation(to=public, word="follows"), EntryRelation(to=draft, word="about")]
    publish(joined)
    (found,) = [entry for entry in entries_of(client) if entry["title"] == "Joined"]
    assert found["related"] == [{"relation": "follows", "id": public.public_record.urn}]


def test_changes_are_those_that_readers_were_told_of(site, client):
    entry = make_event()
    told = ChangeNote.objects.create(page=entry, kind="correction", words="The day was wrong.", told_at=timezone.now())
    ChangeNote.objects.create(page=entry, kind="update", words="This waits.")
    (found,) = entries_of(client)
    assert [(one["id"], one["words"]) for one in found["changes"]] == [(told.urn, "The day was wrong.")]


def test_quotations_go_out_only_as_far_as_rights_let_us_print_them(site, client):
    from press.models import Quotation

    words = [Quotation(text="Quoted words", speaker="A parent")]
    make_article(title="Closed", quotations=words, extract="Long words")
    open_one = make_article(
        title="Open",
        quotations=[Quotation(text="Quoted words", speaker="A parent")],
        extract="Long words",
        rights="short-quotation",
    )
    facts = {entry["title"]: entry["facts"] for entry in entries_of(client)}
    assert facts["Closed"]["quotations"] == []
    assert facts["Closed"]["extract"] is None
    assert [one["text"] for one in facts["Open"]["quotations"]] == ["Quoted words"]
    assert facts["Open"]["extract"] is None
    open_one.article_rights.state = "own-work"
    open_one.article_rights.save()
    facts = {entry["title"]: entry["facts"] for entry in entries_of(client)}
    assert facts["Open"]["extract"]["text"] == "Long words"


def test_reason_for_no_source_is_given_where_a_page_prints_it(site, client):
    make_event(title="With", sources=1, no_source_reason="An old reason")
    make_event(title="Without", sources=0, no_source_reason="Nobody wrote it down")
    reasons = {entry["title"]: entry["no_source_reason"] for entry in entries_of(client)}
    assert reasons == {"With": "", "Without": "Nobody wrote it down"}


# HTTP


@pytest.mark.parametrize("address", ADDRESSES)
def test_any_host_may_ask_and_no_cookie_is_set(site, client, address):
    make_event()
    for method in ("get", "head", "options"):
        response = getattr(client, method)(address, headers={"origin": "https://elsewhere.example"})
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert response.status_code == (204 if method == "options" else 200)
    response = client.post(address)
    assert response.status_code == 405
    assert "alone" in json.loads(response.content)["error"]["message"]


@pytest.mark.parametrize(
    "address", ["/data/v2/entries.json", "/data/v1/", "/data/v1/entries.xml", "/data/entries.json"]
)
def test_there_is_no_other_version(site, client, address):
    assert client.get(address).status_code == 404


def test_program_that_asks_again_is_told_that_nothing_has_changed(site, client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make_event()
    first = client.get(API)
    again = client.get(API, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"
    with django_capture_on_commit_callbacks(execute=True):
        make_event()
    assert client.get(API, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_same_story_is_the_same_bytes(site, client):
    make_event()
    assert fetched(client, API) == fetched(client, API)


def test_empty_story_is_an_answer(site, client):
    page = json.loads(fetched(client, API))
    assert page["entries"] == []
    assert page["next"] is None
    assert page["version"] == 1
    assert page["licence"]["words"].startswith("Ask the publisher")


def test_licence_of_the_campaign_stands_in_every_file(site, client):
    from home.models import CampaignSettings

    campaign = CampaignSettings.for_site(site)
    campaign.licence, campaign.licence_url = "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"
    campaign.save()
    make_event()
    assert json.loads(fetched(client, API))["licence"]["url"] == campaign.licence_url
    assert story_of(client)["licence"]["words"].startswith("CC BY 4.0. What others wrote")
    assert rows_of(client)[0]["licence_url"] == campaign.licence_url
    assert b"CC BY 4.0" in fetched(client, "/data/v1/timelinejs.json")
