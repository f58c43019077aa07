"""The admin is where a setting says, and nothing that is public says where."""

import importlib
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings
from django.urls import clear_url_caches, get_urlconf, reverse

import config.urls
from config.settings.sign_in import path_of_the_admin
from tests.factories import make_event
from tests.signing_in import give_password, is_in, sent_to
from tests.test_settings import GOOD, run

ELSEWHERE = "back-room/"


@pytest.fixture
def moved(db):
    """The addresses as a site has them that sets ADMIN_PATH."""
    with override_settings(ADMIN_PATH=ELSEWHERE):
        read_addresses_again()
        yield
    read_addresses_again()


def read_addresses_again():
    assert get_urlconf() is None
    importlib.reload(sys.modules[config.urls.__name__])
    clear_url_caches()


def test_admin_is_where_the_setting_says_with_all_that_belongs_to_it(client, moved, writer, front_page):
    assert reverse("wagtailadmin_home") == "/back-room/"
    assert sent_to(client.get("/back-room/")) == "/back-room/login/"
    assert client.get("/admin/").status_code == client.get("/admin/login/").status_code == 404
    assert sent_to(give_password(client, writer)) == "/back-room/"
    assert is_in(client)
    policy = client.get("/back-room/")["Content-Security-Policy"]
    assert "'unsafe-inline'" in policy
    assert "unsafe" not in client.get("/back-room/sign-in/")["Content-Security-Policy"]
    form = client.get(reverse("wagtailadmin_pages:edit", args=[make_event().pk])).content.decode()
    assert 'href="/admin/' not in form
    assert 'action="/admin/' not in form


def test_second_step_is_asked_for_there(client, moved, publisher, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    client.force_login(publisher)
    assert sent_to(client.get("/back-room/account/")) == "/back-room/sign-in/set-up/"


@pytest.mark.parametrize("path", ["/", "/robots.txt", "/sitemap.xml", "/timeline/", "/subscribe/", "/nothing/"])
def test_nothing_public_says_where_it_is(client, front_page, path):
    assert settings.ADMIN_PATH == "admin/"
    assert "/admin/" not in client.get(path).content.decode()


def test_pages_of_the_admin_ask_not_to_be_indexed(client, db):
    """In place of a line in robots.txt, which everybody reads."""
    assert '<meta name="robots" content="noindex"' in client.get("/admin/login/").content.decode()


def test_setting_comes_from_the_environment_and_is_one_word():
    result = run("-c", "from config.settings import sign_in as s; print(s.ADMIN_PATH)", ADMIN_PATH="/desk")
    assert result.stdout.strip() == "desk/", result.stderr
    assert path_of_the_admin("back-room") == path_of_the_admin("/back-room/") == "back-room/"


@pytest.mark.parametrize("wrong", ["", "/", "two/words", "a?b", "Desk", "-", "a b", "^x"])
def test_anything_else_is_refused_with_the_name_of_the_setting(wrong):
    with pytest.raises(ImproperlyConfigured, match="Set ADMIN_PATH"):
        path_of_the_admin(wrong)


def test_second_step_is_required_in_production_unless_somebody_says_otherwise(tmp_path):
    script = "from config.settings import {} as s; print(s.SECOND_FACTOR_REQUIRED)"
    good = {**GOOD, "DATA_DIR": str(tmp_path)}
    assert run("-c", script.format("production"), **good).stdout.strip() == "True"
    assert run("-c", script.format("production"), **good, SECOND_FACTOR_REQUIRED="false").stdout.strip() == "False"
    assert run("-c", script.format("dev"), DATA_DIR=str(tmp_path)).stdout.strip() == "False"


def test_key_that_went_before_is_read_from_the_environment(tmp_path):
    script = "from config.settings import production as s; print(s.SECRET_KEY_FALLBACKS)"
    result = run("-c", script, **GOOD, DATA_DIR=str(tmp_path), SECRET_KEY_FALLBACKS="$one two,three")
    assert result.stdout.strip() == "['$one', 'two,three']", result.stderr
