"""The page on data, and the export for TimelineJS in the real TimelineJS, on a page of another host."""

import http.server
import shutil
import subprocess
import tarfile
import threading
from functools import partial
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.looking import AXE_OPTIONS
from timeline.models import TimelineEntry

PACKAGE, VERSION = "@knight-lab/timelinejs", "3.9.11"
#: Milliseconds for it to fetch, read and draw a hundred slides, on a busy machine too.
PATIENCE = 30_000
PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Somebody's page</title><link rel="stylesheet" href="/dist/css/timeline.css"></head>
<body><div id="timeline" style="width: 100%; height: 700px"></div>
<script src="/dist/js/timeline.js"></script>
<script>
const options = {script_path: location.origin + "/dist/js/", font: null, language: "en"};
window.timeline = new TL.Timeline("timeline", new URLSearchParams(location.search).get("data"), options);
</script></body>
</html>
"""


@pytest.fixture(scope="session")
def timelinejs(pytestconfig):
    """The folder of the package as it is published, fetched once and kept in pytest's cache."""
    folder = pytestconfig.cache.mkdir(f"timelinejs-{VERSION}")
    if not (folder / "package" / "dist" / "js" / "timeline.js").exists():
        npm = shutil.which("npm")
        if npm is None:
            pytest.fail("This test loads the real TimelineJS, and npm is not there. On Debian: apt install npm")
        fetched = subprocess.run(
            [npm, "pack", f"{PACKAGE}@{VERSION}", "--ignore-scripts", "--silent"],
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=120,
        )
        if fetched.returncode:
            pytest.fail(f"npm could not fetch {PACKAGE} {VERSION}:\n{fetched.stderr}")
        with tarfile.open(folder / fetched.stdout.split()[-1]) as packed:
            packed.extractall(folder, filter="data")
    return folder / "package"


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def do_GET(self):
        if urlsplit(self.path).path != "/":
            return super().do_GET()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        return self.wfile.write(PAGE.encode())

    def log_message(self, *args):
        pass


@pytest.fixture(scope="session")
def other_host(timelinejs):
    """The address of a host that is not ours, with TimelineJS on it."""
    handler = partial(QuietHandler, directory=str(timelinejs))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as host:
        serving = threading.Thread(target=host.serve_forever)
        serving.start()
        yield f"http://127.0.0.1:{host.server_address[1]}"
        host.shutdown()
        serving.join()


@pytest.fixture
def shown(page, demo_site, server, other_host, witness):
    """A page with the demo's export in it, what went wrong there, and what other hosts it asked for."""
    allowed, wrong, elsewhere = {urlsplit(server.url).netloc, urlsplit(other_host).netloc}, [], []

    def let_through(route):
        if urlsplit(route.request.url).netloc in allowed:
            route.continue_()
        else:
            elsewhere.append(route.request.url)
            route.abort()

    page.route("**/*", let_through)
    page.on("console", lambda message: message.type == "error" and wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.set_viewport_size({"width": 1280, "height": 800})
    yield page, f"{other_host}/?data={server.url}/data/v1/timelinejs.json", wrong, elsewhere
    asked, refused = witness.take()
    assert all(f"asked for {other_host}" in one for one in asked), "the page is of that host"
    assert refused == []


def test_timelinejs_shows_every_entry_of_the_demo(shown):
    page, address, wrong, elsewhere = shown
    page.goto(address)
    markers = page.locator(".tl-timemarker")
    entries = list(TimelineEntry.objects.published().select_related("public_record"))
    expect(markers).to_have_count(len(entries), timeout=PATIENCE)
    wanted = {f"e-{entry.public_record.short_id}-marker" for entry in entries}
    assert {one.get_attribute("id") for one in markers.all()} == wanted
    assert page.locator(".tl-slide").count() == len(entries) + 1
    expect(page.locator(".tl-slide-titleslide h2")).to_have_text("Labels Last a Lifetime")
    page.wait_for_load_state("networkidle")
    assert wrong == []
    assert elsewhere == []


def test_timelinejs_says_dates_in_our_words_and_shows_our_pictures(shown):
    page, address, wrong, _elsewhere = shown
    entry = TimelineEntry.objects.published().get(slug="pupil-records-begin")
    page.goto(address)
    expect(page.locator(".tl-timemarker").first).to_be_attached(timeout=PATIENCE)
    page.evaluate("id => timeline.goToId(id)", f"e-{entry.public_record.short_id}")
    slide = page.locator(".tl-slide", has=page.get_by_role("heading", name=entry.title))
    expect(slide.locator(".tl-headline-date")).to_have_text("1996")
    expect(slide.get_by_text(entry.summary)).to_be_visible()
    picture = slide.locator("img")
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("one => one.naturalWidth") > 0
    assert wrong == []


# The page on data


@pytest.mark.parametrize("address", ["/data/", "/data/?kind=press&from=2018&to=abc", "/data/?q=nothing+like+it"])
def test_page_on_data_fits_a_phone_and_axe_finds_nothing_wrong(page, demo_site, axe, address):
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = []
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            results = axe.run(page, options=AXE_OPTIONS)
            if results.violations_count:
                found.append(f"At {width}, {scheme}: {results.generate_report()}")
    assert not found, "\n".join(found)


def test_files_are_kept_by_the_browser_under_their_names(page, demo_site):
    page.goto("/data/?kind=legal")
    for link, name in {"CSV": "story.csv", "JSON": "story.json", "TimelineJS JSON": "timelinejs.json"}.items():
        with page.expect_download() as download:
            page.get_by_role("link", name=link, exact=True).click()
        assert download.value.suggested_filename == name
        assert download.value.path().stat().st_size > 1000


def test_reader_comes_from_the_story_with_the_filters_that_were_chosen(page, demo_site):
    page.goto("/timeline/?kind=press&from=2020")
    page.get_by_role("link", name="Take this list as data").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The data, to use")
    expect(page.locator(".data-part .count")).to_contain_text("kind")
    expect(page.locator(".data-part .count")).to_contain_text("Press articles")
