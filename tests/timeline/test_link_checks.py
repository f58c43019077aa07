"""The life of a link: it answers, refuses, fails, counts as gone on the second day, and comes back."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.link_rows import Checker
from tests.web_server import allowed_web_server, endless_body, endless_redirects, gzip_bomb, resets
from timeline.links.addresses import address_key
from timeline.links.checks import MAX_BYTES, check_link
from timeline.links.fetch import Fetcher
from timeline.models.link import WebLink

pytestmark = pytest.mark.django_db

State = WebLink.State
MONDAY = datetime(2018, 1, 15, 3, tzinfo=UTC)
STORY = f"<html><title>A story</title><body><article>{'<p>{0}</p>' * 5}</article></body></html>"
WORDS = "Parents were told in the autumn that the census would ask for the country of birth of every pupil."


@pytest.fixture
def web(settings):
    with allowed_web_server(settings) as web:
        yield web


@pytest.fixture
def fetcher():
    with Fetcher() as fetcher:
        yield fetcher


@pytest.fixture
def check(web, fetcher):
    return Checker(web, fetcher, MONDAY)


def on(day: int, hour: int = 3) -> datetime:
    return datetime(2018, 1, day, hour, tzinfo=UTC)


def london_midnight(day: int, month: int = 1) -> datetime:
    return datetime(2018, month, day, tzinfo=UTC)


def test_page_that_answers(web, check):
    web.page("/x", STORY.format(WORDS), headers={"ETag": '"1"'})
    link = check()
    assert (link.state, link.status, link.reason) == (State.ANSWERS, 200, "")
    assert (link.checked_at, link.answered_at, link.due_at) == (MONDAY, MONDAY, london_midnight(14, 2))
    assert (link.etag, len(link.text_hash), link.text_changed_at) == ('"1"', 64, None)
    assert web.methods_asked("/x") == ["HEAD", "GET"]


def test_second_check_is_conditional_and_ends_with_head(web, check):
    web.page("/x", STORY.format(WORDS), headers={"ETag": '"1"', "Last-Modified": "Mon, 15 Jan 2018 00:00:00 GMT"})
    first = check()
    link = check(on(16))
    assert web.methods_asked("/x") == ["HEAD", "GET", "HEAD"]
    assert web.last_asked("/x").headers["if-none-match"] == '"1"'
    assert web.last_asked("/x").headers["if-modified-since"] == "Mon, 15 Jan 2018 00:00:00 GMT"
    assert (link.state, link.status, link.etag, link.text_hash) == (State.ANSWERS, 304, '"1"', first.text_hash)


def test_page_without_validators_is_read_each_time(web, check):
    web.page("/x", STORY.format(WORDS))
    check()
    check(on(16))
    assert web.methods_asked("/x") == ["HEAD", "GET", "HEAD", "GET"]


@pytest.mark.parametrize("status", [403, 404, 405, 500, 501])
def test_head_that_is_refused_is_followed_by_get(web, check, status):
    def answer(handler):
        is_head = handler.command == "HEAD"
        handler.send_response(status if is_head else 200)
        handler.send_header("Content-Length", "0" if is_head else "5")
        handler.end_headers()
        if not is_head:
            handler.wfile.write(b"words")

    web.answers("/x", answer)
    assert check().state == State.ANSWERS


@pytest.mark.parametrize("status", [401, 402, 403, 451])
def test_refusal_is_no_failure(web, check, status):
    web.page("/x", "no", status=status)
    check()
    link = check(on(20))
    assert (link.state, link.status, link.failing_since, link.gone_since) == (State.REFUSES, status, None, None)
    assert link.due_at == london_midnight(27)
    assert str(status) in link.reason


def test_redirects_without_end_and_bad_certificates_are_refusals(web, check):
    web.answers("/x*", endless_redirects())
    link = check()
    assert (link.state, link.reason) == (State.REFUSES, "This address leads on and on to others.")


@pytest.mark.parametrize(
    ("wanted", "due_at"),
    [
        ("3600", london_midnight(22)),
        (str(10 * 86400), on(25)),
        ("Sun, 28 Jan 2018 12:00:00 GMT", on(28, 12)),
        ("Sun, 28 Jan 2018 12:00:00", london_midnight(22)),
        ("99999999999999999999", MONDAY + timedelta(days=30)),
        ("Fri, 01 Jan 2100 00:00:00 GMT", MONDAY + timedelta(days=30)),
        ("soon", london_midnight(22)),
        ("", london_midnight(22)),
    ],
)
def test_host_that_asks_us_to_wait_is_waited_for(web, check, wanted, due_at):
    web.page("/x", "slowly", status=429, headers={"Retry-After": wanted})
    link = check()
    assert (link.state, link.due_at) == (State.REFUSES, due_at)
    assert web.methods_asked("/x") == ["HEAD"]


def test_overloaded_host_fails_and_is_waited_for(web, check):
    web.page("/x", "later", status=503, headers={"Retry-After": str(3 * 86400)})
    link = check()
    assert (link.state, link.due_at, link.failing_since) == (State.FAILING, on(18), date(2018, 1, 15))


@pytest.mark.parametrize("status", [404, 410, 500, 502])
def test_page_is_gone_after_failures_on_two_days(web, check, status):
    web.page("/x", "no", status=status)
    link = check()
    assert (link.state, link.failing_since, link.gone_since) == (State.FAILING, date(2018, 1, 15), None)
    assert link.due_at == london_midnight(16)
    assert check(on(15, 23)).state == State.FAILING
    assert not check.outcome.newly_gone
    link = check(on(16))
    assert (link.state, link.failing_since, link.gone_since) == (State.GONE, date(2018, 1, 15), date(2018, 1, 16))
    assert link.due_at == london_midnight(23)
    assert check.outcome.newly_gone
    link = check(on(23))
    assert (link.state, link.gone_since) == (State.GONE, date(2018, 1, 16))
    assert not check.outcome.newly_gone


def test_days_are_those_of_london(web, check):
    """23:30 UTC in summer is the next day."""
    check(datetime(2018, 7, 1, 22, 30, tzinfo=UTC))
    assert check(datetime(2018, 7, 1, 22, 59, tzinfo=UTC)).state == State.FAILING
    assert check(datetime(2018, 7, 1, 23, 1, tzinfo=UTC)).state == State.GONE


def test_page_that_comes_back_answers_at_once(web, check):
    check()
    assert check(on(16)).is_gone
    web.page("/x", STORY.format(WORDS))
    link = check(on(17))
    assert (link.state, link.failing_since, link.gone_since, link.reason) == (State.ANSWERS, None, None, "")
    assert check.outcome.back_again


def test_failures_count_in_a_row_only(web, check):
    check()
    web.page("/x", "words")
    check(on(16))
    web.remove("/x")
    assert check(on(17)).state == State.FAILING


def test_refusal_breaks_the_row(web, check):
    check()
    web.page("/x", "no", status=403)
    check(on(16))
    web.remove("/x")
    assert check(on(17)).state == State.FAILING


@pytest.mark.parametrize("answer", [resets(), resets(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf")])
def test_connection_that_breaks_off_is_a_failure(web, check, answer):
    web.answers("/x", answer)
    check()
    link = check(on(16))
    assert link.state == State.GONE
    assert link.reason


def test_dead_host_is_a_failure(web, check):
    web.stop()
    link = check()
    assert (link.state, link.status, link.reason) == (State.FAILING, None, "The host cannot be reached.")


def test_address_in_our_own_network_is_never_asked(web, check, settings):
    web.page("/x", "words")
    settings.LINKS_ALLOWED_FOR_TESTS = []
    link = check()
    assert web.asked == []
    assert (link.state, link.reason) == (
        State.NOT_ASKED,
        f"This address leads to port {web.port}: only ports 80 and 443 are fetched.",
    )


@pytest.mark.parametrize("answer", [endless_body(300 * 2**20), gzip_bomb()])
def test_page_that_is_too_large_answers(web, check, answer):
    web.answers("/x", answer)
    link = check()
    assert (link.state, link.status, link.text_hash) == (State.ANSWERS, 200, "")


def test_what_says_that_it_is_large_is_not_fetched(web, check):
    web.page("/x", b"x" * (MAX_BYTES + 1), content_type="video/mp4")
    assert check().state == State.ANSWERS
    assert web.methods_asked("/x") == ["HEAD"]


# Where it leads


def test_new_address_of_a_page_is_noted(web, check):
    web.redirect("/x", "/new?utm_source=old", 301)
    web.page("/new?utm_source=old", "words")
    assert check().moved_to == web.url("/new")
    web.page("/x", "words")
    assert check(on(16)).moved_to == ""


def test_another_form_of_the_same_address_is_no_new_address(web, check):
    web.redirect("/x", "/x/", 301)
    web.page("/x/", "words")
    assert check().moved_to == ""


def test_check_leaves_the_copy_alone(web, fetcher):
    """An editor may have asked for a copy while the check was under way."""
    web.page("/x", "words")
    link = WebLink.objects.create(url=web.url("/x"), key=address_key(web.url("/x")))
    WebLink.objects.update(archived_url="https://web.archive.org/web/20180115000000/https://example.org/")
    check_link(link, fetcher, MONDAY)
    link.refresh_from_db()
    assert link.archived_url
    assert link.state == State.ANSWERS
