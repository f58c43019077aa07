"""The editors' desk in a browser: adding in a hurry, two at one page, holding everything, a file in and out again."""

import re

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client, override_settings
from playwright.sync_api import expect

from press.models import PressArticlePage
from tests.browser.admin import EntryForm
from tests.factories import make_event, make_outlet
from tests.press.test_intake import PAGE
from tests.web_server import allowed_web_server
from timeline.holds import current_hold
from timeline.models import EventPage

OURS = [
    "/admin/",
    "/admin/timeline/quick-add/",
    "/admin/timeline/hold/",
    "/admin/timeline/import/",
    "/admin/timeline/digest/",
    "/admin/reports/what-is-missing/",
    "/admin/press/add/",
]
FILE = (
    b"date,title,text,url\n18 January 2018,A letter is sent,They wrote.,https://example.org/1\n2018-02-30,No day,No.,\n"
)


@pytest.fixture
def tab(empty_site, editor_context):
    tab = editor_context.new_page()
    yield tab
    tab.close()


@pytest.fixture
def other_tab(empty_site, editor, browser, browser_context_args, server):
    """The browser of a colleague."""
    colleague, _made = get_user_model().objects.get_or_create(
        username="maria", defaults={"email": "maria@example.org", "is_superuser": True, "is_staff": True}
    )
    client = Client()
    client.force_login(colleague)
    context = browser.new_context(**browser_context_args, viewport={"width": 1280, "height": 900})
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server.url}])
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def test_event_in_a_hurry_is_a_draft_and_the_same_is_not_added_twice(tab):
    tab.goto("/admin/")
    tab.get_by_role("link", name="Quick add").click()
    for _time in range(2):
        tab.get_by_label("When was it?").fill("18 January 2018")
        expect(tab.locator("#id_date-reading")).to_contain_text("18 January 2018")
        tab.get_by_label("Title").fill("A question is asked in Parliament")
        tab.get_by_label("Where you read it").fill("https://example.org/question")
        tab.get_by_role("button", name="Keep as a draft").click()
    expect(tab.get_by_text("This may be there already")).to_be_visible()
    assert EventPage.objects.filter(title="A question is asked in Parliament", live=False).count() == 1


def test_button_of_the_browser_opens_it_filled_in(tab):
    tab.goto("/admin/timeline/quick-add/")
    button = tab.get_by_role("link", name="Add to the story").get_attribute("href")
    with tab.expect_popup() as opened:
        tab.evaluate(button.removeprefix("javascript:"))
    expect(opened.value.get_by_label("Where you read it")).to_have_value(re.compile("/admin/timeline/quick-add/$"))
    opened.value.close()


def test_press_link_is_added_with_a_few_clicks(tab):
    """From the desk to a filled-in draft. Every click and key press is counted; pasting is two keys."""
    make_outlet(name="The Valley Courier")
    done = 0
    with override_settings(), allowed_web_server(settings) as web:
        web.page("/news/pupils", PAGE)
        tab.goto("/admin/")
        tab.get_by_role("link", name="Add press article").click()
        done += 1
        tab.get_by_label("Addresses of articles").click()
        done += 1
        tab.keyboard.insert_text(web.url("/news/pupils"))
        done += 2
        tab.get_by_role("button", name="Make drafts").click()
        done += 1
        expect(tab.get_by_text("1 of 1 read.")).to_be_visible()
    assert PressArticlePage.objects.filter(title="Pupils counted twice").exists()
    assert done <= 12


def test_who_saves_second_is_shown_both_and_nothing_is_lost(tab, other_tab, empty_site):
    entry = make_event(title="Two at one page", summary="As it was.")
    mine, hers = EntryForm(tab).edit(entry), EntryForm(other_tab).edit(entry)
    hers.fill(summary="As Maria has it.")
    hers.save()
    expect(other_tab.locator(".messages .success")).to_be_visible()
    mine.fill(summary="As I have it.")
    mine.save()
    refusal = tab.locator(".messages .error")
    expect(refusal).to_contain_text("maria saved this page after you had opened it")
    expect(refusal.get_by_role("row", name="Summary")).to_contain_text("Maria has")
    expect(tab.locator("#id_summary")).to_have_value("As I have it.")
    # No autosave decides for whoever has been asked.
    expect(tab.locator("#w-autosave-indicator")).to_contain_text("Autosave is paused", timeout=15_000)
    assert EventPage.objects.get(pk=entry.pk).get_latest_revision_as_object().summary == "As Maria has it."
    mine.save()
    expect(tab.locator(".messages .success")).to_be_visible()
    kept = [revision.content["summary"] for revision in entry.revisions.order_by("pk")]
    assert kept[-1] == "As I have it."
    assert "As Maria has it." in kept


def test_everything_is_held_and_let_go(tab):
    entry = make_event(title="Held back", live=False)
    tab.goto("/admin/timeline/hold/")
    tab.get_by_label("Why").fill("The judgment is read out at ten")
    tab.get_by_role("button", name="Hold everything now").click()
    expect(tab.get_by_role("heading", name="Nothing goes out")).to_be_visible()
    form = EntryForm(tab).edit(entry)
    form.publish()
    expect(tab.locator(".messages .error")).to_contain_text("All publishing is on hold")
    tab.goto("/admin/timeline/hold/")
    tab.get_by_role("button", name="Lift the hold").click()
    expect(tab.locator(".messages .success")).to_contain_text("Publishing goes on")
    assert current_hold() is None


def test_file_comes_in_and_is_taken_back(tab):
    tab.goto("/admin/timeline/import/")
    files = {"name": "story.csv", "mimeType": "text/csv", "buffer": FILE}
    tab.locator("input[type=file]").set_input_files(files)
    tab.locator("main form button[type=submit]").first.click()
    tab.get_by_role("button", name="Check its rows").click()
    expect(tab.get_by_text("Nothing is brought in yet. Of 2 rows: 1 new, 1 with a mistake.")).to_be_visible()
    tab.get_by_role("button", name="Bring it in").click()
    expect(tab.get_by_text("Made: 1")).to_be_visible()
    assert EventPage.objects.filter(title="A letter is sent").exists()
    tab.get_by_role("link", name="Take all of it back…").click()
    tab.get_by_role("button", name="Take it back").click()
    expect(tab.get_by_text("Taken back on")).to_be_visible()
    assert not EventPage.objects.filter(title="A letter is sent").exists()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("address", OURS)
def test_axe_finds_nothing_in_what_we_add_to_the_admin(tab, axe, address, width):
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(address)
    found = axe.run(tab, context="#main").response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_lists_and_boxes_can_be_read_on_a_phone(tab):
    make_event(title="A correction nobody expected")
    tab.set_viewport_size({"width": 390, "height": 900})
    tab.goto("/admin/reports/what-is-missing/")
    assert tab.locator("td.title").first.bounding_box()["width"] >= 140
    tab.goto("/admin/timeline/import/")
    tab.locator("input[type=file]").set_input_files({"name": "one.csv", "mimeType": "text/csv", "buffer": FILE})
    tab.locator("main form button[type=submit]").first.click()
    for box in tab.locator("td select").all():
        place = box.bounding_box()
        assert place["x"] >= 0
        assert place["x"] + place["width"] <= 390
