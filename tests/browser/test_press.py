"""Adding press coverage: from what an editor pastes and uploads to what readers are given."""

import pytest
from django.conf import settings
from django.test import override_settings
from playwright.sync_api import expect

from press.models import PressArticlePage
from tests.browser.admin import EntryForm
from tests.factories import make_article, make_outlet
from tests.press.test_intake import PAGE
from tests.press.test_uploaded_copies import SAVED
from tests.web_server import allowed_web_server


@pytest.fixture
def web(empty_site):
    # pytest-django's own fixture may not be named here (see conftest).
    with override_settings(), allowed_web_server(settings) as server:
        server.page("/news/pupils", PAGE)
        yield server


@pytest.fixture
def tab(empty_site, editor_context):
    tab = editor_context.new_page()
    yield tab
    tab.close()


def test_pasted_addresses_and_a_file_become_drafts_while_one_looks_on(tab, page, web, tmp_path):
    make_outlet(name="The Valley Courier")
    make_article(title="Known before", article_url="https://example.org/known")
    saved = tmp_path / "saved.txt"
    saved.write_text(SAVED)
    tab.goto("/admin/")
    tab.get_by_role("link", name="Add press coverage").click()
    tab.get_by_label("Addresses of articles").fill(
        f"{web.url('/news/pupils')}?fbclid=abc\nhttp://www.example.org/known/\n{web.url('/gone')}"
    )
    tab.get_by_label("Saved copies").set_input_files(str(saved))
    tab.get_by_role("button", name="Make drafts").click()
    expect(tab.get_by_text("4 of 4 read.")).to_be_visible()
    rows = tab.locator("tbody tr")
    expect(rows.nth(0)).to_contain_text("Draft made")
    expect(rows.nth(0)).to_contain_text("fbclid")
    expect(rows.nth(1)).to_contain_text("Already in the archive")
    expect(rows.nth(2)).to_contain_text("There is no such page (404)")
    expect(rows.nth(3)).to_contain_text("No outlet, date or byline in this copy")
    tab.get_by_role("link", name="Pupils counted twice").click()
    expect(tab.get_by_text("Where these values come from")).to_be_visible()
    form = EntryForm(tab)
    form.fill(summary="The county counted some pupils twice.")
    form.publish()
    form.is_published()
    article = PressArticlePage.objects.get(title="Pupils counted twice")
    page.goto(article.get_url())
    expect(page.get_by_role("link", name="Read it at The Valley Courier")).to_be_visible()
    expect(page.locator("blockquote")).to_have_count(0)


def test_draft_without_date_and_outlet_is_stopped_beside_the_fields(tab, web, tmp_path):
    saved = tmp_path / "saved.txt"
    saved.write_text(SAVED.replace("Mother asks", "Another mother asks"))
    tab.goto("/admin/press/add/")
    tab.get_by_label("Saved copies").set_input_files(str(saved))
    tab.get_by_role("button", name="Make drafts").click()
    tab.get_by_role("link", name="Another mother asks").first.click()
    form = EntryForm(tab)
    form.fill(summary="A mother asked to see her children's records.")
    form.publish()
    expect(form.error_beside("date")).to_contain_text("No date was found")
    expect(tab.get_by_role("region", name="The article").get_by_text("Say who published it.")).to_be_visible()


def test_link_is_checked_and_kept_from_its_own_page(tab, web):
    make_article(title="An article to keep", article_url=web.url("/news/pupils"))
    tab.goto("/admin/web_links/")
    tab.get_by_role("link", name=web.url("/news/pupils")).click()
    tab.get_by_role("button", name="Check it now").click()
    expect(tab.locator("main")).to_contain_text("Last answered")
    tab.get_by_role("button", name="Keep a copy now").click()
    expect(tab.locator(".messages")).to_contain_text("A copy is kept")
    tab.locator("a", has_text=": Kept").or_(tab.locator("li a[href*='/press/captures/']")).first.click()
    expect(tab.get_by_text("SHA-256 of the page")).to_be_visible()
    with tab.expect_download() as download:
        tab.get_by_role("link", name="Download the WARC file").click()
    assert download.value.suggested_filename.endswith(".warc.gz")
