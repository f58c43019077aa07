"""The legal reader's word is given on the version that was shown, and on no other."""

import json

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Page

from tests.admin_forms import edit_form
from tests.canary_states import order_on
from tests.factories import make_event
from tests.legal_reading import XHR, approve, fields_of, opened, task_url
from timeline.models import EventPage, LegalCheckTask, LegalSignOff

pytestmark = pytest.mark.django_db


@pytest.fixture
def lawyer(django_user_model):
    user = django_user_model.objects.create_user("lawyer", "lawyer@example.org", "a long password")
    user.groups.add(Group.objects.get(name="Legal"))
    return user


@pytest.fixture
def closed(front_page):
    page = make_event(live=False)
    order_on(page)
    return EventPage.objects.get(pk=page.pk)


@pytest.fixture
def state(closed, editor):
    return closed.get_workflow().start(closed, editor)


@pytest.fixture
def reader(client, lawyer):
    client.force_login(lawyer)
    return client


def save(page, user, summary="One word more.", **kwargs):
    page = EventPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    page.summary = summary
    return page.save_revision(user=user, **kwargs)


def told(client) -> str:
    return " ".join(str(message) for message in client.get(reverse("wagtailadmin_home")).context["messages"])


def test_dialogue_says_which_version_it_is(reader, closed, state, editor):
    words = opened(reader, closed, state).get_text(" ", strip=True)
    assert "word for word" in words
    assert "It was changed after it was submitted" not in words
    newest = save(closed, editor)
    dialogue = opened(reader, closed, state)
    assert "You approve what editor saved" in dialogue.get_text(" ", strip=True)
    assert "It was changed after it was submitted" in dialogue.get_text(" ", strip=True)
    assert fields_of(dialogue)["shown"].split()[0] == str(newest.pk)
    assert reverse("wagtailadmin_pages:revisions_view", args=[closed.pk, newest.pk]) in str(dialogue)


def test_word_is_kept_for_the_version_that_was_shown(reader, closed, state, lawyer):
    approve(reader, closed, state)
    sign_off = LegalSignOff.objects.get()
    assert (sign_off.revision_id, sign_off.signed_by) == (closed.latest_revision_id, lawyer)


def test_what_somebody_has_saved_since_is_not_signed(reader, closed, state, editor):
    dialogue = opened(reader, closed, state)
    save(closed, editor)
    answer = approve(reader, closed, state, dialogue)
    assert answer.status_code == 302
    assert not LegalSignOff.objects.exists()
    assert "Nothing is approved: editor saved" in told(reader)
    state.refresh_from_db()
    assert isinstance(state.current_task_state.task.specific, LegalCheckTask)
    assert state.current_task_state.status == "in_progress"
    # Read anew, it is.
    approve(reader, closed, state)
    assert LegalSignOff.objects.count() == 1


def test_what_an_autosave_wrote_into_the_same_version_is_not_signed(reader, closed, state, editor):
    written_over = save(closed, editor, "A first word.")
    dialogue = opened(reader, closed, state)
    assert save(closed, editor, "Another word.", overwrite_revision=written_over).pk == written_over.pk
    approve(reader, closed, state, dialogue)
    assert not LegalSignOff.objects.exists()


def test_dialogue_of_the_dashboard_is_led_to_the_message(reader, closed, state, editor):
    fields = fields_of(opened(reader, closed, state))
    save(closed, editor)
    answer = reader.post(task_url(closed, state), fields, **XHR).json()
    assert answer == {"step": "success", "redirect": reverse("wagtailadmin_home")}
    assert "Nothing is approved" in told(reader)
    assert not LegalSignOff.objects.exists()


@pytest.mark.parametrize("fields", [{}, {"shown": ""}, {"shown": "1"}, {"shown": "1 yesterday"}, {"shown": "x y z"}])
def test_approval_that_names_no_version_signs_nothing(reader, closed, state, fields):
    reader.post(task_url(closed, state), fields)
    reader.post(task_url(closed, state), fields, **XHR)
    assert not LegalSignOff.objects.exists()
    assert not Page.objects.get(pk=closed.pk).live


def from_the_form(client, page, state, **changed):
    """Approve in the editor: its form is sent, with what the dialogue has handed over."""
    form = edit_form(client, page).fill_in(**changed)
    url = task_url(page, state, name="wagtailadmin_pages:collect_workflow_action_data")
    given = fields_of(opened(client, page, state))
    handed = client.post(url, given, **XHR).json()["cleaned_data"]
    return form, {
        "action-workflow-action": "true",
        "workflow-action-name": "approve",
        "workflow-action-extra-data": json.dumps(handed),
    }


def test_what_the_reader_mends_in_the_form_is_signed_with_it(reader, closed, state, lawyer):
    form, handed = from_the_form(reader, closed, state, summary="Mended by the reader.")
    assert form.send(handed).status_code == 302
    sign_off = LegalSignOff.objects.get()
    assert sign_off.revision.user == lawyer
    assert sign_off.revision.content["summary"] == "Mended by the reader."


def test_form_of_an_older_version_approves_nothing(reader, closed, state, editor):
    form, handed = from_the_form(reader, closed, state)
    save(closed, editor)
    answer = form.send(handed)
    assert "saved this page after you had opened it" in answer.content.decode()
    assert not LegalSignOff.objects.exists()


def test_form_that_is_sent_without_the_dialogue_approves_nothing(reader, closed, state):
    form = edit_form(reader, closed)
    form.send({"action-workflow-action": "true", "workflow-action-name": "approve"})
    assert not LegalSignOff.objects.exists()
    assert "Nothing is approved" in told(reader)


def test_reader_who_saved_in_between_has_seen_their_own_and_not_that_of_others(reader, closed, state, lawyer, editor):
    dialogue = opened(reader, closed, state)
    save(closed, editor)
    save(closed, lawyer, "Put on top without looking.")
    approve(reader, closed, state, dialogue)
    assert not LegalSignOff.objects.exists()


def test_there_is_one_way_to_approve_and_one_to_send_back(closed, state, lawyer, django_user_model):
    task = LegalCheckTask.objects.get()
    assert [(name, modal) for name, _label, modal in task.get_actions(closed, lawyer)] == [
        ("reject", True),
        ("approve", True),
    ]
    other = django_user_model.objects.create_user("other", "other@example.org", "a long password")
    assert task.get_actions(closed, other) == []
