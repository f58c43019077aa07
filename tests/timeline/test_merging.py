"""Two entries that are one thing: what merging them moves, and who is told."""

import datetime

import pytest
from django.utils import timezone

from press.models import Capture, Quotation
from tests.data_files import story_of
from tests.factories import (
    make_article,
    make_case,
    make_document,
    make_event,
    make_milestone,
    make_subject,
    make_subjects,
    make_topic,
    publish,
)
from tests.feed_readers import gone_of, items_of
from tests.timeline.feed_news import day, ids, make_digest, make_note, told, urn
from tests.timeline.merging_entries import draft, joined, now, source, titles_of_sources, with_sources
from timeline.data.taking_in import take_in
from timeline.merging import MergeError, merge
from timeline.models import EntryRelation, EventPage, PublicRecord, Tombstone

pytestmark = pytest.mark.django_db


@pytest.fixture
def goes(front_page):
    return make_event(title="The letter", slug="the-letter", date="2018-01-18")


@pytest.fixture
def stays(front_page):
    return make_event(title="A letter", slug="a-letter", date="2018-01-18")


# What is added


def test_entry_that_stays_gets_what_the_other_has_besides(front_page, editor):
    law, schools = make_topic(name="Law"), make_topic(name="Schools")
    bodies = make_subjects(front_page)
    ministry, police = make_subject(bodies, title="Ministry"), make_subject(bodies, title="Police")
    other, third = make_event(), make_event()
    goes, stays = make_event(topics=[law, schools]), make_event(topics=[law])
    with_sources(
        goes,
        source("Hansard again", "https://www.hansard.example/a/?utm_source=x"),
        source("A newspaper", "https://paper.example/1", publisher="A paper", supports="The day"),
        source("Minutes"),
        source("The minutes"),
        subjects=[ministry, police],
        relations=[EntryRelation(to=other, word="follows"), EntryRelation(to=third, word="about")],
    )
    with_sources(
        stays,
        source("Hansard", "https://hansard.example/a", sort_order=0),
        source("MINUTES", sort_order=1),
        subjects=[police],
        relations=[EntryRelation(to=other, word="follows")],
    )
    added = merge(goes, stays, user=editor)
    assert added == ["2 sources", "1 related entry", "1 topic", "1 person or body"]
    for entry in (now(stays), draft(stays)):
        assert titles_of_sources(entry) == ["Hansard", "MINUTES", "A newspaper", "The minutes"]
        assert sorted(topic.name for topic in entry.topics.all()) == ["Law", "Schools"]
        assert sorted(one.title for one in entry.subjects.all()) == ["Ministry", "Police"]
        assert joined(entry) == [("follows", other.pk), ("about", third.pk)]
        assert [row.sort_order for row in entry.sources.all()] == [0, 1, 2, 3]
    paper = now(stays).sources.get(title="A newspaper")
    assert (paper.publisher, paper.supports, paper.link.url) == ("A paper", "The day", "https://paper.example/1")
    assert now(stays).live
    assert not now(stays).has_unpublished_changes


def test_draft_that_stays_gets_it_as_a_draft(front_page, editor):
    goes, stays = make_event(live=False, topics=[make_topic(name="Law")]), make_event(live=False, sources=0)
    merge(goes, stays, user=editor)
    assert not now(stays).live
    assert titles_of_sources(draft(stays)) == ["Source 1"]


def test_newest_version_of_a_draft_is_what_it_hands_over(front_page, stays, editor):
    goes = make_event(live=False, sources=0)
    newer = goes.get_latest_revision_as_object()
    newer.sources = [source("Only in the draft")]
    newer.save_revision()
    merge(goes, stays, user=editor)
    assert "Only in the draft" in titles_of_sources(now(stays))


def test_draft_of_a_published_entry_that_goes_is_neither_published_nor_lost_by_it(goes, stays, editor):
    newer = goes.get_latest_revision_as_object()
    newer.sources = [source("Not yet for readers")]
    newer.save_revision()
    with pytest.raises(MergeError, match="has changes that are not published, and they would go with it"):
        merge(now(goes), stays, user=editor)
    assert titles_of_sources(draft(goes)) == ["Not yet for readers"]
    # Once an editor has decided on it, its words are handed over like any others.
    newer.get_latest_revision().publish()
    merge(now(goes), stays, user=editor)
    assert "Not yet for readers" in titles_of_sources(now(stays))


def test_nothing_new_makes_no_new_version(goes, stays, editor):
    before = stays.latest_revision_id
    assert merge(goes, stays, user=editor) == []
    assert now(stays).latest_revision_id == before


