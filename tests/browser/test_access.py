"""That everybody can read and work every page: WCAG 2.2 AA, as far as a browser can tell."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.browser import places
from tests.browser.looking import DESK, PHONE, open_whole

#: The width at which a page of 1280 stands on a screen that is enlarged four times (success criterion 1.4.10).
REFLOW = 320
#: Axe leaves the size of what one taps out unless asked.
RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
#: In the dark only colours differ. Forced ones are the reader's own, and axe reads the page's in their place.
MODES = {
    "light": ({"color_scheme": "light", "forced_colors": "none"}, RULES),
    "dark": ({"color_scheme": "dark"}, RULES | {"runOnly": ["color-contrast", "link-in-text-block"]}),
    "forced colours": (
        {"color_scheme": "light", "forced_colors": "active"},
        RULES | {"rules": {"target-size": {"enabled": True}, "color-contrast": {"enabled": False}}},
    ),
}

#: Words that are cut off, or that something else lies on. An element that one can scroll hides nothing.
UNREADABLE = """() => {
  const found = [];
  const said = one => `${one.tagName.toLowerCase()}.${one.className}: ${one.textContent.trim().slice(0, 60)}`;
  const seen = one => one.checkVisibility({visibilityProperty: true, opacityProperty: true});
  for (const one of document.querySelectorAll("body *")) {
    if (!seen(one) || one.closest("svg") || !one.innerText?.trim()) continue;
    const style = getComputedStyle(one), box = one.getBoundingClientRect();
    const hides = ["hidden", "clip"].includes(style.overflowX) || ["hidden", "clip"].includes(style.overflowY);
    const forEarsOnly = box.width <= 1 || box.height <= 1;
    if (hides && !forEarsOnly && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1))
      found.push(`cut off: ${said(one)}`);
  }
  for (const one of document.querySelectorAll("main :is(h1, h2, h3, h4, p, a, button, summary, label, input)")) {
    if (!seen(one) || one.closest("svg")) continue;
    one.scrollIntoView({block: "center", behavior: "instant"});
    const box = [...one.getClientRects()].find(box => box.width > 2 && box.height > 2);
    if (!box) continue;
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height, innerHeight) / 2);
    if (top && !top.contains(one) && !one.contains(top) && !(top.closest("label")?.control === one))
      found.push(`covered by ${said(top)}: ${said(one)}`);
  }
  return found;
}"""

#: What makes a page wider than its window. What stands in something that one can scroll does not.
TOO_WIDE = """() => {
  if (document.documentElement.scrollWidth <= innerWidth) return [];
  const scrolls = one => ["auto", "scroll"].includes(getComputedStyle(one).overflowX);
  const wide = [...document.querySelectorAll("body *")].filter(one => {
    const box = one.getBoundingClientRect();
    if (box.width === 0 || (box.right <= innerWidth + 1 && box.left >= -1)) return false;
    for (let above = one.parentElement; above; above = above.parentElement) if (scrolls(above)) return false;
    return true;
  });
  return wide.filter(one => !wide.some(other => other !== one && one.contains(other)))
    .map(one => `${one.tagName.toLowerCase()}.${one.className}: ${one.textContent.trim().slice(0, 60)}`)
    .concat(`${document.documentElement.scrollWidth} pixels in ${innerWidth}`);
}"""

#: How large each piece of text is, in pixels.
SIZES = """() => [...document.querySelectorAll("body *")]
  .filter(one => !one.closest("svg") && [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
  .map(one => [one.textContent.trim().slice(0, 60), parseFloat(getComputedStyle(one).fontSize)])"""

#: Gives a number to all that one can work with the keyboard, in the order of the page, and says how many there are.
NUMBER_STOPS = """() => {
  const named = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
  const radios = new Set();
  const stops = [...document.querySelectorAll(named)].filter(one => {
    if (one.disabled || !one.checkVisibility({visibilityProperty: true})) return false;
    if (one.type !== "radio") return true;
    // A group of radio buttons is one stop: the arrows lead through it.
    const first = !radios.has(one.name);
    radios.add(one.name);
    return first;
  });
  stops.forEach((one, number) => { one.dataset.stop = number; });
  return stops.length;
}"""

#: What the keyboard is at, and what a reader sees of it.
AT = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const style = getComputedStyle(one), box = one.getClientRects()[0] ?? one.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return {
    stop: Number(one.dataset.stop ?? -1),
    said: `${one.tagName} ${(one.innerText || one.getAttribute("aria-label") || one.name || "").trim().slice(0, 60)}`,
    outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    uncovered: !!top && (one.contains(top) || top.contains(one)),
    left: box.left, right: box.right, top: box.top + scrollY, bottom: box.bottom + scrollY,
  };
}"""

#: What moves by itself, or would when something changes.
MOVES = """() => [...document.querySelectorAll("*")].filter(one => {
  const style = getComputedStyle(one);
  const lasts = list => list.split(",").some(time => parseFloat(time) > 0.01);
  return lasts(style.transitionDuration) || (style.animationName !== "none" && lasts(style.animationDuration))
    || style.scrollBehavior === "smooth";
}).map(one => `${one.tagName.toLowerCase()}.${one.className}`)"""

#: What is marked as the current one of several and looks as the others do.
UNMARKED = """() => [...document.querySelectorAll("main [aria-current], header [aria-current]")].filter(one => {
  const looks = it => {
    const style = getComputedStyle(it);
    return ["borderTopWidth", "borderBottomWidth", "borderLeftWidth", "borderTopStyle", "borderBottomStyle",
      "borderBottomColor", "fontWeight", "textDecorationLine", "textDecorationThickness", "outlineStyle",
      "backgroundColor", "color"].map(name => style[name]).join();
  };
  const others = [...(one.closest("ul, ol, nav, p")?.querySelectorAll(one.tagName) ?? [])]
    .filter(it => !it.hasAttribute("aria-current") && it.className === one.className);
  return others.length && one.checkVisibility() && looks(one) === looks(others[0]);
}).map(one => one.textContent.trim())"""

every_place = pytest.mark.parametrize("name", places.NAMES)


@pytest.fixture(scope="module")
def addresses(demo_site):
    return places.places(demo_site)


def opened(page, addresses, name, width):
    page.set_viewport_size({"width": width, "height": 900})
    open_whole(page, addresses[name])


@every_place
def test_axe_finds_nothing_wrong(page, axe, addresses, name):
    open_whole(page, addresses[name])
    found = []
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": 900})
        for mode, (media, rules) in MODES.items():
            page.emulate_media(**media)
            results = axe.run(page, options=rules)
            if results.violations_count:
                found.append(f"At {width}, {mode}: {results.generate_report()}")
    assert not found, "\n".join(found)


@every_place
def test_what_is_chosen_is_seen_to_be_so_without_the_colours_of_the_page(page, addresses, name):
    page.emulate_media(forced_colors="active")
    open_whole(page, addresses[name])
    assert page.evaluate(UNMARKED) == []


@every_place
def test_no_page_scrolls_sideways_or_hides_words(page, addresses, name):
    for width in (REFLOW, PHONE, DESK):
        opened(page, addresses, name, width)
        assert page.evaluate(TOO_WIDE) == [], width
        assert page.evaluate(UNREADABLE) == [], width


@every_place
def test_text_can_be_twice_as_large(page, addresses, name):
    for width in (PHONE, DESK):
        opened(page, addresses, name, width)
        before = page.evaluate(SIZES)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        after = page.evaluate(SIZES)
        # What grows with the window too need not double at once: the reader can enlarge it further.
        small = [
            (words, size, larger)
            for (words, size), (_, larger) in zip(before, after, strict=True)
            if larger < size * (1.9 if size < 20 else 1.3)
        ]
        assert small == [], width
        assert page.evaluate(TOO_WIDE) == [], width
        assert page.evaluate(UNREADABLE) == [], width


@pytest.mark.parametrize(
    ("name", "width"), [*((name, DESK) for name in places.NAMES), ("front page", PHONE), ("event", PHONE)]
)
def test_the_keyboard_reaches_everything_in_the_order_of_the_page_and_shows_where_it_is(page, addresses, name, width):
    opened(page, addresses, name, width)
    number = page.evaluate(NUMBER_STOPS)
    stops = []
    for _ in range(number + 1):
        page.keyboard.press("Tab")
        at = page.evaluate(AT)
        if at is None:
            break
        stops.append(at)
    assert [one["stop"] for one in stops] == list(range(number))
    assert [one["said"] for one in stops if not one["outline"]] == []
    assert [one["said"] for one in stops if not one["uncovered"]] == []
    # Read down a column, and never back up in it.
    back = [
        f"{before['said']} -> {after['said']}"
        for before, after in pairwise(stops[1:])
        if after["bottom"] < before["top"] and after["left"] < before["right"] and before["left"] < after["right"]
    ]
    assert back == []


@every_place
def test_the_keyboard_can_skip_to_the_content(page, addresses, name):
    open_whole(page, addresses[name])
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('main, footer')")


@every_place
def test_nothing_moves_for_readers_who_ask_for_rest(page, addresses, name):
    page.emulate_media(reduced_motion="reduce")
    open_whole(page, addresses[name])
    assert page.evaluate(MOVES) == []


@every_place
def test_nothing_moves_unless_asked(page, addresses, name):
    open_whole(page, addresses[name])
    assert page.evaluate("document.getAnimations().length") == 0
