"""What other people's servers do to an editor who only wants a draft: each ends as one, with the reason."""

import pytest

from press.models import IntakeItem
from tests.factories import make_article
from tests.press.test_intake import PAGE, add
from tests.press.test_reading_pages import FILES, PAGES
from tests.press.test_uploaded_copies import SAVED, upload
from tests.web_server import allowed_web_server, endless_body, endless_redirects, gzip_bomb, resets

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("front_page")]

ARABIC = """<html lang="ar" dir="rtl"><head><title>أسماء التلاميذ</title></head><body><h1>أسماء التلاميذ</h1>
<p>قالت أم لثلاثة أطفال إن المدرسة لم تسألها قبل أن تنشر أسماء أبنائها في القائمة الجديدة هذا العام.</p></html>"""
WELSH = PAGE.replace("Pupils counted twice", "Cyfrif y disgyblion ddwywaith").replace('lang="en-GB"', 'lang="cy"')
LOGIN = "<html><title>Sign in</title><body><h1>Sign in</h1><form>Password <input type=password></form></body></html>"
STUB = PAGE.replace(
    "<head>", '<head><script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>'
)


@pytest.fixture
def web(settings):
    with allowed_web_server(settings) as server:
        yield server


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (gzip_bomb(), "larger than 20 MB"),
        (endless_body(300 * 1024 * 1024), "larger than 20 MB"),
        (endless_redirects(), "leads on and on"),
        (resets(), "Only the address is known"),
    ],
)
def test_hostile_answer_gives_a_draft_with_the_address_and_the_reason(admin, web, answer, words):
    web.answers("/*", answer)
    (item,) = add(admin, web.url("/news"))
    assert item.state == IntakeItem.State.DRAFTED
    assert words in item.reason
    assert item.page.article_url == web.url("/news")
    assert item.capture.state == "failed"


@pytest.mark.parametrize(
    ("body", "title", "language", "words"),
    [
        (ARABIC.encode(), "أسماء التلاميذ", "ar", ""),
        (WELSH.encode(), "Cyfrif y disgyblion ddwywaith", "cy", ""),
        (STUB.encode(), "Pupils counted twice", "en", "for subscribers"),
        (LOGIN.encode(), "Sign in", "en", "sign-in page"),
        (PAGE.replace("Rose Hart", "Zoë Hart").encode("cp1252"), "Pupils counted twice", "en", ""),
    ],
)
def test_page_out_of_the_common_gives_a_draft_that_says_so(admin, web, body, title, language, words):
    web.page("/news", body, content_type="text/html")
    (item,) = add(admin, web.url("/news"))
    assert (item.page.title, item.page.language) == (title, language)
    assert words in item.reason
    assert item.capture.state == "kept"


def test_file_of_another_kind_than_its_address_says_is_read_as_what_it_is(admin, web):
    web.page("/paper.html", b"%PDF-1.4\nnot a whole one", content_type="application/pdf")
    (item,) = add(admin, web.url("/paper.html"))
    assert item.state == IntakeItem.State.DRAFTED
    assert "no text in it that we can read" in item.reason


@pytest.mark.parametrize("name", sorted(PAGES))
def test_saved_page_of_each_kind_of_publisher_gives_all_fields(admin, name):
    item = upload(admin, name, (FILES / name).read_bytes())
    page, said = item.page, PAGES[name]
    assert (page.title, page.byline) == (said["headline"].value, said["byline"].value)
    assert (page.date.edtf, page.language) == (said["date"].value, said["language"].value)
    assert item.findings["lead"]["value"] == said["lead"].value
    assert item.findings["outlet"]["value"] == said["outlet"].value
    # One that is only guessed is shown, and not added to the list of outlets by itself.
    assert (page.outlet is not None) is said["outlet"].sure
    if said.get("canonical_url"):
        assert page.article_url == said["canonical_url"].value


def test_articles_that_a_dead_paper_sends_to_its_front_page_are_not_one(admin, web):
    web.page("/", "<html><title>The paper is closed</title><p>It was a good time, and we thank you all.</p></html>")
    web.redirect("/one", web.url("/"))
    web.redirect("/two", web.url("/"))
    items = add(admin, web.url("/one"), web.url("/two"))
    assert [item.state for item in items] == ["drafted", "drafted"]
    assert [item.page.article_url for item in items] == [web.url("/one"), web.url("/two")]


def test_copy_that_names_the_original_of_another_publisher_is_a_draft_beside_it(admin, web):
    original = make_article(title="Something else", article_url="https://paper.example.org/first")
    head = '<head><link rel="canonical" href="https://paper.example.org/first">'
    web.page("/copy", PAGE.replace("<head>", head))
    (item,) = add(admin, web.url("/copy"))
    assert (item.state, item.page.article_url) == (IntakeItem.State.DRAFTED, web.url("/copy"))
    assert item.likely_copies == [original.pk]


def test_draft_stays_where_its_file_could_not_be_kept(admin, monkeypatch, caplog):
    def fail(*args, **options):
        raise OSError("disk full")

    monkeypatch.setattr("press.intake.keep_upload", fail)
    item = upload(admin, "saved.txt", SAVED.encode())
    assert item.state == IntakeItem.State.DRAFTED
    assert "no copy of the file could be kept" in item.reason
    assert "disk full" in caplog.text


def test_file_of_an_article_that_is_known_is_not_left_lying_about(admin):
    make_article(article_url="https://paper.example.org/first")
    head = '<head><link rel="canonical" href="https://paper.example.org/first">'
    item = upload(admin, "page.html", PAGE.replace("<head>", head).encode())
    assert item.state == IntakeItem.State.KNOWN
    assert not item.upload
