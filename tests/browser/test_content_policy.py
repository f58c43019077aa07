"""No page is stopped by its own Content-Security-Policy, and a script that somebody slips in does not run."""

import pytest

from tests.browser import places

WATCH = """
window.refused = [];
document.addEventListener("securitypolicyviolation", one => {
  window.refused.push([one.violatedDirective, one.blockedURI]);
});
"""
ADMIN = [
    "",
    "pages/",
    "images/",
    "documents/",
    "snippets/",
    "reports/locked/",
    "timeline/quick-add/",
    "timeline/import/",
]


@pytest.fixture(scope="module")
def addresses(demo_site):
    return places.places(demo_site)


@pytest.mark.parametrize("name", places.NAMES)
def test_pages_of_readers_break_no_rule_of_theirs(page, addresses, name):
    page.add_init_script(WATCH)
    page.goto(addresses[name])
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.refused") == []


def test_script_that_was_slipped_in_does_not_run(page, addresses, witness):
    page.add_init_script(WATCH)
    page.goto(addresses["event"])
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.ran = true";
          document.body.append(script);
          const picture = "<img src='https://elsewhere.example/x.png' alt=''>";
          const button = "<button id='slipped-in' onclick='window.ran = true'>A prize</button>";
          document.body.insertAdjacentHTML("beforeend", picture + button);
        }"""
    )
    page.locator("#slipped-in").click()
    # The script, the picture and the button: each is refused once, and no more is told of after that.
    page.wait_for_function("() => window.refused.length >= 3")
    assert page.evaluate("window.ran") is None
    elsewhere, refused = witness.take()
    assert all("elsewhere.example" in one for one in elsewhere), "what was refused may be named, and was not asked for"
    assert len(refused) >= 3, "the watch of all tests sees what breaks a policy"


@pytest.mark.parametrize("address", ADMIN)
def test_pages_of_the_admin_break_no_rule_of_theirs(editor_context, demo_site, address):
    page = editor_context.new_page()
    page.add_init_script(WATCH)
    page.goto(f"/admin/{address}")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.refused") == []
    page.close()


def test_editor_and_preview_break_no_rule(editor_context, demo_site):
    from timeline.models import EventPage

    page = editor_context.new_page()
    page.add_init_script(WATCH)
    page.goto(f"/admin/pages/{EventPage.objects.first().pk}/edit/")
    page.get_by_role("button", name="Toggle preview").click()
    frame = page.frame_locator("#w-preview-iframe, iframe[title='Preview']").first
    frame.locator("article.entry h1").wait_for(state="attached")
    assert page.evaluate("window.refused") == []
    page.close()


def test_editors_bar_on_a_readers_page_breaks_no_rule(editor_context, addresses):
    page = editor_context.new_page()
    page.add_init_script(WATCH)
    page.goto(addresses["event"])
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.refused") == []
    page.close()
