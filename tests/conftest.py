"""What all tests share: a site with its rooms, and a clean cache."""

import gc
from pathlib import Path

import pytest
from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from wagtail.models import Site

from config.settings import base
from home.demo.loader import DemoLoader
from home.models import HomePage
from home.structure import build_structure
from tests.kept_rows import KeptRows

# Tests that stand in a file of their own and share what another module makes.
pytest.register_assert_rewrite("tests.catalogue_checks", "tests.removed_guards")

# Whether a machine is busy is no property of what is tested.
settings.register_profile("throughline", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("throughline")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """However a file is shuffled: the tests that share rows come after those that share none, and find none."""
    places = {}
    for item in items:
        places.setdefault(item.path, len(places))
    items.sort(key=lambda item: (places[item.path], "rows_of_module" in getattr(item, "fixturenames", ())))


def pytest_collection_finish(session):
    """Thousands of collected tests live until the end: looking through them for garbage, again and again, took a
    third of the time of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def pytest_terminal_summary(terminalreporter):
    """What a test has measured (``record_property("says", …)``) is told at the end, for people to see."""
    for report in terminalreporter.stats.get("passed", ()):
        for name, words in report.user_properties:
            if name == "says":
                terminalreporter.write_line(words)


@pytest.fixture(autouse=True)
def clean_caches():
    """Wagtail remembers site paths and renditions in process; a rolled-back test must not be remembered."""
    forget()
    yield
    forget()


def forget() -> None:
    for cache in caches.all():
        cache.clear()
    # Where drawn pages are in production: some tests keep them there, and the settings are others again by now.
    LocMemCache(base.CACHES["pages"]["LOCATION"], {}).clear()
    Site.clear_site_root_paths_cache()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """pytest-django's test database, with the rooms that every site has: made once, not for each test."""
    with django_db_blocker.unblock():
        if _is_test_database():
            _name_site(build_structure("The campaign"))


def _is_test_database() -> bool:
    # In a run without a test that needs one, pytest-django makes none, and what stands here is the real one.
    return Path(str(connection.settings_dict["NAME"])).name.startswith("test")


@pytest.fixture
def front_page(db):
    """The front page of a site that has its rooms and no entries yet."""
    return HomePage.objects.get()


def _name_site(home) -> None:
    """Give the site the host name under which Django's test client calls."""
    site = Site.objects.get(root_page=home)
    site.hostname, site.port = "testserver", 80
    site.save()


@pytest.fixture
def site(front_page):
    return Site.objects.get(root_page=front_page)


@pytest.fixture
def editor(db, django_user_model):
    """An account that may do everything in the admin."""
    return django_user_model.objects.create_superuser("editor", "editor@example.org", "a long password")


@pytest.fixture
def admin(client, editor):
    """A client that is signed in to the admin."""
    client.force_login(editor)
    return client


@pytest.fixture(scope="session")
def test_database(django_db_setup):
    """For fixtures that outlive a test: they must never work in a real database."""
    assert _is_test_database(), "mark the tests of this module with django_db"


@pytest.fixture(scope="module")
def rows_of_module(test_database, django_db_blocker):
    """For what is made once for all tests of a module: what each changes is rolled back after it, and what was made
    after the last. The tests of the module that want none of it come first."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def kept_demo():
    """The demo's story, which is loaded once in a run."""
    return KeptRows(lambda: DemoLoader().load())


@pytest.fixture(scope="module")
def loaded_demo(rows_of_module, kept_demo):
    """The demo's story, for all tests of a module."""
    kept_demo.there()


@pytest.fixture
def demo(loaded_demo, db):
    """The demo's story, for one test to read and to change."""


@pytest.fixture
def change(django_capture_on_commit_callbacks):
    """Does something that is committed, as a request does."""

    def change(something, *args, **kwargs):
        with django_capture_on_commit_callbacks(execute=True):
            return something(*args, **kwargs)

    return change
