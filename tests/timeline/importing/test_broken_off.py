"""Whatever ends a run, all of a file is in or none of it, and the next run goes on."""

import datetime

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from tests.import_files import bring_in, choose, csv_bytes, latest, name_columns, send
from timeline.importing import progress, running
from timeline.models import EventPage, ImportBatch, PublicRecord

pytestmark = pytest.mark.django_db

ROWS = [
    [
        "18 January 2018",
        "A letter is sent",
        "The campaign writes to the department.",
        "https://example.org/1",
        "a",
    ],
    ["September 2017", "A census begins", "Schools are asked for more.", "https://example.org/census", "b"],
]


def test_process_that_ends_in_the_middle_leaves_nothing_and_the_next_run_completes_it(admin, site, monkeypatch):
    send(admin, csv_bytes(*ROWS), site=site)
    name_columns(admin, latest())
    real, made = EventPage.save_revision, []

    class Killed(BaseException):
        pass

    def dies(page, *args, **kwargs):
        made.append(page)
        if len(made) == 2:
            raise Killed
        return real(page, *args, **kwargs)

    monkeypatch.setattr(EventPage, "save_revision", dies)
    batch = latest()
    ImportBatch.objects.filter(pk=batch.pk).update(state="waiting")
    with pytest.raises(Killed), transaction.atomic():
        running.write_batch(batch.pk)
    assert len(made) == 2
    assert not EventPage.objects.exists()
    assert not PublicRecord.objects.filter(page__in=EventPage.objects.all()).exists()
    monkeypatch.setattr(EventPage, "save_revision", real)
    # As the process left it: said to be at work, for too long.
    long_ago = timezone.now() - running.BROKEN_OFF_AFTER - datetime.timedelta(minutes=1)
    ImportBatch.objects.filter(pk=batch.pk).update(state="writing", started_at=long_ago)
    html = admin.get(reverse("timeline_import", args=[batch.pk])).content.decode()
    assert "Begin again" in html
    admin.post(reverse("timeline_import_again", args=[batch.pk]))
    batch.refresh_from_db()
    assert (batch.state, EventPage.objects.count()) == ("done", 2)
    admin.post(reverse("timeline_import_again", args=[batch.pk]))
    assert EventPage.objects.count() == 2


def test_fault_in_the_middle_is_told_and_leaves_nothing(admin, site, monkeypatch):
    def fails(page, *args, **kwargs):
        raise RuntimeError("no room on the disk")

    monkeypatch.setattr(EventPage, "save_revision", fails)
    batch = bring_in(admin, csv_bytes(*ROWS), site=site)
    assert (batch.state, EventPage.objects.count()) == ("failed", 0)
    html = admin.get(reverse("timeline_import", args=[batch.pk])).content.decode()
    assert "Something went wrong on our side" in html
    monkeypatch.undo()
    choose(admin, batch, bring_in=True)
    assert EventPage.objects.count() == 2


def test_run_that_ends_before_the_indexes_goes_on_with_them(admin, site, client, monkeypatch):
    monkeypatch.setattr("timeline.tasks.index_batch", lambda pk: None)
    batch = bring_in(admin, csv_bytes(*ROWS), site=site, publish="yes")
    assert batch.state == "indexing"
    assert batch.rows.filter(to_index=True).count() == 2
    running.index_batch(batch.pk)
    batch.refresh_from_db()
    assert batch.state == "done"
    assert b"A letter is sent" in client.get("/search/?q=department").content


def test_page_of_a_run_looks_again_by_itself_and_tells_how_far_it_is(admin, site):
    send(admin, csv_bytes(*ROWS), site=site)
    name_columns(admin, latest())
    batch = latest()
    ImportBatch.objects.filter(pk=batch.pk).update(state="writing", started_at=timezone.now())
    progress.tell(batch, 100, 3000)
    response = admin.get(reverse("timeline_import", args=[batch.pk]))
    assert response["Refresh"] == "3"
    html = response.content.decode()
    assert "100 of 3000" in html
    assert "Begin again" not in html
    progress.forget(batch)


def test_with_a_worker_it_waits_for_it(admin, site, settings, monkeypatch):
    settings.TASKS = {**settings.TASKS, "web": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    batch = bring_in(admin, csv_bytes(*ROWS), site=site)
    assert batch.state == "waiting"
    assert not EventPage.objects.exists()
