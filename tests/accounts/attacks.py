"""What somebody tries who is not the owner of an account. Each says whether it came off."""

import re
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth import SESSION_KEY
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks import task_backends

from tests.signing_in import (
    PASSWORD,
    code_of,
    give_code,
    give_password,
    say_it_is_you,
    wrong_code,
)

THIEF, NEW = "thief@example.org", "five loud green frogs"
ELSEWHERE = "198.51.100.77"


@dataclass
class Ground:
    """Who is attacked: somebody who publishes, with a second step, and somebody who writes, without. And the clock,
    and the log."""

    owner: object
    secret: str
    codes: list
    writer: object
    clock: object
    caplog: object


def is_known(client) -> bool:
    return SESSION_KEY in client.session


def session_of(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def guess(name, times, **more):
    for number in range(times):
        give_password(Client(), name, f"guess {number}", **more)


def after_guesses_at_one_account(ground):
    guess("sam", 5)
    client = Client()
    give_password(client, "sam")
    return is_known(client)


def _from_one_address(each):
    for number in range(10):
        give_password(Client(), f"somebody{number}", "a guess", **each(number))
    client = Client()
    give_password(client, "sam", **each(10))
    return is_known(client)


def after_guesses_at_many_accounts(ground):
    return _from_one_address(lambda number: {})


def after_guesses_under_forged_addresses(ground):
    return _from_one_address(lambda number: {"headers": {"x-forwarded-for": f"203.0.113.{number}"}})


def keep_the_owner_out(ground):
    guess("sam", 5, REMOTE_ADDR=ELSEWHERE)
    client = Client()
    give_password(client, "sam")
    return not is_known(client)


def sign_in_without_the_code(ground):
    client = Client()
    give_password(client, ground.owner)
    return is_known(client)


def after_guesses_at_the_code(ground):
    client = Client()
    give_password(client, ground.owner)
    for _number in range(5):
        give_code(client, wrong_code(ground.secret))
    give_code(client, code_of(ground.secret))
    return is_known(client)


def _twice(ground, code):
    clients = Client(), Client()
    for client in clients:
        give_password(client, ground.owner)
        give_code(client, code)
    assert is_known(clients[0])
    return is_known(clients[1])


def with_a_code_that_was_used(ground):
    return _twice(ground, code_of(ground.secret))


def with_a_recovery_code_that_was_used(ground):
    return _twice(ground, ground.codes[0])


def make_codes_from_a_backup(ground):
    secret = generate_totp_secret()
    TOTP.activate(ground.writer, secret)
    return secret in str(list(Authenticator.objects.order_by("pk").values_list("data", flat=True)))


def publish_without_a_second_step(ground):
    Authenticator.objects.all().delete()
    return session_of(ground.owner).get("/admin/account/").status_code == 200


def use_a_session_for_a_week(ground):
    client = Client()
    give_password(client, "sam")
    return (client.session.get_expiry_date() - timezone.now()).total_seconds() > 13 * 3600


def use_a_session_after_a_new_password(ground):
    client = session_of(ground.writer)
    ground.writer.set_password(NEW)
    ground.writer.save()
    return client.get("/admin/account/").status_code == 200


def use_a_session_that_was_ended(ground):
    client = session_of(ground.writer)
    session_of(ground.writer).post(reverse("accounts_sign_out_elsewhere"))
    return client.get("/admin/account/").status_code == 200


# With a session that was stolen


def change_the_address(ground):
    session_of(ground.writer).post(reverse("accounts_email"), {"email": THIEF})
    ground.writer.refresh_from_db()
    return ground.writer.email == THIEF


def change_the_address_on_wagtail_s_page(ground):
    form = {"name_email-first_name": "S", "name_email-last_name": "M", "name_email-email": THIEF}
    theme = {"theme-theme": "system", "theme-contrast": "system", "theme-density": "default"}
    session_of(ground.writer).post("/admin/account/", form | theme)
    ground.writer.refresh_from_db()
    return ground.writer.email == THIEF


def change_the_password_without_the_old(ground):
    return _change_password(ground, old="a guess", new=NEW)


def take_a_weak_password(ground):
    return _change_password(ground, old=PASSWORD, new="password1234")


def _change_password(ground, *, old, new):
    data = {"oldpassword": old, "password1": new, "password2": new}
    session_of(ground.writer).post(reverse("account_change_password"), data)
    ground.writer.refresh_from_db()
    return ground.writer.check_password(new)


def remove_the_second_step(ground):
    session_of(ground.owner).post(reverse("mfa_deactivate_totp"))
    return not Authenticator.objects.filter(user=ground.owner).exists()


def change_an_account_as_administrator(ground):
    ground.owner.is_superuser = True
    ground.owner.save()
    address = reverse("wagtailusers_users:edit", args=[ground.writer.pk])
    data = {"username": "sam", "email": THIEF, "first_name": "S", "last_name": "M", "is_active": "on"}
    session_of(ground.owner).post(address, data)
    ground.writer.refresh_from_db()
    return ground.writer.email == THIEF


def change_the_address_unseen(ground):
    mail.outbox.clear()
    ground.writer.email = THIEF
    ground.writer.save()
    return not any(one.to == ["sam@example.org"] for one in mail.outbox)


# Who has an account, and what the log tells


def _ask_for_a_new_password(**more):
    return Client().post(reverse("wagtailadmin_password_reset"), {"email": "sam@example.org"}, **more)


def fill_somebody_s_letter_box(ground):
    mail.outbox.clear()
    for number in range(6):
        _ask_for_a_new_password(REMOTE_ADDR=f"198.51.100.{number}")
    return len(mail.outbox) > 3


def see_in_the_answer_s_time_who_has_an_account(ground):
    mail.outbox.clear()
    task_backends["after_the_answer"].results.clear()
    _ask_for_a_new_password()
    return bool(mail.outbox)


def read_an_address_in_the_log(ground):
    return _in_the_log(ground, ELSEWHERE, name="sam")


def read_a_password_in_the_log(ground):
    return _in_the_log(ground, PASSWORD, name=PASSWORD)


def _in_the_log(ground, word, *, name):
    ground.caplog.clear()
    give_password(Client(), name, "anything", REMOTE_ADDR=ELSEWHERE)
    said = [one.getMessage() for one in ground.caplog.records if one.name == "throughline.signin"]
    assert said
    return bool(re.search(re.escape(word), " ".join(said)))


def prove_it_with_any_password(ground):
    client = session_of(ground.writer)
    say_it_is_you(client, "a guess")
    return client.get(reverse("accounts_email")).status_code == 200
