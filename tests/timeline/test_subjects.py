"""People and bodies: the index of them, and how each runs through the story."""

import json

import pytest

from tests.factories import make_event, make_image, make_subject, make_subjects
from tests.story_pages import soup_of
from timeline.models import PublicRecord, TimelinePage
from timeline.spine import Year
from timeline.subjects import AT_MOST, HEIGHT, picture_of, subject_data


@pytest.fixture
def index(front_page):
    return make_subjects(front_page, introduction="<p>Who is who.</p>")


def make_ministry(index, **given):
    return make_subject(index, **{"title": "The Ministry", "slug": "ministry", **given})


def make_entries(subject, number: int, **given) -> list:
    return [make_event(subjects=[subject], **given) for _ in range(number)]


def test_index_has_three_groups_with_the_number_of_entries_of_each(client, index):
    database = make_ministry(index, title="Database", slug="database", kind="system")
    make_ministry(index, title="Ministry", slug="ministry", line="It runs schools.")
    make_ministry(index, title="Minister", slug="minister", kind="person")
    make_ministry(index, title="A draft", slug="draft", live=False)
    make_entries(database, 2)
    make_event(subjects=[database], live=False)
    page = soup_of(client, index.get_url())
    assert [one.get_text() for one in page.select(".group h2")] == ["Systems and databases", "Organisations", "People"]
    assert [one.get_text() for one in page.select(".subjects h3")] == ["Database", "Ministry", "Minister"]
    assert [one.get_text(strip=True) for one in page.select(".subjects .soft")] == [
        "2 entries",
        "No entry yet",
        "No entry yet",
    ]
    assert "It runs schools." in page.get_text()
    assert page.select_one(".subjects a")["href"] == database.get_url()


def test_index_without_anybody_says_so(client, index):
    assert "Nobody has a page here yet." in soup_of(client, index.get_url()).get_text()


def test_page_of_a_subject_says_what_it_is(client, index):
    picture = make_image(credit="Drawing: A")
    subject = make_ministry(
        index,
        other_names="DfE, the department",
        official_url="https://example.org/ministry",
        body="<p>Founded long ago.</p>",
        image=picture,
    )
    page = soup_of(client, subject.get_url())
    text = page.main.get_text(" ", strip=True)
    for words in ("Organisation", "It runs schools.", "Also called: DfE, the department", "Founded long ago."):
        assert words in text
    assert page.select_one(".subject-facts a[href='https://example.org/ministry']")
    assert page.select_one(f".subject-facts a[href='{index.get_url()}']").get_text() == "People and bodies"
    assert "Drawing: A" in page.figcaption.get_text()
    assert "No entry about it is published yet." in text


def test_every_published_entry_about_it_stands_there_in_story_order(client, index):
    subject, other = make_ministry(index), make_ministry(index, title="Other", slug="other")
    for title, date in (("Later", "2020"), ("Minor", "2018-02"), ("First", "2016-05-01")):
        make_event(
            title=title, date=date, subjects=[subject, other], significance="minor" if title == "Minor" else "key"
        )
    make_event(title="Not about it", subjects=[other])
    draft = make_event(title="A draft", live=False, subjects=[subject])
    withdrawn = make_event(title="Withdrawn", subjects=[subject])
    PublicRecord.objects.filter(page_id=withdrawn.pk).update(withdrawn_at=draft.latest_revision_created_at)
    page = soup_of(client, subject.get_url())
    assert [link.get_text(strip=True) for link in page.select("article.card .title a")] == ["First", "Minor", "Later"]
    years = [[part.get_text(strip=True) for part in one.select("a, .soft")] for one in page.select(".runs li")]
    assert years == [["2016", "1 entry"], ["2018", "1 entry"], ["2020", "1 entry"]]
    for link in page.select(".runs li a"):
        assert page.select_one(link["href"].replace("#", "[id='") + "']")


def test_of_many_entries_it_shows_the_important_ones_and_leads_to_the_rest(client, index, monkeypatch):
    monkeypatch.setattr("timeline.subjects.AT_MOST", 3)
    subject = make_ministry(index)
    for title, date, significance in (
        ("Old and key", "2001", "key"),
        ("Old", "2002", "normal"),
        ("Minor", "2003", "minor"),
        ("New", "2004", "normal"),
        ("Newest", "2005", "normal"),
    ):
        make_event(title=title, date=date, significance=significance, subjects=[subject])
    page = soup_of(client, subject.get_url())
    shown = [link.get_text(strip=True) for link in page.select("article.card .title a")]
    assert shown == ["Old and key", "New", "Newest"]
    story = TimelinePage.objects.get().get_url()
    assert page.select(".runs li a")[2]["href"] == f"{story}?subject=ministry&from=2003&to=2003"
    link = page.select_one(f"main > p > a[href='{story}?subject=ministry']")
    assert link.get_text(strip=True) == "All 5 entries about it in the story"
    # The filtered story has them all.
    assert len(soup_of(client, link["href"]).select("article.card")) == 5


def test_machines_are_told_what_it_is(client, index):
    subject = make_ministry(index, kind="person", other_names="A, B", official_url="https://example.org/")
    told = [json.loads(one.string) for one in soup_of(client, subject.get_url()).select("[type='application/ld+json']")]
    (data,) = [one for one in told if "mainEntity" in one]
    assert data["mainEntity"] == {
        "@type": "Person",
        "name": "The Ministry",
        "description": "It runs schools.",
        "alternateName": ["A", "B"],
        "sameAs": "https://example.org/",
    }
    assert data["url"] == subject.get_full_url()


@pytest.mark.parametrize(
    ("kind", "expected"), [("system", "Thing"), ("organisation", "Organization"), ("person", "Person")]
)
def test_kind_of_subject_has_its_word_of_schema_org(kind, expected, index):
    data = subject_data(make_ministry(index, kind=kind, other_names=""))
    assert data["mainEntity"]["@type"] == expected
    assert "alternateName" not in data["mainEntity"]


def test_picture_has_a_place_for_every_year_and_the_highest_bar_for_most():
    picture = picture_of([Year(2016, 1), Year(2018, 4), Year(2019, 2)])
    first, second, third = picture.bars
    assert second.height == HEIGHT
    assert (third.height, third.y) == (HEIGHT // 2, HEIGHT // 2)
    assert second.x - first.x == 2 * (third.x - second.x)
    assert third.x + picture.bar == picture.width


@pytest.mark.parametrize("counted", [[], [Year(2016, 3)]])
def test_less_than_two_years_is_no_picture(counted):
    assert picture_of(counted) is None


def test_subject_page_is_of_a_bounded_length():
    assert AT_MOST <= 50
