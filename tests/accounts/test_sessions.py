"""Sessions end: everywhere else on one's word, and everywhere with a new password."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from tests.signing_in import give_password, is_in, say_it_is_you, sent_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(writer):
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        give_password(client, writer)
        assert is_in(client)
    return here, elsewhere


def test_one_signs_out_everywhere_else(two, writer, make_person):
    here, elsewhere = two
    other = Client()
    give_password(other, make_person("kim", "Editors"))
    assert "Sign out everywhere else" in here.get(reverse("mfa_index")).content.decode()
    answer = here.post(reverse("accounts_sign_out_elsewhere"), follow=True)
    assert "You are signed out everywhere but here." in answer.content.decode()
    assert is_in(here)
    assert not is_in(elsewhere)
    assert is_in(other)
    assert ModelLogEntry.objects.filter(action="accounts.signed_out_elsewhere", user=writer).count() == 1


def test_it_takes_a_press_of_the_button_by_somebody_who_is_in(two, client):
    here, elsewhere = two
    assert here.get(reverse("accounts_sign_out_elsewhere")).status_code == 405
    assert sent_to(client.post(reverse("accounts_sign_out_elsewhere"))) == "/admin/login/"
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = elsewhere.cookies
    assert strict.post(reverse("accounts_sign_out_elsewhere")).status_code == 403
    assert is_in(here)
    assert is_in(elsewhere)


def test_new_password_ends_all_other_sessions(two, writer):
    here, elsewhere = two
    writer.set_password("five loud green frogs")
    writer.save()
    assert not is_in(here)
    assert not is_in(elsewhere)


def test_session_outlives_a_new_secret_key_that_names_the_old_one(two, settings):
    here, elsewhere = two
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key of this site"
    assert is_in(here)
    settings.SECRET_KEY_FALLBACKS = []
    assert not is_in(elsewhere)


def test_way_to_all_this_is_in_the_account(client, writer):
    give_password(client, writer)
    account = client.get(reverse("wagtailadmin_account")).content.decode()
    assert f'href="{reverse("mfa_index")}"' in account


def test_rules_for_passwords_stand_where_one_chooses_one(client, writer, make_person):
    give_password(client, writer)
    rules = "at least 12 characters"
    assert rules in client.get(reverse("account_change_password")).content.decode()
    client.force_login(make_person("root", is_superuser=True))
    say_it_is_you(client)
    assert rules in client.get(reverse("wagtailusers_users:add")).content.decode()
