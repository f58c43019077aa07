"""Production does not start with anything insecure, says all of it at once, and gives no secret away."""

import stat

import pytest

from config.environment import (
    database,
    faults_of_address,
    faults_of_folders,
    faults_of_hosts,
    faults_of_key,
    mail,
    secret,
    ways_to_tell,
)
from tests.test_settings import GOOD, run

#: Drawn for these tests.
KEY = "pZ3v" + "kQ9-rT2_wX7y" * 4
PASSWORD = "hunter2-is-secret"

INSECURE = {
    "no key": ({"SECRET_KEY": ""}, "SECRET_KEY"),
    "a short key": ({"SECRET_KEY": "short"}, "too easy to guess"),
    "a key of few characters": ({"SECRET_KEY": "abcabcab" * 10}, "too easy to guess"),
    "the key of development": ({"SECRET_KEY": "development-only-never-used-on-a-public-address-at-all"}, "in a source"),
    "Django's own key": ({"SECRET_KEY": f"django-insecure-{KEY}"}, "in a source"),
    "two keys": ({"SECRET_KEY_FILE": "/nowhere"}, "not both"),
    "a file of a key that is not there": ({"SECRET_KEY": "", "SECRET_KEY_FILE": "/nowhere"}, "cannot be read"),
    "no hosts": ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS"),
    "empty hosts": ({"ALLOWED_HOSTS": ","}, "ALLOWED_HOSTS"),
    "any host": ({"ALLOWED_HOSTS": "*"}, "must name each host"),
    "any host among others": ({"ALLOWED_HOSTS": "campaign.example,*"}, "must name each host"),
    "any host below": ({"ALLOWED_HOSTS": "campaign.example,.campaign.example"}, "must name each host"),
    "an address for a host": ({"ALLOWED_HOSTS": "https://campaign.example"}, "host names alone"),
    "a port with a host": ({"ALLOWED_HOSTS": "campaign.example:443"}, "host names alone"),
    "no address": ({"SITE_URL": ""}, "SITE_URL"),
    "address without https": ({"SITE_URL": "http://campaign.example"}, "https://"),
    "address of another host": ({"SITE_URL": "https://other.example"}, "one of ALLOWED_HOSTS"),
    "address with a password": ({"SITE_URL": f"https://me:{PASSWORD}@campaign.example"}, "a host alone"),
    "address that cannot be read": ({"SITE_URL": "https://campaign.example:port"}, "SITE_URL cannot be read"),
    "debug mode": ({"DEBUG": "true"}, "DEBUG"),
    "database that cannot be read": ({"DATABASE_URL": f"postgres://me:a/{PASSWORD}@host/x"}, "DATABASE_URL"),
    "mail server of no kind": ({"EMAIL_URL": f"smpt://me:{PASSWORD}@host"}, "EMAIL_URL"),
    "database of no kind": ({"DATABASE_URL": f"postgre://me:{PASSWORD}@host/x"}, "DATABASE_URL"),
    "nobody to tell": ({"SECURITY_CONTACT": "security@campaign.example"}, "SECURITY_CONTACT"),
}


def faults(environment: dict, tmp_path) -> list[str]:
    """What the settings of production find in *environment*, asked of the same functions in the same way."""
    found = []
    key = secret("SECRET_KEY", found, environment)
    hosts = environment["ALLOWED_HOSTS"].split(",")
    database(secret("DATABASE_URL", found, environment) or "sqlite:////x", found)
    mail(secret("EMAIL_URL", found, environment), found)
    ways_to_tell(environment.get("SECURITY_CONTACT", ""), found)
    return [*found, *faults_of_key(key), *faults_of_hosts(hosts), *faults_of_address(environment["SITE_URL"], hosts)]


@pytest.mark.parametrize(("wrong", "told"), INSECURE.values(), ids=INSECURE)
def test_what_is_insecure_is_found_and_told_without_its_value(wrong, told, tmp_path):
    if "DEBUG" in wrong:
        return  # asked of the real settings, below
    found = faults({**GOOD, **wrong}, tmp_path)
    assert any(told in one for one in found), found
    assert not any(PASSWORD in one or KEY in one for one in found)


def test_what_is_good_is_not_found(tmp_path):
    assert faults({**GOOD, "SECRET_KEY": KEY, "DATABASE_URL": f"postgres://me:{PASSWORD}@host/x"}, tmp_path) == []
    # What "openssl rand -hex 32" gives.
    assert faults_of_key("0f5a9c3e71b2d846" * 4) == []


