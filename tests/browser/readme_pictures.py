"""The pictures of the README, taken anew: ``make pictures``.

No test: nothing is compared, and the file is not collected unless it is named. It writes to ``docs/pictures/``; that
the README names what is there is for ``tests/test_readme.py``.
"""

import pytest

from tests.browser.places import places
from tests.test_readme import PICTURES

#: What is shown, in which colours, how wide and high, how many dots to a pixel, and which chapter is at the top.
SHOTS = {
    "front": ("front page", "light", (1280, 1000), 1, None),
    "story-phone-dark": ("story", "dark", (390, 844), 2, "The reasons why a child left"),
    "case": ("case", "light", (1024, 1000), 1, None),
}


@pytest.mark.parametrize("name", SHOTS)
def test_take(browser, base_url, demo_site, name):
    place, scheme, (width, height), dots, part = SHOTS[name]
    with browser.new_context(
        base_url=base_url,
        color_scheme=scheme,
        viewport={"width": width, "height": height},
        device_scale_factor=dots,
        reduced_motion="reduce",
    ) as context:
        page = context.new_page()
        page.goto(places(demo_site)[place])
        if part:
            page.locator(".chapter", has_text=part).first.evaluate("it => it.scrollIntoView()")
        page.wait_for_load_state("networkidle")
        page.screenshot(path=PICTURES / f"{name}.png")
