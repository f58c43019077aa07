"""The versions before it of what was taken down: who reads them, and that they go on request."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import PageLogEntry, Revision

from tests.factories import (
    make_event,
    publish,
)
from timeline.models import TakeDown
from timeline.take_downs import put_back, take_down

pytestmark = pytest.mark.django_db
SAID = {"why": "child", "words": "The summary names a pupil."}


@pytest.fixture
def told(front_page):
    """An entry whose first version says what had to go."""
    page = make_event(title="Jane at school", summary="Jane is a pupil.")
    first = page.latest_revision
    page.title, page.summary = "A pupil at school", "A child is a pupil."
    publish(page)
    return page, first


def test_older_versions_are_for_those_who_see_orders(told, someone):
    page, first = told
    group = Group.objects.get(name="Editors")
    group.permissions.remove(*group.permissions.filter(codename="view_restriction"))
    client = Client()
    client.force_login(someone("Editors"))
    ways = [
        f"/admin/pages/{page.pk}/revisions/{first.pk}/view/",
        f"/admin/pages/{page.pk}/revisions/{first.pk}/revert/",
        f"/admin/pages/{page.pk}/revisions/compare/{first.pk}...latest/",
        f"/admin/pages/{page.pk}/view_draft/",
    ]
    assert [client.get(way).status_code for way in ways] == [200] * 4
    row = take_down(page, **SAID)
    for way in [*ways, f"/admin/pages/{page.pk}/edit/"]:
        answer = client.get(way)
        assert (answer.status_code, answer["Location"]) == (302, "/admin/")
    client.force_login(someone("Moderators"))
    assert [client.get(way).status_code for way in ways] == [200] * 4
    put_back(row, why="It names nobody.")
    client.force_login(Group.objects.get(name="Editors").user_set.get())
    assert [client.get(way).status_code for way in ways] == [200] * 4


def test_older_versions_are_removed_on_request(told):
    page, _first = told
    newest = page.latest_revision_id
    row = take_down(page, purge=True, **SAID)
    left = Revision.page_revisions.filter(object_id=str(page.pk)).order_by("pk")
    assert [one.pk for one in left] == [newest]
    assert row.versions_removed == 1
    assert not PageLogEntry.objects.filter(page_id=page.pk, label__contains="Jane").exists()
    assert not any("Jane" in str(line.data) for line in PageLogEntry.objects.filter(page_id=page.pk))
    assert type(page).objects.get(pk=page.pk).latest_revision_id == newest


def test_version_with_an_hour_to_go_out_stays(told):
    page, first = told
    hour = datetime.datetime(2090, 1, 1, tzinfo=datetime.UTC)
    Revision.objects.filter(pk=first.pk).update(approved_go_live_at=hour)
    assert take_down(page, purge=True, **SAID).versions_removed == 0


def test_log_stays_and_says_nothing_of_the_thing(told):
    page, _first = told
    row = take_down(page, **SAID)
    page.delete()
    row.refresh_from_db()
    stored = " ".join(str(getattr(row, one.attname)) for one in TakeDown._meta.concrete_fields)
    assert "Jane" not in stored
    assert "school" not in stored
    assert str(row) == f"Entry or page {row.short_id}"
