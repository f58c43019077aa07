"""The guards of signing in, taken away one at a time: with each an attack fails, and without it the same comes off."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ReauthenticateForm
from allauth.mfa.base import forms as code_forms
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.core.cache import caches
from django.db import transaction
from wagtail.admin.forms.auth import PasswordResetForm

from accounts.adapters import SecondFactorAdapter, SignInAdapter
from accounts.forms import NewPasswordForm, ResetForm
from accounts.middleware import SecondFactorMiddleware
from accounts.models import User
from tests.accounts import attacks

pytestmark = pytest.mark.django_db
DUMMY = {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}
AGAIN = "allauth.account.internal.flows.reauthentication.is_reauthentication_required"


@dataclass(frozen=True)
class Guard:
    """A guard, how it is taken away, and the attack that it alone stops."""

    name: str
    take: Callable
    attack: Callable

    def __str__(self):
        return self.name


def replaced(target, name: str, by) -> Callable:
    return lambda monkeypatch: monkeypatch.setattr(target, name, by)


def by_name(dotted: str, by) -> Callable:
    return lambda monkeypatch: monkeypatch.setattr(dotted, by)


def limit(action: str, rates: str) -> Callable:
    return lambda monkeypatch: monkeypatch.setitem(settings.ACCOUNT_RATE_LIMITS, action, rates)


def no_end(monkeypatch) -> None:
    for module in ("adapters", "forms"):
        monkeypatch.setattr(f"accounts.{module}.end_in_time", lambda session: session.set_expiry(7 * 24 * 3600))


def as_django_would(self, *, request, **options) -> None:
    PasswordResetForm.save(self, request=request, **options)


GUARDS = [
    Guard(
        "tries are counted by account",
        limit("login_failed", "10/m/ip,60/h/ip"),
        attacks.after_guesses_at_one_account,
    ),
    Guard("tries are counted by address", limit("login_failed", "5/5m/key"), attacks.after_guesses_at_many_accounts),
    Guard(
        "an address is what our proxies say, and not the client",
        replaced(
            SignInAdapter, "get_client_ip", lambda self, request: request.headers.get("x-forwarded-for", "127.0.0.1")
        ),
        attacks.after_guesses_under_forged_addresses,
    ),
    Guard(
        "tries from elsewhere are others",
        replaced(
            SignInAdapter,
            "_get_login_attempts_cache_key",
            lambda self, request, **credentials: credentials.get("username", ""),
        ),
        attacks.keep_the_owner_out,
    ),
    Guard(
        "a code is asked for after the password",
        by_name("allauth.mfa.stages.is_mfa_enabled", lambda user, types: False),
        attacks.sign_in_without_the_code,
    ),
    Guard(
        "wrong codes are counted",
        replaced(code_forms, "check_rate_limit", lambda user: lambda: None),
        attacks.after_guesses_at_the_code,
    ),
    Guard(
        "a code is good once",
        replaced(TOTP, "_mark_code_used", lambda self, code: True),
        attacks.with_a_code_that_was_used,
    ),
    Guard(
        "a recovery code is good once",
        replaced(RecoveryCodes, "_mark_code_used", lambda self, number: None),
        attacks.with_a_recovery_code_that_was_used,
    ),
    Guard(
        "keys are encrypted",
        replaced(SecondFactorAdapter, "encrypt", lambda self, text: text),
        attacks.make_codes_from_a_backup,
    ),
    Guard(
        "who may publish has to set it up",
        replaced(SecondFactorMiddleware, "process_view", lambda *args: None),
        attacks.publish_without_a_second_step,
    ),
    Guard("a session ends", no_end, attacks.use_a_session_for_a_week),
    Guard(
        "a new password ends sessions",
        replaced(User, "_get_session_auth_hash", lambda self, secret=None: str(self.session_round)),
        attacks.use_a_session_after_a_new_password,
    ),
    Guard(
        "one ends one’s other sessions",
        replaced(User, "_get_session_auth_hash", lambda self, secret=None: self.password),
        attacks.use_a_session_that_was_ended,
    ),
    Guard("who changes the address is asked again", by_name(AGAIN, lambda *a, **k: False), attacks.change_the_address),
    Guard(
        "the second step is not removed unasked", by_name(AGAIN, lambda *a, **k: False), attacks.remove_the_second_step
    ),
    Guard(
        "an administrator is asked again",
        by_name(AGAIN, lambda *a, **k: False),
        attacks.change_an_account_as_administrator,
    ),
    Guard(
        "who is asked again gives the right password",
        replaced(ReauthenticateForm, "clean_password", lambda self: self.cleaned_data["password"]),
        attacks.prove_it_with_any_password,
    ),
    Guard(
        "Wagtail’s page changes no address",
        replaced(settings, "WAGTAIL_EMAIL_MANAGEMENT_ENABLED", True),
        attacks.change_the_address_on_wagtail_s_page,
    ),
    Guard(
        "the old password is asked for",
        replaced(NewPasswordForm, "clean_oldpassword", lambda self: self.cleaned_data["oldpassword"]),
        attacks.change_the_password_without_the_old,
    ),
    Guard(
        "passwords are strong",
        by_name("django.contrib.auth.password_validation.get_default_password_validators", list),
        attacks.take_a_weak_password,
    ),
    Guard(
        "the old address is told",
        replaced(User, "_stored_email", lambda self, fields: self.email),
        attacks.change_the_address_unseen,
    ),
    Guard(
        "an address gets few links to a new password",
        replaced(ResetForm, "clean", PasswordResetForm.clean),
        attacks.fill_somebody_s_letter_box,
    ),
    Guard(
        "who has an account is looked up after the answer",
        replaced(ResetForm, "save", as_django_would),
        attacks.see_in_the_answer_s_time_who_has_an_account,
    ),
    Guard(
        "the log has no whole addresses",
        by_name("accounts.sign_in_log.network_of", DefaultAccountAdapter().get_client_ip),
        attacks.read_an_address_in_the_log,
    ),
    Guard(
        "the log has no names that were typed",
        by_name("accounts.sign_in_log._whom", lambda name, user: name),
        attacks.read_a_password_in_the_log,
    ),
]


@pytest.fixture
def ground(careful, writer, clock, caplog, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    caplog.set_level(logging.INFO)
    return attacks.Ground(*careful, writer, clock, caplog)


def comes_off(attack, ground) -> bool:
    """Whether it does. Nothing of it stays, so that it may be tried again."""
    caches["signin"].clear()
    with transaction.atomic():
        came_off = attack(ground)
        transaction.set_rollback(True)
    for person in (ground.owner, ground.writer):
        person.refresh_from_db()
    return came_off


@pytest.mark.parametrize("guard", GUARDS, ids=str)
def test_without_this_guard_an_attack_comes_off(ground, monkeypatch, settings, guard):
    if guard.attack is attacks.see_in_the_answer_s_time_who_has_an_account:
        settings.TASKS = {**settings.TASKS, "after_the_answer": DUMMY}
    assert not comes_off(guard.attack, ground)
    guard.take(monkeypatch)
    assert comes_off(guard.attack, ground), "the guard is taken away, and nothing tells"
