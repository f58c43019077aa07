"""Asking the Internet Archive for a copy: here it is a server of ours."""

from datetime import UTC, datetime

import pytest

from tests.web_server import allowed_web_server, resets
from timeline.links.fetch import Fetcher
from timeline.links.wayback import ask_to_keep
from timeline.models.link import WebLink

pytestmark = pytest.mark.django_db

STORY = "https://paper.example/a?id=1"
COPY = f"https://web.archive.org/web/20180303115959/{STORY}"
MADE_AT = datetime(2018, 3, 3, 11, 59, 59, tzinfo=UTC)


@pytest.fixture
def web(settings):
    with allowed_web_server(settings) as web:
        settings.LINKS_ARCHIVE_SAVE_URL = web.url("/save/")
        yield web


@pytest.fixture
def link(db):
    return WebLink.objects.create(url=f"{STORY}#part", key="paper.example/a?id=1")


@pytest.fixture
def asked(link):
    with Fetcher() as fetcher:
        yield lambda: ask_to_keep(link, fetcher)


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Location": COPY},
        {"Link": f'<{STORY}>; rel="original", <{COPY}>; rel="first memento"; datetime="Sat, 03 Mar 2018 11:59:59 GMT"'},
        {"Link": f"<{COPY}>; rel=memento"},
    ],
)
def test_address_of_the_copy_is_read_and_kept(web, asked, link, headers):
    web.page(f"/save/{STORY}", "kept", headers=headers)
    assert asked().url == COPY
    link.refresh_from_db()
    assert (link.archived_url, link.archived_at) == (COPY, MADE_AT)


def test_address_of_the_copy_is_where_the_archive_leads(web, asked, link, monkeypatch):
    """The archive's own host, which no test may ask, stands for the end of a redirect here."""
    monkeypatch.setattr("timeline.links.wayback.archived_original", lambda url: url)
    monkeypatch.setattr("timeline.links.wayback.archived_moment", lambda url: MADE_AT if "/web/" in url else None)
    web.redirect(f"/save/{STORY}", f"/web/20180303115959/{STORY}")
    web.page(f"/web/20180303115959/{STORY}", "the copy")
    assert asked().url == web.url(f"/web/20180303115959/{STORY}")


@pytest.mark.parametrize(
    ("status", "words"),
    [(401, "signed-in"), (403, "refuses"), (429, "in an hour"), (520, "status 520"), (404, "status 404")],
)
def test_refusal_of_the_archive_is_told(web, asked, link, status, words):
    web.page(f"/save/{STORY}", "no", status=status)
    assert words in asked().reason
    link.refresh_from_db()
    assert (link.archived_url, link.archived_at) == ("", None)


def test_answer_without_a_copy_is_told(web, asked):
    web.page(f"/save/{STORY}", "ok", headers={"Content-Location": "/somewhere"})
    assert "did not say where" in asked().reason


def test_archive_that_is_out_of_reach_is_told(web, asked):
    web.answers("/save/*", resets())
    assert asked().reason.startswith("The Internet Archive could not be asked. The host ended")


def test_copy_with_an_endless_address_is_not_kept(web, asked):
    web.page(f"/save/{STORY}", "kept", headers={"Content-Location": COPY + "x" * 1000})
    assert "too long" in asked().reason
