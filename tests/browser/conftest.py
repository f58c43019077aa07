"""A real browser on a real server. What a test writes is committed, since the server reads it in other threads.

So these tests name none of pytest-django's fixtures, which roll back or leave empty tables behind: they ask
for ``empty_site`` or ``demo_site``, and afterwards the database holds what the migrations made and no more.
"""

import os
import threading
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import setup_databases, teardown_databases
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Site

from home.structure import build_structure
from tests.browser.witness import Witness, watch_every_browser
from timeline.models import TimelineEntry

# Playwright's loop runs in this thread, and Django takes that for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# Whether a machine is busy is no property of what is tested. Playwright's own is five seconds.
expect.set_options(timeout=20_000)

#: As it is before any test database takes its place. Nothing may ever be emptied there.
REAL_DATABASE = connection.settings_dict["NAME"]
PASSWORD = "a long password"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_addoption(parser):
    parser.addoption("--shots", metavar="DIR", help="where tests/browser/shots.py writes its pictures")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    return {**browser_type_launch_args, "executable_path": chromium, "args": QUIET}


@pytest.fixture(scope="session")
def database_for_tests(django_db_setup, django_db_keepdb, django_db_createdb, django_db_blocker):
    """pytest-django makes one for tests that name its fixtures. In a run of their own, these name none."""
    if connection.settings_dict["NAME"] != REAL_DATABASE:
        yield
        return
    keep = django_db_keepdb and not django_db_createdb
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases={"default"}, keepdb=keep)
    yield
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session")
def server(database_for_tests):
    """The site on a port of this machine, with its static files and its pictures."""
    server = LiveServer("127.0.0.1")
    with override_settings(WAGTAILADMIN_BASE_URL=server.url):
        yield server
    server.stop()


@pytest.fixture(scope="session", autouse=True)
def watching(server):
    """Whoever looks over the shoulder of every browser that is opened."""
    witness = Witness(server.url)
    stop = watch_every_browser(witness)
    yield witness
    stop()


@pytest.fixture(autouse=True)
def witness(watching):
    """No test makes a browser ask another host, or break a policy of ours, unless it says that it does."""
    yield watching
    elsewhere, refused = watching.take()
    assert elsewhere == []
    assert refused == []


@contextmanager
def committed_rows(blocker):
    """Whatever is written meanwhile is seen by every thread, and gone afterwards."""
    with blocker.unblock():
        assert connection.settings_dict["NAME"] != REAL_DATABASE
        if TimelineEntry.objects.exists():
            pytest.fail("The test database holds entries of an earlier run. Make it anew: pytest --create-db")
        # Remembered, for what is put back names its type before the types themselves are back.
        ContentType.objects.get_for_models(*apps.get_models())
        made_by_migrations = connection.creation.serialize_db_to_string()
        try:
            yield
        finally:
            _let_the_server_finish()
            call_command("flush", verbosity=0, interactive=False, reset_sequences=False, inhibit_post_migrate=True)
            connection.creation.deserialize_db_from_string(made_by_migrations)
            _forget()
            connection.close()


def _let_the_server_finish():
    """A request that a closed tab has left behind would write into the tables while they are emptied."""
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(timeout=10)


def _forget():
    for cache in caches.all():
        cache.clear()
    Site.clear_site_root_paths_cache()


def _at(server, home):
    Site.objects.filter(root_page=home).update(hostname=server.thread.host, port=server.thread.port)
    _forget()
    return home


@pytest.fixture(scope="module")
def empty_site(server, django_db_blocker):
    """The front page of a site that has its rooms and no entries yet, for the tests of one file."""
    with committed_rows(django_db_blocker):
        yield _at(server, build_structure("The campaign"))


@pytest.fixture(scope="module")
def demo_site(server, kept_demo, django_db_blocker):
    """The front page of the demo, for the tests of one file, which only read."""
    with committed_rows(django_db_blocker):
        kept_demo.there()
        yield _at(server, Site.objects.get(is_default_site=True).root_page)


@pytest.fixture(scope="session")
def base_url(server):
    return server.url


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "en-GB", "timezone_id": "Europe/London"}


@pytest.fixture(scope="session")
def axe():
    return Axe()


@pytest.fixture(scope="module")
def editor(request):
    """An account that may do everything in the admin of the site that the test has asked for."""
    request.getfixturevalue("demo_site" if "demo_site" in request.fixturenames else "empty_site")
    return get_user_model().objects.create_superuser("editor", "editor@example.org", PASSWORD)


@pytest.fixture(scope="module")
def editor_context(editor, browser, browser_context_args, server):
    """A browser that is signed in to the admin, for all tests of one file."""
    client = Client()
    client.force_login(editor)
    context = browser.new_context(**browser_context_args, viewport={"width": 1280, "height": 900})
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server.url}])
    context.set_default_timeout(15_000)
    yield context
    context.close()
