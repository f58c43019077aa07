"""Taking a story in: what a file may say, what it may not, and that nothing in it runs."""

import copy

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from legal.models import MilestoneDocument, Procedure
from press.models import ArticleRights, Outlet, OutletName, Quotation
from tests.data_files import story_of
from tests.factories import (
    make_article,
    make_case,
    make_document,
    make_event,
    make_milestone,
    make_outlet,
    make_topic,
    publish,
)
from timeline.announcing import open_digest, send_digest, waiting_entries
from timeline.data.taking import StoryError
from timeline.data.taking_in import take_in
from timeline.models import ChangeNote, EntryRelation, EventPage, PublicRecord, TimelineEntry, Tombstone

# Without the mark pytest-django makes no test database, and the story would be made in the real one.
pytestmark = pytest.mark.django_db
ACCOUNT = [
    ("paragraph", "<p>Plain, <b>bold</b> and a <a href='https://example.org/?a=1&amp;b=2'>link</a>.</p>"),
    ("heading", "A heading"),
    ("quotation", {"text": "Nobody told us.", "speaker": "A parent", "source": "Letter"}),
    (
        "figure",
        {
            "value": "139",
            "label": "recommendations",
            "as_of": "2020-10",
            "source": "A report",
            "url": "https://example.org/report",
            "answer": {"text": "Done.", "by": "They", "source": ""},
        },
    ),
    (
        "figures_that_differ",
        {
            "label": "Cost",
            "rows": [
                {"value": "4", "as_of": "2018", "source": "One", "url": ""},
                {"value": "5", "as_of": None, "source": "Two", "url": "https://example.org/"},
            ],
            "note": "They differ.",
        },
    ),
    ("embed", {"url": "https://example.org/film", "title": "A film"}),
]


def make_rich_story():
    """Entries of every kind with nearly every field in use."""
    topic = make_topic(slug="home-office", name="Home Office")
    event = make_event(
        title="Event",
        date="2016/2018",
        date_extent="within",
        date_note="A note",
        body=ACCOUNT,
        topics=[topic],
        sequence=3,
    )
    event.sources.add(
        event.sources.model(
            title="Kept",
            url="https://example.org/gone",
            archived_url="https://web.archive.org/web/20180303000000/https://example.org/gone",
            date_given="2018-03",
            accessed="2020-01-02",
            supports="the day",
        )
    )
    publish(event)
    outlet = Outlet(name="New Name", place="Sussex")
    outlet.former_names = [OutletName(name="Old Name", used_until="2019")]
    outlet.save()
    article = make_article(
        title="Article",
        slug="article",
        outlet=outlet,
        byline="A. Writer",
        language="cy",
        updated_on="2018-05-01",
        print_page="4",
        date_wording="in early 2018",
        reply="They said no.",
        quotations=[Quotation(text="Words", speaker="A parent", side="campaign", answer="No.", answer_by="They")],
        rights="own-work",
        extract="A longer extract.",
    )
    copy_of_it = make_article(title="Copy", outlet=make_outlet(name="Other"), copy_of=article)
    case = make_case(title="Case", formal_title="R (A) v B", formal_title_as_at="2018-01-18")
    hearing = make_milestone(
        title="Hearing",
        case=case,
        stage=case.procedure.stages.filter(hearing=True).first(),
        date="2090-06-03T10:30:00+01:00",
        occurrence="scheduled",
        ends_at="16:00",
        not_before=True,
        room="Court 3",
        remote_link="open",
        remote_url="https://example.org/watch",
        reporting_restriction="Names may not be reported.",
    )
    hearing.relations = [EntryRelation(to=event, word="follows"), EntryRelation(to=copy_of_it, word="about")]
    publish(hearing)
    moment = timezone.now().replace(microsecond=0)
    ChangeNote.objects.create(page=event, kind="update", words="More was added.", told_at=moment)
    ChangeNote.objects.create(page=event, kind="correction", words="It was a Monday.", told_at=moment)
    PublicRecord.objects.filter(page=event).update(materially_updated_at=moment)


@pytest.fixture(scope="module")
def rich_story(test_database, django_db_blocker):
    """A rich story as a file, from a site that is empty again."""
    with django_db_blocker.unblock(), transaction.atomic():
        make_rich_story()
        found = story_of(Client())
        transaction.set_rollback(True)
    assert len(found["entries"]) == 4
    return found


