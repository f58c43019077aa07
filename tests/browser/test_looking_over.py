"""Looking everything over in the admin, as an editor does it: reports, many entries at once, and two that are one."""

import pytest
from playwright.sync_api import expect

from tests.factories import make_event, make_topic
from timeline.models import EventPage

#: The last is left as it is by every test: they come in any order.
TITLES = ("Letter", "The letter", "Hearing", "Notice", "Verdict")


@pytest.fixture(scope="module")
def story(empty_site):
    topic = make_topic(name="Law")
    make_topic(name="Schools")
    merged = {"Letter": [topic], "The letter": [make_topic(name="Courts")]}
    return {title: make_event(title=title, topics=merged.get(title, [])) for title in TITLES}


@pytest.fixture
def page(story, editor_context):
    page = editor_context.new_page()
    yield page
    page.close()


def test_report_leads_to_the_field(page, story):
    page.goto("/admin/reports/what-is-missing/?missing=topic")
    expect(page.locator("h1")).to_have_count(1)
    expect(page.get_by_text("Each line leads to the place in the form.")).to_be_visible()
    page.get_by_role("row", name="Verdict").get_by_role("link", name="No topic").click()
    expect(page.locator("#panel-child-content-topics-section")).to_be_in_viewport()


def test_topics_are_added_to_what_is_ticked_in_the_list(page, story):
    page.goto("/admin/all_entries/")
    for title in ("Notice", "Hearing"):
        page.get_by_role("row", name=title).get_by_role("checkbox").check()
    footer = page.locator("[data-bulk-action-footer]")
    # The links are given the ticked pages once the list of them is open.
    page.evaluate("document.addEventListener('w-dropdown:shown', () => { window.isOpen = true; })")
    footer.get_by_role("button", name="More").click()
    page.wait_for_function("() => window.isOpen")
    footer.get_by_role("link", name="Add topics to the selected entries").click()
    expect(page.get_by_role("heading", name="Add topics…")).to_be_visible()
    page.get_by_label("Schools").check()
    page.get_by_role("button", name="Add them").click()
    expect(page.locator(".messages .success")).to_contain_text("2 entries have what you added.")
    assert EventPage.objects.filter(topics__name="Schools").count() == 2


def test_two_entries_are_merged(page, story):
    page.goto(f"/admin/pages/{story['The letter'].pk}/edit/")
    page.get_by_role("button", name="Actions", exact=True).first.click()
    page.get_by_role("link", name="Merge into…").click()
    page.get_by_role("button", name="Choose a page").click()
    page.locator(".modal-body").get_by_role("link", name="Letter", exact=True).click()
    page.get_by_role("button", name="See both side by side").click()
    expect(page.get_by_role("row", name="Topics")).to_contain_text("Courts (is added)")
    page.get_by_role("button", name="Merge them").click()
    expect(page.locator(".messages .success")).to_contain_text("“The letter” is merged into “Letter”")
    assert EventPage.objects.filter(title__iendswith="letter").get().title == "Letter"
