"""The text of a link: noticed when it changes, whatever else of the page changes."""

from datetime import UTC, datetime

import pytest

from tests.link_rows import Checker
from tests.web_server import allowed_web_server
from timeline.links.fetch import Fetcher
from timeline.models.link import WebLink

pytestmark = pytest.mark.django_db

State = WebLink.State
STORY = f"<html><title>A story</title><body><article>{'<p>{0}</p>' * 5}</article></body></html>"
WORDS = "Parents were told in the autumn that the census would ask for the country of birth of every pupil."


def on(day: int) -> datetime:
    return datetime(2018, 1, day, 3, tzinfo=UTC)


@pytest.fixture
def web(settings):
    with allowed_web_server(settings) as web:
        yield web


@pytest.fixture
def check(web):
    with Fetcher() as fetcher:
        yield Checker(web, fetcher, on(15))


def test_first_text_is_no_change(web, check):
    web.page("/x", STORY.format(WORDS))
    assert check().text_changed_at is None
    assert not check.outcome.text_changed


def test_another_text_is_noticed(web, check):
    web.page("/x", STORY.format(WORDS), headers={"ETag": '"1"'})
    before = check()
    web.page("/x", STORY.format(WORDS.replace("every pupil", "some pupils")), headers={"ETag": '"2"'})
    after = check(on(16))
    assert after.text_hash != before.text_hash
    assert (after.text_changed_at, after.etag) == (on(16), '"2"')
    assert check.outcome.text_changed
    assert check(on(17)).text_changed_at == on(16)


@pytest.mark.parametrize(
    "markup",
    [
        STORY.format(WORDS).replace("<body>", "<body class='new'><script>var visit = 7</script><nav>Menu</nav>"),
        STORY.format(WORDS.replace(" ", "\n  ")),
    ],
)
def test_another_markup_of_the_same_text_is_no_change(web, check, markup):
    web.page("/x", STORY.format(WORDS))
    check()
    web.page("/x", markup)
    assert check(on(16)).text_changed_at is None


def test_page_of_an_error_changes_no_text(web, check):
    web.page("/x", STORY.format(WORDS))
    before = check()
    web.page("/x", STORY.format("This page is no longer here."), status=404)
    after = check(on(16))
    assert (after.text_hash, after.text_changed_at) == (before.text_hash, None)


@pytest.mark.parametrize(
    "content_type", ["text/plain; charset=nonsense", "image/png", "application/pdf", "", "text/html"]
)
def test_whatever_it_is_a_change_is_noticed(web, check, content_type):
    web.page("/x", b"\xff one", content_type=content_type)
    check()
    web.page("/x", b"\xff two", content_type=content_type)
    assert check(on(16)).text_changed_at == on(16)


@pytest.mark.parametrize("body", [b"", b"<html></html>", b"<" * 5000, b"<div>" * 20000, b"\x00\xff" * 100])
def test_page_without_text_is_no_trouble(web, check, body):
    web.page("/x", body)
    assert check().state == State.ANSWERS


@pytest.mark.parametrize("etag", ['"' + "x" * 300 + '"', '"é"'])
def test_validator_that_cannot_be_kept_is_not_sent_back(web, check, etag):
    web.page("/x", STORY.format(WORDS), headers={"ETag": etag})
    assert check().etag == ""
    assert check(on(16)).state == State.ANSWERS
