"""Sign-ins are written down, and nothing that would let somebody in is."""

import logging

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from tests.signing_in import PASSWORD, code_of, give_code, give_password, sent_to, wrong_code

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def everything(caplog):
    caplog.set_level(logging.DEBUG)


def lines(caplog):
    return [f"{one.levelname} {one.getMessage()}" for one in caplog.records if one.name == "throughline.signin"]


def test_log_names_the_account_by_its_number_and_the_network(client, careful, caplog):
    person, secret, codes = careful
    at = {"REMOTE_ADDR": "198.51.100.77"}
    give_password(client, person, "a wrong one", **at)
    give_password(client, person, **at)
    give_code(client, wrong_code(secret), **at)
    give_code(client, codes[0], **at)
    whose = f"account={person.pk} from=198.51.100.0/24"
    assert lines(caplog) == [
        f"WARNING failed {whose}",
        f"WARNING wrong_code {whose}",
        f"WARNING recovery_code_used {whose}",
        f"INFO signed_in {whose}",
    ]


def test_address_is_cut_to_its_network_on_ipv6_too(client, publisher, caplog):
    give_password(client, publisher, REMOTE_ADDR="2001:db8:1:2:3:4:5:6")
    assert lines(caplog) == [f"INFO signed_in account={publisher.pk} from=2001:db8:1::/48"]


def test_what_was_typed_as_a_name_is_not_written_for_it_may_be_a_password(client, publisher, caplog):
    for name in (PASSWORD, PASSWORD.upper(), "somebody else"):
        give_password(client, name, "anything")
    same, again, other = lines(caplog)
    assert same == again != other
    assert same.startswith("WARNING failed unknown=")


def test_refusal_is_written_down_once_in_the_log_and_in_the_history(client, publisher, caplog):
    for _n in range(9):
        give_password(client, publisher, "wrong")
    refused = [line for line in lines(caplog) if "refused" in line]
    assert refused == [f"WARNING refused account={publisher.pk} from=127.0.0.0/24"]
    entry = ModelLogEntry.objects.get()
    assert (entry.action, entry.object_id, entry.user) == ("accounts.refused", str(publisher.pk), None)


def test_refusal_of_a_name_that_does_not_exist_stands_in_the_log_alone(client, db, caplog):
    for _n in range(9):
        give_password(client, "nobody", "wrong")
    assert len([line for line in lines(caplog) if "refused unknown=" in line]) == 1
    assert not ModelLogEntry.objects.exists()


def test_change_of_a_password_is_written_down_and_told_to_its_owner(client, publisher, caplog, mailoutbox):
    give_password(client, publisher)
    new = "five loud green frogs"
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    sent_to(client.post(reverse("account_change_password"), data))
    publisher.refresh_from_db()
    assert publisher.check_password(new)
    assert f"INFO password_changed account={publisher.pk} from=-" in lines(caplog)
    assert ModelLogEntry.objects.get(action="accounts.password_changed").user == publisher
    assert [(one.subject, one.to) for one in mailoutbox] == [("Your password is changed", ["jane@example.org"])]


def test_new_account_is_no_change_of_a_password(make_person, caplog, mailoutbox):
    person = make_person("kim")
    person.first_name = "Kim"
    person.save()
    assert (lines(caplog), mailoutbox) == ([], [])


def test_better_hash_of_the_same_password_is_no_change_of_it(client, publisher, settings, mailoutbox):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher", *settings.PASSWORD_HASHERS]
    before = publisher.password
    give_password(client, publisher)
    publisher.refresh_from_db()
    assert publisher.password != before
    assert mailoutbox == []


def test_account_without_an_address_of_mail_gets_none_and_signs_in(client, careful, mailoutbox):
    person, _secret, codes = careful
    person.email = ""
    person.save()
    (told,) = mailoutbox
    give_password(client, person)
    assert give_code(client, codes[0]).status_code == 302
    assert mailoutbox == [told]


def test_mail_that_cannot_go_out_holds_nobody_up(client, careful, settings, caplog):
    person, _secret, codes = careful
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    give_password(client, person)
    assert give_code(client, codes[0]).status_code == 302
    assert f"WARNING mail not sent account={person.pk}" in lines(caplog)


def test_no_password_code_or_key_is_in_any_log_or_in_the_history(client, careful, caplog, mailoutbox):
    person, secret, codes = careful
    typed = ["my wrong password", PASSWORD, wrong_code(secret), codes[0], code_of(secret)]
    give_password(client, person, typed[0])
    for code in (typed[2], codes[0]):
        give_password(client, person)
        give_code(client, code)
    client.post(reverse("wagtailadmin_logout"))
    give_password(client, person)
    give_code(client, typed[4])
    client.post(reverse("account_reauthenticate"), {"password": "my wrong password"})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.get(reverse("mfa_view_recovery_codes"))
    # Without the moments and ids, whose digits are now and then those of a code.
    history = str(list(ModelLogEntry.objects.order_by("pk").values("label", "action", "data", "object_id")))
    mails = str([(one.subject, one.body) for one in mailoutbox])
    for one in [*typed, secret, *codes]:
        for where in (caplog.text, history, mails):
            assert one not in where
    assert "127.0.0.1" not in " ".join(lines(caplog)) + history


def test_error_page_and_its_report_hide_what_was_typed(client, publisher, monkeypatch, settings, caplog):
    settings.DEBUG_PROPAGATE_EXCEPTIONS = False
    settings.ADMINS = [("Root", "root@example.org")]
    client.raise_request_exception = False

    def break_down(*args, **kwargs):
        raise RuntimeError("broken")

    monkeypatch.setattr("accounts.adapters.SignInAdapter.post_login", break_down)
    response = give_password(client, publisher)
    assert response.status_code == 500
    assert PASSWORD not in response.content.decode() + caplog.text
