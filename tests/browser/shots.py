"""Pictures of the site, to be looked at: ``pytest tests/browser/shots.py --shots DIR``.

No test: nothing is compared, and the file is not collected unless it is named.
"""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.admin import EntryForm
from tests.browser.places import places
from timeline.models import TimelineEntry, TimelinePage

WIDTHS = {"phone": 390, "desk": 1280}


@pytest.fixture
def shoot(pytestconfig):
    folder = pytestconfig.getoption("--shots")
    if not folder:
        pytest.skip("say where to: --shots DIR")
    Path(folder).mkdir(parents=True, exist_ok=True)

    def shoot(page, name, **options):
        # Pictures are fetched when they come near; in a photograph all of it is near.
        for picture in page.locator("img[loading=lazy]:visible").all():
            picture.scroll_into_view_if_needed()
            expect(picture).to_have_js_property("complete", True)
        page.evaluate("scrollTo(0, 0)")
        page.wait_for_load_state("networkidle")
        page.screenshot(path=f"{folder}/{name}.png", **options)

    return shoot


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", WIDTHS)
def test_shoot_public_pages(page, demo_site, shoot, size, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": WIDTHS[size], "height": 900})
    for name, address in places(demo_site).items():
        page.goto(address)
        shoot(page, f"{name.replace(',', '').replace(' ', '-')}-{size}-{scheme}", full_page=True)


@pytest.mark.parametrize("name", ["front page", "story", "event", "case"])
def test_shoot_print(page, demo_site, shoot, name):
    page.goto(places(demo_site)[name])
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size({"width": 794, "height": 1123})
    shoot(page, f"{name.replace(' ', '-')}-print", full_page=True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", WIDTHS)
def test_shoot_admin(demo_site, editor_context, shoot, size, scheme):
    page = editor_context.new_page()
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": WIDTHS[size], "height": 1100})
    page.goto("/admin/")
    shoot(page, f"desk-of-editors-{size}-{scheme}")
    page.goto("/admin/all_entries/")
    shoot(page, f"all-entries-{size}-{scheme}")
    form = EntryForm(page).add(TimelinePage.objects.get())
    form.type_date("2022-23")
    form.answers("question", "could mean several things")
    shoot(page, f"form-asks-{size}-{scheme}")
    form.choose(form.choices()[2])
    shoot(page, f"form-reads-{size}-{scheme}")
    form.edit(TimelineEntry.objects.exclude(image=None).first())
    page.set_viewport_size({"width": WIDTHS[size], "height": 4200})
    shoot(page, f"form-whole-{size}-{scheme}")
    page.close()
