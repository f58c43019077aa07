"""Does an address still answer, where, and with the same text? One link at a time."""

from collections.abc import Generator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from timeline.dates.clock import in_london, moments_showing
from timeline.links.addresses import AddressError, address_key, clean_address
from timeline.links.fetch import Fetched, Fetcher, FetchError
from timeline.links.texts import text_hash
from timeline.models.link import WebLink

State = WebLink.State

#: Days until the next check.
AFTER_ANSWER, AFTER_REFUSAL, AFTER_FAILURE, WHEN_GONE = 30, 7, 1, 7
LONGEST_WAIT = timedelta(days=30)
#: What is larger answers, and nobody compares its text.
MAX_BYTES = 5 * 1024 * 1024

_REFUSALS = (401, 402, 403, 429, 451)
_ASK_LATER = (429, 503)
#: The server spoke, but not to a program, or not so that a program believes it: browsers may get further.
_REFUSING_KINDS = ("certificate", "redirects")
#: Ours to decide, and no sign that anything is wrong with the page.
_NOT_ASKED_KINDS = ("port",)
#: These a second request would not answer otherwise.
_FINAL_KINDS = ("address", "port", "private", "dns", "offline", "unreachable", "tls", "certificate")

CHECKED_FIELDS = (
    *("state", "status", "reason", "moved_to", "checked_at", "due_at", "answered_at", "failing_since"),
    *("gone_since", "etag", "last_modified", "text_hash", "text_changed_at"),
)


@dataclass(frozen=True)
class Question:
    """A request that a check wants made."""

    method: str
    headers: dict[str, str]


Answer = Fetched | FetchError


@dataclass(frozen=True)
class Outcome:
    """What a check found. *state* is “failing” or “gone” for a failure."""

    state: str
    reason: str
    due_at: datetime
    status: int | None = None
    moved_to: str = ""
    #: Of the answer; ``None`` where those that we have still hold.
    validators: tuple[str, str] | None = None
    text_hash: str = ""
    text_changed: bool = False
    newly_gone: bool = False
    back_again: bool = False
    #: The kind of the ``FetchError``, if there was one.
    trouble: str = ""
    #: Its host wants to be left alone for now.
    wants_rest: bool = False


def check_link(link: WebLink, fetcher: Fetcher, now: datetime) -> Outcome:
    """Ask for *link* at once, and save what is found."""
    checking, answer = questions(link, now), None
    while True:
        try:
            question = checking.send(answer)
        except StopIteration as finished:
            save_outcome(link, finished.value, now)
            return finished.value
        answer = ask(question, link, fetcher)


def ask(question: Question, link: WebLink, fetcher: Fetcher) -> Answer:
    """Make one request of a check."""
    try:
        return fetcher.fetch(link.url, method=question.method, headers=question.headers, max_bytes=MAX_BYTES)
    except FetchError as error:
        return error


def questions(link: WebLink, now: datetime) -> Generator[Question, Answer, Outcome]:
    """The requests of one check, each to be answered before the next; at the end the outcome.

    It leaves to its caller when to make them. HEAD first, then GET where that does not settle it; only if
    changed, where we know the text already.
    """
    headers = _conditions(link)
    answer = yield Question("HEAD", headers)
    if not _settles(link, answer):
        answer = yield Question("GET", headers)
    return _outcome(link, answer, now)


def not_asked(link: WebLink, reason: str, now: datetime) -> Outcome:
    """The outcome where a check must not even be made. A page that is gone stays so: nothing was learned."""
    state = State.GONE if link.is_gone else State.NOT_ASKED
    return Outcome(state, reason, start_of_day(now, AFTER_REFUSAL), status=link.status, moved_to=link.moved_to)


def save_outcome(link: WebLink, outcome: Outcome, now: datetime) -> None:
    """Write down what a check found, and nothing else of the link."""
    today = in_london(now).date()
    link.state, link.status, link.reason = outcome.state, outcome.status, outcome.reason[:200]
    link.moved_to, link.checked_at, link.due_at = outcome.moved_to, now, outcome.due_at
    if outcome.state in (State.ANSWERS, State.REFUSES):
        link.failing_since = link.gone_since = None
    if outcome.state in (State.FAILING, State.GONE):
        link.failing_since = link.failing_since or today
    if outcome.state == State.GONE:
        link.gone_since = link.gone_since or today
    if outcome.state == State.ANSWERS:
        link.answered_at = now
    if outcome.validators:
        link.etag, link.last_modified = outcome.validators
    if outcome.text_changed:
        link.text_changed_at = now
    link.text_hash = outcome.text_hash or link.text_hash
    link.save(update_fields=CHECKED_FIELDS)


def start_of_day(now: datetime, days: int) -> datetime:
    """When the London day begins that is so many days on. A command that runs each night at the same time
    would be an hour too early every time, were each check due to the minute."""
    return moments_showing(in_london(now).date() + timedelta(days=days), time())[0]


