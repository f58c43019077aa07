"""From a file to entries, through the screens of the admin."""

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from tests.import_files import bring_in, choose, csv_bytes, latest, name_columns, send, xlsx_bytes
from timeline.models import EventPage, ImportBatch, PublicRecord

pytestmark = pytest.mark.django_db

ROWS = [
    ["18 January 2018", "A letter is sent", "The campaign writes to the department.", "https://example.org/letter", "a"],
    ["September 2017", "A census begins", "Schools are asked for more.", "https://example.org/census", "b"],
]


def test_file_becomes_drafts_and_nobody_is_told(admin, site, editor):
    response = send(admin, csv_bytes(*ROWS), site=site)
    batch = latest()
    assert response.redirect_chain[-1][0] == reverse("timeline_import_columns", args=[batch.pk])
    html = name_columns(admin, batch).content.decode()
    assert "18 January 2018" in html
    assert "A census begins" in html
    assert not EventPage.objects.exists()
    batch.refresh_from_db()
    html = choose(admin, batch, bring_in=True).content.decode()
    assert "Made: 2" in html
    letter, census = EventPage.objects.order_by("pk")
    assert (letter.title, letter.date.edtf, letter.summary) == (
        "A letter is sent",
        "2018-01-18",
        "The campaign writes to the department.",
    )
    assert census.date.edtf == "2017-09"
    assert not letter.live
    assert letter.owner == editor
    assert letter.latest_revision.user == editor
    assert letter.sources.get().url == "https://example.org/letter"
    assert not PublicRecord.objects.exclude(announced_at=None).exists()
    assert letter.public_record.announcing == "quietly"
    logged = PageLogEntry.objects.get(page=letter.pk, action="timeline.import")
    assert logged.data["row"] == 2
    batch.refresh_from_db()
    assert batch.state == ImportBatch.State.DONE


def test_published_at_once_where_one_may_and_found_by_search(admin, site, client):
    batch = bring_in(admin, xlsx_bytes(*ROWS), "file.xlsx", site=site, publish="yes")
    assert EventPage.objects.published().count() == 2
    assert not PublicRecord.objects.exclude(announced_at=None).exists()
    assert b"A letter is sent" in client.get("/search/?q=department").content
    assert b"A letter is sent" in client.get("/timeline/").content
    assert batch.rows.filter(was_published=True).count() == 2


def test_digest_is_waited_for_where_it_is_asked_for(admin, site):
    bring_in(admin, csv_bytes(*ROWS), site=site, publish="yes", announcing="digest")
    assert PublicRecord.objects.filter(digest__isnull=False, announced_at=None).count() == 2
