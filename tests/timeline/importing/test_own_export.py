"""What a site like this one exported comes back by the same screen."""

import json

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client
from django.urls import reverse

from legal.models import CasePage
from tests.data_files import fetched, make_rich_story, rows_of, story_of, story_of_what
from tests.factories import make_event, make_milestone, make_topic
from tests.import_files import bring_in, choose, latest, send
from timeline.importing import stories
from timeline.models import EventPage, PublicRecord, TimelineEntry, Tombstone

pytestmark = pytest.mark.django_db


def as_file(story: dict) -> bytes:
    return json.dumps(story).encode()


def compared(story: dict) -> dict:
    """What must come back: all but when the file was written."""
    return {name: value for name, value in story.items() if name != "exported_at"}


def test_exported_story_gives_the_same_story(admin, site, client):
    story = story_of_what(make_rich_story)
    response = send(admin, as_file(story), "story.json", site=site)
    html = response.content.decode()
    assert "This is a whole story" in html
    assert not TimelineEntry.objects.exists()
    batch = latest()
    choose(admin, batch, keep_clocks="on")
    batch.refresh_from_db()
    choose(admin, batch, keep_clocks="on", bring_in=True)
    batch.refresh_from_db()
    assert (batch.state, batch.why) == ("done", "")
    assert compared(story_of(client)) == compared(story)
    assert client.get("/search/?q=Hearing").content.count(b"Hearing") > 1
    # And once more it changes nothing.
    send(admin, as_file(story), "story.json", site=site)
    assert latest().findings["counts"] == {"new": 0, "same": len(story["entries"])}


def test_story_is_taken_back_with_its_cases_and_chapters(admin, site):
    story = story_of_what(make_rich_story)
    batch = bring_in(admin, as_file(story), "story.json", site=site)
    assert CasePage.objects.exists()
    admin.post(reverse("timeline_import_undo", args=[batch.pk]))
    assert not TimelineEntry.objects.exists()
    assert not CasePage.objects.exists()
    assert Tombstone.objects.count() >= len(story["entries"])


@pytest.mark.parametrize("change", ["added", "edited"])
def test_case_stays_where_something_below_it_is_to_stay(admin, site, change):
    story = story_of_what(make_rich_story)
    batch = bring_in(admin, as_file(story), "story.json", site=site)
    case = CasePage.objects.get()
    entry = make_milestone(case=case) if change == "added" else case.get_children().first().specific
    entry.save_revision(log_action=True)
    admin.post(reverse("timeline_import_undo", args=[batch.pk]))
    assert CasePage.objects.get() == case
    assert [one.specific for one in case.get_children()] == [entry]
    assert "kept" in batch.rows.filter(page=case.pk).values_list("outcome", flat=True)


def test_story_with_a_fault_is_refused_in_the_trial(admin, site):
    story = story_of_what(make_event)
    story["entries"][0]["date"]["edtf"] = "2018-02-30"
    html = send(admin, as_file(story), "story.json", site=site).content.decode()
    assert "cannot be taken in" in html
    assert "date.edtf" in html
    choose(admin, latest(), bring_in=True)
    assert not TimelineEntry.objects.exists()


def test_page_of_the_read_api_is_no_story(admin, site):
    data = fetched(Client(), "/data/v1/entries.json")
    assert "read API" in send(admin, data, "entries.json", site=site).content.decode()


def test_exported_table_comes_back_with_its_ids(admin, site, client):
    def make():
        topic = make_topic(name="Census")
        make_event(title="=1+1 is a title", date="2016/2018", date_extent="within", topics=[topic], significance="key")
        make_event(title="Another", date="2018-06~", sequence=3, date_note="A note", date_wording="in summer")

    with transaction.atomic():
        make()
        data, before = fetched(Client(), "/data/v1/entries.csv"), rows_of(Client())
        transaction.set_rollback(True)
    batch = bring_in(admin, data, site=site, publish="yes")
    assert batch.shape == "own-csv"
    assert EventPage.objects.filter(live=True).count() == 2
    after = rows_of(client)
    same = ["id", "kind", "title", "summary", "date", "date_extent", "date_words", "wording", "date_note", "sequence"]
    same += ["significance", "occurrence", "topics", "sources"]
    assert [[row[name] for name in same] for row in after] == [[row[name] for name in same] for row in before]
    assert {record.urn for record in PublicRecord.objects.filter(page__in=EventPage.objects.all())} == {
        row["id"] for row in before
    }


def test_exported_table_again_leaves_what_is_there_alone(admin, site, client):
    make_event(title="Here already", date="2018-06~")
    batch = bring_in(admin, fetched(client, "/data/v1/entries.csv"), site=site)
    assert EventPage.objects.count() == 1
    assert batch.findings["counts"]["same"] == 1


def test_timelinejs_that_was_exported_comes_back_as_entries(admin, site, client):
    make_event(title="A <b>title", date="2018-06")
    data = fetched(client, "/data/v1/timelinejs.json").replace(b"//testserver", b"//example.org")
    EventPage.objects.get().delete()
    bring_in(admin, data, "timelinejs.json", site=site)
    page = EventPage.objects.get()
    assert (page.title, page.date.edtf) == ("A <b>title", "2018-06")


def test_story_is_for_those_who_may_publish(client, site, django_user_model):
    story = story_of_what(make_event)
    user = django_user_model.objects.create_user("someone", "s@example.org", "a long password")
    user.groups.set(Group.objects.filter(name="Editors"))
    client.force_login(user)
    html = send(client, as_file(story), "story.json", site=site).content.decode()
    assert "You may not publish here" in html
    choose(client, latest(), bring_in=True)
    assert not TimelineEntry.objects.exists()


def test_pages_that_the_same_editor_makes_meanwhile_are_none_of_the_story(admin, site, editor, monkeypatch):
    """On PostgreSQL they may be committed while the story is written."""
    story, real = story_of_what(make_rich_story), stories.take_in
    others = []

    def take_in(*args, **kwargs):
        counts = real(*args, **kwargs)
        if kwargs.get("pages") is not None:
            others.append(make_event(title="Made meanwhile", live=False))
            others[0].save_revision(user=editor)
        return counts

    monkeypatch.setattr(stories, "take_in", take_in)
    batch = bring_in(admin, as_file(story), "story.json", site=site)
    (other,) = others
    assert batch.state == "done"
    assert not batch.rows.filter(page=other.pk).exists()
    made = set(batch.rows.filter(outcome="made").values_list("page_id", flat=True))
    assert set(TimelineEntry.objects.exclude(pk=other.pk).values_list("pk", flat=True)) <= made
    assert set(CasePage.objects.values_list("pk", flat=True)) <= made
    html = admin.get(reverse("timeline_import", args=[batch.pk])).content.decode()
    assert f"Made: {len(made)}" in html
    admin.post(reverse("timeline_import_undo", args=[batch.pk]))
    assert list(TimelineEntry.objects.values_list("pk", flat=True)) == [other.pk]
    assert not CasePage.objects.exists()
