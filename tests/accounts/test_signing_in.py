"""A password, a code, the admin: and no other way in."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from tests.signing_in import PASSWORD, code_of, errors_in, give_code, give_password, is_in, sent_to, wrong_code

pytestmark = pytest.mark.django_db
HOME = "/admin/"


def test_password_alone_signs_in_whoever_has_no_second_step(client, writer):
    assert sent_to(give_password(client, writer)) == HOME
    assert is_in(client)


def test_password_and_code_sign_in(client, careful):
    person, secret, _codes = careful
    assert sent_to(give_password(client, person)) == reverse("mfa_authenticate")
    assert not is_in(client)
    assert "code from your phone" in client.get(reverse("mfa_authenticate")).content.decode()
    assert sent_to(give_code(client, code_of(secret))) == HOME
    assert is_in(client)


def test_code_may_be_typed_in_two_groups(client, careful):
    person, secret, _codes = careful
    give_password(client, person)
    code = code_of(secret)
    assert sent_to(give_code(client, f"{code[:3]} {code[3:]}")) == HOME


def test_one_returns_to_where_one_was_sent_away_from(client, careful):
    person, secret, _codes = careful
    wanted = reverse("wagtailadmin_reports:site_history")
    address = client.get(wanted)["Location"]
    assert address == f"/admin/login/?next={wanted}"
    assert f'name="next" value="{wanted}"' in client.get(address).content.decode()
    give_password(client, person, to=wanted)
    assert sent_to(give_code(client, code_of(secret))) == wanted


@pytest.mark.parametrize("elsewhere", ["https://evil.example/admin/", "//evil.example/", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_host(client, careful, elsewhere):
    person, secret, _codes = careful
    give_password(client, person, to=elsewhere)
    assert sent_to(give_code(client, code_of(secret))) == HOME
    assert "evil.example" not in client.get(reverse("mfa_index"), {"next": elsewhere}).content.decode()


@pytest.mark.parametrize("steps", [-2, -1, 1, 2])
def test_code_of_another_half_minute_is_refused(client, careful, steps):
    person, secret, _codes = careful
    give_password(client, person)
    assert "not right" in errors_in(give_code(client, code_of(secret, steps=steps)))
    assert not is_in(client)


def test_code_is_good_once(client, careful):
    person, secret, _codes = careful
    give_password(client, person)
    give_code(client, code_of(secret))
    client.post(reverse("wagtailadmin_logout"))
    give_password(client, person)
    assert "not right" in errors_in(give_code(client, code_of(secret)))
    assert not is_in(client)


def test_recovery_code_stands_in_for_the_phone_once(client, careful, mailoutbox):
    person, _secret, codes = careful
    give_password(client, person)
    assert sent_to(give_code(client, codes[3])) == HOME
    assert [mail.subject for mail in mailoutbox] == ["A recovery code was used"]
    client.post(reverse("wagtailadmin_logout"))
    give_password(client, person)
    assert "not right" in errors_in(give_code(client, codes[3]))
    assert sent_to(give_code(client, codes[4])) == HOME


def test_code_of_somebody_else_is_refused(client, careful, writer):
    from tests.signing_in import give_second_step

    person, _secret, _codes = careful
    theirs, their_codes = give_second_step(writer)
    give_password(client, person)
    for code in (code_of(theirs), their_codes[0]):
        assert "not right" in errors_in(give_code(client, code))


def test_code_without_a_password_leads_back_to_the_beginning(client, careful):
    _person, secret, _codes = careful
    assert sent_to(give_code(client, code_of(secret))) == "/admin/login/"
    assert not is_in(client)


def test_waiting_for_the_code_ends_after_a_quarter_of_an_hour(client, careful, monkeypatch):
    person, secret, _codes = careful
    give_password(client, person)
    monkeypatch.setattr("allauth.account.app_settings._app_settings.__class__.LOGIN_TIMEOUT", -1)
    assert sent_to(give_code(client, code_of(secret))) == "/admin/login/"
    assert not is_in(client)


@pytest.mark.parametrize("name", ["jane", "nobody-of-that-name", "jane@example.org"])
def test_wrong_name_and_wrong_password_are_one_answer(client, publisher, name):
    assert errors_in(give_password(client, name, "a wrong one")) == (
        "The username or the password is not right. Try again."
    )


def test_account_that_was_closed_is_a_wrong_password(client, publisher):
    publisher.is_active = False
    publisher.save()
    assert "not right" in errors_in(give_password(client, publisher))


def test_account_without_the_admin_is_told_so_and_not_sent_in_circles(client, make_person):
    reader = make_person("reader")
    assert "may not use the admin" in errors_in(give_password(client, reader))
    client.force_login(reader)
    response = client.get(HOME, follow=True)
    assert (response.status_code, response.request["PATH_INFO"]) == (200, "/admin/login/")


def test_who_is_in_goes_on_from_the_sign_in_page(client, writer):
    give_password(client, writer)
    assert sent_to(client.get("/admin/login/")) == HOME
    assert sent_to(client.get("/admin/login/?next=/admin/reports/site-history/")) == "/admin/reports/site-history/"
    assert sent_to(client.get("/admin/login/?next=https://evil.example/")) == HOME


def test_session_has_another_key_after_signing_in(client, careful):
    person, secret, _codes = careful
    client.get("/admin/login/")
    client.session.save()
    give_password(client, person)
    before = client.cookies[settings.SESSION_COOKIE_NAME].value
    give_code(client, code_of(secret))
    after = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert before != after
    client.cookies[settings.SESSION_COOKIE_NAME] = before
    assert not is_in(client)


def test_session_ends_twelve_hours_after_signing_in_whatever_is_done_in_it(client, careful):
    person, secret, _codes = careful
    give_password(client, person)
    give_code(client, code_of(secret))
    ends = client.session.get_expiry_date()
    assert abs((ends - timezone.now()).total_seconds() - 12 * 3600) < 60
    session = client.session
    session["anything"] = 1
    session.save()
    assert client.session.get_expiry_date() == ends
    assert not client.session.get_expire_at_browser_close()


def test_session_of_a_password_alone_ends_at_its_hour_too(client, writer):
    give_password(client, writer)
    ends = client.session.get_expiry_date()
    session = client.session
    session["anything"] = 1
    session.save()
    assert client.session.get_expiry_date() == ends


def test_signing_out_ends_the_session(client, writer):
    give_password(client, writer)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert sent_to(client.post(reverse("wagtailadmin_logout"))) == "/admin/login/"
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    assert not is_in(client)


def test_script_is_not_answered_with_what_was_typed(client, publisher):
    for more in ({"x-requested-with": "XMLHttpRequest"}, {"accept": "application/json"}):
        response = give_password(client, publisher, "my wrong password", headers=more)
        assert response["Content-Type"].startswith("text/html")
        assert "my wrong password" not in response.content.decode()


CLOSED = ["account_signup", "account_email", "account_logout", "account_set_password", "account_reset_password",
          "account_inactive", "account_confirm_login_code", "mfa_trust", "mfa_list_webauthn",
          "socialaccount_connections", "usersessions_list"]  # fmt: skip


@pytest.mark.parametrize("name", CLOSED)
def test_rest_of_allauth_has_no_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("path", ["signup/", "accounts/login/", "sign-in/email/", "sign-in/logout/"])
def test_nobody_signs_up(client, front_page, path):
    assert client.get(f"/{path}").status_code == 404
    assert sent_to(client.post(f"/admin/{path}", {"username": "me"})) == "/admin/login/"


def test_allauth_keeps_no_addresses_of_its_own(client, careful):
    person, secret, _codes = careful
    give_password(client, person)
    give_code(client, code_of(secret))
    assert not EmailAddress.objects.exists()


def test_every_page_of_signing_in_is_kept_by_no_browser_and_runs_no_script_of_the_page(client, careful):
    person, secret, _codes = careful
    pages = [client.get("/admin/login/"), client.get("/admin/password_reset/")]
    give_password(client, person)
    pages.append(client.get(reverse("mfa_authenticate")))
    give_code(client, wrong_code(secret))
    give_code(client, code_of(secret))
    pages += [client.get(reverse("mfa_index")), client.get(reverse("account_reauthenticate"))]
    for page in pages:
        assert page.status_code == 200
        assert "no-store" in page["Cache-Control"]
        policy = page["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "script-src 'self';" in policy + ";"
        assert "frame-ancestors 'none'" in policy
        assert re.findall(r"<script(?![^>]* src=)(?![^>]*application/json)", page.content.decode()) == []
        assert PASSWORD not in page.content.decode()


def test_site_history_tells_an_administrator_of_it(client, careful, make_person):
    person, secret, _codes = careful
    give_password(client, person)
    give_code(client, wrong_code(secret))
    give_code(client, code_of(secret))
    kinds = list(ModelLogEntry.objects.order_by("pk").values_list("action", "user"))
    assert kinds == [("accounts.wrong_code", None), ("accounts.signed_in", person.pk)]
    client.force_login(make_person("root", is_superuser=True))
    history = client.get(reverse("wagtailadmin_reports:site_history")).content.decode()
    assert "A wrong code was given after the right password" in history
    assert "Signed in" in history
