"""Updates and corrections: what a change to a published entry tells its readers, and what it does not."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.admin_forms import edit_form
from tests.factories import make_event, publish
from tests.told import changed, record_of
from timeline.models import ChangeNote, EventPage

pytestmark = pytest.mark.django_db


def clocks(entry):
    record = record_of(entry)
    return record.announced_at, record.materially_updated_at


def test_new_entry_is_not_asked_what_has_changed(admin, front_page):
    assert "change" not in edit_form(admin, make_event(live=False)).data


def test_minor_change_tells_nobody(admin, front_page):
    entry = make_event()
    had = clocks(entry)
    assert changed(admin, entry, "minor")[1].status_code == 302
    assert clocks(entry) == had
    assert not ChangeNote.objects.exists()


def test_update_moves_the_clock_of_updates_and_stands_on_the_entry(admin, client, front_page):
    entry = make_event()
    announced_at = clocks(entry)[0]
    before = timezone.now()
    assert changed(admin, entry, "update", "The minister has answered.")[1].status_code == 302
    assert clocks(entry)[0] == announced_at
    assert clocks(entry)[1] >= before
    assert "The minister has answered." in client.get(entry.url).content.decode()
    assert "The minister has answered." not in client.get(reverse("corrections")).content.decode()


def test_correction_moves_no_clock_and_stands_on_the_entry_and_on_the_list(admin, client, front_page):
    entry = make_event()
    had = clocks(entry)
    assert changed(admin, entry, "correction", "It was 18 January.")[1].status_code == 302
    assert clocks(entry) == had
    note = ChangeNote.objects.get()
    assert f'id="{note.anchor}"' in client.get(entry.url).content.decode()
    listed = client.get(reverse("corrections")).content.decode()
    assert "It was 18 January." in listed
    assert f"{entry.url}#{note.anchor}" in listed


def test_list_of_corrections_says_when_there_are_none(client, front_page):
    assert "Nothing has been corrected yet" in client.get(reverse("corrections")).content.decode()


def test_correction_of_a_draft_waits_until_the_draft_goes_out(admin, client, front_page):
    entry = make_event()
    changed(admin, entry, "correction", "It was 18 January.", send="save_draft")
    assert ChangeNote.objects.get().told_at is None
    assert "It was 18 January." not in client.get(entry.url).content.decode()
    form = edit_form(admin, entry)
    assert (form.data["change"], form.data["change_words"]) == ("correction", "It was 18 January.")
    EventPage.objects.get(pk=entry.pk).get_latest_revision().publish()
    assert ChangeNote.objects.get().told_at is not None


def test_correction_that_turns_out_to_be_minor_is_never_told(admin, front_page):
    entry = make_event()
    changed(admin, entry, "correction", "It was 18 January.", send="save_draft")
    assert changed(admin, entry, "minor")[1].status_code == 302
    assert not ChangeNote.objects.exists()


def test_correction_is_not_told_while_an_older_text_goes_out(admin, front_page):
    entry = make_event()
    older = entry.get_latest_revision()
    changed(admin, entry, "correction", "It was 18 January.", send="save_draft")
    older.publish()
    assert ChangeNote.objects.get().told_at is None
    EventPage.objects.get(pk=entry.pk).get_latest_revision().publish()
    assert ChangeNote.objects.get().told_at is not None


def test_each_correction_is_told_once(admin, front_page):
    entry = make_event()
    changed(admin, entry, "correction", "It was 18 January.")
    first = ChangeNote.objects.get()
    publish(EventPage.objects.get(pk=entry.pk))
    assert edit_form(admin, entry).data["change"] == "minor"
    changed(admin, entry, "correction", "It was 19 January.")
    assert list(ChangeNote.objects.values_list("words", flat=True)) == ["It was 19 January.", "It was 18 January."]
    assert ChangeNote.objects.get(pk=first.pk).told_at == first.told_at


@pytest.mark.parametrize("change", ["update", "correction"])
def test_change_without_its_sentence_is_refused_beside_the_field(admin, front_page, change):
    form, answer = changed(admin, make_event(), change)
    assert form.errors(answer)["change_words"] == ["Say in a sentence what has changed: readers see it."]
    assert not ChangeNote.objects.exists()


def test_sentence_for_a_minor_change_is_refused_and_not_lost(admin, front_page):
    form, answer = changed(admin, make_event(), "minor", "It was 18 January.")
    assert "A minor change is told to nobody" in form.errors(answer)["change_words"][0]
    assert "It was 18 January." in answer.content.decode()


def test_copy_has_no_changes_to_tell_of(admin, front_page):
    entry = make_event()
    changed(admin, entry, "correction", "It was 18 January.")
    copy = entry.copy(update_attrs={"slug": "a-copy", "title": "A copy"}, keep_live=False)
    assert copy.changes_told == []
