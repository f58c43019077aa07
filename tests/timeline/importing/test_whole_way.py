"""From a file to entries, through the screens of the admin."""

import datetime
import re

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry, ReferenceIndex

from tests.canary_states import order_on
from tests.import_files import bring_in, choose, csv_bytes, latest, name_columns, send, xlsx_bytes
from timeline.holds import hold_everything
from timeline.importing import progress, running
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
STEPS = ["timeline_import", "timeline_import_check", "timeline_import_columns", "timeline_import_undo"]


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


# Who may


def signed_in(client, django_user_model, *groups):
    user = django_user_model.objects.create_user("someone", "s@example.org", "a long password")
    user.groups.set(Group.objects.filter(name__in=groups))
    client.force_login(user)
    return user


def test_who_may_not_add_entries_is_refused_and_sees_no_menu_item(admin, site, client, django_user_model):
    bring_in(admin, csv_bytes(*ROWS), site=site)
    batch = latest()
    group = Group.objects.create(name="Lookers-on")
    from django.contrib.auth.models import Permission

    group.permissions.add(Permission.objects.get(codename="access_admin"))
    signed_in(client, django_user_model, "Lookers-on")
    menu = client.get(reverse("wagtailadmin_home"))
    assert menu.status_code == 200
    assert reverse("timeline_imports") not in menu.content.decode()
    for address in (reverse("timeline_imports"), *(reverse(step, args=[batch.pk]) for step in STEPS)):
        assert client.get(address).status_code == 302
        assert client.post(address).status_code == 302
        assert client.get(address, follow=True).redirect_chain[-1][0] == reverse("wagtailadmin_home")
    assert client.post(reverse("timeline_import_again", args=[batch.pk])).status_code == 302
    assert EventPage.objects.count() == 2


def test_editor_makes_drafts_and_is_not_offered_to_publish(client, site, django_user_model):
    user = signed_in(client, django_user_model, "Editors")
    batch = bring_in(client, csv_bytes(*ROWS), site=site)
    assert EventPage.objects.filter(owner=user, live=False).count() == 2
    # Sent by hand it is not heard.
    send(client, csv_bytes(["2019", "Third", "Text.", "https://example.org/3", "c"]), site=site)
    name_columns(client, latest())
    html = client.get(reverse("timeline_import_check", args=[latest().pk])).content.decode()
    assert "Published at once" not in html
    choose(client, latest(), publish="yes", bring_in=True)
    assert not EventPage.objects.filter(live=True).exists()
    assert client.get(reverse("timeline_import", args=[batch.pk])).status_code == 200


def test_editor_does_not_take_back_what_is_published(admin, site, client, django_user_model):
    batch = bring_in(admin, csv_bytes(*ROWS), site=site, publish="yes")
    signed_in(client, django_user_model, "Editors")
    client.post(reverse("timeline_import_undo", args=[batch.pk]))
    assert EventPage.objects.filter(live=True).count() == 2


# Whatever ends it


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
