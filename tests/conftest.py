"""What all tests share: a site with its rooms, and a clean cache."""

from pathlib import Path

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from wagtail.models import Site

from home.demo.loader import DemoLoader
from home.structure import build_structure


@pytest.fixture(autouse=True)
def clean_caches():
    """Wagtail remembers site paths and renditions in process; a rolled-back test must not be remembered."""
    for cache in caches.all():
        cache.clear()
    Site.clear_site_root_paths_cache()
    yield
    for cache in caches.all():
        cache.clear()
    Site.clear_site_root_paths_cache()


@pytest.fixture
def front_page(db):
    """The front page of a site that has its rooms and no entries yet."""
    home = build_structure("The campaign")
    _name_site(home)
    return home


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
    """For fixtures that outlive a test. pytest-django makes no test database for a run in which no test is
    marked as needing one, and such a fixture would then work in the real one."""
    name = Path(str(connection.settings_dict["NAME"])).name
    assert name.startswith("test"), f"{name} is no test database: mark the tests with django_db"


@pytest.fixture(scope="module")
def loaded_demo(test_database, django_db_blocker):
    """The demo's story, loaded once for all tests of a module: what each changes is rolled back after it,
    and the story itself after the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        _name_site(build_structure("The campaign"))
        DemoLoader().load()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded_demo, db):
    """The demo's story, for one test to read and to change."""
