"""A stolen session changes neither the password nor the address that a new one is sent to; and the owner is told."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.urls import reverse
from wagtail.models import ModelLogEntry

from tests.signing_in import (
    PASSWORD,
    errors_in,
    give_password,
    give_second_step,
    is_in,
    say_it_is_you,
    sent_to,
    wrong_code,
)

pytestmark = pytest.mark.django_db
NEW = "five loud green frogs"
THIEF = "thief@example.org"
EMAIL, NEW_PASSWORD = "/admin/sign-in/e-mail/", "/admin/sign-in/password/"
ALL_OF_IT = {
    "name_email-first_name": "Jane",
    "name_email-last_name": "Doe",
    "name_email-email": THIEF,
    "signing_in-email": THIEF,
    "email": THIEF,
    "password-old_password": PASSWORD,
    "password-new_password1": NEW,
    "password-new_password2": NEW,
    "notifications-submitted_notifications": "on",
    "theme-theme": "system",
    "theme-contrast": "system",
    "theme-density": "default",
}


@pytest.fixture
def stolen(client, publisher):
    client.force_login(publisher)
    return client


@pytest.fixture
def root(make_person):
    return make_person("root", is_superuser=True)


def change_password(client, old=PASSWORD, new=NEW):
    return client.post(NEW_PASSWORD, {"oldpassword": old, "password1": new, "password2": new})


def account_of(person) -> dict:
    person.refresh_from_db()
    is_the_old = person.check_password(PASSWORD)
    return {"email": person.email, "password": "the old" if is_the_old else "another"}


AS_BEFORE = {"email": "jane@example.org", "password": "the old"}


def test_page_of_the_account_changes_neither_and_leads_where_they_are_changed(stolen, publisher, mailoutbox):
    html = stolen.get("/admin/account/").content.decode()
    assert "Mails to you go to jane@example.org." in html
    for address in (EMAIL, NEW_PASSWORD, "/admin/sign-in/"):
        assert f'href="{address}"' in html
    assert stolen.post("/admin/account/", ALL_OF_IT).status_code == 302
    assert account_of(publisher) == AS_BEFORE
    assert publisher.first_name == "Jane"
    assert mailoutbox == []
    publisher.email = ""
    publisher.save()
    assert "has no e-mail address" in stolen.get("/admin/account/").content.decode()


def test_address_is_changed_by_who_proves_that_it_is_they(stolen, publisher, mailoutbox):
    assert sent_to(stolen.get(EMAIL)) == sent_to(stolen.post(EMAIL, {"email": THIEF})) == "/admin/sign-in/again/"
    assert account_of(publisher) == AS_BEFORE
    assert sent_to(say_it_is_you(stolen)) == "/admin/sign-in/"
    # Nothing that was sent before is done afterwards.
    assert account_of(publisher) == AS_BEFORE
    assert 'value="jane@example.org"' in stolen.get(EMAIL).content.decode()
    answer = stolen.post(EMAIL, {"email": "jane@example.net"}, follow=True)
    assert "Your e-mail address is changed." in answer.content.decode()
    assert account_of(publisher)["email"] == "jane@example.net"
    assert [(one.subject, one.to) for one in mailoutbox] == [
        ("Mails to you go to another address from now on", ["jane@example.org"])
    ]
    assert "jane@example.net" not in mailoutbox[0].body
    assert ModelLogEntry.objects.get(action="accounts.email_changed").user == publisher


def test_proof_is_good_for_five_minutes(stolen, publisher, monkeypatch):
    say_it_is_you(stolen)
    assert stolen.get(EMAIL).status_code == 200
    monkeypatch.setattr("allauth.account.app_settings.REAUTHENTICATION_TIMEOUT", 0)
    answer = stolen.post(EMAIL, {"email": THIEF}, follow=True)
    assert "Nothing is saved yet." in answer.content.decode()
    assert account_of(publisher) == AS_BEFORE


@pytest.mark.parametrize("wrong", ["", "nobody", "a@b@c", "jane@example.org\nbcc: x@example.org"])
def test_what_is_no_address_is_refused_beside_the_field(stolen, publisher, wrong):
    say_it_is_you(stolen)
    assert errors_in(stolen.post(EMAIL, {"email": wrong}))
    assert account_of(publisher) == AS_BEFORE


def test_old_password_is_asked_for_with_the_new_one_whatever_was_asked_before(stolen, publisher, mailoutbox):
    say_it_is_you(stolen)
    assert "at least 12 characters" in stolen.get(NEW_PASSWORD).content.decode()
    assert "The password is not right" in errors_in(change_password(stolen, old="a guess"))
    assert "too short" in errors_in(change_password(stolen, new="a frog"))
    assert account_of(publisher) == AS_BEFORE
    answer = change_password(stolen)
    assert sent_to(answer) == "/admin/sign-in/"
    assert "Your password is changed." in stolen.get("/admin/sign-in/").content.decode()
    assert account_of(publisher)["password"] == "another"
    assert [(one.subject, one.to) for one in mailoutbox] == [("Your password is changed", ["jane@example.org"])]


def test_guesses_at_the_old_password_are_counted_with_all_others(stolen, client, publisher, clock):
    for _n in range(5):
        assert "not right" in errors_in(change_password(stolen, old="a guess"))
    for right in (change_password(stolen), say_it_is_you(stolen)):
        assert "There were too many tries." in errors_in(right)
    clock.move(301)
    assert sent_to(change_password(stolen)) == "/admin/sign-in/"


def test_second_step_is_turned_off_by_nobody_who_only_holds_the_session(stolen, publisher, mailoutbox):
    secret, _codes = give_second_step(publisher)
    assert sent_to(stolen.post(reverse("mfa_deactivate_totp"))) == "/admin/sign-in/again/"
    errors_in(stolen.post(reverse("mfa_reauthenticate"), {"code": wrong_code(secret)}))
    assert sent_to(stolen.post(reverse("mfa_deactivate_totp"))) == "/admin/sign-in/again/"
    assert publisher.authenticator_set.filter(type="totp").exists()
    assert mailoutbox == []


# By an administrator


def form_of(client, address) -> dict:
    form = client.get(address).context["form"]
    return {field.html_name: field.value() or "" for field in form if field.name not in ("is_active", "groups")} | {
        "first_name": "J",
        "last_name": "D",
        "is_active": "on",
    }


def test_administrator_is_asked_before_an_account_is_made_or_changed(client, root, publisher, mailoutbox):
    client.force_login(root)
    add, edit = reverse("wagtailusers_users:add"), reverse("wagtailusers_users:edit", args=[publisher.pk])
    passwords = {"password1": NEW, "password2": NEW}
    for address in (add, edit):
        assert sent_to(client.get(address)) == "/admin/sign-in/again/"
        assert sent_to(client.post(address, passwords)) == "/admin/sign-in/again/"
    kept = [one.get_decoded() for one in Session.objects.order_by("pk")]
    assert NEW not in str(kept)
    assert account_of(publisher) == AS_BEFORE
    say_it_is_you(client)
    data = form_of(client, edit) | passwords | {"email": "jane@example.net"}
    assert sent_to(client.post(edit, data)) == reverse("wagtailusers_users:index")
    assert account_of(publisher) == {"email": "jane@example.net", "password": "another"}
    # Both to the old one.
    assert [(one.subject, one.to) for one in mailoutbox] == [
        ("Your password is changed", ["jane@example.org"]),
        ("Mails to you go to another address from now on", ["jane@example.org"]),
    ]
    assert {one.user for one in ModelLogEntry.objects.filter(action__startswith="accounts.email")} == {root}


def places_of_power(person) -> list[str]:
    group = Group.objects.get(name="Moderators")
    many = "{}?next=/admin/users/&id={}"
    return [
        reverse("wagtailusers_users:delete", args=[person.pk]),
        reverse("wagtailusers_groups:add"),
        reverse("wagtailusers_groups:edit", args=[group.pk]),
        reverse("wagtailusers_groups:delete", args=[group.pk]),
        *(
            many.format(reverse("wagtail_bulk_action", args=["accounts", "user", action]), person.pk)
            for action in ("assign_role", "delete", "set_active_state")
        ),
    ]


def test_administrator_is_asked_before_accounts_and_groups_are_given_power_or_deleted(client, root, publisher):
    client.force_login(root)
    role = Group.objects.get(name="Moderators").pk
    for address in places_of_power(publisher):
        answer = client.post(address, {"name": "Power", "role": role, "mark_as_active": "False"})
        assert sent_to(answer) == "/admin/sign-in/again/", address
        assert parse_qs(urlsplit(answer["Location"]).query)["next"] == [address]
    publisher.refresh_from_db()
    assert publisher.is_active
    assert set(Group.objects.filter(name__in=["Moderators", "Power"]).values_list("name", flat=True)) == {"Moderators"}
    say_it_is_you(client)
    for address in places_of_power(publisher):
        assert client.get(address).status_code == 200, address
    assert sent_to(client.post(places_of_power(publisher)[-1], {"mark_as_active": "False"})) == "/admin/users/"
    publisher.refresh_from_db()
    assert not publisher.is_active


def test_who_may_not_manage_accounts_is_refused_and_not_asked(stolen):
    assert sent_to(stolen.get(reverse("wagtailusers_users:add"))) == "/admin/"


def test_account_that_has_no_address_yet_is_given_one_and_no_mail_is_sent(make_person, mailoutbox):
    person = make_person("kim")
    person.email = ""
    person.save()
    (told,) = mailoutbox
    person.email = "kim@example.net"
    person.save()
    assert mailoutbox == [told]
    assert ModelLogEntry.objects.filter(action="accounts.email_changed").count() == 2


def test_signing_in_asks_the_database_nothing_about_the_address(client, publisher, django_assert_num_queries):
    publisher.email = "written past@example.org"
    with django_assert_num_queries(1):
        publisher.save(update_fields=["last_login"])


def test_strangers_are_sent_to_sign_in(client, db):
    for address in (EMAIL, NEW_PASSWORD):
        assert sent_to(client.get(address)) == sent_to(client.post(address)) == "/admin/login/"


def test_new_password_ends_the_thief_s_session(stolen, publisher, django_user_model):
    from django.test import Client

    owner = Client()
    give_password(owner, publisher)
    assert sent_to(change_password(owner)) == "/admin/sign-in/"
    assert is_in(owner)
    assert not is_in(stolen)
