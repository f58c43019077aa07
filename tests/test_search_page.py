"""The page of a search: what it shows of each kind, the words marked, and help where nothing is found."""

import re

import pytest

from home.models import StandingPage
from tests.factories import make_article, make_case, make_event, make_milestone, make_subject, make_subjects
from tests.story_pages import found_on
from timeline.models import ChapterPage, TimelinePage

pytestmark = pytest.mark.django_db


def chips(client, query) -> dict[str, int]:
    """How many of each kind the page offers."""
    html = client.get(f"/search/?q={query}").content.decode()
    return {label.strip(): int(number) for label, number in re.findall(r">([^<>]+)<small>(\d+)</small></a>", html)}


@pytest.fixture
def one_of_each(front_page):
    """Something of every kind that has the word “census” in it."""
    make_event(title="A census is taken")
    make_article(title="Parents and the census")
    case = make_case(title="The case", question="May they hold a census?")
    make_milestone(case=case, title="A step", summary="About the census.")
    chapter = ChapterPage(title="The census years", slug="census-years", span="2016 to 2018", prose="<p>So.</p>")
    TimelinePage.objects.get().add_child(instance=chapter)
    make_subject(make_subjects(front_page), title="The office", line="It takes the census.")
    front_page.add_child(instance=StandingPage(title="About", slug="about", body="<p>Why a <b>census</b> matters.</p>"))


def test_everything_of_every_kind_is_found_and_counted(client, one_of_each):
    assert chips(client, "census") == {
        "Everything": 7,
        "Events": 1,
        "Press articles": 1,
        "Legal milestones": 1,
        "Cases": 1,
        "Chapters": 1,
        "People and bodies": 1,
        "Other pages": 1,
    }
    assert len(found_on(client, "/search/?q=census")) == 7
    assert "<b>Seven results</b>" in client.get("/search/?q=census").content.decode()


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("event", "A census is taken"),
        ("press", "Parents and the census"),
        ("legal", "A step"),
        ("case", "The case"),
        ("chapter", "The census years"),
        ("subject", "The office"),
        ("page", "About"),
    ],
)
def test_kind_in_the_address_shows_that_kind_alone(client, one_of_each, kind, title):
    assert found_on(client, f"/search/?q=census&kind={kind}") == [title]
    html = client.get(f"/search/?q=census&kind={kind}").content.decode()
    assert f'<input type="hidden" name="kind" value="{kind}">' in html
    assert html.count('aria-current="true"') == 1


def test_kind_that_there_is_not_is_left_out(client, one_of_each):
    assert len(found_on(client, "/search/?q=census&kind=nothing")) == 7


def test_few_of_a_kind_stand_first_with_a_link_to_all(client, front_page):
    for number in range(5):
        make_case(title=f"Census {number}")
    assert len(found_on(client, "/search/?q=census")) == 3
    html = client.get("/search/?q=census").content.decode()
    assert re.search(r'href="\?q=census&amp;kind=case">\s*Cases: all 5\s*</a>', html)
    assert len(found_on(client, "/search/?q=census&kind=case")) == 5


def test_words_are_marked_in_titles_and_texts(client, one_of_each):
    html = client.get("/search/?q=census").content.decode()
    assert "A <mark>census</mark> is taken" in html
    assert "Why a <mark>census</mark> matters." in html


def test_what_is_found_says_its_kind_and_its_time(client, front_page):
    make_event(title="A census", date="2090", occurrence="scheduled")
    html = client.get("/search/?q=census").content.decode()
    assert re.search(r'<b class="kind">Event</b> · Scheduled: 2090', html)


def test_nothing_found_offers_another_spelling_and_fewer_words(client, front_page):
    make_event(title="The nationality census")
    html = client.get("/search/?q=nationalty+sensus").content.decode()
    assert '<a href="?q=nationality%20census"><b>nationality census</b></a>' in html
    html = client.get("/search/?q=census+zebra").content.decode()
    assert '<a href="?q=census">census</a>' in html
    assert "Did you mean" not in html


def test_nothing_found_leads_on_and_tells_nothing_of_drafts(client, front_page):
    make_event(title="Nationality", live=False)
    html = client.get("/search/?q=nationalty").content.decode()
    assert "Nationality" not in html
    assert "nationality" not in html
    assert html.count('href="/timeline/"') >= 2


def test_texts_that_a_page_does_not_print_are_not_quoted(client, front_page):
    make_article(title="A census", summary="Ours.", extract="Words of others", rights="")
    assert "Words of others" not in client.get("/search/?q=census").content.decode()
