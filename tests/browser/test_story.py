"""The story as one moves about in it: jumps, instant filters with and without scripts, the keyboard, today."""

import datetime
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.looking import AXE_OPTIONS, open_whole
from tests.factories import make_milestone

PRESS = re.compile("^Press articles")


@pytest.fixture(scope="module")
def story(demo_site):
    """The demo with a hearing that is still to come: the address of its story."""
    soon = (timezone.localdate() + datetime.timedelta(days=60)).isoformat()
    make_milestone(title="A hearing", date=soon, occurrence="scheduled")
    return "/timeline/"


def count_loads(page) -> list[str]:
    """The pages that the browser itself goes to from now on."""
    loads = []
    page.on("request", lambda request: loads.append(request.url) if request.is_navigation_request() else None)
    return loads


def test_bars_jump_to_their_years_and_say_how_many(page, story):
    page.goto(story)
    bars = page.get_by_role("navigation", name="Years").get_by_role("link")
    assert bars.count() > 15
    for bar in bars.all()[::4]:
        name = bar.get_attribute("aria-label")
        year = re.fullmatch(r"(\d{4}): \d+ entr(?:y|ies)", name)[1]
        bar.click()
        heading = page.locator(f"[id='y{year}']")
        expect(heading).to_have_text(year)
        expect(heading).to_be_in_viewport()


def test_place_of_the_reader_is_shown_in_the_picture(page, story):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(story)
    page.locator("[id='y2020']").scroll_into_view_if_needed()
    page.evaluate("document.getElementById('y2020').scrollIntoView()")
    current = page.locator(".years-picture [aria-current]")
    expect(current).to_have_attribute("aria-label", re.compile("^2020: "))
    expect(current).to_have_count(1)


def test_filters_are_instant_and_the_way_back_is_too(page, story):
    page.set_viewport_size({"width": 1280, "height": 900})
    open_whole(page, story)
    everything = page.locator(".card").count()
    loads = count_loads(page)
    page.get_by_role("link", name=PRESS).click()
    expect(page).to_have_url(re.compile(r"\?kind=press$"))
    expect(page.get_by_role("link", name=PRESS)).to_be_focused()
    expect(page.locator(".card").first.locator(".kind")).to_have_text("Press")
    found = page.locator(".card").count()
    assert 0 < found < everything
    expect(page.locator("body > [role=status]")).to_contain_text(f"{found} entries")
    page.get_by_label("Words").fill("nationality")
    page.get_by_label("Words").press("Enter")
    expect(page).to_have_url(re.compile("kind=press&q=nationality"))
    expect(page.locator("mark").first).to_be_visible()
    assert page.locator(".card").count() < found
    page.go_back()
    expect(page.locator(".card")).to_have_count(found)
    page.go_back()
    expect(page.locator(".card")).to_have_count(everything)
    page.go_forward()
    expect(page.locator(".card")).to_have_count(found)
    assert loads == []


def test_what_goes_wrong_with_the_script_is_left_to_the_browser(page, story):
    page.set_viewport_size({"width": 1280, "height": 900})
    open_whole(page, story)
    page.route("**/timeline/?kind=press", lambda route: route.abort() if route.request.resource_type == "fetch"
               else route.continue_())  # fmt: skip
    loads = count_loads(page)
    page.get_by_role("link", name=PRESS).click()
    expect(page.locator(".chip[aria-current]")).to_have_text(PRESS)
    assert len(loads) == 1


def test_without_scripts_the_same_links_and_form_work_on_a_phone(new_context, story):
    page = new_context(java_script_enabled=False, viewport={"width": 390, "height": 800}).new_page()
    page.goto(story)
    expect(page.get_by_role("link", name=PRESS)).to_be_hidden()
    page.get_by_text("Filters: everything").click()
    page.get_by_role("link", name=PRESS).click()
    expect(page).to_have_url(re.compile(r"\?kind=press$"))
    page.get_by_text("Filters: Press articles").click()
    page.get_by_label("Words").fill("zebra")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_text("Nothing fits all of these filters.")).to_be_visible()
    page.get_by_role("link", name="without “Words: zebra”").click()
    expect(page.locator(".card").first).to_be_visible()


@pytest.mark.parametrize("order", ["", "newest"])
def test_today_stands_between_the_past_and_what_is_to_come(page, story, order):
    page.goto(f"{story}?order={order}")
    today = page.locator(".today").bounding_box()["y"]
    hearing = page.get_by_role("link", name="A hearing").bounding_box()["y"]
    first_year = page.locator("[id='y1996']").bounding_box()["y"]
    assert (hearing > today) != (first_year > today)
    assert (hearing > today) == (order == "")


def test_keyboard_reaches_picture_filters_and_entries_in_the_order_of_reading(page, story):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(story)
    seen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        place = page.evaluate(
            "['.start-here', '.years-picture', '.years-legend', '.chips', '.filter-form', '.chapter-head', '.card']"
            ".find((one) => document.activeElement.closest(one)) || ''"
        )
        if place and place not in seen:
            seen.append(place)
        if place == ".card":
            break
    assert seen == [
        ".start-here",
        ".years-picture",
        ".years-legend",
        ".chips",
        ".filter-form",
        ".chapter-head",
        ".card",
    ]


@pytest.mark.parametrize(
    "address", ["/timeline/", "/timeline/?significance=key", "/timeline/the-audit/", "/timeline/?q=zebra"]
)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(page, axe, story, address):
    page.goto(address)
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for scheme, forced in (("light", "none"), ("dark", "none"), ("light", "active")):
            page.emulate_media(color_scheme=scheme, forced_colors=forced)
            results = axe.run(page, options=AXE_OPTIONS)
            assert not results.violations_count, results.generate_report()


def test_pictures_move_nothing_when_they_come(page, story):
    page.add_init_script(
        "window.shifts = 0; new PerformanceObserver((list) => list.getEntries().forEach((one) => {"
        " if (!one.hadRecentInput) window.shifts += one.value; })).observe({type: 'layout-shift', buffered: true});"
    )
    page.goto(story)
    page.wait_for_load_state("networkidle")
    for picture in page.locator(".card img").all()[:3]:
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
    assert page.evaluate("window.shifts") < 0.001
