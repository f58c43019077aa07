"""Whoever asks for a new password learns nothing of who has an account: what differs is done after the answer."""

import threading

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks import default_task_backend, task, task_backends

from accounts import after_the_answer, reset_mails
from config.settings import base
from tests.signing_in import PASSWORD, sent_to

KNOWN, UNKNOWN = "sam@example.org", "nobody@example.org"
DUMMY = {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}


@pytest.fixture
def waiting(settings):
    """What was handed over for after the answer, and is not done."""
    settings.TASKS = {**settings.TASKS, "after_the_answer": DUMMY}
    return task_backends["after_the_answer"].results


@pytest.fixture
def hashes(monkeypatch):
    """How often a password is hashed."""
    from django.contrib.auth.hashers import MD5PasswordHasher

    made, encode = [], MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: made.append(1) or encode(*args))
    return made


def ask(client, address):
    with CaptureQueriesContext(connection) as queries:
        answer = client.post(reverse("wagtailadmin_password_reset"), {"email": address})
    return answer, [one["sql"] for one in queries]


def test_same_is_answered_and_done_for_an_address_that_is_known_and_one_that_is_not(
    client, writer, waiting, hashes, mailoutbox
):
    (known, queries), (unknown, as_many) = ask(client, KNOWN), ask(client, UNKNOWN)
    assert sent_to(known) == sent_to(unknown) == reverse("wagtailadmin_password_reset_done")
    assert dict(known.headers) == dict(unknown.headers)
    assert known.content == unknown.content
    assert known.cookies == unknown.cookies
    assert queries == as_many
    assert not any("accounts_user" in sql for sql in queries)
    assert (hashes, mailoutbox) == ([], [])
    assert [(one.task, one.args[0]) for one in waiting] == [
        (reset_mails.send_reset_mails, KNOWN),
        (reset_mails.send_reset_mails, UNKNOWN),
    ]
    assert waiting[0].args[1:] == waiting[1].args[1:]


def test_mail_that_follows_goes_to_who_has_an_account(client, writer, waiting, mailoutbox):
    for address in (KNOWN.upper(), UNKNOWN):
        ask(client, address)
    for one in waiting:
        one.task.call(*one.args)
    assert [one.to for one in mailoutbox] == [[KNOWN]]
    assert "/admin/password_reset/confirm/" in mailoutbox[0].body
    writer.is_active = False
    writer.save()
    waiting[0].task.call(*waiting[0].args)
    assert len(mailoutbox) == 1


def test_same_is_done_for_a_name_that_is_known_and_one_that_is_not(client, writer, hashes):
    counts = []
    for name in ("sam", "nobody"):
        hashes.clear()
        with CaptureQueriesContext(connection) as queries:
            answer = client.post(reverse("account_login"), {"login": name, "password": "a guess"})
        counts.append((answer.status_code, len(hashes), len(queries)))
        assert "The username or the password is not right." in answer.content.decode()
    assert counts[0] == counts[1]
    assert counts[0][1] == 1
    assert PASSWORD != "a guess"


# How it is done after the answer

HELD, DONE = threading.Event(), threading.Event()
WHERE = []


@task(backend="after_the_answer")
def wait_and_note(word):
    assert HELD.wait(10)
    WHERE.append((word, threading.current_thread().name))
    DONE.set()


@pytest.fixture
def as_in_production(settings):
    settings.TASKS = base.TASKS
    WHERE.clear()
    HELD.clear()
    DONE.clear()
    yield
    HELD.set()


def test_nobody_waits_for_it(as_in_production):
    assert isinstance(task_backends["after_the_answer"], after_the_answer.AfterTheAnswer)
    assert not isinstance(default_task_backend, after_the_answer.AfterTheAnswer)
    wait_and_note.enqueue("a mail")
    # It has not begun to be done, and we are here.
    assert WHERE == []
    HELD.set()
    assert DONE.wait(10)
    ((word, thread),) = WHERE
    assert word == "a mail"
    assert thread.startswith("after-the-answer")


def test_what_fails_stops_nothing_that_comes_after_it(as_in_production, caplog):
    HELD.set()
    wait_and_note.enqueue("one", "too many")
    wait_and_note.enqueue("the next")
    assert DONE.wait(10)
    assert [word for word, _thread in WHERE] == ["the next"]
    assert "TypeError" in caplog.text
