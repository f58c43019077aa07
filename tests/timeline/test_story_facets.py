"""The story narrowed to a case, an outlet, a person or body, or a chapter: of what is published, in every output."""

import csv
import json

import pytest
from django.db import transaction
from django.urls import reverse
from wagtail.models import Page, Site

from home.models import HomePage
from home.structure import build_structure
from press.models import Outlet
from tests.factories import (
    make_article,
    make_case,
    make_chapter,
    make_event,
    make_milestone,
    make_outlet,
    make_subject,
    make_subjects,
    publish,
)
from tests.story_pages import soup_of, titles
from timeline.facets import story_facets
from timeline.filters import StoryFilters
from timeline.models import EntryRelation, TimelineEntry

# The mark is what makes pytest-django put a test database in place of the real one.
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def told(test_database, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        home = build_structure("The campaign")
        Site.objects.update(hostname="testserver", port=80)
        Site.clear_site_root_paths_cache()
        _tell(home)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def story(told, db):
    """The story, for a test that reads it; what it changes is rolled back."""


def _tell(home):
    ministry = make_subject(make_subjects(home), title="The ministry", slug="ministry")
    make_subject(ministry.get_parent(), title="Not yet", slug="not-yet", live=False)
    make_chapter(title="The beginning", slug="beginning", span="2016/2017")
    make_chapter(title="The end", slug="the-end", span="2018/..")
    make_chapter(title="Not written", slug="not-written", span="1990/1991", live=False)
    case = make_case(title="The challenge", slug="challenge")
    letter = make_milestone(title="The letter", case=case, date="2017-05")
    make_milestone(title="The draft letter", case=case, date="2017-06", live=False)
    paper = make_outlet(name="The Paper")
    make_outlet(name="The Old Paper", merged_into=paper)
    article = make_article(title="Of the letter", outlet=paper, date="2018-02")
    article.relations = [EntryRelation(to=letter, word="reports")]
    publish(article)
    make_article(title="Of nothing", outlet=make_outlet(name="The Other"), date="2016-03")
    event = make_event(title="A law", date="2016-01", summary="A law of the census.")
    event.subjects = [ministry]
    publish(event)
    draft = make_event(title="A draft", date="2016-02", live=False)
    draft.subjects = [ministry]
    draft.save_revision()
    hidden = make_case(title="A hidden case", slug="hidden", live=False)
    make_milestone(title="Nobody knows", case=hidden, date="2018-05")


def key_of(name: str) -> int:
    return Outlet.objects.get(name=name).pk


def chosen(name: str) -> str:
    """The value in addresses of what the tests call *name*."""
    return str(key_of(name)) if name.startswith("The ") else name


@pytest.fixture
def filters(story, rf):
    def ask(query=""):
        return StoryFilters(rf.get(f"/timeline/{query}", SERVER_NAME="testserver"))

    return ask


FOUND = [
    ("case", "challenge", ["The letter", "Of the letter"]),
    ("outlet", "The Paper", ["Of the letter"]),
    ("outlet", "The Old Paper", ["Of the letter"]),
    ("subject", "ministry", ["A law"]),
    ("chapter", "beginning", ["A law", "Of nothing", "The letter"]),
    ("chapter", "the-end", ["Of the letter"]),
]


@pytest.mark.parametrize(("name", "value", "found"), FOUND)
def test_facet_narrows_the_story(filters, name, value, found):
    entries = filters(f"?{name}={chosen(value)}").entries().chronological()
    assert [entry.title for entry in entries] == found


@pytest.mark.parametrize(
    "query",
    ["case=none", "case=hidden", "outlet=0", "outlet=abc", "outlet=9999999999", "outlet=²", "subject=not-yet",
     "subject=none", "chapter=not-written", "chapter=%00", "chapter=none"],
)  # fmt: skip
def test_value_that_readers_cannot_choose_is_said_and_left_out(filters, query):
    name = query.split("=")[0]
    asked = filters(f"?{query}&kind=event")
    assert asked.chosen == {"kind": "event"}
    assert asked.form.errors[name]
    assert asked.record(name) is None
    assert asked.address() == "?kind=event"
    assert asked.address(order="newest") == "?kind=event&order=newest"


def test_programs_are_told_which_value_cannot_be_read(client, story):
    response = client.get("/data/v1/entries.json?case=hidden")
    assert response.status_code == 400
    assert response.json()["error"] == {"parameter": "case", "message": "There is no such case here."}


def test_facets_combine_with_all_filters(filters):
    together = filters(f"?case=challenge&chapter=the-end&kind=press&outlet={key_of('The Paper')}&from=2018")
    assert [entry.title for entry in together.entries()] == ["Of the letter"]
    assert not filters("?case=challenge&chapter=the-end&kind=legal").entries().exists()


def test_article_of_a_merged_outlet_is_asked_for_by_the_outlet_of_today(filters):
    assert filters(f"?outlet={key_of('The Old Paper')}").chosen == {"outlet": str(key_of("The Paper"))}


@pytest.mark.parametrize("query", ["", "?kind=press", "?from=2018", "?case=challenge", "?chapter=beginning&q=law"])
@pytest.mark.parametrize("year", [None, 2016])
def test_number_of_a_choice_is_how_many_entries_its_address_shows(filters, query, year):
    facets = filters(query).facets(year)
    assert facets or year
    for facet in facets:
        for choice in facet.choices:
            entries = filters(choice.address).entries()
            assert choice.number == (entries if year is None else entries.starting_in(year)).count(), choice


@pytest.mark.parametrize("query", ["", "?kind=press", "?from=2018", "?case=challenge", "?chapter=beginning&q=law"])
@pytest.mark.parametrize("year", [None, 2016])
def test_what_is_counted_among_known_entries_is_what_the_gate_would_count(filters, query, year):
    asked, known = filters(query), filters(query)
    entries = known.entries()
    known.know(list(entries if year is None else entries.starting_in(year)), year)
    assert known.facets(year) == asked.facets(year)
    assert known.kind_counts(year) == asked.kind_counts(year)
    assert known.key_count(year) == asked.key_count(year)
    assert set(known.whole_story) == set(asked.all_entries)


def test_choices_name_only_what_is_published_and_would_show_something(filters):
    offered = {facet.name: [choice.words for choice in facet.choices] for facet in filters().facets()}
    assert offered == {
        "chapter": ["The beginning", "The end"],
        "subject": ["The ministry"],
        "case": ["The challenge"],
        "outlet": ["The Other", "The Paper"],
    }


def test_chosen_value_stays_on_offer_though_nothing_fits(filters):
    [subject] = [one for one in filters("?subject=ministry&kind=press").facets() if one.name == "subject"]
    assert [(one.words, one.number, one.is_chosen) for one in subject.choices] == [("The ministry", 0, True)]
    assert subject.is_set


def test_chosen_filters_are_said_in_words_with_the_way_out(filters):
    said = filters("?case=challenge&subject=ministry&kind=event&from=2016&order=newest").in_words
    words = {str(label): (value, address) for label, value, address in said}
    assert words["Case"] == ("The challenge", "?subject=ministry&kind=event&from=2016&order=newest")
    assert words["Person or body"][0] == "The ministry"
    assert words["Kind"][0] == "Events"
    assert words["From year"][0] == "2016"
    assert "Order" not in words


@pytest.mark.parametrize(("name", "value", "found"), FOUND)
def test_every_output_takes_the_facets(client, story, name, value, found):
    query = f"?{name}={chosen(value)}"
    assert titles(client, f"/timeline/{query}") == found
    api = client.get(f"/data/v1/entries.json{query}").json()
    assert [entry["title"] for entry in api["entries"]] == found
    told = json.loads(b"".join(client.get(f"/data/v1/story.json{query}")))
    assert [entry["title"] for entry in told["entries"]] == found
    table = b"".join(client.get(f"/data/v1/entries.csv{query}")).decode("utf-8-sig").splitlines()
    assert [row["title"] for row in csv.DictReader(table)] == found
    cited = client.get(reverse("cite_story", args=["txt"]) + query).content.decode()
    assert all(title in cited for title in found)
    assert [one.get_text() for one in soup_of(client, f"/dossier/{query}").select(".dossier-entry h3")] == found


def test_entry_that_is_joined_to_a_draft_alone_is_not_of_the_case(filters, story):
    draft = TimelineEntry.objects.get(title="The draft letter")
    law = TimelineEntry.objects.get(title="A law")
    EntryRelation.objects.create(entry=law, to=draft)
    assert "A law" not in [entry.title for entry in filters("?case=challenge").entries()]


@pytest.mark.parametrize("facet", story_facets(), ids=lambda facet: facet.name)
def test_another_site_has_none_of_these_records(story, facet):
    home = Page.get_first_root_node().add_child(instance=HomePage(title="Another", slug="another"))
    site = Site(hostname="another.example", root_page=home)
    assert facet.counted(TimelineEntry.objects.published().of_site(site), site) == []
    assert {facet.find(chosen(value), site) for name, value, _found in FOUND if name == facet.name} == {None}


def test_facets_ask_as_often_for_many_records_as_for_few(filters, django_assert_num_queries):
    case = make_case()
    for month in range(1, 4):
        make_milestone(case=case, date=f"2018-0{month}")
        make_chapter(span=f"199{month}")
        make_article(date=f"2018-0{month}")
    asked = filters()
    asked._content_types  # noqa: B018 - kept by Django once asked for
    with django_assert_num_queries(9):
        asked.facets()
