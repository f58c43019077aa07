"""What is stopped in one of Wagtail's dialogues is told to the editor: a script reads their answers."""

import pytest
from playwright.sync_api import expect
from wagtail.models import Page, PageViewRestriction

from tests.browser.admin import EntryForm
from tests.canary_states import order_on
from tests.factories import make_event
from timeline.holds import current_hold, hold_everything, let_go
from timeline.models import EventPage, LegalSignOff


@pytest.fixture
def tab(empty_site, editor_context):
    tab = editor_context.new_page()
    yield tab
    tab.close()


@pytest.fixture
def awaiting(empty_site, editor):
    """An entry that an order closes, on its way to the legal reader, and what starts the row of it on the dashboard."""
    page = make_event(title="A letter to be read", live=False)
    order_on(page)
    page = EventPage.objects.get(pk=page.pk)
    page.get_workflow().start(page, editor)
    return page


def open_dialogue(tab, page):
    tab.goto("/admin/")
    row = tab.locator("#awaiting-review-section tr").filter(has_text=page.title)
    row.get_by_role("button", name="Actions").click()
    tab.get_by_role("button", name="Approve this version…").click()
    expect(tab.get_by_text("word for word")).to_be_visible()


def approve(tab):
    tab.locator(".modal").get_by_role("button", name="Approve this version…").click()


def test_privacy_does_not_end_in_a_hold_and_the_dialogue_says_why(tab, editor):
    page = make_event(title="Private for now")
    PageViewRestriction.objects.create(page=Page.objects.get(pk=page.pk), restriction_type="login")
    hold_everything(user=editor, why="The judgment is read out at ten")
    EntryForm(tab).edit(page)
    tab.get_by_role("button", name="Toggle status").click()
    tab.get_by_role("button", name="Change privacy").click()
    dialogue = tab.locator("#set-privacy")
    dialogue.get_by_label("Public", exact=True).check()
    dialogue.get_by_role("button", name="Save").click()
    expect(dialogue).to_contain_text("All publishing is on hold: The judgment is read out at ten.")
    assert not page.is_published()
    let_go(current_hold(), user=editor)
    dialogue.get_by_label("Public", exact=True).check()
    dialogue.get_by_role("button", name="Save").click()
    expect(dialogue).to_be_hidden()
    assert page.is_published()


def test_legal_reader_approves_on_the_dashboard_what_they_were_shown(tab, awaiting):
    open_dialogue(tab, awaiting)
    newer = awaiting.get_latest_revision_as_object()
    newer.summary = "Another line."
    newer.save_revision()
    approve(tab)
    expect(tab.locator(".messages .error")).to_contain_text("Nothing is approved")
    assert not LegalSignOff.objects.filter(page_id=awaiting.pk).exists()
    open_dialogue(tab, awaiting)
    expect(tab.locator(".modal")).to_contain_text("It was changed after it was submitted")
    approve(tab)
    expect(tab.locator(".modal")).to_be_hidden()
    assert LegalSignOff.objects.get(page_id=awaiting.pk).digest


def test_legal_reader_approves_in_the_form(tab, empty_site, editor):
    page = make_event(title="Read in its form", live=False)
    order_on(page)
    page = EventPage.objects.get(pk=page.pk)
    page.get_workflow().start(page, editor)
    EntryForm(tab).edit(page)
    tab.get_by_role("button", name="More actions").click()
    tab.get_by_role("button", name="Approve this version…").click()
    approve(tab)
    expect(tab.locator(".messages .success")).to_be_visible()
    assert LegalSignOff.objects.get(page_id=page.pk).signed_by == editor
