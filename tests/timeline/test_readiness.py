"""What the form of an entry says of whether it may go out, and of what should be better."""

import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests.admin_forms import add_form
from tests.factories import make_article, make_event, make_image, make_topic
from timeline.dates import parse
from timeline.models import EventPage, TimelinePage
from timeline.readiness import advice, stops

pytestmark = pytest.mark.django_db


def words(findings) -> str:
    return " | ".join(one.words for one in findings)


def fresh(page):
    return EventPage.objects.get(pk=page.pk)


def good(**given):
    """An entry of which nothing is to be said."""
    page = make_event(live=False, **given)
    page.topics.add(make_topic())
    for source in page.sources.all():
        source.archived_url = "https://web.archive.org/web/2018/https://example.org/0"
    page.save()
    page.sources.update(archived_url="https://web.archive.org/web/2018/https://example.org/0")
    return fresh(page)


def test_of_a_good_entry_nothing_is_said(front_page):
    page = good()
    assert (stops(page), advice(page)) == ([], [])


def test_what_stops_it_is_named_with_its_field(front_page):
    (found,) = stops(make_event(live=False, sources=0))
    assert "at least one source" in found.words
    assert found.anchor == "id_no_source_reason-label"


def test_picture_of_somebody_stops_it(front_page):
    page = good(image=make_image(title="A pupil", recognisable="child"))
    assert "A pupil" in words(stops(page))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"description": ""}, "no description"),
        ({"rights": "unknown"}, "not shown"),
        ({"recognisable": ""}, "recognised"),
    ],
)
def test_picture_that_could_be_better(front_page, given, said):
    assert said in words(advice(good(image=make_image(**given))))


def test_address_without_a_kept_copy(front_page):
    page = good()
    page.sources.update(archived_url="")
    assert "No kept copy of “Source 1”" in words(advice(fresh(page)))


def test_long_sentence(front_page):
    page = good(summary=f"{'word ' * 40}end. A short one.")
    assert "A sentence of 41 words" in words(advice(page))


@pytest.mark.parametrize(
    ("date", "given", "is_said"),
    [("2018-01-18", "2018-01", True), ("2018-01-18", "2018-01-18", False), ("2018-01", "2018-01", False)],
)
def test_date_that_is_more_exact_than_its_sources(front_page, date, given, is_said):
    page = good(date=date)
    page.sources.update(date_given=parse(given))
    assert ("more exact" in words(advice(fresh(page)))) == is_said


def test_figures_without_a_date(front_page):
    rows = [
        {"value": "4", "as_of": None, "source": "A", "url": ""},
        {"value": "5", "as_of": None, "source": "B", "url": ""},
    ]
    block = {"type": "figures_that_differ", "value": {"label": "cost", "rows": rows, "note": ""}}
    page = good(body=json.dumps([block]))
    assert "Figures on “cost”" in words(advice(page))


def test_no_topic(front_page):
    page = good()
    page.topics.clear()
    page.save()
    assert "no topic" in words(advice(fresh(page)))


def test_form_lists_them_with_links_to_fields_that_are_there(admin, front_page):
    page = make_event(live=False, sources=0, image=make_image(description=""))
    soup = BeautifulSoup(admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content, "html.parser")
    panel = next(one for one in soup.select("section") if "Is it ready?" in one.get_text() and "go out yet" in one.text)
    anchors = [link["href"].removeprefix("#") for link in panel.select("ul a")]
    assert len(anchors) >= 3
    assert [anchor for anchor in anchors if not soup.find(id=anchor)] == []


def test_every_field_that_may_be_named_has_its_place_in_the_form(admin, front_page):
    from timeline.readiness import anchor_of

    page = make_event(live=False)
    soup = BeautifulSoup(admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content, "html.parser")
    named = ("date", "summary", "body", "sources", "no_source_reason", "image", "topics", "title")
    assert [name for name in named if not soup.find(id=anchor_of(page, name))] == []


def test_new_entry_is_asked_to_be_saved_first(admin, front_page):
    assert "Save a draft" in add_form(admin, EventPage, TimelinePage.objects.get()).html


def test_every_kind_has_it(admin, front_page):
    html = admin.get(reverse("wagtailadmin_pages:edit", args=[make_article(live=False).pk])).content.decode()
    assert "Is it ready?" in html
