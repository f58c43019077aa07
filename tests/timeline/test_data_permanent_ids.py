"""A story that is taken in never touches what else stands on the server."""

import uuid

import pytest
from django.db import transaction

from legal.models import CasePage
from tests.data_files import make_other_site, story_of
from tests.factories import make_event, make_milestone, publish
from timeline.data.taking import StoryError
from timeline.data.taking_in import take_in
from timeline.models import EntryRelation, PublicRecord, TimelineEntry

pytestmark = pytest.mark.django_db
TAKEN = "this id belongs to something else on this server"


@pytest.fixture
def milestone(site):
    return make_milestone(title="Judgment")


def refused(story, site) -> str:
    """Why *story* is refused, which leaves nothing behind."""
    entries, records = TimelineEntry.objects.count(), PublicRecord.objects.count()
    with pytest.raises(StoryError) as refusal, transaction.atomic():
        take_in(story, site=site)
    assert (TimelineEntry.objects.count(), PublicRecord.objects.count()) == (entries, records)
    return str(refusal.value)


def fresh() -> str:
    return uuid.uuid4().urn


def test_case_of_another_site_gets_no_milestone(site, client, milestone):
    story = story_of(client)
    story["entries"][0]["id"] = fresh()
    assert refused(story, make_other_site(site)) == f"Case 1 (“{milestone.case.title}”), “id”: {TAKEN}."
    assert CasePage.objects.get().numchild == 1


def test_entry_of_another_site_is_refused(site, client):
    make_event(title="Theirs")
    assert refused(story_of(client), make_other_site(site)) == f"Entry 1 (“Theirs”), “id”: {TAKEN}."


def test_nothing_is_joined_to_an_entry_of_another_site(site, client):
    theirs, ours = make_event(title="Theirs", date="2017"), make_event(title="Ours", date="2018")
    ours.relations = [EntryRelation(to=theirs, word="about")]
    publish(ours)
    story = story_of(client)
    story["entries"] = [{**entry, "id": fresh()} for entry in story["entries"] if entry["title"] == "Ours"]
    other = make_other_site(site)
    take_in(story, site=other)
    (taken,) = TimelineEntry.objects.of_site(other)
    assert not taken.relations.exists()


def test_case_and_milestone_that_are_there_are_used(site, client, milestone):
    story = story_of(client)
    assert take_in(story, site=site) == {"left alone": 1}
    story["entries"][0] |= {"id": fresh(), "title": "Another"}
    assert take_in(story, site=site) == {"entries": 1}
    assert CasePage.objects.get().numchild == 2


def test_entry_with_the_id_of_a_case_is_refused(site, client, milestone):
    story = story_of(client)
    story["entries"][0]["id"] = milestone.case.public_record.urn
    assert refused(story, site) == f"Entry 1 (“Judgment”), “id”: {TAKEN}."


def test_case_with_the_id_of_an_entry_is_refused(site, client, milestone):
    story = story_of(client)
    story["cases"][0]["id"] = story["entries"][0]["facts"]["case"]["id"] = milestone.public_record.urn
    story["entries"][0]["id"] = fresh()
    assert TAKEN in refused(story, site)


def test_id_that_begins_like_one_in_use_is_refused(site, client):
    event = make_event()
    story = story_of(client)
    story["entries"][0]["id"] = uuid.UUID(event.public_record.short_id + "0" * 22).urn
    assert TAKEN in refused(story, site)
