"""A reader leaves no trace and meets nobody else: on every type of page, with scripts, and with all that they do."""

import pytest

from tests.browser import places
from tests.browser.looking import open_whole

#: Everything that a page can leave in a browser.
LEFT = """async () => ({
  cookie: document.cookie,
  local: Object.keys(localStorage),
  session: Object.keys(sessionStorage),
  databases: (await indexedDB.databases()).map(one => one.name),
  caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  files: await navigator.storage.getDirectory().then(async (root) => {
    const names = [];
    for await (const name of root.keys()) names.push(name);
    return names;
  }).catch(() => []),
})"""
NOTHING = {"cookie": "", "local": [], "session": [], "databases": [], "caches": [], "workers": 0, "files": []}


@pytest.fixture(scope="module")
def addresses(demo_site):
    return places.places(demo_site)


@pytest.fixture
def asked(context):
    """Every request of this reader, with what came back."""
    answers = []
    context.on("response", lambda response: answers.append(response))
    return answers


def assert_no_trace(page, context, asked, server) -> None:
    assert page.evaluate(LEFT) == NOTHING
    assert context.cookies() == []
    state = context.storage_state(indexed_db=True)
    assert (state["cookies"], state["origins"]) == ([], [])
    assert asked, "requests are seen"
    for answer in asked:
        assert answer.url.startswith((f"{server.url}/", "data:")), answer.url
        assert "set-cookie" not in answer.all_headers(), answer.url
        assert "cookie" not in answer.request.all_headers(), answer.url


@pytest.mark.parametrize("name", places.NAMES)
def test_reader_leaves_no_trace_and_asks_nobody_else(page, context, asked, server, addresses, witness, name):
    open_whole(page, addresses[name])
    page.evaluate("() => window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    assert_no_trace(page, context, asked, server)
    assert witness.take() == ([], [])


def test_reader_who_looks_around_leaves_none_either(page, context, asked, server, addresses, witness):
    """A search, a filter, an address copied, everything folded out, and on to the next page."""
    open_whole(page, "/search/")
    page.get_by_role("searchbox").last.fill("pupil data")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    open_whole(page, "/timeline/?kind=event&order=newest&from=2015")
    page.evaluate("() => document.querySelectorAll('details').forEach(one => { one.open = true })")
    open_whole(page, "/subscribe/")
    for button in page.get_by_role("button").all()[:3]:
        if button.is_visible():
            button.click()
    open_whole(page, addresses["event"])
    page.go_back()
    page.wait_for_load_state("networkidle")
    assert_no_trace(page, context, asked, server)
    assert witness.take() == ([], [])


def test_other_sites_are_not_told_where_a_reader_came_from(page, addresses):
    """Links that leave the site: the policy stands on the page, and no link says otherwise."""
    open_whole(page, addresses["event"])
    policies = page.evaluate(
        """() => [...document.querySelectorAll("[referrerpolicy], meta[name=referrer]")].map(one => one.outerHTML)"""
    )
    assert policies == []
    answer = page.request.get(addresses["event"])
    assert answer.headers["referrer-policy"] == "same-origin"
