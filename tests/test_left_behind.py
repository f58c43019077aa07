"""What one test keeps in memory, the next does not find, whatever the settings were meanwhile."""

import pytest
from django.core.cache import caches

from config.settings import base


@pytest.mark.parametrize("time", ["first", "second"])
def test_pages_that_a_test_kept_are_forgotten(settings, time):
    settings.CACHES = base.CACHES
    assert caches["pages"].get("a-page") is None
    caches["pages"].set("a-page", time)
