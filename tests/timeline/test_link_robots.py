"""What hosts ask of programs."""

import time

import pytest

from tests.web_server import allowed_web_server, endless_body
from timeline.links.fetch import Fetcher
from timeline.links.robots import MOST_RULES, Robots


@pytest.fixture
def web(settings):
    settings.LINKS_USER_AGENT = "Throughline/0.1 (+https://campaign.example)"
    with allowed_web_server(settings) as web:
        yield web


@pytest.fixture
def robots(web):
    with Fetcher() as fetcher:
        yield Robots(fetcher)


@pytest.mark.parametrize(
    ("rules", "refused", "allowed"),
    [
        ("User-agent: *\nDisallow: /private", ["/private", "/private/a", "/privately"], ["/", "/a"]),
        ("User-agent: *\nDisallow: /", ["/", "/a", "/a?b=1"], []),
        ("User-agent: *\nDisallow:", [], ["/", "/a"]),
        ("", [], ["/"]),
        ("User-agent: Throughline\nDisallow: /a\n\nUser-agent: *\nDisallow: /", ["/a"], ["/", "/b"]),
        ("User-agent: throughline\nDisallow: /a", ["/a"], ["/b"]),
        ("User-agent: Other\nDisallow: /", [], ["/"]),
        # The longest rule decides, wherever it stands, and a permission where two are as long.
        ("User-agent: *\nAllow: /\nDisallow: /private", ["/private"], ["/a"]),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", ["/a", "/a/c"], ["/a/b", "/a/b/c"]),
        ("User-agent: *\nDisallow: /a\nAllow: /a", [], ["/a"]),
        ("User-agent: *\nDisallow: /*?print\nDisallow: /*.pdf$", ["/a?print=1", "/a.pdf"], ["/a", "/a.pdf?b"]),
        ("User-agent: *\nDisallow: /caf%C3%A9", ["/caf%c3%a9", "/café"], ["/cafe"]),
        ("\ufeffUser-agent: *\nDisallow: /a", ["/a"], ["/b"]),
        ("<html>A page, and no rules</html>", [], ["/"]),
        ("User-agent: *\nDisallow: /a$\nDisallow: /b*$\nDisallow: *c", ["/a", "/b", "/bb", "/x/c"], ["/ab", "/x"]),
        ("User-agent: *\nDisallow: /*ab*b$", ["/abb", "/x/ab/b"], ["/ab", "/abba"]),
        # What nobody can read is not there, and the rest holds.
        ("User-agent: *\nDisallow: //[\nDisallow: /a", ["/a"], ["/b"]),
        ("User-agent: *\nAllow: //[\nDisallow: /a", ["/a"], ["/b"]),
        ("User-agent: *\nCrawl-delay: ²\nDisallow: /a", ["/a"], ["/b"]),
        ("User-agent: *\nRequest-rate: ²/²\nDisallow: /a", ["/a"], ["/b"]),
        ("\0\ufffd:\nUser-agent: *\nDisallow: /a\0", [], ["/a"]),
    ],
)
def test_rules_of_a_host(web, robots, rules, refused, allowed):
    web.page("/robots.txt", rules, content_type="text/plain")
    assert [path for path in refused if not robots.refusal(web.url(path))] == []
    assert [path for path in allowed if robots.refusal(web.url(path))] == []
    assert len(web.asked) == 1


@pytest.mark.parametrize(
    ("status", "is_asked"), [(404, True), (403, True), (410, True), (500, False), (503, False), (429, False)]
)
def test_host_without_rules_is_asked_and_a_broken_one_is_not(web, robots, status, is_asked):
    web.page("/robots.txt", "User-agent: *\nDisallow: /", status=status)
    assert bool(robots.refusal(web.url("/a"))) is not is_asked


def test_rules_without_end_are_none(web, robots):
    web.answers("/robots.txt", endless_body(50 * 2**20))
    assert robots.refusal(web.url("/a")) == ""


def test_dead_host_is_found_dead_by_the_check_itself(web, robots):
    web.stop()
    assert robots.refusal(web.url("/a")) == ""


@pytest.mark.parametrize(
    ("wanted", "delay"),
    [("10", 10), ("7200", 60), ("soon", 0), ("-5", 0), ("²", 0), ("9" * 400, 60), ("9" * 5000, 0)],
    ids=["short", "long", "words", "negative", "superscript", "400-digits", "5000-digits"],
)
def test_delay_that_a_host_asks_for_is_kept_up_to_a_minute(web, robots, wanted, delay):
    web.page("/robots.txt", f"User-agent: *\nCrawl-delay: {wanted}\nDisallow: /a")
    assert robots.delay(web.url("/")) == delay


def test_many_stars_take_no_time(web, robots):
    web.page("/robots.txt", "User-agent: *\n" + f"Disallow: /{'*a' * 200}b$\n" * 20 + "Disallow: /c")
    begun = time.monotonic()
    assert robots.refusal(web.url("/" + "a" * 900)) == ""
    assert robots.refusal(web.url("/c"))
    assert time.monotonic() - begun < 10


def test_rules_are_read_up_to_a_number(web, robots):
    rules = [f"Disallow: /{number}/" for number in range(MOST_RULES + 1)]
    web.page("/robots.txt", "\n".join(["User-agent: *", *rules]))
    assert robots.refusal(web.url(f"/{MOST_RULES - 1}/"))
    assert not robots.refusal(web.url(f"/{MOST_RULES}/"))


def test_rules_are_kept_for_some_hosts_only(web):
    with Fetcher() as fetcher:
        robots = Robots(fetcher, most_hosts=1)
        robots.learn(web.url("/"))
        assert robots.knows(web.url("/b"))
        robots.learn("http://127.0.0.1/")
        assert not robots.knows(web.url("/b"))
