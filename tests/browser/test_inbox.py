"""The inbox in a browser: ten addresses are pasted, one draft goes out, one is thrown away, one was there already."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings
from playwright.sync_api import expect

from press.models import IntakeItem, PressArticlePage
from tests.browser.admin import EntryForm
from tests.browser.looking import DESK, PHONE
from tests.factories import make_article, make_case, make_event, make_outlet
from tests.press.test_intake import PAGE, UNDATED
from tests.web_server import allowed_web_server
from timeline.models import InboxItem

HEADLINES = (
    "Pupils counted twice",
    "Council asks for an answer",
    "Parents were not told",
    "Minister defends the count",
    "School returns its forms empty",
    "A petition reaches the county",
)


@pytest.fixture
def tab(empty_site, editor_context):
    tab = editor_context.new_page()
    tab.set_viewport_size({"width": DESK, "height": 900})
    yield tab
    tab.close()


@pytest.fixture(scope="module")
def pasted(empty_site, editor_context):
    """The page that says what became of ten pasted addresses."""
    make_outlet(name="The Valley Courier")
    make_article(title="It is there already", article_url="https://example.org/there")
    for title in ("Council asks for an answer!", "School returns its forms empty!"):
        make_event(title=title, date="2018-05")
    with override_settings(), allowed_web_server(settings) as web:
        for number, headline in enumerate(HEADLINES):
            web.page(f"/news/{number}", PAGE.replace("Pupils counted twice", headline))
        web.page("/closed", "No.", status=403)
        web.page("/undated", UNDATED)
        addresses = [
            *(web.url(f"/news/{number}") for number in range(len(HEADLINES))),
            web.url("/closed"),
            web.url("/not-there"),
            web.url("/undated"),
            "https://www.example.org/there/?utm_source=mail",
        ]
        tab = editor_context.new_page()
        tab.goto("/admin/timeline/inbox/")
        tab.get_by_role("link", name="Paste many addresses").click()
        tab.get_by_label("Addresses of articles").fill("\n".join(addresses))
        tab.get_by_role("button", name="Make drafts").click()
        expect(tab.get_by_text("10 of 10 read.")).to_be_visible(timeout=60_000)
    yield tab
    tab.close()


def item(tab, title):
    return tab.locator(".inbox__item").filter(has=tab.get_by_role("heading", name=title, exact=True))


def test_each_of_ten_addresses_says_what_became_of_it(pasted):
    states = pasted.locator("#intake-items tbody td:nth-child(2)").all_inner_texts()
    assert states == ["Draft made"] * 9 + ["Already in the archive"]
    rows = pasted.locator("#intake-items tbody tr")
    expect(rows.nth(6)).to_contain_text("Only the address is known")
    expect(rows.nth(9)).to_contain_text("It is there already")
    assert IntakeItem.objects.count() == 10
    pasted.get_by_role("link", name="Go through them in the inbox").click()
    expect(item(pasted, "Nobody knows when")).to_be_visible()
    pasted.go_back()


def test_inbox_says_what_is_missing_and_what_may_be_there(pasted, tab):
    tab.goto("/admin/")
    tab.get_by_role("link", name=re.compile(r"Inbox \(\d+\)")).click()
    expect(item(tab, "Nobody knows when")).to_contain_text("What is missing before it can go out")
    like = item(tab, "School returns its forms empty")
    expect(like).to_contain_text("School returns its forms empty!, May 2018: nearly the same title.")


def test_one_is_finished_and_published_from_the_inbox(pasted, tab):
    tab.goto("/admin/timeline/inbox/")
    item(tab, "Pupils counted twice").get_by_role("link", name="Go on with it").click()
    form = EntryForm(tab)
    form.fill(summary="The county counted some of its pupils twice.")
    form.publish()
    form.is_published()
    expect(tab).to_have_url(re.compile("/timeline/inbox/"))
    expect(item(tab, "Pupils counted twice")).to_have_count(0)
    assert PressArticlePage.objects.get(title="Pupils counted twice").live


def test_one_is_thrown_away(pasted, tab):
    tab.goto("/admin/timeline/inbox/")
    item(tab, "Parents were not told").get_by_role("link", name="Throw it away").click()
    tab.get_by_role("button", name="Yes, delete it").click()
    expect(tab.locator(".messages .success")).to_contain_text("deleted")
    expect(item(tab, "Parents were not told")).to_have_count(0)
    assert not PressArticlePage.objects.filter(title="Parents were not told").exists()


def test_one_is_done_and_stays_a_draft(pasted, tab):
    tab.goto("/admin/timeline/inbox/")
    item(tab, "Minister defends the count").get_by_role("button", name="Done").click()
    expect(tab.locator(".messages .success")).to_contain_text("out of the inbox, and still a draft")
    assert InboxItem.objects.get(page__title="Minister defends the count").done_at is not None


def test_one_turns_out_to_be_there(pasted, tab):
    tab.goto("/admin/timeline/inbox/")
    item(tab, "Council asks for an answer").get_by_role("link", name="It is this one").click()
    expect(tab.get_by_text("(is added)")).to_be_visible()
    tab.get_by_role("button", name="It is the same: drop the draft").click()
    expect(tab.locator(".messages .success")).to_contain_text("1 address of it is added")
    assert not PressArticlePage.objects.filter(title="Council asks for an answer").exists()


def test_step_of_a_case_is_asked_of_a_milestone_alone(tab):
    make_case()
    tab.goto("/admin/timeline/quick-add/")
    step = tab.get_by_label("Which step is it?")
    expect(step).to_be_hidden()
    tab.get_by_label("Milestone").check()
    expect(step).to_be_visible()
    step.select_option(index=1)
    tab.get_by_label("When was it?").fill("18 January 2018")
    tab.get_by_label("Title").fill("A letter before claim")
    tab.get_by_role("button", name="Keep as a draft").click()
    expect(tab.locator(".messages .success")).to_contain_text("kept as a draft, in the inbox")


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_axe_finds_nothing_in_the_inbox(pasted, tab, axe, width, pytestconfig):
    tab.set_viewport_size({"width": width, "height": 900})
    draft = InboxItem.objects.get(page__title="Nobody knows when").page_id
    there = PressArticlePage.objects.get(title="It is there already").pk
    for name, address in {
        "desk": "/admin/",
        "pasted": pasted.url,
        "inbox": "/admin/timeline/inbox/",
        "same": f"/admin/timeline/inbox/{draft}/same/",
        "both": f"/admin/timeline/inbox/{draft}/same/?into={there}",
        "quick": "/admin/timeline/quick-add/",
    }.items():
        tab.goto(address)
        found = axe.run(tab, context="#main").response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        if folder := pytestconfig.getoption("--shots"):
            # The admin scrolls within itself.
            tab.set_viewport_size({"width": width, "height": 4000})
            tab.screenshot(path=Path(folder) / f"{name}-{width}.png")
