"""A run over all links goes on after a link that nobody foresaw."""

from datetime import UTC, datetime

import pytest

from tests.link_rows import name_links
from timeline.links.fetch import Fetched
from timeline.links.runs import LinkRun
from timeline.models.link import WebLink

pytestmark = pytest.mark.django_db

State = WebLink.State
NOW = datetime(2018, 1, 15, 3, tzinfo=UTC)
BAD, GOOD = "https://bad.example/a", "https://good.example/a"


@pytest.fixture(autouse=True)
def _rooms(front_page):
    """An entry needs a place."""


class Web:
    """An imagined web. What stands in *breaks* ends with an error that is none of ours."""

    def __init__(self, *breaks: str):
        self.breaks, self.asked = breaks, []

    def fetch(self, url, *, method="GET", **limits):
        self.asked.append(url)
        if url in self.breaks:
            raise RuntimeError("nobody foresaw this")
        status = 404 if url.endswith("/robots.txt") else 200
        return Fetched(url, url, status, "", [("Content-Type", "text/plain")], b"words", b"words", NOW, method)


def run_over(web: Web) -> LinkRun:
    run = LinkRun(web, delay=0, clock=lambda: 0.0, sleep=lambda seconds: None, now=lambda: NOW)
    run.work()
    return run


@pytest.mark.parametrize("breaks", [BAD, "https://bad.example/robots.txt"])
def test_link_that_breaks_the_check_is_passed_by_and_logged(caplog, breaks):
    bad, good = name_links(BAD, GOOD)
    WebLink.objects.filter(pk=bad.pk).update(state=State.REFUSES, status=403, reason="The host answered “403”.")
    run = run_over(Web(breaks))
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (run.done, run.left, run.counts["broken"], run.counts[State.ANSWERS]) == (2, 0, 1, 1)
    assert (bad.state, bad.status, bad.reason) == (State.REFUSES, 403, "The host answered “403”.")
    assert (bad.checked_at, bad.due_at) == (NOW, datetime(2018, 1, 16, tzinfo=UTC))
    assert good.state == State.ANSWERS
    (logged,) = [record for record in caplog.records if record.name == "timeline.links.runs"]
    assert BAD in logged.getMessage()
    assert "nobody foresaw this" in str(logged.exc_info[1])


def test_next_run_does_not_begin_with_the_link_that_broke():
    name_links(BAD)
    run_over(Web(BAD))
    web = Web()
    assert run_over(web).total == 0
    assert web.asked == []


def test_link_that_breaks_and_is_deleted_meanwhile_is_no_trouble():
    name_links(BAD, GOOD)
    web = Web(BAD)
    fetch = web.fetch

    def delete(url, **options):
        WebLink.objects.filter(url=BAD).delete()
        return fetch(url, **options)

    web.fetch = delete
    run = run_over(web)
    assert (run.done, run.left, run.counts["broken"]) == (1, 0, 0)
