"""The editors' listing of all entries, of every kind, drafts too."""

import pytest
from django.urls import reverse

from tests.factories import make_article, make_case, make_event, make_milestone, make_topic
from timeline.models import Topic

pytestmark = pytest.mark.django_db

LISTING = "all_entries:index"


def titles(response):
    return [entry.title for entry in response.context["object_list"]]


@pytest.fixture(scope="module")
def story_made(rows_of_module):
    make_event(title="Letter", date="2018-01-18", topics=[make_topic(name="Law", slug="law")])
    make_article(title="Report", date="2016")
    make_milestone(title="Claim", date="2019-05", case=make_case())
    make_event(title="Draft", date="1996/..", live=False, significance="key")
    make_event(title="Hearing", date="2099-06", occurrence="expected")


@pytest.fixture
def story(story_made, db):
    """The story, for a test that reads it."""


def test_all_entries_stand_in_story_order_drafts_too(admin, story):
    response = admin.get(reverse(LISTING))
    assert titles(response) == ["Draft", "Report", "Letter", "Claim", "Hearing"]
    html = response.content.decode()
    for shown in ("since 1996", "18 January 2018", "Press", "Legal milestone"):
        assert shown in html


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=press", ["Report"]),
        ("kind=event", ["Draft", "Letter", "Hearing"]),
        ("live=true", ["Report", "Letter", "Claim", "Hearing"]),
        ("live=false", ["Draft"]),
        ("significance=key", ["Draft"]),
        ("occurrence=expected", ["Hearing"]),
        ("from_year=2019", ["Draft", "Claim", "Hearing"]),
        ("to_year=2016", ["Draft", "Report"]),
        ("from_year=2017&to_year=2018&kind=event&live=true", ["Letter"]),
        ("q=letter", ["Letter"]),
        ("ordering=-story_order", ["Hearing", "Claim", "Letter", "Report", "Draft"]),
        ("ordering=title", ["Claim", "Draft", "Hearing", "Letter", "Report"]),
        ("from_year=nonsense", None),
        ("kind=nonsense", None),
    ],
)
def test_all_entries_are_filtered_by(admin, story, query, found):
    response = admin.get(f"{reverse(LISTING)}?{query}")
    assert response.status_code == 200
    if found is not None:
        assert titles(response) == found


def test_all_entries_are_filtered_by_topic(admin, story):
    response = admin.get(f"{reverse(LISTING)}?topics={Topic.objects.get(slug='law').pk}")
    assert titles(response) == ["Letter"]
