"""Taking a story in: what comes through, what stays behind, and that nothing in it runs."""

import copy

import pytest
from django.db import transaction

from legal.models import MilestoneDocument
from press.models import ArticleRights
from tests.data_files import make_rich_story, story_of, story_of_what
from tests.factories import make_chapter, make_document, make_milestone, make_subject, make_subjects
from timeline.announcing import open_digest, send_digest, waiting_entries
from timeline.data.taking_in import take_in
from timeline.models import ChapterPage, EventPage, SubjectPage, Tombstone

# Without the mark pytest-django makes no test database, and the story would be made in the real one.
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def rich_story(test_database, django_db_blocker):
    """A rich story as a file, from a site that is empty again."""
    with django_db_blocker.unblock():
        found = story_of_what(make_rich_story)
    assert len(found["entries"]) == 4
    return found


@pytest.fixture
def story(rich_story):
    return copy.deepcopy(rich_story)


def test_rich_story_comes_through(story, site, client):
    counts = take_in(story, site=site, keep_clocks=True)
    assert counts == {
        "topics": 1,
        "subjects": 1,
        "chapters": 2,
        "outlets": 2,
        "cases": 1,
        "entries": 4,
        "digests": 1,
    }
    again = story_of(client)
    for before, after in zip(story["entries"], again["entries"], strict=True):
        assert after == before
    for name in ("topics", "subjects", "chapters", "digests", "outlets", "cases"):
        assert again[name] == story[name]


def test_what_was_added_to_the_format_later_may_lack(story, site, client):
    for name in ("subjects", "chapters"):
        del story[name]
    for entry in story["entries"]:
        del entry["subjects"], entry["text_language"]
        for row in entry["facts"].get("quotations", []):
            del row["language"]
    take_in(story, site=site)
    assert not SubjectPage.objects.exists()
    assert {entry["text_language"] for entry in story_of(client)["entries"]} == {""}


def test_people_and_chapters_that_are_there_are_left_as_they_are(story, site):
    there = make_subject(make_subjects(site.root_page.specific), title="The Ministry", slug="dfe", line="Ours.")
    make_chapter(title="Ours", span="2016/2017")
    assert "subjects" not in take_in(story, site=site)
    assert EventPage.objects.get().subjects.get() == there
    assert set(ChapterPage.objects.values_list("title", flat=True)) == {"Ours", "Before"}


def test_clocks_stay_behind_unless_asked_for(story, site, client):
    take_in(story, site=site)
    for entry in story_of(client)["entries"]:
        assert (entry["announced_at"], entry["materially_updated_at"], entry["changes"]) == (None, None, [])


def test_what_is_taken_in_waits_for_a_digest_if_that_is_asked_for(story, site):
    take_in(story, site=site, in_digest=True)
    assert waiting_entries(site).count() == 4
    send_digest(open_digest(site), list(waiting_entries(site)))
    take_in(story, site=site, in_digest=True)
    assert not waiting_entries(site).exists()


def test_what_is_taken_in_has_its_history(story, site, editor):
    take_in(story, site=site, user=editor)
    page = EventPage.objects.get()
    assert page.latest_revision.user == editor
    assert page.live
    assert not page.has_unpublished_changes


def test_entry_that_is_there_or_was_deleted_is_left_alone(story, site, client):
    there, gone = story["entries"][0], story["entries"][1]
    take_in({**story, "entries": [there]}, site=site)
    EventPage.objects.update(title="Changed here")
    Tombstone.objects.create(uid=gone["id"].removeprefix("urn:uuid:"), site=site)
    counts = take_in({**story, "entries": [there, gone]}, site=site)
    assert counts == {"left alone": 2}
    assert [entry["title"] for entry in story_of(client)["entries"]] == ["Changed here"]


def test_licence_that_others_were_given_is_not_taken_over(story, site):
    article = next(entry for entry in story["entries"] if entry["title"] == "Article")
    article["facts"]["extract"]["rights"] = "licensed"
    take_in(story, site=site)
    rights = ArticleRights.objects.get(page__title="Article")
    assert rights.state == "short-quotation"
    assert rights.page.extract == ""


def test_document_stays_where_it_is_and_is_the_source(site, client):
    with transaction.atomic():
        row = MilestoneDocument(document=make_document(title="Order"), may_publish="yes", basis="ours")
        make_milestone(sources=0, documents=[row])
        story = story_of(client)
        transaction.set_rollback(True)
    (document,) = story["entries"][0]["facts"]["documents"]
    assert document["url"].startswith("http://testserver/documents/")
    document["url"] = "https://other.example/documents/1/order.pdf"
    take_in(story, site=site)
    (source,) = story_of(client)["entries"][0]["sources"]
    assert (source["title"], source["url"]) == ("Order", document["url"])


def _hostile(html):
    return [{"type": "paragraph", "html": html}]


@pytest.mark.parametrize(
    "html",
    [
        "<p>x</p><script>alert(1)</script>",
        "<p>x</p><img src=x onerror=alert(1)>",
        '<p>x <a href="javascript:alert(1)">y</a></p>',
        '<p>x <a href="java&#10;script:alert(1)">y</a></p>',
        '<p onmouseover="alert(1)">x</p>',
        '<embed embedtype="media" url="https://x"/><p>x</p>',
        '<p>x <a linktype="page" id="1">y</a></p>',
    ],
)
def test_nothing_runs_that_came_in_a_paragraph(story, site, client, html):
    event = next(entry for entry in story["entries"] if entry["kind"] == "event")
    event["account"] = _hostile(html)
    take_in({**story, "entries": [event]}, site=site)
    page = EventPage.objects.get()
    kept = page.body.raw_data[0]["value"]
    shown = client.get(page.url).content.decode()
    for word in ("alert", "onerror", "onmouseover", "embedtype", "linktype"):
        assert word not in kept
        assert word not in shown


@pytest.mark.parametrize("unprintable", ["\x00", "\ud800", "\x1b", "\uffff"])
def test_text_is_taken_in_without_what_cannot_be_printed(story, site, client, unprintable):
    before = copy.deepcopy(story)
    (legal,) = [entry for entry in story["entries"] if entry["kind"] == "legal"]
    story["topics"][0]["slug"] += unprintable
    story["cases"][0]["title"] += unprintable
    story["cases"][0]["grounds"] = [text + unprintable for text in story["cases"][0]["grounds"]]
    story["cases"][0]["procedure"]["key"] += unprintable
    legal["title"] += unprintable
    legal["facts"]["stage"]["key"] += unprintable
    for entry in story["entries"]:
        entry["kind"] += unprintable
        for row in entry["related"]:
            row["relation"] += unprintable
        for block in entry["account"]:
            for name in {"text", "html", "label"} & set(block):
                block[name] += unprintable
    take_in(story, site=site, keep_clocks=True)
    assert story_of(client)["entries"] == before["entries"]
    assert story_of(client)["cases"] == before["cases"]
