"""What somebody does who signs in, and the phone in their hand."""

import time
from types import SimpleNamespace

from allauth.core.internal import ratelimit
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth
from django.urls import reverse

PASSWORD = "three small red boats"


class Clock:
    """The clock by which codes and limits go: it stands until it is told to move."""

    def __init__(self, monkeypatch):
        self.now = 1_800_000_000.0
        ours = SimpleNamespace(time=lambda: self.now, monotonic=time.monotonic, sleep=time.sleep)
        monkeypatch.setattr(ratelimit, "time", ours)
        monkeypatch.setattr(auth, "time", ours)

    def move(self, seconds):
        self.now += seconds


def code_of(secret: str, *, steps: int = 0) -> str:
    """What the app on the phone shows, or showed *steps* half minutes ago."""
    (counter,) = auth.yield_hotp_counters_from_time()
    return auth.format_hotp_value(auth.hotp_value(secret, counter + steps))


def wrong_code(secret: str) -> str:
    return "111111" if code_of(secret) != "111111" else "222222"


def give_second_step(user) -> tuple[str, list[str]]:
    """Its key and its recovery codes."""
    secret = auth.generate_totp_secret()
    auth.TOTP.activate(user, secret)
    return secret, RecoveryCodes.activate(user).get_unused_codes()


def give_password(client, user, password=PASSWORD, *, to="", **more):
    data = {"login": getattr(user, "username", user), "password": password} | ({"next": to} if to else {})
    return client.post(reverse("account_login"), data, **more)


def give_code(client, code, **more):
    return client.post(reverse("mfa_authenticate"), {"code": code}, **more)


def say_it_is_you(client, password=PASSWORD):
    """Once more the password, before something about the account is changed."""
    return client.post(reverse("account_reauthenticate"), {"password": password, "next": reverse("mfa_index")})


def is_in(client) -> bool:
    return client.get(reverse("wagtailadmin_home")).status_code == 200


def sent_to(response) -> str:
    assert response.status_code == 302, response.content.decode()[:2000]
    return response["Location"].partition("?")[0]


def errors_in(response) -> str:
    assert response.status_code == 200
    return " ".join(message for errors in response.context["form"].errors.values() for message in errors)
