"""Tries are counted by all processes together, in the database, and survive a restart."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from allauth.core.internal import ratelimit
from allauth.mfa.totp.internal import auth
from django.conf import settings
from django.core.cache import caches
from django.db import connection

from config.settings import base
from tests.signing_in import code_of, errors_in, give_password, give_second_step, sent_to
from tests.test_settings import ROOT, run

REAL = base.CACHES["signin"]


@pytest.fixture
def shared(db, settings):
    """The cache of a real site, in place of that of the tests."""
    settings.CACHES = {**settings.CACHES, "signin": REAL}


def test_allauth_counts_in_a_cache_of_its_own():
    """It names none: what it has imported is replaced when the site starts (accounts/apps.py)."""
    for module in (ratelimit, auth):
        module.cache.set("asked-by-a-test", "yes")
        assert caches["signin"].get("asked-by-a-test") == "yes"
        assert caches["default"].get("asked-by-a-test") is None


def test_allauth_imports_that_cache_nowhere_else():
    folder = Path(ratelimit.__file__).parents[2]
    parts = [folder / "account", folder / "core", folder / "mfa"]
    using = {
        str(path.relative_to(folder))
        for part in parts
        for path in part.rglob("*.py")
        if "django.core.cache import" in path.read_text(encoding="utf-8")
    }
    assert using == {"core/internal/ratelimit.py", "mfa/totp/internal/auth.py"}


def test_table_is_made_by_a_migration(db):
    assert REAL["LOCATION"] in connection.introspection.table_names()


def test_limit_and_used_codes_hold_with_the_real_cache(shared, client, writer, clock):
    for _n in range(5):
        assert "not right" in errors_in(give_password(client, writer, "wrong"))
    assert "too many tries" in errors_in(give_password(client, writer))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {REAL['LOCATION']}")
        assert cursor.fetchone()[0] > 0
    clock.move(301)
    secret, _codes = give_second_step(writer)
    assert sent_to(give_password(client, writer)) == "/admin/sign-in/code/"
    code = code_of(secret)
    assert writer.authenticator_set.get(type="totp").wrap().validate_code(code)
    assert not writer.authenticator_set.get(type="totp").wrap().validate_code(code)


@pytest.mark.skipif("sqlite" not in settings.DATABASES["default"]["ENGINE"], reason="makes a database file")
def test_processes_that_count_at_once_let_no_more_through(tmp_path):
    env = {"DJANGO_SETTINGS_MODULE": "config.settings.dev", "DATA_DIR": str(tmp_path)}
    made = run("manage.py", "createcachetable", REAL["LOCATION"], **env)
    assert made.returncode == 0, made.stderr
    script = (
        "import django; django.setup();"
        "from django.test import RequestFactory;"
        "from allauth.core import ratelimit;"
        "request = RequestFactory().post('/admin/login/');"
        "print(sum(ratelimit.consume(request, action='login_failed', key='one') for n in range(4)))"
    )
    command, env = [sys.executable, "-c", script], {**os.environ, **env}
    processes = [subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE) for _n in range(3)]
    assert sum(int(one.communicate(timeout=120)[0]) for one in processes) == 5