def test_article_hands_over_its_address_its_quotations_and_its_copies(front_page, editor):
    said = {"text": "Nobody told us.", "speaker": "A parent"}
    goes = make_article(article_url="https://paper.example/amp/1", quotations=[Quotation(**said)])
    stays = make_article(article_url="https://paper.example/story/1", rights="short-quotation")
    copy = make_article(copy_of=goes)
    capture = Capture.objects.create(page=goes)
    assert merge(goes, stays, user=editor) == ["1 quotation", "its address"]
    assert [row.url for row in now(stays).addresses.all()] == ["https://paper.example/amp/1"]
    assert [row.text for row in now(stays).quotations.all()] == ["Nobody told us."]
    assert now(copy).copy_of_id == draft(copy).copy_of_id == stays.pk
    capture.refresh_from_db()
    assert capture.page_id == stays.pk


def test_article_is_no_copy_of_itself_by_it(front_page, editor):
    goes = make_article()
    stays = make_article(copy_of=goes)
    merge(goes, stays, user=editor)
    assert now(stays).copy_of_id is draft(stays).copy_of_id is None


def test_milestone_hands_over_its_documents(front_page, editor):
    from legal.models import MilestoneDocument

    case, paper = make_case(), make_document()
    goes = make_milestone(case=case, documents=[MilestoneDocument(document=paper, may_publish="yes", basis="ours")])
    stays = make_milestone(case=case)
    assert merge(goes, stays, user=editor) == ["1 document"]
    (row,) = now(stays).documents.all()
    assert (row.document, row.is_shown) == (paper, True)


# What subscribers are told


def test_nobody_is_told_of_a_merge(client, goes, stays, editor):
    told(goes, 1)
    told(stays, 2)
    had = {item["id"]: item for item in items_of(client, "/feeds/everything.atom")}
    with_more = with_sources(now(goes), source("One more", "https://paper.example/2"))
    merge(with_more, now(stays), user=editor)
    (item,) = items_of(client, "/feeds/everything.atom")
    assert item["id"] == urn(stays)
    for name in ("id", "title", "link", "published", "updated"):
        assert item[name] == had[urn(stays)][name]
    assert gone_of(client) == {}
    assert not Tombstone.objects.exists()


def test_what_was_told_of_the_one_that_goes_is_not_told_again_of_the_other(client, site, goes, front_page, editor):
    told(goes, 1)
    stays = make_event()
    PublicRecord.objects.filter(page=stays).update(announced_at=None, announcing="digest")
    merge(goes, now(stays), user=editor)
    publish(now(stays))
    record = PublicRecord.objects.get(page=stays)
    assert (record.announcing, record.announced_at, record.digest) == ("quietly", None, None)
    assert ids(client) == []


def test_digest_that_told_of_it_tells_of_the_other(client, site, goes, stays, editor):
    digest = make_digest(site, 3, goes)
    PublicRecord.objects.filter(page=stays).update(announced_at=None, announcing="quietly")
    merge(now(goes), now(stays), user=editor)
    record = PublicRecord.objects.get(page=stays)
    assert (record.digest, record.announced_at) == (digest, day(3))
    assert ids(client) == [digest.urn]


def test_corrections_stay_on_the_record_and_changes_that_wait_go(client, goes, stays, editor):
    told(goes, 1)
    told(stays, 2)
    note = make_note(goes, 3)
    goes.change_notes.create(kind="update", words="This waits.")
    left = [one for one in ids(client) if one != urn(goes)]
    merge(now(goes), now(stays), user=editor)
    assert ids(client) == left
    assert [one.pk for one in now(stays).changes_told] == [note.pk]
    assert not now(stays).change_notes.filter(told_at=None).exists()
    assert "It was 13 and not 12." in client.get("/corrections/").content.decode()


def test_calendar_of_a_hearing_keeps_the_one_that_stays(client, front_page, editor):
    ahead = timezone.localdate() + datetime.timedelta(days=30)
    given = {"date": ahead.isoformat(), "occurrence": "scheduled", "case": make_case()}
    goes, stays = make_milestone(title="Hearing", **given), make_milestone(title="The hearing", **given)
    merge(goes, stays, user=editor)
    body = client.get("/calendar.ics").content.decode()
    assert body.count("BEGIN:VEVENT") == 1
    assert stays.public_record.uid.hex[:8] in body.replace("-", "")


def test_story_taken_in_again_finds_the_one_that_stays(client, goes, stays, site, editor):
    story = story_of(client)
    assert len(story["entries"]) == 2
    merge(goes, stays, user=editor)
    assert take_in(story, site=site)["left alone"] == 2
    assert EventPage.objects.count() == 1
