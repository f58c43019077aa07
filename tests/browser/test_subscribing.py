"""Taking an address away: with one click, with the keyboard, and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import AXE_OPTIONS, DESK, PHONE, WIDTHS, clipboard

ADDRESS = "/subscribe/"
FIRST = "Copy the address of Everything (Feed)"


@pytest.fixture(scope="module")
def site(demo_site):
    return demo_site


@pytest.fixture
def allowed(context, server):
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.url)


def test_axe_finds_nothing_wrong_with_the_addresses(page, axe, site):
    page.goto(ADDRESS)
    found = []
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
            results = axe.run(page, options=AXE_OPTIONS)
            if results.violations_count:
                found.append(f"At {width}, {scheme}: {results.generate_report()}")
    assert not found, "\n".join(found)


def test_long_addresses_do_not_scroll_the_page_sideways(page, site):
    page.goto(ADDRESS)
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_one_click_copies_an_address_and_says_so(page, site, server, allowed):
    page.goto(ADDRESS)
    expect(page.get_by_role("status")).to_have_text("")
    page.get_by_role("button", name=FIRST).click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    assert clipboard(page) == f"{server.url}/feeds/everything.atom"
    expect(page.get_by_role("status")).to_have_text("", timeout=5000)


def test_keyboard_copies_an_address_and_keeps_its_place(page, site, server, allowed):
    page.goto(ADDRESS)
    button = page.get_by_role("button", name="Copy the address of All dates (Calendar)")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Copied")
    assert clipboard(page) == f"{server.url}/calendar.ics"
    assert page.evaluate("document.activeElement.tagName") == "BUTTON"


def test_where_nothing_may_copy_the_address_is_selected(page, site):
    page.add_init_script("document.execCommand = () => false; navigator.clipboard.writeText = () => Promise.reject();")
    page.goto(ADDRESS)
    page.get_by_role("button", name=FIRST).click()
    expect(page.get_by_role("status")).to_have_text("Selected: now press Ctrl and C")
    assert page.evaluate("getSelection().toString().trim()").endswith("/feeds/everything.atom")


def test_without_scripts_there_is_no_button_and_every_address_can_be_selected(browser, base_url, site):
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto(ADDRESS)
    assert page.get_by_role("button").count() == 0
    address = page.locator("code[data-copy]").first
    expect(address).to_have_text(f"{base_url}/feeds/everything.atom")
    expect(address).to_have_css("user-select", "all")
    page.get_by_text("Other formats").first.click()
    expect(page.get_by_text(f"{base_url}/feeds/everything.rss")).to_be_visible()
    context.close()
