"""From a file to entries, through the screens of the admin."""

import re

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry, ReferenceIndex

from tests.canary_states import order_on
from tests.import_files import bring_in, choose, csv_bytes, latest, name_columns, send, xlsx_bytes
from timeline.holds import hold_everything
from timeline.importing import running
from timeline.models import EventPage, ImportBatch, ProtectedName, PublicRecord, TimelinePage, Topic

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
    assert letter.sources.get().url == "https://example.org/1"
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


def test_text_may_be_pasted(admin, site):
    send(admin, b"", site=site, file="", text="Date\tTitle\n2018\tPasted\n")
    name_columns(admin, latest())
    choose(admin, latest(), bring_in=True)
    assert EventPage.objects.get().title == "Pasted"


@pytest.mark.parametrize(("data", "said"), [(b"", "empty"), (b"PK\x03\x04", "cut off"), (b"{", "cut off")])
def test_file_that_cannot_be_read_is_said_beside_its_field_and_not_kept(admin, site, data, said):
    response = send(admin, data, site=site)
    assert said in response.content.decode()
    assert not ImportBatch.objects.exists()


def test_large_file_is_refused_beside_its_field(admin, site, monkeypatch):
    monkeypatch.setattr("timeline.importing.opening.MOST_BYTES", 50)
    assert "send it in parts" in send(admin, csv_bytes(*ROWS), site=site).content.decode()


def test_columns_may_be_changed_by_hand(admin, site):
    header = ["Tag", "Was", "Worte", "Quelle", "Id"]
    send(admin, csv_bytes(*ROWS, header=header), site=site)
    batch = latest()
    assert batch.columns == ["topics", "", "", "", "id"]
    html = name_columns(admin, batch).content.decode()
    assert "Say which column is the title." in html
    html = name_columns(admin, batch, column_0="title", column_1="title").content.decode()
    assert "Two columns are “Title”" in html
    name_columns(admin, batch, column_0="date", column_1="title", column_2="summary", column_3="source_url")
    batch.refresh_from_db()
    assert batch.findings["counts"]["new"] == 2


def test_rows_with_mistakes_stay_out_and_the_others_come_in(admin, site):
    batch = bring_in(admin, csv_bytes(["2018-02-30", "Never", "", "", ""], *ROWS), site=site)
    assert EventPage.objects.count() == 2
    assert batch.rows.get(action="error").errors[0].startswith("Column “Date”: There is no 30 February 2018")


def test_choices_are_shown_before_anything_is_brought_in(admin, site):
    send(admin, csv_bytes(["03/02/2018", "A", "", "", ""]), site=site)
    batch = latest()
    assert "Say below whether the day or the month" in name_columns(admin, batch).content.decode()
    batch.refresh_from_db()
    html = choose(admin, batch, order="day", bring_in=True).content.decode()
    assert "3 February 2018" in html
    assert "Look at the rows once more" in html
    assert not EventPage.objects.exists()


def test_row_without_a_source_stays_a_draft_when_the_others_are_published(admin, site):
    bring_in(admin, csv_bytes(ROWS[0], ["2018", "No source", "Text.", "", ""]), site=site, publish="yes")
    assert [page.title for page in EventPage.objects.filter(live=True)] == ["A letter is sent"]
    assert EventPage.objects.count() == 2


def test_entry_with_a_protected_name_stays_a_draft(admin, site):
    ProtectedName.objects.create(name="Jane Example")
    row = [*ROWS[0][:2], "Jane Example writes.", *ROWS[0][3:]]
    batch = bring_in(admin, csv_bytes(row), site=site, publish="yes")
    assert not EventPage.objects.get().live
    assert "protected by an order" in " ".join(batch.rows.get().remarks)


def test_while_everything_is_on_hold_they_stay_drafts(admin, site):
    hold_everything(user=None, why="The judgment is read out.")
    bring_in(admin, csv_bytes(*ROWS), site=site, publish="yes")
    assert [page.live for page in EventPage.objects.all()] == [False, False]


def test_under_an_order_they_stay_drafts(admin, site):
    order_on(TimelinePage.objects.get())
    bring_in(admin, csv_bytes(*ROWS), site=site, publish="yes")
    assert [page.live for page in EventPage.objects.all()] == [False, False]


def test_topics_are_made_once(admin, site):
    Topic.objects.create(name="Census", slug="census")
    header = ["Date", "Title", "Topics"]
    rows = [["2018", "A", "census; New one"], ["2018", "B", "new one"]]
    bring_in(admin, csv_bytes(*rows, header=header), site=site)
    assert sorted(Topic.objects.values_list("name", flat=True)) == ["Census", "New one"]
    assert EventPage.objects.get(title="B").topics.get().name == "New one"


def test_each_entry_is_indexed_once_and_afterwards(admin, site, monkeypatch):
    indexed, real = [], ReferenceIndex.create_or_update_for_object
    monkeypatch.setattr(ReferenceIndex, "create_or_update_for_object", lambda one: (indexed.append(one), real(one)))
    bring_in(admin, csv_bytes(*ROWS), site=site, publish="yes")
    assert sorted(page.pk for page in indexed) == sorted(EventPage.objects.values_list("pk", flat=True))


def test_number_of_queries_a_row_is_constant(admin, site, editor):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    numbers = []
    for many in (5, 15):
        rows = [["2018", f"{many}: the title", "Text.", f"https://example.org/{many}/{row}", ""] for row in range(many)]
        send(admin, csv_bytes(*rows), site=site)
        name_columns(admin, latest())
        ImportBatch.objects.filter(pk=latest().pk).update(state="waiting")
        with CaptureQueriesContext(connection) as captured:
            running.write_batch(latest().pk)
        numbers.append(len(captured))
    few, many = numbers
    assert (many - few) / 10 < 65
    assert EventPage.objects.count() == 20


def test_every_step_has_one_heading_and_a_label_for_each_box(admin, site):
    pages = [admin.get(reverse("timeline_imports")), send(admin, csv_bytes(*ROWS), site=site)]
    pages += [name_columns(admin, latest()), choose(admin, latest(), bring_in=True)]
    pages.append(admin.get(reverse("timeline_import_undo", args=[latest().pk])))
    for page in pages:
        html = page.content.decode()
        assert len(re.findall(r"<h1\b", html)) == 1
        main = html[html.index("<main") :]
        boxes = re.findall(r'<(?:input|select|textarea)\b(?![^>]*type="(?:hidden|radio|checkbox)")[^>]*>', main)
        ids = [re.search(r'\bid="([^"]+)"', box) for box in boxes]
        assert [
            box for box, found in zip(boxes, ids, strict=True) if not found or f'for="{found[1]}"' not in main
        ] == []


def test_draft_that_a_file_changes_stays_a_draft(admin, site):
    bring_in(admin, csv_bytes(*ROWS), site=site)
    changed = [[*ROWS[0][:2], "Another line.", *ROWS[0][3:]], ROWS[1]]
    bring_in(admin, csv_bytes(*changed), site=site, publish="yes")
    letter = EventPage.objects.get(title="A letter is sent")
    assert not letter.live
    assert letter.get_latest_revision_as_object().summary == "Another line."