def _conditions(link: WebLink) -> dict[str, str]:
    known = {"If-None-Match": link.etag, "If-Modified-Since": link.last_modified}
    return {name: value for name, value in known.items() if value and link.text_hash}


def _settles(link: WebLink, answer: Answer) -> bool:
    """Whether the answer to HEAD is enough."""
    if isinstance(answer, FetchError):
        return answer.kind in _FINAL_KINDS
    if answer.status in _ASK_LATER or answer.status == 304:
        return True
    if not 200 <= answer.status < 300:
        # Many servers do not know HEAD, or answer it wrongly.
        return False
    length = answer.header("Content-Length")
    if length.isdecimal() and len(length) < 20 and int(length) > MAX_BYTES:
        return True
    etag, last_modified = _validators(answer)
    unchanged = (etag and etag == link.etag) or (not etag and last_modified and last_modified == link.last_modified)
    return bool(link.text_hash and unchanged)


def _outcome(link: WebLink, answer: Answer, now: datetime) -> Outcome:
    if isinstance(answer, FetchError):
        return _outcome_of_error(link, answer, now)
    if 200 <= answer.status < 300 or answer.status == 304:
        return _answers(link, answer, now)
    reason = f"The host answered “{_status_words(answer.status)}”."
    rest = _wanted_rest(answer, now)
    if answer.status in _REFUSALS:
        outcome = Outcome(State.REFUSES, reason, start_of_day(now, AFTER_REFUSAL), answer.status)
    else:
        outcome = _fails(link, reason, answer.status, now)
    if rest:
        outcome = replace(outcome, due_at=max(outcome.due_at, rest))
    return replace(outcome, wants_rest=answer.status in _ASK_LATER)


def _outcome_of_error(link: WebLink, error: FetchError, now: datetime) -> Outcome:
    if error.kind == "too-big":
        return _back(link, Outcome(State.ANSWERS, "", start_of_day(now, AFTER_ANSWER), error.status))
    if error.kind in _NOT_ASKED_KINDS:
        return replace(not_asked(link, error.reason, now), trouble=error.kind)
    if error.kind in _REFUSING_KINDS:
        outcome = Outcome(State.REFUSES, error.reason, start_of_day(now, AFTER_REFUSAL), error.status)
        return replace(outcome, trouble=error.kind)
    return replace(_fails(link, error.reason, error.status, now), trouble=error.kind)


def _answers(link: WebLink, answer: Fetched, now: datetime) -> Outcome:
    seen = text_hash(answer) if answer.method == "GET" and answer.status == 200 else ""
    outcome = Outcome(
        State.ANSWERS,
        "",
        start_of_day(now, AFTER_ANSWER),
        answer.status,
        moved_to=_moved_to(link, answer.url),
        validators=None if answer.status == 304 else _validators(answer),
        text_hash=seen,
        text_changed=bool(seen and link.text_hash and seen != link.text_hash),
    )
    return _back(link, outcome)


def _back(link: WebLink, outcome: Outcome) -> Outcome:
    return replace(outcome, back_again=link.is_gone)


def _fails(link: WebLink, reason: str, status: int | None, now: datetime) -> Outcome:
    today = in_london(now).date()
    gone = link.is_gone or (link.failing_since or today) < today
    return Outcome(
        State.GONE if gone else State.FAILING,
        reason,
        start_of_day(now, WHEN_GONE if gone else AFTER_FAILURE),
        status,
        newly_gone=gone and not link.is_gone,
    )


def _moved_to(link: WebLink, url: str) -> str:
    if address_key(url) == link.key:
        return ""
    try:
        return clean_address(url).url
    except AddressError:
        return ""


def _validators(answer: Fetched) -> tuple[str, str]:
    """ETag and Last-Modified, to be sent back as they came: none that we could not keep whole."""
    longest = (("ETag", 200), ("Last-Modified", 100))
    values = [(answer.header(name), most) for name, most in longest]
    return tuple(
        value if len(value) <= most and value.isascii() and value.isprintable() else "" for value, most in values
    )


def _wanted_rest(answer: Fetched, now: datetime) -> datetime | None:
    """Until when a host asks to be left alone: Retry-After, as seconds or as a moment (RFC 9110, 10.2.3)."""
    wanted = answer.header("Retry-After").strip()
    if answer.status not in _ASK_LATER or not wanted:
        return None
    try:
        until = now + timedelta(seconds=int(wanted)) if wanted.isdecimal() else parsedate_to_datetime(wanted)
        return min(until, now + LONGEST_WAIT)
    except OverflowError:
        return now + LONGEST_WAIT
    except (ValueError, TypeError):
        # Nonsense, or a moment without its time zone.
        return None


def _status_words(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
