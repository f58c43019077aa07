"""The page of an entry: read in order, its words looked up, and passed on, with scripts and without."""

import pytest
from playwright.sync_api import expect

from legal.models import MilestonePage
from tests.browser import places
from tests.browser.looking import clipboard

PHONE, DESK, WIDE = 390, 1280, 1440


@pytest.fixture(scope="module")
def addresses(demo_site):
    return places.places(demo_site)


@pytest.fixture(scope="module")
def milestone(demo_site):
    return MilestonePage.objects.get(slug="abc-papers-refusal").get_url()


@pytest.fixture
def allowed(context, server):
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.url)


def short_address(page) -> str:
    return page.locator(".share code").inner_text()


def test_one_click_copies_the_short_address_which_leads_back(page, server, addresses, allowed):
    page.goto(addresses["event"])
    page.get_by_role("button", name="Copy the address of this entry").click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    copied = clipboard(page)
    assert copied == short_address(page)
    page.goto(copied)
    expect(page).to_have_url(f"{server.url}{addresses['event']}")


def test_print_button_prints(page, addresses):
    page.add_init_script("window.print = () => { window.printed = true; };")
    page.goto(addresses["event"])
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed")


def test_list_of_the_device_is_offered_where_the_device_has_one(page, addresses):
    page.add_init_script("navigator.share = async (what) => { window.shared = what; };")
    page.goto(addresses["event"])
    page.get_by_role("button", name="Share with an app").click()
    assert page.evaluate("window.shared.url") == short_address(page)
    assert page.evaluate("window.shared.title") == page.get_by_role("heading", level=1).inner_text()


def test_closing_the_list_of_the_device_is_no_error(page, addresses):
    errors = []
    page.on("pageerror", lambda error: errors.append(error))
    page.add_init_script("navigator.share = () => Promise.reject(new DOMException('', 'AbortError'));")
    page.goto(addresses["event"])
    page.get_by_role("button", name="Share with an app").click()
    assert errors == []


def test_device_without_a_list_is_offered_none(page, addresses):
    page.add_init_script("delete Navigator.prototype.share;")
    page.goto(addresses["event"])
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    expect(page.get_by_role("button", name="Share with an app")).to_be_hidden()


def test_without_scripts_no_button_is_left_that_does_nothing(new_context, addresses):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(addresses["event"])
    assert page.locator("main").get_by_role("button").count() == 0
    expect(page.locator(".share code")).to_be_visible()
    expect(page.get_by_role("link", name="Send by email")).to_be_visible()


def test_word_leads_to_its_sentence_and_back_without_scripts(new_context, milestone):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(milestone)
    word = page.get_by_role("link", name="Permission", exact=True)
    expect(word).to_have_accessible_description(
        "In judicial review, the leave of a judge that a case needs before it can go on to a full hearing."
    )
    word.click()
    sentence = page.locator(".words-used div:target")
    expect(sentence).to_be_in_viewport()
    sentence.get_by_role("link", name="Back to “permission” in the text").click()
    expect(word).to_be_in_viewport()


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_it_reads_as_date_title_account_evidence_and_then_the_rest(page, milestone, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(milestone)
    tree = page.locator("article.entry").aria_snapshot()
    parts = ["22 March 2018", "level=1", "Outcome", "Words used here", "How we know", "In short", "Share this"]
    places_of_parts = [tree.index(part) for part in parts]
    assert places_of_parts == sorted(places_of_parts)


def test_on_a_wide_screen_the_date_stands_in_the_margin_and_the_facts_beside(page, milestone):
    page.set_viewport_size({"width": WIDE, "height": 900})
    page.goto(milestone)
    date, title, facts = (
        page.locator(one).bounding_box() for one in (".entry-date .when", ".entry-title h1", ".entry-facts")
    )
    assert date["x"] + date["width"] <= title["x"]
    assert title["x"] + title["width"] <= facts["x"]
    assert date["y"] < title["y"] + title["height"]


def test_on_a_phone_everything_stands_in_one_column(page, milestone):
    page.set_viewport_size({"width": PHONE, "height": 900})
    page.goto(milestone)
    order = [".entry-date", ".entry-title", ".entry-body", ".words-used", ".entry-evidence", ".entry-facts"]
    boxes = [page.locator(one).bounding_box() for one in order]
    assert [box["y"] for box in boxes] == sorted(box["y"] for box in boxes)
    assert {round(box["x"]) for box in boxes} == {round(boxes[0]["x"])}
