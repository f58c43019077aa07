"""What a page may cost a reader: bytes over the wire, script, pictures, and words that jump while one reads."""

import gzip

import pytest

from tests.browser import places
from tests.browser.looking import DESK, PHONE

#: Bytes, compressed.
SCRIPT_OF_A_PAGE = 14_000
STORY_OF_FIFTY = 60_000
#: Every answer is so many milliseconds late: long enough for the words to be drawn without the pictures.
SLOW = {"offline": False, "latency": 150, "downloadThroughput": -1, "uploadThroughput": -1}

#: Adds up every shift of the layout from the first moment on. What follows a key or a tap counts too.
WATCH_SHIFTS = """
window.shifted = [];
new PerformanceObserver(list => {
  for (const entry of list.getEntries())
    window.shifted.push([entry.value, ...entry.sources.map(one => one.node?.outerHTML?.slice(0, 80) ?? "")]);
}).observe({type: "layout-shift", buffered: true});
"""
SCROLL_THROUGH = """async () => {
  for (let at = 0; at < document.body.scrollHeight; at += innerHeight / 2) {
    scrollTo({top: at, behavior: "instant"});
    await new Promise(done => setTimeout(done, 60));
  }
}"""
PICTURES = """() => [...document.images].map(one => ({
  address: one.currentSrc || one.src,
  candidates: [...(one.closest("picture")?.querySelectorAll("source") ?? []), one].map(it => it.srcset).join(", "),
  sizes: [...(one.closest("picture")?.querySelectorAll("source") ?? []), one].some(it => it.sizes),
  measured: one.hasAttribute("width") && one.hasAttribute("height"),
  lazy: one.loading === "lazy",
  below: one.getBoundingClientRect().top >= innerHeight,
  drawn: one.getBoundingClientRect().width,
}))"""
ASKED_BEFORE_THE_FIRST_WORDS = """() => {
  const drawn = performance.getEntriesByName("first-contentful-paint")[0].startTime;
  return performance.getEntriesByType("resource").filter(one => one.startTime < drawn).map(one => one.name);
}"""

every_place = pytest.mark.parametrize("name", places.NAMES)


@pytest.fixture(scope="module")
def addresses(demo_site):
    return places.places(demo_site)


@pytest.fixture
def received(page):
    """``[(kind, address, bytes over the wire, body)]`` of all that the page has been answered so far."""
    answers = []
    page.on("requestfinished", lambda request: answers.append(request))
    return lambda: [
        (one.resource_type, one.url, one.sizes()["responseBodySize"], one.response().body()) for one in answers
    ]


@every_place
def test_script_of_a_page_is_small(page, received, addresses, name):
    page.goto(addresses[name])
    page.wait_for_load_state("networkidle")
    # The server of the tests sends files as they are; the one of production compresses them.
    scripts = {url: len(gzip.compress(body, 6)) for kind, url, _, body in received() if kind == "script"}
    assert sum(scripts.values()) <= SCRIPT_OF_A_PAGE, scripts


@pytest.mark.parametrize("name", ["story", "event"])
def test_first_words_wait_for_the_stylesheet_alone(page, received, addresses, name):
    """What only helps is asked for when they have been drawn: beside the stylesheet it would take its place."""
    page.goto(addresses[name])
    page.wait_for_load_state("networkidle")
    assert any(kind == "script" for kind, *_ in received())
    early = page.evaluate(ASKED_BEFORE_THE_FIRST_WORDS)
    assert [one for one in early if not one.endswith((".css", ".webp"))] == []


@every_place
def test_page_asks_for_one_stylesheet(page, received, addresses, name):
    page.goto(addresses[name])
    page.wait_for_load_state("networkidle")
    assert [kind for kind, *_ in received()].count("stylesheet") == 1


def test_story_of_fifty_entries_is_light(page, received, addresses):
    """Of the demo's 101 entries, with all that stands around them."""
    page.goto(addresses["story"])
    page.wait_for_load_state("networkidle")
    entries = page.locator("article.card").count()
    sizes = {}
    for kind, url, wire, body in received():
        if kind != "image":
            sizes[url] = min(wire, len(gzip.compress(body, 6))) if kind == "script" else wire
    assert entries >= 50
    assert sum(sizes.values()) <= STORY_OF_FIFTY, sizes


@every_place
def test_nothing_jumps_while_pictures_come(page, addresses, name):
    page.add_init_script(WATCH_SHIFTS)
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(addresses[name])
        page.evaluate(SCROLL_THROUGH)
        assert page.evaluate("window.shifted") == [], width


@every_place
def test_pictures_come_in_a_size_that_fits_and_only_when_they_are_seen(page, addresses, name):
    page.set_viewport_size({"width": PHONE, "height": 844})
    page.goto(addresses[name])
    for picture in page.evaluate(PICTURES):
        if picture["address"].endswith(".svg"):
            continue
        assert picture["measured"], picture
        assert picture["lazy"] or not picture["below"], picture
        assert picture["sizes"], picture
        assert ".webp" in picture["candidates"] or ".avif" in picture["candidates"], picture
        assert picture["candidates"].count("w,") >= 1, picture
