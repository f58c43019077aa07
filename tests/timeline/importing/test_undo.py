"""A batch is taken back whole, but for what somebody has worked on since."""

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from tests.factories import make_event, publish
from tests.import_files import bring_in, csv_bytes
from timeline.importing import batch_views
from timeline.importing.undoing import undo
from timeline.models import EventPage, Restriction, Tombstone

pytestmark = pytest.mark.django_db

ROWS = [
    ["18 January 2018", "A letter is sent", "The campaign writes.", "https://example.org/letter", "a"],
    ["September 2017", "A census begins", "Schools are asked.", "https://example.org/census", "b"],
]


def take_back(admin, batch):
    response = admin.post(reverse("timeline_import_undo", args=[batch.pk]), follow=True)
    assert response.status_code == 200
    batch.refresh_from_db()
    return response.content.decode()


def test_drafts_are_deleted_and_leave_nothing(admin, site):
    batch = bring_in(admin, csv_bytes(*ROWS), site=site)
    asked = admin.get(reverse("timeline_import_undo", args=[batch.pk])).content.decode()
    assert "2 entries are deleted" in asked
    keys = list(EventPage.objects.values_list("pk", flat=True))
    take_back(admin, batch)
    assert batch.state == "undone"
    assert not EventPage.objects.exists()
    assert not Tombstone.objects.exists()
    assert set(batch.rows.values_list("outcome", flat=True)) == {"undone"}
    assert PageLogEntry.objects.filter(action="wagtail.delete", page_id__in=keys).count() == 2
    assert PageLogEntry.objects.filter(action="timeline.undo_import").count() == 1


def test_published_entries_leave_their_ids(admin, site, client):
    batch = bring_in(admin, csv_bytes(*ROWS), site=site, publish="yes")
    uids = set(EventPage.objects.values_list("public_record__uid", flat=True))
    take_back(admin, batch)
    assert not EventPage.objects.exists()
    assert set(Tombstone.objects.values_list("uid", flat=True)) == uids
    assert b"A letter" not in client.get("/timeline/").content
    assert b"A letter" not in client.get("/search/?q=letter").content


def test_updated_entry_goes_back_to_the_version_before(admin, site):
    page = make_event(title="A letter is sent", date="2018-01-18", summary="Our own words.")
    batch = bring_in(admin, csv_bytes(*ROWS), site=site, publish="yes")
    page.refresh_from_db()
    assert page.summary == "The campaign writes."
    take_back(admin, batch)
    page = EventPage.objects.get()
    assert (page.summary, page.live, page.has_unpublished_changes) == ("Our own words.", True, False)
    assert page.sources.count() == 1
    assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.revert").exists()


def edit(page):
    page.summary = "An editor's words."
    page.save_revision(log_action=True)


def close(page):
    Restriction.objects.create(page=page.page_ptr, made_on="2020-01-01", review_on="2030-01-01", scope="It.")


@pytest.mark.parametrize("change", [edit, publish, close], ids=["edited", "published", "closed by an order"])
def test_what_somebody_has_changed_since_is_left_and_named(admin, site, change):
    batch = bring_in(admin, csv_bytes(*ROWS), site=site, reason="Known.")
    page = EventPage.objects.get(title="A letter is sent")
    change(page)
    asked = admin.get(reverse("timeline_import_undo", args=[batch.pk])).content.decode()
    assert "1 entry is deleted" in asked
    assert "A letter is sent" in asked
    html = take_back(admin, batch)
    assert EventPage.objects.get().pk == page.pk
    assert "Changed since, and so left" in html
    assert batch.rows.get(page=page.pk).outcome == "kept"


def test_undo_is_all_or_nothing(admin, site, editor, monkeypatch):
    batch = bring_in(admin, csv_bytes(*ROWS), site=site)

    def fails(*args, **kwargs):
        assert not EventPage.objects.exists()
        raise RuntimeError("the power fails")

    monkeypatch.setattr("timeline.importing.undoing.index_pages", fails)
    with pytest.raises(RuntimeError):
        undo(batch, user=editor)
    batch.refresh_from_db()
    assert (batch.state, EventPage.objects.count()) == ("done", 2)


def test_taken_back_it_may_be_brought_in_again(admin, site):
    batch = bring_in(admin, csv_bytes(*ROWS), site=site)
    take_back(admin, batch)
    bring_in(admin, csv_bytes(*ROWS), site=site)
    assert EventPage.objects.count() == 2


def test_undo_a_second_time_changes_nothing(admin, site):
    batch = bring_in(admin, csv_bytes(*ROWS), site=site)
    take_back(admin, batch)
    make_event()
    take_back(admin, batch)
    assert EventPage.objects.count() == 1


def test_second_of_two_who_take_it_back_is_told_that_it_is_done(admin, site):
    batch = bring_in(admin, csv_bytes(*ROWS), site=site)
    assert "It is taken back." in take_back(admin, batch)
    before = (batch.undone_at, PageLogEntry.objects.count())
    html = take_back(admin, batch)
    assert "It was taken back already. Nothing more was done." in html
    assert "It is taken back." not in html
    assert (batch.undone_at, PageLogEntry.objects.count()) == before


def test_so_is_the_second_of_two_at_the_same_moment(admin, site, editor, monkeypatch):
    batch = bring_in(admin, csv_bytes(*ROWS), site=site)
    real = batch_views.undo

    def another_was_quicker(asked, *, user):
        # Both had found it in the state in which it may be taken back.
        assert asked.state == "done"
        assert real(asked, user=editor)
        return real(asked, user=user)

    monkeypatch.setattr(batch_views, "undo", another_was_quicker)
    assert "It was taken back already." in take_back(admin, batch)
    assert not EventPage.objects.exists()


@pytest.mark.parametrize("state", ["columns", "checked", "waiting", "writing", "failed"])
def test_what_was_not_brought_in_is_not_taken_back(admin, site, editor, state):
    batch = bring_in(admin, csv_bytes(*ROWS), site=site)
    type(batch).objects.filter(pk=batch.pk).update(state=state)
    with pytest.raises(ValueError, match="only what was brought in"):
        undo(batch, user=editor)
    assert EventPage.objects.count() == 2
