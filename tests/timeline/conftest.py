"""What several tests of the timeline share: a case for calendars, and a name under an order."""

import pytest

from tests.factories import make_case
from timeline.models import ProtectedName


@pytest.fixture
def case(front_page):
    return make_case(title="R (A) v B", slug="a-v-b")


@pytest.fixture
def protected(db):
    """A name under an order, which the texts and file names of these tests hold."""
    return ProtectedName.objects.create(name="Jane Example")
