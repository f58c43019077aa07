"""What a reader gets, on every kind of public page: nothing of another host, without JavaScript, and on paper."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser import places
from timeline.models import TimelineEntry

ENTRIES_OF_THE_DEMO = 101

every_place = pytest.mark.parametrize("name", places.NAMES)


@pytest.fixture(scope="module")
def addresses(demo_site):
    return places.places(demo_site)


@every_place
def test_a_page_asks_no_other_host_and_leaves_nothing_in_the_browser(page, context, server, addresses, name):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(addresses[name])
    for picture in page.locator("img").all():
        picture.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    hosts = {urlsplit(url).netloc for url in asked if not url.startswith("data:")}
    assert hosts == {urlsplit(server.url).netloc}
    assert context.cookies() == []
    kept = page.evaluate(
        "async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,"
        " (await caches.keys()).length]"
    )
    assert kept == [0, 0, 0, 0]


def test_without_javascript_links_lead_from_the_front_page_to_every_entry(new_context, addresses):
    context = new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="The story").click()
    expect(page).to_have_url(re.compile("/timeline/$"))
    linked = {one.get_attribute("href") for one in page.locator(".card .title a").all()}
    entries = {entry.get_url() for entry in TimelineEntry.objects.all()}
    assert len(entries) == ENTRIES_OF_THE_DEMO
    assert linked == entries
    # That each of them answers is seen without a browser, with the rest of the demo (tests/test_demo_story.py).
    assert {context.request.get(url).status for url in sorted(linked)[::8]} == {200}


def test_without_javascript_the_filters_work(new_context, addresses):
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/timeline/")
    page.get_by_role("link", name=re.compile("^Press articles")).click()
    page.get_by_label("From year").fill("2020")
    page.get_by_role("button", name="Find").click()
    kinds = set(page.locator(".card .kind").all_inner_texts())
    assert kinds == {"Press"}
    assert min(int(year) for year in page.locator(".line .year").all_inner_texts()) >= 2020


def test_links_of_the_years_land_on_their_headings(page, addresses):
    for address in (addresses["story"], addresses["press archive"]):
        page.goto(address)
        years = page.get_by_role("navigation", name="Years").get_by_role("link")
        assert years.count() > 5
        for link in years.all():
            # A bar of the picture has no words but its name: “2018: 26 entries”.
            year = (link.get_attribute("aria-label") or link.inner_text()).split(":")[0]
            link.click()
            heading = page.locator(f"[id='y{year}']")
            expect(heading).to_have_text(year)
            expect(heading).to_be_in_viewport()


def test_every_picture_of_the_story_is_there(page, addresses):
    page.goto(addresses["story"])
    pictures = page.locator("img").all()
    assert pictures
    for picture in pictures:
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("one => one.naturalWidth") > 0
        assert picture.get_attribute("alt")


@pytest.mark.parametrize("name", ["front page", "story", "press article", "case"])
def test_on_paper_it_is_dark_on_white_whatever_the_screen_and_leaves_out_what_one_cannot_press(
    page, axe, addresses, name
):
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(addresses[name])
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    results = axe.run(page, options={"runOnly": ["color-contrast"]})
    assert not results.violations_count, results.generate_report()
    for left_out in ("nav", "form", ".filters", ".skip"):
        assert page.locator(left_out).locator("visible=true").count() == 0, left_out
    expect(page.get_by_role("heading", level=1)).to_be_visible()