def test_production_refuses_to_start_and_names_every_fault_at_once(tmp_path):
    every = {
        "SECRET_KEY": "short",
        "ALLOWED_HOSTS": "*",
        "SITE_URL": f"http://me:{PASSWORD}@campaign.example",
        "DATABASE_URL": f"postgres://me:a/{PASSWORD}@host/x",
        "DEBUG": "1",
        "SECURITY_CONTACT": "nobody",
        "DATA_DIR": "media/private",
    }
    result = run("-W", "error", "-c", "import config.settings.production", **{**GOOD, **every})
    assert result.returncode != 0
    assert "ImproperlyConfigured" in result.stderr
    for name in every:
        assert f"- {name}" in result.stderr or f" {name} " in result.stderr, name
    assert PASSWORD not in result.stderr + result.stdout


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL"])
def test_production_refuses_to_start_without(missing):
    result = run("-c", "import config.settings.production", **{**GOOD, missing: ""})
    assert result.returncode != 0
    assert missing in result.stderr


def test_data_does_not_lie_where_a_web_server_gives_it_out(tmp_path):
    (tmp_path / "media").mkdir()
    assert faults_of_folders(tmp_path / "media" / "private", tmp_path / "media") != []
    assert faults_of_folders(tmp_path / "media" / ".." / "media", tmp_path / "media") != []
    assert faults_of_folders(tmp_path / "var", tmp_path / "media") == []


def test_mail_goes_out_as_the_environment_says():
    found = mail(f"smtp+tls://me:{PASSWORD}@mail.example:587", [])
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_USE_TLS"]) == ("mail.example", 587, True)
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("me", PASSWORD)
    assert mail("", []) == {}


@pytest.fixture
def key_file(tmp_path):
    path = tmp_path / "key"
    path.write_text(f"{KEY}\n", encoding="utf-8")
    path.chmod(stat.S_IRUSR | stat.S_IWUSR)
    return path


def test_secret_may_stand_in_a_file_that_nobody_else_may_write(key_file):
    found = []
    assert secret("SECRET_KEY", found, {"SECRET_KEY_FILE": str(key_file)}) == KEY
    assert found == []
    key_file.chmod(0o620)
    assert secret("SECRET_KEY", found, {"SECRET_KEY_FILE": str(key_file)}) == ""
    assert "chmod go-w" in found[0]
    key_file.chmod(0o600)
    key_file.write_text("\n", encoding="utf-8")
    secret("SECRET_KEY", found, {"SECRET_KEY_FILE": str(key_file)})
    assert "empty" in found[1]


DEPLOY = ("-W", "error", "manage.py", "check", "--deploy", "--fail-level", "WARNING")


def test_production_passes_the_deployment_check(tmp_path, key_file):
    from_files = {**GOOD, "SECRET_KEY": "", "SECRET_KEY_FILE": str(key_file), "DATA_DIR": str(tmp_path)}
    result = run(*DEPLOY, **from_files)
    assert result.returncode == 0, result.stderr
    assert "no issues" in result.stdout
    key_file.chmod(0o644)
    result = run(*DEPLOY, **from_files, SECURITY_CONTACT="mailto:a@b.example", SECURITY_EXPIRES="2020-01-31")
    assert result.returncode != 0
    assert "SECRET_KEY_FILE names a file that everybody on this machine may read" in result.stderr
    assert "security.txt is not served: it has expired" in result.stderr
    assert KEY not in result.stderr


ASK = """
from django.conf import settings
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
import django; django.setup()
from django.test import Client
from django.views.debug import SafeExceptionReporterFilter
report = SafeExceptionReporterFilter().get_safe_settings()
print(report["DATABASES"]["default"]["PASSWORD"], report["SECRET_KEY"])
client = Client(raise_request_exception=False)
for headers in ({{}}, {{"HTTP_X_FORWARDED_PROTO": "https"}}):
    answer = client.get("/robots.txt", SERVER_NAME="campaign.example", **headers)
    print(answer.status_code, answer.headers.get("Location"), "Strict-Transport-Security" in answer.headers)
client.get("/search/?q=what-i-look-for", secure=True, SERVER_NAME="campaign.example", REMOTE_ADDR="203.0.113.77")
client.get("/", secure=True, SERVER_NAME="evil.example")
"""


def test_word_of_a_proxy_counts_only_where_one_is_trusted_and_a_fault_tells_no_secret(tmp_path):
    """There is no database, so each page that is drawn is a fault of ours."""
    given = {**GOOD, "SECRET_KEY": KEY, "DATA_DIR": str(tmp_path)}
    given["DATABASE_URL"] = f"postgres://me:{PASSWORD}@127.0.0.1:1/x"
    forged = run("-c", ASK.format(), **given)
    hidden, redirect, still = forged.stdout.splitlines()
    assert hidden == "******************** ********************", forged.stderr
    assert redirect == still == "301 https://campaign.example/robots.txt False"
    trusted = run("-c", ASK.format(), **given, TRUSTED_PROXY_COUNT="1")
    assert trusted.stdout.splitlines()[1:] == [redirect, "500 None True"], trusted.stderr
    for told in (forged.stderr, trusted.stderr):
        assert "Traceback" in told, "a fault is written down"
        for secret_thing in (PASSWORD, KEY, "what-i-look-for", "203.0.113.77", "evil.example"):
            assert secret_thing not in told
