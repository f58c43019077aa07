"""An editor's day, from the sign-in form to what readers and their feeds are given."""

import re
from urllib.parse import urlsplit

import pytest
from django.utils.text import capfirst
from playwright.sync_api import expect

from legal.models import MilestonePage
from press.models import PressArchivePage, PressArticlePage
from tests.browser.admin import EntryForm
from tests.browser.conftest import PASSWORD
from tests.factories import make_case, make_event, make_outlet
from timeline.models import EventPage, TimelinePage

ADMIN_PAGES = [
    "/admin/",
    "/admin/pages/",
    "/admin/all_entries/",
    "/admin/images/",
    "/admin/documents/",
    "/admin/snippets/",
    "/admin/reports/site-history/",
    "/admin/users/",
    "/admin/account/",
    "/admin/settings/home/campaignsettings/",
]


@pytest.fixture(scope="module")
def signed_in(editor, browser, browser_context_args):
    """A browser in which the editor has signed in by the form, and every address that it asks for."""
    context = browser.new_context(**browser_context_args, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(15_000)
    asked = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.goto("/admin/")
    page.get_by_label("Username").fill(editor.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile("/admin/$"))
    yield context, asked
    context.close()


@pytest.fixture
def tab(signed_in, server):
    """A tab of the editor's browser. Whatever was done in it, no other host was asked for anything."""
    context, asked = signed_in
    page = context.new_page()
    yield page
    page.close()
    hosts = {urlsplit(url).netloc for url in asked if not url.startswith(("data:", "blob:"))}
    assert hosts == {urlsplit(server.url).netloc}


def add_source(page, title):
    page.get_by_role("button", name="Add Source").click()
    page.locator("#id_sources-0-title").fill(title)
    page.locator("#id_sources-0-url").fill("https://example.org/source")


def expect_readers_to_see(page, title, words):
    """On the story and in the feed, for somebody who is not signed in."""
    page.goto("/timeline/")
    card = page.locator(".card").filter(has_text=title)
    expect(card.locator(".when")).to_have_text(words)
    card.get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    feed = page.request.get("/feeds/everything.atom")
    assert f"<title>{capfirst(words)}: {title}</title>" in feed.text()


def test_an_event_goes_out_from_the_tree_of_pages_to_readers_and_their_feeds(tab, page):
    tab.goto(f"/admin/pages/{TimelinePage.objects.get().pk}/")
    tab.get_by_role("link", name="Add child page").first.click()
    tab.get_by_role("link", name=re.compile("^Event")).click()
    form = EntryForm(tab)
    form.type_date("circa June 2018")
    form.reads_as("around June 2018")
    form.fill(title="Parents write to the minister", summary="Two hundred parents wrote.")
    add_source(tab, "The letter")
    form.publish()
    form.is_published()
    expect_readers_to_see(page, "Parents write to the minister", "around June 2018")
    expect(page.get_by_role("link", name="The letter")).to_have_attribute("href", "https://example.org/source")


def test_a_press_article_goes_out_with_its_outlet_and_a_quotation(tab, page):
    make_outlet(name="The Daily Example")
    form = EntryForm(tab).add(PressArchivePage.objects.get(), "press/pressarticlepage")
    form.type_date("18 January 2018")
    form.fill(
        title="Schools asked for more", summary="The paper reported it.", article_url="https://example.org/article"
    )
    tab.get_by_role("button", name="Choose outlet").click()
    tab.get_by_role("link", name="The Daily Example").click()
    expect(tab.get_by_role("dialog")).to_have_count(0)
    tab.get_by_role("button", name="Add Quotation").click()
    tab.locator("#id_quotations-0-text").fill("Nobody asked us.")
    tab.locator("#id_quotations-0-speaker").fill("A parent")
    form.publish()
    form.is_published()
    expect_readers_to_see(page, "Schools asked for more", "18 January 2018")
    expect(page.locator("blockquote")).to_have_count(0)
    article = PressArticlePage.objects.get(title="Schools asked for more")
    tab.goto(f"/admin/press/rights/{article.pk}/")
    tab.locator("#id_state").select_option("short-quotation")
    tab.get_by_role("button", name="Decide, from now on").click()
    expect(tab.locator(".messages .success")).to_contain_text("It holds from now on")
    page.reload()
    expect(page.locator("blockquote")).to_have_text("Nobody asked us.")
    expect(page.get_by_role("link", name="Read it at The Daily Example")).to_be_visible()


def test_a_milestone_goes_out_under_its_case(tab, page):
    case = make_case(title="Parents against the ministry")
    form = EntryForm(tab).add(case, "legal/milestonepage")
    form.type_date("15 February 2018")
    form.fill(title="A letter before claim is sent", summary="The first step.")
    stage = case.procedure.stages.get(key="letter-before-claim")
    tab.locator("#id_stage").select_option(str(stage.pk))
    add_source(tab, "The letter")
    form.publish()
    form.is_published()
    expect_readers_to_see(page, "A letter before claim is sent", "15 February 2018")
    expect(page.locator(".entry-facts")).to_contain_text(stage.plain_name)
    page.get_by_role("link", name="Parents against the ministry").first.click()
    expect(page.locator(".where-it-stands")).to_contain_text(f"{stage.plain_name}, since 15 February 2018")
    assert MilestonePage.objects.get(title="A letter before claim is sent").outcome is None


def test_an_entry_without_a_source_is_stopped_beside_the_field_and_stays_a_draft(tab):
    form = EntryForm(tab).add(TimelinePage.objects.get())
    form.type_date("1996")
    form.fill(title="Something is said to have happened", summary="Nobody knows.")
    form.publish()
    expect(form.error_beside("no_source_reason")).to_contain_text("An entry needs at least one source")
    assert not EventPage.objects.filter(title="Something is said to have happened", live=True).exists()


def test_a_preview_shows_the_page_and_its_card_before_anything_is_saved(tab):
    form = EntryForm(tab).add(TimelinePage.objects.get())
    form.type_date("since 1996")
    form.fill(title="The records begin", summary="A record for each pupil.")
    tab.get_by_role("button", name="Toggle preview").click()
    preview = tab.frame_locator("#w-preview-iframe, [data-w-preview-target=iframe] iframe, iframe[title=Preview]").last
    expect(preview.get_by_role("heading", name="The records begin")).to_be_visible()
    expect(preview.locator(".when")).to_have_text("since 1996")


#: For two seconds Wagtail takes what is typed for what was there before; no human is so quick.
WATCH = "document.addEventListener('w-unsaved:watch-edits', () => { window.watchedSince = performance.now(); })"
IS_WATCHED = "() => window.watchedSince && performance.now() > window.watchedSince + 1000"


def test_what_is_typed_is_saved_by_itself_and_survives_a_reload(tab):
    tab.add_init_script(WATCH)
    form = EntryForm(tab).add(TimelinePage.objects.get())
    tab.wait_for_function(IS_WATCHED)
    form.type_date("circa May 2017")
    form.fill(title="Typed and left", summary="Nobody pressed a button.")
    expect(tab).to_have_url(re.compile("/edit/$"), timeout=15_000)
    tab.reload()
    form.reads_as("around May 2017")
    expect(tab.locator("#id_title")).to_have_value("Typed and left")
    assert not EventPage.objects.get(title="Typed and left").live
    tab.wait_for_function(IS_WATCHED)
    with tab.expect_response(lambda response: response.url.endswith("/edit/") and response.request.method == "POST"):
        form.type_date("June 2017")
    tab.reload()
    form.reads_as("June 2017")


def test_the_userbar_is_for_editors_only(tab, page):
    address = make_event(title="With a bar").get_url()
    tab.goto(address)
    expect(tab.locator("wagtail-userbar")).to_have_count(1)
    page.goto(address)
    expect(page.locator("wagtail-userbar")).to_have_count(0)
    assert "userbar" not in page.content()


def test_all_entries_lists_every_kind_in_the_order_of_the_story(tab):
    make_event(title="The second", date="2001-02")
    make_event(title="The first", date="2001", live=False)
    tab.goto("/admin/all_entries/?from_year=2001&to_year=2001")
    rows = tab.locator("main table tbody tr")
    expect(rows).to_have_count(2)
    assert [re.sub(r"\s+", " ", row).split(" The ")[0].strip() for row in rows.all_inner_texts()] == [
        "2001",
        "February 2001",
    ]


@pytest.mark.parametrize("address", ADMIN_PAGES)
def test_a_page_of_the_admin_asks_no_other_host(tab, address):
    answer = tab.goto(address)
    assert answer.status == 200
    tab.wait_for_load_state("networkidle")
