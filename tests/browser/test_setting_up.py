"""From nothing to a published first entry in a browser, and the guide beside it."""

import pytest
from playwright.sync_api import expect
from wagtail.models import Site

from home.models import CampaignSettings
from home.standing_pages import build_standing_pages, words_to_write
from tests.browser.admin import EntryForm
from tests.browser.looking import clipboard
from timeline.models import EventPage


@pytest.fixture(scope="module")
def new_site(empty_site):
    """As ``first_run --without-demo`` leaves it."""
    build_standing_pages(empty_site, words_to_write(), live=False)
    return empty_site


@pytest.fixture
def tab(new_site, editor_context):
    CampaignSettings.objects.update(set_up_closed_at=None)
    tab = editor_context.new_page()
    yield tab
    tab.close()


def step(tab, title):
    return tab.locator("#main li").filter(has=tab.get_by_role("heading", name=title))


def test_newcomer_names_the_campaign_and_publishes_a_first_entry(tab, server):
    tab.goto("/admin/")
    tab.get_by_role("link", name="Go on setting up").click()
    expect(step(tab, "The name of the campaign")).to_contain_text("Open")
    tab.get_by_label("Name").fill("Save the Valley Library")
    tab.get_by_label("Who publishes").fill("Friends of the Library")
    tab.get_by_label("Contact").fill("us@example.org")
    tab.get_by_role("button", name="Keep this").click()
    expect(step(tab, "The name of the campaign")).to_contain_text("Done")
    expect(step(tab, "Who publishes, and where to write to")).to_contain_text("Done")

    step(tab, "The first entry").get_by_role("link", name="Quick add").click()
    tab.get_by_label("When was it?").fill("18 January 2018")
    tab.get_by_label("Title").fill("The council votes to close the library")
    tab.get_by_label("One line").fill("Nine of the twelve councillors vote for it.")
    tab.get_by_label("Where you read it").fill("https://example.org/vote")
    tab.get_by_role("button", name="Keep as a draft").click()
    tab.goto("/admin/set-up/")
    step(tab, "The first entry").get_by_role("link", name="Go on with the draft").click()
    form = EntryForm(tab)
    form.publish()
    form.is_published()
    tab.goto("/admin/set-up/")
    expect(step(tab, "The first entry")).to_contain_text("Done")

    entry = EventPage.objects.get(title="The council votes to close the library")
    tab.goto(f"/timeline/{entry.slug}/")
    expect(tab.get_by_role("heading", level=1)).to_have_text("The council votes to close the library")
    expect(tab.get_by_role("banner")).to_contain_text("Save the Valley Library")
    feed = tab.request.get(f"{server.url}/feeds/everything.atom").text()
    assert "The council votes to close the library" in feed


def test_address_of_the_feed_is_copied(tab, editor_context, server):
    editor_context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.goto("/admin/set-up/")
    tab.get_by_role("button", name="Copy the address").click()
    expect(tab.get_by_text("Copied.")).to_be_visible()
    site = Site.objects.get(is_default_site=True)
    assert clipboard(tab) == f"{site.root_url}/feeds/everything.atom"


def test_enough_is_enough_and_can_be_taken_back(tab):
    tab.goto("/admin/")
    tab.get_by_role("button", name="That is enough").click()
    expect(tab.locator(".messages .success")).to_contain_text("The dashboard leads here no more")
    expect(tab.get_by_role("link", name="Go on setting up")).to_have_count(0)
    tab.get_by_role("button", name="Settings").click()
    tab.get_by_role("link", name="Set up this site").click()
    tab.get_by_role("button", name="Show the way here on the dashboard again").click()
    tab.goto("/admin/")
    expect(tab.get_by_role("link", name="Go on setting up")).to_be_visible()


def test_guide_opens_from_the_menu_at_a_heading_with_its_pictures(tab, server):
    asked = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto("/admin/")
    tab.get_by_role("button", name="Help").click()
    tab.get_by_role("link", name="Guide", exact=True).click()
    tab.get_by_role("navigation", name="Contents").get_by_role("link", name="Hold everything").click()
    expect(tab.get_by_role("heading", name="Hold everything")).to_be_in_viewport()
    for picture in tab.locator(".guide__text img").all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("image => image.naturalWidth") > 0
    assert [url for url in asked if not url.startswith((server.url, "data:", "blob:"))] == []


OURS = {"/admin/": "#set-up-section, .way-to-the-guide", "/admin/set-up/": "#main", "/admin/guide/": "#main"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("address", OURS)
def test_axe_finds_nothing(tab, axe, address, width, scheme):
    tab.emulate_media(color_scheme=scheme)
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(address)
    for part in OURS[address].split(", "):
        expect(tab.locator(part)).to_be_visible()
    found = axe.run(tab, context=OURS[address]).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
