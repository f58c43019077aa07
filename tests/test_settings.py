"""The settings hold what they promise, asked of the running parts where one can ask."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse

from tests.factories import make_article, make_event, make_image, make_milestone

ROOT = Path(__file__).resolve().parents[1]
GOOD = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "x7$gT!9q" * 8 + "-and-more",
    "ALLOWED_HOSTS": "campaign.example",
    "SITE_URL": "https://campaign.example",
}
only_on_sqlite = pytest.mark.skipif("sqlite" not in settings.DATABASES["default"]["ENGINE"], reason="about SQLite")


def run(*command, **env):
    """Run Python in a process of its own that has these settings and no others of ours."""
    ours = ("SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL", "DATABASE_URL", "DATA_DIR", "TEST_FILES", "DEBUG", "SECURITY_")
    ours += ("MEDIA_", "PRIVATE_BUCKET", "S3_")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**inherited, **env},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@only_on_sqlite
@pytest.mark.django_db
def test_database_keeps_a_write_ahead_log_and_waits_for_its_turn():
    def pragma(name):
        with connection.cursor() as cursor:
            return cursor.execute(f"PRAGMA {name}").fetchone()[0]

    assert pragma("journal_mode") == "wal"
    assert pragma("busy_timeout") == 20_000
    assert pragma("foreign_keys") == 1
    assert pragma("synchronous") == 1


@only_on_sqlite
@pytest.mark.django_db
def test_transaction_takes_its_lock_when_it_begins():
    """That of this test has written nothing yet."""
    name = connection.settings_dict["NAME"]
    with closing(sqlite3.connect(name, timeout=0, isolation_level=None)) as another:
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            another.execute("BEGIN IMMEDIATE")
        another.execute("SELECT count(*) FROM wagtailcore_page").fetchone()


@pytest.mark.django_db
def test_host_that_is_not_ours_is_refused(client, front_page):
    for url in ("/", "/timeline/", "/feeds/everything.rss", "/sitemap.xml", "/admin/login/"):
        assert client.get(url, headers={"host": "evil.example"}).status_code == 400


@pytest.fixture
def public_addresses(front_page):
    pages = [make_event(image=make_image(), significance="key"), make_article(), make_milestone()]
    return [
        *("/", "/timeline/", "/timeline/2018/", "/timeline/?kind=event", "/press/", "/legal/", "/search/?q=entry"),
        *("/feeds/everything.rss", "/feeds/everything.atom", "/sitemap.xml", "/robots.txt", "/not/there/"),
        *("/favicon.ico", "/apple-touch-icon.png", "/icon-192.png", "/site.webmanifest", "/search/?q=nothing"),
        *(page.get_url() for page in pages),
        *(page.public_record.short_path for page in pages),
    ]


@pytest.mark.django_db
def test_reader_gets_no_cookie_and_one_answer_for_all(client, public_addresses):
    for url in public_addresses:
        response = client.get(url)
        assert "Set-Cookie" not in response, url
        assert not response.cookies, url
        assert "cookie" not in response.get("Vary", "").lower(), url


@pytest.mark.django_db
def test_bar_of_the_admin_is_shown_to_signed_in_editors_only(client, front_page, editor, django_user_model):
    address = make_event().get_url()

    def bar_is_shown():
        return "wagtail-userbar" in client.get(address).content.decode()

    assert not bar_is_shown()
    client.force_login(django_user_model.objects.create_user("reader", "r@example.org", "a long password"))
    assert not bar_is_shown()
    client.force_login(editor)
    assert bar_is_shown()
    assert "Cookie" in client.get(address)["Vary"]


@pytest.mark.django_db
def test_sign_in_page_does_not_let_itself_be_framed_or_sniffed(client):
    response = client.get(reverse("wagtailadmin_login"))
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_public_media_and_private_files_lie_apart():
    private = Path(settings.STORAGES["private"]["OPTIONS"]["location"])
    assert not private.is_relative_to(settings.MEDIA_ROOT)
    assert not Path(settings.MEDIA_ROOT).is_relative_to(private)
    assert isinstance(settings.STORAGES["private"]["OPTIONS"]["location"], str)


def test_production_is_never_in_debug_mode_and_sends_cookies_over_https_only(tmp_path):
    script = (
        "from config.settings import production as p;"
        "print(p.DEBUG, p.SESSION_COOKIE_SECURE, p.CSRF_COOKIE_SECURE, p.SECURE_SSL_REDIRECT, p.SESSION_COOKIE_NAME)"
    )
    result = run("-c", script, **GOOD, DEBUG="false", DATA_DIR=str(tmp_path))
    assert result.stdout.split() == ["False", "True", "True", "True", "__Host-session"], result.stderr


def test_development_listens_to_this_machine_only(tmp_path):
    script = "from config.settings import dev; print(sorted(dev.ALLOWED_HOSTS))"
    result = run("-c", script, DATA_DIR=str(tmp_path), ALLOWED_HOSTS="*")
    assert result.stdout.strip() == "['127.0.0.1', '[::1]', 'localhost']", result.stderr
    assert "127.0.0.1" in (ROOT / "Makefile").read_text(encoding="utf-8").split("runserver")[1].split("\n")[0]


def test_secret_key_that_begins_with_a_dollar_sign_stands_for_itself(tmp_path):
    key = "$" + "kq3T-wX7y_pZ2v" * 5
    script = "from config.settings import production as p; print(p.SECRET_KEY)"
    result = run("-c", script, **{**GOOD, "SECRET_KEY": key, "DATA_DIR": str(tmp_path)})
    assert result.stdout.strip() == key, result.stderr
