"""A story that is exported, taken in by an empty site and exported again is the same story."""

import copy

import pytest
from django.db import transaction

from legal.models import CasePage
from press.models import Outlet
from tests.data_files import story_of
from timeline.data.taking_in import take_in
from timeline.models import PublicRecord, TimelineEntry, Topic

# Without the mark pytest-django makes no test database, and the demo would be loaded into the real one.
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo_story(test_database, kept_demo, django_db_blocker):
    """The demo's whole story as a file, from a site that is gone afterwards. The host is that of the tests."""
    from django.test import Client
    from wagtail.models import Site

    with django_db_blocker.unblock(), transaction.atomic():
        kept_demo.there()
        Site.objects.update(hostname="testserver", port=80)
        Site.clear_site_root_paths_cache()
        story = story_of(Client())
        transaction.set_rollback(True)
    return story


@pytest.fixture
def story(demo_story):
    return copy.deepcopy(demo_story)


def without_pictures(story: dict) -> dict[str, dict]:
    """The entries by their ids; of pictures a file holds addresses alone."""
    entries = copy.deepcopy(story["entries"])
    for entry in entries:
        entry["picture"] = None
        entry["account"] = [block for block in entry["account"] if block["type"] not in ("image", "document")]
    return {entry["id"]: entry for entry in entries}


def test_demo_comes_through_entry_by_entry(story, site, client):
    counts = take_in(story, site=site, keep_clocks=True)
    assert counts["entries"] == len(story["entries"]) == 101
    again = story_of(client)
    before, after = without_pictures(story), without_pictures(again)
    assert list(before) == list(after)
    for urn, entry in before.items():
        assert after[urn] == entry
    for name in ("cases", "outlets", "topics", "subjects", "chapters"):
        assert again[name] == story[name]
    # Taken in again it changes nothing.
    revisions = _state()
    assert take_in(story, site=site, keep_clocks=True) == {"left alone": 101}
    assert _state() == revisions


def _state():
    return (
        sorted(TimelineEntry.objects.values_list("pk", "latest_revision_id", "last_published_at")),
        sorted(CasePage.objects.values_list("pk", "latest_revision_id")),
        sorted(PublicRecord.objects.values_list("uid", "announced_at")),
        Topic.objects.count(),
        Outlet.objects.count(),
    )


def test_nobody_is_told_of_what_is_taken_in(story, site, client):
    some = {**story, "entries": story["entries"][:10]}
    take_in(some, site=site)
    assert TimelineEntry.objects.published().count() == 10
    assert not PublicRecord.objects.exclude(announced_at=None).exists()
    assert b"<entry>" not in client.get("/feeds/everything.atom").content


def test_some_of_a_story_comes_without_the_joints_to_the_rest(story, site, client):
    joined = next(entry for entry in story["entries"] if entry["related"] and entry["kind"] == "event")
    take_in({**story, "entries": [joined]}, site=site)
    (entry,) = story_of(client)["entries"]
    assert entry["id"] == joined["id"]
    assert entry["related"] == []
