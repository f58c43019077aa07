"""A run over all links: who is asked when, what is left, how it stops, and that it goes on where it was."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from tests.link_rows import name_links
from timeline.links.addresses import bare_host
from timeline.links.fetch import Fetched, FetchError
from timeline.links.runs import LinkRun
from timeline.models.link import WebLink

pytestmark = pytest.mark.django_db

State = WebLink.State
NOW = datetime(2018, 1, 15, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _rooms(front_page):
    """An entry needs a place."""


class Web:
    """All hosts of an imagined web, with a clock that runs only while somebody sleeps or is answered."""

    def __init__(self):
        self.seconds = 0.0
        self.asked: list[tuple[str, str, float]] = []
        self.answers = {}
        self.slept: list[float] = []

    def clock(self):
        return self.seconds

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.seconds += seconds

    def fetch(self, url, *, method="GET", headers=None, **limits):
        self.asked.append((method, url, self.seconds))
        self.seconds += 0.1
        default = (404, {}, b"") if url.endswith("/robots.txt") else (200, {"Content-Type": "text/plain"}, b"words")
        answer = self.answers.get(url, default)
        if isinstance(answer, FetchError):
            raise answer
        status, sent, body = answer
        return Fetched(url, url, status, "", list(sent.items()), body, body, NOW, method)

    def times(self, host):
        return [at for _, url, at in self.asked if bare_host(url) == host]

    def pages(self):
        return [url for _, url, _ in self.asked if not url.endswith("/robots.txt")]


@pytest.fixture
def web():
    return Web()


@pytest.fixture
def run(web):
    def run(**options):
        made = LinkRun(web, **{"clock": web.clock, "sleep": web.sleep, "now": lambda: NOW} | options)
        made.work()
        return made

    return run


def addresses(hosts: int, pages: int) -> list[str]:
    return [f"https://paper-{host}.example/{page}" for host in range(hosts) for page in range(pages)]


def test_no_host_is_asked_more_often_than_the_delay(web, run):
    name_links(*addresses(3, 4))
    done = run(delay=5)
    assert (done.done, done.left, done.counts[State.ANSWERS]) == (12, 0, 12)
    for host in range(3):
        times = web.times(f"paper-{host}.example")
        # Once for the rules, and twice for each page.
        assert len(times) == 9
        assert min(after - before for before, after in itertools.pairwise(times)) >= 5


def test_nobody_sleeps_while_a_host_is_ready(web, run):
    name_links(*addresses(60, 1))
    run(delay=5)
    assert web.slept == []


def test_hosts_take_turns(web, run):
    name_links(*addresses(3, 5))
    run(delay=0)
    hosts = [bare_host(url) for url in web.pages()]
    assert len(set(hosts[:3])) == 3


def test_delay_that_a_host_asks_for_is_kept(web, run):
    web.answers["https://paper-0.example/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 20\nDisallow: /x")
    name_links(*addresses(1, 2))
    run(delay=1)
    times = web.times("paper-0.example")[1:]
    assert min(after - before for before, after in itertools.pairwise(times)) >= 20


def test_host_that_wants_no_programs_is_not_asked(web, run):
    web.answers["https://paper-0.example/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /")
    (link,) = name_links("https://paper-0.example/a")
    assert run().counts[State.NOT_ASKED] == 1
    link.refresh_from_db()
    assert web.pages() == []
    assert (link.state, link.reason) == (State.NOT_ASKED, "Its host asks programs not to look at this page.")
    assert link.due_at == datetime(2018, 1, 22, tzinfo=UTC)


def test_gone_page_of_a_host_that_wants_no_programs_stays_gone(web, run):
    web.answers["https://paper-0.example/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /")
    (link,) = name_links("https://paper-0.example/a", state=State.GONE)
    run()
    link.refresh_from_db()
    assert link.is_gone


def test_only_what_is_due_is_asked_for(web, run):
    name_links("https://a.example/", due_at=NOW - timedelta(days=1))
    name_links("https://b.example/", due_at=NOW + timedelta(days=1), checked_at=NOW - timedelta(days=1))
    run()
    assert set(web.pages()) == {"https://a.example/"}


def test_everything_is_asked_for_once_if_wanted(web, run):
    name_links("https://b.example/", due_at=NOW + timedelta(days=1), checked_at=NOW - timedelta(days=1))
    assert run(everything=True).done == 1


def test_address_that_no_row_names_is_not_asked_for(web, run, front_page):
    WebLink.objects.create(url="https://a.example/", key="a.example")
    assert run().total == 0
    assert web.asked == []


def test_limit_is_kept(web, run):
    name_links(*addresses(3, 5))
    done = run(limit=4, delay=0)
    assert (done.done, done.total, done.left) == (4, 4, 0)
    assert WebLink.objects.exclude(checked_at=None).count() == 4


@pytest.fixture
def small_queues(monkeypatch):
    """Three jobs for one host, eight in all, five rows at a time."""
    for name, size in {"PER_HOST": 3, "IN_ALL": 8, "CHUNK": 5}.items():
        monkeypatch.setattr(f"timeline.links.runs.{name}", size)


def test_host_with_more_links_than_its_queue_is_finished_all_the_same(web, run, small_queues):
    name_links(*addresses(1, 12), *[f"https://paper-{host}.example/" for host in range(1, 12)])
    assert run(delay=0).left == 0
    assert len(web.pages()) == 2 * (12 + 11)


def test_memory_holds_few_links_of_many(web, small_queues):
    name_links(*addresses(5, 4), *[f"https://large.example/{page}" for page in range(20)])
    run = LinkRun(web, clock=web.clock, sleep=web.sleep, now=lambda: NOW, delay=0)
    sizes = []
    fetch, web.fetch = web.fetch, lambda *args, **options: (sizes.append(len(run._in_hand)), fetch(*args, **options))[1]
    run.work()
    assert (run.left, max(sizes) <= 9, len(run._in_hand)) == (0, True, 0)


def test_host_that_asks_to_wait_is_left_for_another_run(web, run):
    web.answers["https://paper-0.example/0"] = (429, {"Retry-After": "60"}, b"")
    name_links(*addresses(2, 3))
    done = run()
    assert len([url for url in web.pages() if "paper-0" in url]) == 1
    assert (done.done, done.left) == (4, 2)


def test_stopped_run_goes_on_where_it_was(web):
    name_links(*addresses(4, 5))
    first = LinkRun(web, clock=web.clock, sleep=web.sleep, now=lambda: NOW, delay=1)
    fetch = web.fetch
    web.fetch = lambda *args, **options: (len(web.asked) == 20 and first.stop(), fetch(*args, **options))[1]
    first.work()
    assert 0 < first.done < 20
    second = LinkRun(web, clock=web.clock, sleep=web.sleep, now=lambda: NOW + timedelta(minutes=1), delay=1)
    second.work()
    assert (first.done + second.done, second.left) == (20, 0)
    read = [url for method, url, _ in web.asked if method == "GET" and "robots" not in url]
    assert len(read) - len(set(read)) == 0


def test_link_that_goes_while_it_waits_is_no_trouble(web, run):
    links = name_links(*addresses(1, 3))
    fetch = web.fetch

    def delete(url, **options):
        WebLink.objects.filter(pk__in=[links[0].pk, links[2].pk]).delete()
        return fetch(url, **options)

    web.fetch = delete
    assert run().counts[State.ANSWERS] == 1


OFFLINE = FetchError("The name of this host cannot be looked up at present.", "offline")


def test_page_does_not_fail_because_we_are_cut_off(web, run):
    for url in addresses(3, 1):
        web.answers[url] = OFFLINE
    name_links(*addresses(3, 1))
    done = run()
    assert (done.done, done.counts["unsure"]) == (0, 3)
    assert set(WebLink.objects.values_list("state", "checked_at")) == {(State.UNCHECKED, None)}


def test_name_that_fails_while_others_answer_does_fail(web, run):
    web.answers["https://paper-0.example/0"] = OFFLINE
    name_links(*addresses(2, 1))
    done = run()
    assert (done.done, done.counts[State.FAILING], done.counts["unsure"]) == (2, 1, 0)