@pytest.fixture
def story(rich_story):
    return copy.deepcopy(rich_story)


def test_rich_story_comes_through(story, site, client):
    counts = take_in(story, site=site, keep_clocks=True)
    assert counts == {"topics": 1, "outlets": 2, "cases": 1, "entries": 4}
    again = story_of(client)
    for before, after in zip(story["entries"], again["entries"], strict=True):
        assert after == before
    assert {name: again[name] for name in ("topics", "outlets", "cases")} == {
        name: story[name] for name in ("topics", "outlets", "cases")
    }


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


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda story, entry: story.update(version=2), "version 2 of the format, and this site reads version 1"),
        (lambda story, entry: story.pop("version"), "no file of a story"),
        (lambda story, entry: story.update(next=None), "page of the read API"),
        (lambda story, entry: story.update(entries="all"), "“entries”: a list of records"),
        (lambda story, entry: entry.pop("title"), "Entry 1, “title”: this field is missing"),
        (lambda story, entry: entry.update(title=3), "“title”: a text is expected"),
        (lambda story, entry: entry.update(title=" "), "“title”: this must not be empty"),
        (lambda story, entry: entry.update(title="x" * 300), "“title”"),
        (lambda story, entry: entry.update(id="5"), "“id”: a permanent id"),
        (lambda story, entry: entry.update(kind="film"), "there is no kind “film”"),
        (lambda story, entry: entry["date"].update(edtf="soon"), "“date.edtf”: “soon” is no date"),
        (lambda story, entry: entry["date"].update(edtf=""), "“date.edtf”: an entry needs a date"),
        (lambda story, entry: entry["date"].update(occurrence="maybe"), "“occurrence”"),
        (lambda story, entry: entry.update(sequence="3"), "“sequence”: a whole number"),
        (lambda story, entry: entry["sources"][0].update(url="javascript:1"), "“sources[0].url”: an address"),
        (lambda story, entry: entry["sources"][0].update(accessed="2018"), "“sources[0].accessed”: a day"),
        (lambda story, entry: entry["topics"][0].update(slug="none"), "“none” is not in the list “topics”"),
        (lambda story, entry: entry["account"][0].update(type="table"), "no block “table”"),
        (lambda story, entry: entry["account"].append({"type": "heading", "text": ""}), "“account”"),
        (lambda story, entry: entry.update(sources=[]), "needs at least one source"),
        (lambda story, entry: entry.update(related=[{"id": entry["id"], "relation": "loves"}]), "related[0]"),
    ],
)
def test_file_that_does_not_fit_is_refused_with_the_place(story, site, spoil, says):
    story["entries"] = [entry for entry in story["entries"] if entry["kind"] == "event"]
    spoil(story, story["entries"][0] if isinstance(story["entries"], list) else None)
    with pytest.raises(StoryError) as refused, transaction.atomic():
        take_in(story, site=site)
    assert says in str(refused.value)
    assert not TimelineEntry.objects.exists()
    assert not PublicRecord.objects.filter(page__depth__gt=3).exists()


def test_refusal_names_the_entry_by_its_title(story, site):
    story["entries"][0]["date"]["edtf"] = "soon"
    with pytest.raises(StoryError, match=r"Entry 1 \(“Event”\), “date.edtf”"):
        take_in(story, site=site)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda case: case["procedure"].update(version="1850"), "no procedure “judicial-review-ew” of version 1850"),
        (lambda case: case.update(grounds="none"), "“grounds”: a list of texts"),
        (lambda case: case.pop("question"), "“question”: this field is missing"),
    ],
)
def test_case_that_does_not_fit_is_refused(story, site, spoil, says):
    assert Procedure.objects.exists()
    spoil(story["cases"][0])
    with pytest.raises(StoryError, match=r"Case 1 \(“Case”\)") as refused:
        take_in(story, site=site)
    assert says in str(refused.value)


def test_milestone_without_its_case_is_refused(story, site):
    story["cases"] = []
    with pytest.raises(StoryError, match=r"“case\.id”: .* is not in the list “cases”"):
        take_in(story, site=site)


@pytest.mark.parametrize("name", ["summary", "date_note"])
def test_text_that_is_too_long_for_its_field_is_refused(story, site, name):
    story["entries"][0][name] = "x" * 501
    with pytest.raises(StoryError, match=f"“{name}”: Ensure this value has at most 500"):
        take_in(story, site=site)
