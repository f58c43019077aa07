"""What all tests share: a site with its rooms, and a clean cache."""

import pytest
from django.core.cache import caches
from wagtail.models import Site

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
    site = Site.objects.get(is_default_site=True)
    site.hostname, site.port = "testserver", 80
    site.save()
    return home


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
