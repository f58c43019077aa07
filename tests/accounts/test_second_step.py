"""The second step is set up, asked of those who may publish, seen, renewed, removed and taken away."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from accounts.second_factor import has_second_factor, has_to_set_up
from tests.factories import make_event
from tests.signing_in import code_of, errors_in, give_password, give_second_step, is_in, say_it_is_you, sent_to

pytestmark = pytest.mark.django_db
SET_UP = "/admin/sign-in/set-up/"


@pytest.fixture
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def set_up(django_capture_on_commit_callbacks):
    """Set it up as one does, and say the key."""

    def set_up(client):
        say_it_is_you(client)
        page = client.get(SET_UP)
        (secret,) = re.findall(r'id="sign-in-key">([A-Z2-7]{32})<', page.content.decode())
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(SET_UP, {"code": code_of(secret)})
        assert sent_to(response) == reverse("mfa_view_recovery_codes")
        return secret

    return set_up


def test_second_step_is_set_up_and_its_recovery_codes_are_shown(client, publisher, set_up, mailoutbox, clock):
    give_password(client, publisher)
    secret = set_up(client)
    page = client.get(reverse("mfa_view_recovery_codes"))
    codes = re.findall(r"<code>(\d{8})</code>", page.content.decode())
    assert len(set(codes)) == 10
    assert [(one.subject, one.to) for one in mailoutbox] == [
        ("The second step of signing in is set up", ["jane@example.org"])
    ]
    assert secret not in mailoutbox[0].body
    assert "change your password" in mailoutbox[0].body
    client.post(reverse("wagtailadmin_logout"))
    clock.move(60)
    assert sent_to(give_password(client, publisher)) == reverse("mfa_authenticate")
    assert sent_to(client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})) == "/admin/"


def test_wrong_first_code_sets_nothing_up_and_keeps_the_key(client, publisher):
    client.force_login(publisher)
    say_it_is_you(client)
    before = client.get(SET_UP).context["form"].secret
    response = client.post(SET_UP, {"code": "000000"})
    assert "not right" in errors_in(response)
    assert before in response.content.decode()
    assert not has_second_factor(publisher)


def test_password_is_asked_for_again_before_anything_is_changed_or_shown(client, careful):
    person, _secret, codes = careful
    client.force_login(person)
    secrets = "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes"
    for name in ("mfa_activate_totp", "mfa_deactivate_totp", *secrets):
        assert sent_to(client.get(reverse(name))) == "/admin/sign-in/again/"
    client.post(reverse("mfa_deactivate_totp"))
    assert has_second_factor(person)
    assert sent_to(say_it_is_you(client)) == reverse("mfa_index")
    assert codes[0] in client.get(reverse("mfa_view_recovery_codes")).content.decode()
    file = client.get(reverse("mfa_download_recovery_codes"))
    assert file["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert all(code in file.content.decode() for code in codes)


def test_code_does_in_place_of_the_password(client, careful):
    person, secret, _codes = careful
    client.force_login(person)
    assert "Use a code instead" in client.get(reverse("account_reauthenticate")).content.decode()
    wanted = reverse("mfa_view_recovery_codes")
    assert sent_to(client.post(reverse("mfa_reauthenticate"), {"code": code_of(secret), "next": wanted})) == wanted
    assert client.get(wanted).status_code == 200


def test_new_recovery_codes_put_an_end_to_the_old(
    client, careful, mailoutbox, clock, django_capture_on_commit_callbacks
):
    person, _secret, codes = careful
    client.force_login(person)
    say_it_is_you(client)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_generate_recovery_codes"))
    assert [one.subject for one in mailoutbox] == ["You have new recovery codes"]
    client = Client()
    give_password(client, person)
    for old in codes[:3]:
        assert "not right" in errors_in(client.post(reverse("mfa_authenticate"), {"code": old}))


def test_second_step_is_removed_with_its_recovery_codes(client, careful, mailoutbox):
    person, _secret, _codes = careful
    client.force_login(person)
    say_it_is_you(client)
    assert sent_to(client.post(reverse("mfa_deactivate_totp"))) == reverse("mfa_index")
    assert not Authenticator.objects.exists()
    assert [one.subject for one in mailoutbox] == ["The second step of signing in is removed"]
    assert "It is not set up" in client.get(reverse("mfa_index")).content.decode()


def test_database_holds_no_key_and_no_code_as_it_is(careful, settings):
    person, secret, codes = careful
    stored = str(list(Authenticator.objects.order_by("pk").values_list("data", flat=True)))
    assert secret not in stored
    assert not any(code in stored for code in codes)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key of this site"
    totp = Authenticator.objects.get(user=person, type="totp")
    assert totp.wrap().validate_code(code_of(secret))


def test_second_step_of_a_forgotten_secret_key_lets_nobody_in_and_says_why(client, careful, settings):
    person, secret, codes = careful
    settings.SECRET_KEY = "another key of this site"
    give_password(client, person)
    for code in (code_of(secret), codes[0], ""):
        client.post(reverse("mfa_authenticate"), {"code": code})
    assert "no longer be read" in errors_in(client.post(reverse("mfa_authenticate"), {"code": code_of(secret)}))
    assert not is_in(client)


# Who has to


def test_publisher_is_led_to_set_it_up_before_anything_else(client, publisher, required, set_up, front_page):
    assert sent_to(give_password(client, publisher)) == "/admin/"
    edit = reverse("wagtailadmin_pages:edit", args=[make_event().pk])
    for address in ("/admin/", edit, "/admin/account/", "/admin/reports/site-history/", "/admin/not/there/"):
        assert sent_to(client.get(address)) == SET_UP
    assert sent_to(client.post(edit, {"title": "changed"})) == SET_UP
    say_it_is_you(client)
    assert "needs a second step" in client.get(SET_UP).content.decode()
    set_up(client)
    assert is_in(client)


def test_scripts_and_data_are_refused_until_then(client, publisher, required):
    client.force_login(publisher)
    script = {"headers": {"x-requested-with": "XMLHttpRequest"}}
    assert client.get("/admin/choose-page/", **script).status_code == 403
    assert client.get("/admin/choose-page/", headers={"accept": "application/json"}).status_code == 403
    assert client.get("/admin/api/main/pages/").status_code == 403
    assert client.get("/admin/api/main/images/").status_code == 403
    give_second_step(publisher)
    assert client.get("/admin/choose-page/", **script).status_code == 200
    assert client.get("/admin/api/main/pages/").status_code == 200


def test_one_may_still_sign_out_and_ask_for_a_new_password(client, publisher, required):
    client.force_login(publisher)
    for name in ("wagtailadmin_sprite", "wagtailadmin_javascript_catalog", "wagtailadmin_password_reset", "mfa_index"):
        assert client.get(reverse(name)).status_code == 200
    assert sent_to(client.post(reverse("wagtailadmin_logout"))) == "/admin/login/"


def test_who_may_not_publish_is_asked_for_nothing(client, writer, required):
    give_password(client, writer)
    assert is_in(client)
    assert "Set up the second step" in client.get(reverse("mfa_index")).content.decode()


def test_nobody_has_to_where_the_setting_says_so(client, publisher):
    give_password(client, publisher)
    assert is_in(client)


@pytest.mark.parametrize("codename", ["publish_page", "publish_outlet", "change_user", "add_group"])
def test_right_to_publish_or_to_manage_accounts_asks_for_it(make_person, codename, writer):
    permission = Permission.objects.filter(codename=codename).first() or Permission.objects.create(
        codename=codename, name=codename, content_type=Permission.objects.first().content_type
    )
    assert not has_to_set_up(writer)
    writer.user_permissions.add(permission)
    assert has_to_set_up(writer)
    other = make_person("kim")
    group = Group.objects.create(name="Some")
    group.permissions.add(permission)
    assert not has_to_set_up(other)
    other.groups.add(group)
    assert has_to_set_up(other)
    give_second_step(other)
    assert not has_to_set_up(other)


@pytest.mark.parametrize(("group", "has_to"), [("Editors", False), ("Moderators", True), ("Legal", True)])
def test_groups_that_are_shipped_have_to_where_they_publish_or_see_what_is_protected(make_person, group, has_to):
    assert has_to_set_up(make_person("kim", group)) is has_to


def test_administrator_has_to_and_recovery_codes_alone_are_no_second_step(make_person):
    root = make_person("root", is_superuser=True)
    assert has_to_set_up(root)
    Authenticator.objects.create(user=root, type="recovery_codes", data={})
    assert has_to_set_up(root)


def test_it_is_one_question_a_request(client, careful, settings, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    person, _secret, _codes = careful
    client.force_login(person)
    numbers = []
    for settings.SECOND_FACTOR_REQUIRED in (False, False, True):
        with CaptureQueriesContext(connection) as captured:
            assert is_in(client)
        numbers.append(len(captured))
    assert numbers[2] == numbers[1] + 1


# Lost


@pytest.mark.parametrize("named", ["jane", "JANE@example.org"])
def test_command_takes_a_lost_one_away_and_ends_sessions(client, careful, mailoutbox, capsys, named, caplog):
    person, _secret, _codes = careful
    client.force_login(person)
    call_command("remove_second_factor", named)
    assert "jane signs in with the password alone" in capsys.readouterr().out
    assert not Authenticator.objects.exists()
    assert not is_in(client)
    assert [one.subject for one in mailoutbox] == ["The second step of signing in is removed"]
    assert ModelLogEntry.objects.get().action == "accounts.second_factor_removed"
    assert f"second_factor_removed account={person.pk}" in caplog.text


def test_command_says_what_is_wrong(careful, make_person, django_user_model):
    with pytest.raises(CommandError, match="no account with the name or address nobody"):
        call_command("remove_second_factor", "nobody")
    make_person("kim")
    with pytest.raises(CommandError, match="kim has no second step"):
        call_command("remove_second_factor", "kim")
    django_user_model.objects.filter(username="kim").update(email="jane@example.org")
    with pytest.raises(CommandError, match=r"Several accounts have it.*jane, kim"):
        call_command("remove_second_factor", "jane@example.org")
    assert Authenticator.objects.count() == 2


def test_administrator_takes_it_away_from_the_list_of_accounts(client, careful, make_person):
    person, _secret, _codes = careful
    theirs = Client()
    theirs.force_login(person)
    root = make_person("root", is_superuser=True)
    client.force_login(root)
    address = reverse("accounts_take_away", args=[person.pk])
    assert address in client.get(reverse("wagtailusers_users:index")).content.decode()
    assert sent_to(client.get(address)) == "/admin/sign-in/again/"
    say_it_is_you(client)
    assert "Be sure that they have asked for it themselves" in client.get(address).content.decode()
    assert has_second_factor(person)
    assert sent_to(client.post(address)) == reverse("wagtailusers_users:edit", args=[person.pk])
    assert not has_second_factor(person)
    assert not is_in(theirs)
    entry = ModelLogEntry.objects.get(action="accounts.second_factor_removed")
    assert (entry.user, entry.object_id) == (root, str(person.pk))
    assert "has no second step" in client.get(address).content.decode()


def test_nobody_else_may_take_it_away(client, careful, make_person):
    person, _secret, _codes = careful
    other = make_person("kim", "Moderators", "Legal")
    client.force_login(other)
    say_it_is_you(client)
    address = reverse("accounts_take_away", args=[person.pk])
    assert client.get(address).status_code == 403
    assert client.post(address).status_code == 403
    assert has_second_factor(person)


def test_administrator_who_has_to_set_it_up_takes_away_nobody_elses(client, careful, make_person, required):
    person, _secret, _codes = careful
    client.force_login(make_person("root", is_superuser=True))
    say_it_is_you(client)
    assert sent_to(client.post(reverse("accounts_take_away", args=[person.pk]))) == SET_UP
    assert has_second_factor(person)
