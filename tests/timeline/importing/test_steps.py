"""A batch leads to the step that it is at, whatever address is asked for; and a file does not wait for ever."""

import datetime
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from tests.data_files import story_of_what
from tests.factories import make_event
from tests.import_files import bring_in, choose, csv_bytes, latest, name_columns, send
from tests.timeline.importing.test_own_export import as_file
from timeline.importing import clearing
from timeline.importing.clearing import clear_abandoned
from timeline.models import EventPage, ImportBatch, ImportRow

pytestmark = pytest.mark.django_db

ROWS = [["18 January 2018", "A letter is sent", "The campaign writes.", "https://example.org/letter", "a"]]
STEPS = ["timeline_import", "timeline_import_check", "timeline_import_columns", "timeline_import_undo"]
DAY = datetime.timedelta(days=1)


def leads_to(admin, step, batch) -> str:
    """The name of the step at which one ends."""
    response = admin.get(reverse(step, args=[batch.pk]), follow=True)
    assert response.status_code == 200
    return response.resolver_match.url_name


# A whole story


@pytest.fixture
def story(admin, site):
    send(admin, as_file(story_of_what(make_event)), "story.json", site=site)
    return latest()


@pytest.mark.parametrize("step", STEPS)
def test_story_has_no_columns_to_name(admin, story, step):
    assert leads_to(admin, step, story) == "timeline_import_check"
    assert admin.post(reverse("timeline_import_columns", args=[story.pk]), {}).status_code == 302


@pytest.mark.parametrize("step", STEPS)
def test_story_whose_trial_was_ended_is_tried_again_and_brought_in(admin, story, step):
    ImportBatch.objects.filter(pk=story.pk).update(state="columns", findings={})
    story.rows.all().delete()
    story.refresh_from_db()
    assert leads_to(admin, step, story) == "timeline_import_check"
    html = admin.get(reverse("timeline_import_check", args=[story.pk])).content.decode()
    assert "press “Check again”" in html
    assert "Bring it in" not in html
    assert "A trial made 1 entry" in choose(admin, story).content.decode()
    story.refresh_from_db()
    assert story.state == "checked"
    choose(admin, story, bring_in=True)
    assert EventPage.objects.count() == 1


def test_story_that_is_in_leads_to_what_was_brought_in(admin, story):
    choose(admin, story, bring_in=True)
    story.refresh_from_db()
    assert story.state == "done"
    assert leads_to(admin, "timeline_import_columns", story) == "timeline_import"


# Files that nobody goes on with


def sent(admin, site, *, days_ago=0, checked=False) -> ImportBatch:
    send(admin, csv_bytes(*ROWS), site=site)
    batch = latest()
    if checked:
        name_columns(admin, batch)
    ImportBatch.objects.filter(pk=batch.pk).update(made_at=timezone.now() - days_ago * DAY)
    batch.refresh_from_db()
    return batch


@pytest.mark.parametrize("checked", [False, True])
def test_file_that_nobody_brings_in_is_deleted_after_a_week_with_what_was_read_of_it(admin, site, checked):
    old, young = sent(admin, site, days_ago=8, checked=checked), sent(admin, site, days_ago=6)
    old_file, young_file = Path(old.upload.path), Path(young.upload.path)
    assert old_file.exists()
    call_command("publish_scheduled", verbosity=0)
    assert list(ImportBatch.objects.all()) == [young]
    assert not old_file.exists()
    assert young_file.exists()
    assert not ImportRow.objects.filter(batch=old.pk).exists()


def test_stopped_import_has_a_week_from_when_it_was_stopped(admin, site):
    batch = sent(admin, site, days_ago=20, checked=True)
    for days, there in ((6, True), (8, False)):
        ImportBatch.objects.filter(pk=batch.pk).update(state="failed", started_at=timezone.now() - days * DAY)
        clear_abandoned()
        assert ImportBatch.objects.filter(pk=batch.pk).exists() == there


@pytest.mark.parametrize("state", ["waiting", "writing", "indexing", "done", "undone"])
def test_what_is_brought_in_or_waits_for_it_is_kept(admin, site, state):
    batch = sent(admin, site, days_ago=400)
    ImportBatch.objects.filter(pk=batch.pk).update(state=state)
    assert clear_abandoned() == 0
    assert ImportBatch.objects.filter(pk=batch.pk).exists()
    assert Path(batch.upload.path).exists()


def test_one_that_cannot_be_deleted_is_tried_again_and_holds_up_no_other(admin, site, monkeypatch, caplog):
    stuck, other = sent(admin, site, days_ago=9), sent(admin, site, days_ago=9)
    storage, real = type(stuck.upload.storage), type(stuck.upload.storage).delete

    def fails(self, name):
        if name == stuck.upload.name:
            raise OSError("the disk is away")
        real(self, name)

    monkeypatch.setattr(storage, "delete", fails)
    assert clear_abandoned() == 1
    assert list(ImportBatch.objects.all()) == [stuck]
    assert f"The import {stuck.pk} could not be cleared away" in caplog.text
    monkeypatch.setattr(storage, "delete", real)
    assert clear_abandoned() == 1
    assert not Path(other.upload.path).exists()


def test_list_of_imports_says_when_a_file_is_deleted(admin, site):
    bring_in(admin, csv_bytes(*ROWS), site=site)
    html = admin.get(reverse("timeline_imports")).content.decode()
    assert "deleted 7 days after it was sent" in html
    assert "Deleted on" not in html
    batch = sent(admin, site)
    day = timezone.localtime(batch.made_at + clearing.KEPT_FOR)
    html = " ".join(admin.get(reverse("timeline_imports")).content.decode().split())
    assert f"Deleted on {day.day} {day:%B %Y}" in html


def test_list_of_imports_costs_no_query_a_batch(admin, site):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    numbers = []
    for _round in range(2):
        for _number in range(3):
            sent(admin, site)
        admin.get(reverse("timeline_imports"))
        with CaptureQueriesContext(connection) as captured:
            admin.get(reverse("timeline_imports"))
        numbers.append(len(captured))
    assert numbers[0] == numbers[1]
