import pytest
from django.contrib.auth.models import Group

from tests.signing_in import PASSWORD, Clock, give_second_step


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    return Clock(monkeypatch)


@pytest.fixture
def make_person(django_user_model):
    """An account of the admin: in these groups, or an administrator."""

    def make(name, *groups, **more):
        person = django_user_model.objects.create_user(name, f"{name}@example.org", PASSWORD, **more)
        person.groups.set(Group.objects.filter(name__in=groups))
        return person

    return make


@pytest.fixture
def publisher(db, make_person):
    return make_person("jane", "Moderators")


@pytest.fixture
def writer(db, make_person):
    """May write, and not publish."""
    return make_person("sam", "Editors")


@pytest.fixture
def careful(publisher):
    """A publisher with a second step: the account, its key and its recovery codes."""
    return publisher, *give_second_step(publisher)
