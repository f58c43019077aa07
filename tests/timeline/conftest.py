"""What several tests of the timeline share: a case for calendars, a name under an order, and accounts."""

import pytest
from django.contrib.auth.models import Group

from tests.factories import make_case
from timeline.models import ProtectedName


@pytest.fixture
def case(front_page):
    return make_case(title="R (A) v B", slug="a-v-b")


@pytest.fixture
def protected(db):
    """A name under an order, which the texts and file names of these tests hold."""
    return ProtectedName.objects.create(name="Jane Example")


@pytest.fixture
def someone(django_user_model):
    """An account of a group."""

    def make(group: str):
        user = django_user_model.objects.create_user(f"a-{group}", f"{group}@example.org", "a long password")
        user.groups.add(Group.objects.get(name=group))
        return user

    return make
