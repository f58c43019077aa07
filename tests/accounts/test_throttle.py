"""Guessing is stopped, and nobody keeps somebody else out by it."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.signing_in import code_of, errors_in, give_code, give_password, is_in, say_it_is_you, sent_to, wrong_code

pytestmark = pytest.mark.django_db
TOO_MANY = "There were too many tries. Wait five minutes"


def fail(client, name, times, **more):
    return [errors_in(give_password(client, name, f"wrong password {n}", **more)) for n in range(times)]


def test_sixth_try_is_refused_and_so_is_the_right_password_until_five_minutes_are_over(client, writer, clock):
    answers = fail(client, "sam", 6)
    assert all("not right" in one for one in answers[:5])
    assert TOO_MANY in answers[5]
    assert TOO_MANY in errors_in(give_password(client, writer))
    clock.move(299)
    assert TOO_MANY in errors_in(give_password(client, writer))
    assert not is_in(client)
    clock.move(2)
    assert sent_to(give_password(client, writer)) == "/admin/"


def test_refused_tries_do_not_make_it_longer(client, writer, clock):
    fail(client, "sam", 5)
    for _minute in range(5):
        assert TOO_MANY in errors_in(give_password(client, writer))
        clock.move(61)
    assert sent_to(give_password(client, writer)) == "/admin/"


def test_an_account_that_does_not_exist_is_answered_the_same(client, db):
    answers = fail(client, "nobody", 6)
    assert "not right" in answers[4]
    assert TOO_MANY in answers[5]


def test_other_ways_to_write_a_name_are_the_same_account(client, writer):
    for name in ("sam", "SAM", " sam ", "Sam", "sAm"):
        fail(client, name, 1)
    assert TOO_MANY in errors_in(give_password(client, writer))


def test_new_browser_does_not_begin_anew(writer):
    for _time in range(5):
        fail(Client(), "sam", 1)
    assert TOO_MANY in errors_in(give_password(Client(), writer))


def test_editor_signs_in_from_her_own_address_while_another_one_guesses(client, writer):
    fail(client, "sam", 6, REMOTE_ADDR="198.51.100.7")
    assert TOO_MANY in errors_in(give_password(client, writer, REMOTE_ADDR="198.51.100.7"))
    assert sent_to(give_password(client, writer, REMOTE_ADDR="203.0.113.9")) == "/admin/"


def test_many_accounts_from_one_address_are_stopped_at_the_eleventh(client, writer, clock):
    answers = [fail(client, f"somebody{n}", 1)[0] for n in range(11)]
    assert all("not right" in one for one in answers[:10])
    assert TOO_MANY in answers[10]
    assert TOO_MANY in errors_in(give_password(client, writer))
    clock.move(61)
    assert sent_to(give_password(client, writer)) == "/admin/"


def test_slow_guessing_from_one_address_is_stopped_at_sixty_in_an_hour(client, db, clock):
    answers = []
    for n in range(61):
        answers += fail(client, f"somebody{n}", 1)
        clock.move(7)
    assert all("not right" in one for one in answers[:60])
    assert TOO_MANY in answers[60]


def test_addresses_of_one_household_on_ipv6_are_one(client, writer):
    for n in range(10):
        fail(client, f"somebody{n}", 1, REMOTE_ADDR=f"2001:db8:1:2::{n:x}")
    assert TOO_MANY in errors_in(give_password(client, writer, REMOTE_ADDR="2001:db8:1:2::ffff"))
    assert sent_to(give_password(client, writer, REMOTE_ADDR="2001:db8:1:3::1")) == "/admin/"


def test_more_than_thirty_forms_a_minute_are_not_read_at_all(client, db):
    statuses = [client.post("/admin/login/", {"login": ""}).status_code for _n in range(31)]
    assert statuses == [200] * 30 + [429]
    response = client.post("/admin/login/", {"login": ""})
    assert "Too many tries" in response.content.decode()


def test_sixth_wrong_code_is_refused_and_the_right_one_with_it(client, careful, clock):
    person, secret, codes = careful
    give_password(client, person)
    answers = [errors_in(give_code(client, wrong_code(secret))) for _n in range(6)]
    assert all("not right" in one for one in answers[:5])
    assert TOO_MANY in answers[5]
    for right in (code_of(secret), codes[0]):
        assert TOO_MANY in errors_in(give_code(client, right))
    assert not is_in(client)
    clock.move(301)
    assert sent_to(give_code(client, code_of(secret))) == "/admin/"


def test_beginning_again_from_elsewhere_gives_no_more_codes(careful):
    person, secret, _codes = careful
    for n in range(5):
        client = Client(REMOTE_ADDR=f"198.51.100.{n}")
        give_password(client, person)
        assert "not right" in errors_in(give_code(client, wrong_code(secret)))
    client = Client(REMOTE_ADDR="198.51.100.99")
    give_password(client, person)
    assert TOO_MANY in errors_in(give_code(client, code_of(secret)))


def test_owner_is_told_once_that_somebody_has_the_password(client, careful, mailoutbox):
    person, secret, _codes = careful
    give_password(client, person)
    for _n in range(8):
        give_code(client, wrong_code(secret))
    assert [(one.subject, one.to) for one in mailoutbox] == [
        ("Somebody has your password and lacks the code", ["jane@example.org"])
    ]


def test_password_cannot_be_guessed_at_an_open_desk(client, careful, clock):
    """Whoever finds a browser signed in must still prove that it is theirs before they change how one signs in."""
    person, _secret, _codes = careful
    client.force_login(person)
    for _n in range(5):
        assert "not right" in errors_in(say_it_is_you(client, "a guess"))
    assert TOO_MANY in say_it_is_you(client).content.decode()
    clock.move(301)
    assert sent_to(say_it_is_you(client)) == reverse("mfa_index")


# Behind a proxy


def forwarded(address):
    return {"headers": {"x-forwarded-for": address}}


def test_forged_forwarded_address_is_not_believed(client, writer):
    for n in range(10):
        fail(client, f"somebody{n}", 1, **forwarded(f"198.51.100.{n}"))
    assert TOO_MANY in errors_in(give_password(client, writer, **forwarded("198.51.100.77")))


def test_address_is_the_one_that_our_proxy_has_seen(client, writer, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for n in range(10):
        # What comes before the proxy's own word is the client's.
        fail(client, f"somebody{n}", 1, **forwarded(f"203.0.113.{n}, 198.51.100.7"))
    assert TOO_MANY in errors_in(give_password(client, writer, **forwarded("203.0.113.77, 198.51.100.7")))
    assert sent_to(give_password(client, writer, **forwarded("198.51.100.8"))) == "/admin/"


def test_who_comes_past_the_proxies_is_known_by_the_connection(client, writer, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    for n in range(10):
        fail(client, f"somebody{n}", 1, REMOTE_ADDR="192.0.2.1", **forwarded(f"203.0.113.{n}"))
    assert TOO_MANY in errors_in(give_password(client, writer, REMOTE_ADDR="192.0.2.1", **forwarded("203.0.113.99")))


def test_server_at_a_socket_still_answers(client, writer):
    assert sent_to(give_password(client, writer, REMOTE_ADDR="")) == "/admin/"


# A forgotten password


def ask_for_a_new_one(client, address, **more):
    return client.post(reverse("wagtailadmin_password_reset"), {"email": address}, **more)


def test_new_password_is_asked_for_with_one_answer_whether_there_is_an_account_or_not(client, writer):
    answers = {address: ask_for_a_new_one(client, address) for address in ("sam@example.org", "nobody@example.org")}
    assert {sent_to(one) for one in answers.values()} == {reverse("wagtailadmin_password_reset_done")}
    assert [one.to for one in mail.outbox] == [["sam@example.org"]]


@pytest.mark.parametrize("address", ["sam@example.org", "nobody@example.org"])
def test_fourth_request_for_an_address_in_an_hour_is_refused(client, writer, address, clock):
    for n in range(3):
        assert ask_for_a_new_one(client, address, REMOTE_ADDR=f"198.51.100.{n}").status_code == 302
    refused = ask_for_a_new_one(client, address.upper(), REMOTE_ADDR="198.51.100.9")
    assert "too many requests" in errors_in(refused)
    assert "too many requests" in refused.content.decode()
    clock.move(3601)
    assert ask_for_a_new_one(client, address).status_code == 302


def test_one_address_asks_for_five_a_minute(client, db):
    statuses = [ask_for_a_new_one(client, f"{n}@example.org").status_code for n in range(6)]
    assert statuses == [302] * 5 + [200]


def test_new_password_by_mail_is_not_signed_in_with_without_the_code(client, careful, mailoutbox):
    person, secret, _codes = careful
    ask_for_a_new_one(client, person.email)
    (link,) = (word for word in mailoutbox[0].body.split() if "/password_reset/confirm/" in word)
    path = link[link.index("/admin/") :]
    form = client.get(path, follow=True)
    assert "at least 12 characters" in form.content.decode()
    new = "five loud green frogs"
    client.post(form.request["PATH_INFO"], {"new_password1": new, "new_password2": new})
    assert not is_in(client)
    assert [one.subject for one in mailoutbox][1:] == ["Your password is changed"]
    assert sent_to(give_password(client, person, new)) == reverse("mfa_authenticate")
    assert sent_to(give_code(client, code_of(secret))) == "/admin/"
