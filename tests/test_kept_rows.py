"""What is loaded once in a run and put back for one module after another is what the loading made."""

import pytest
from django.db import connection, transaction
from wagtail.models import Page

from home.demo.loader import DemoLoader
from tests.factories import make_event
from tests.kept_rows import all_rows, files
from timeline.models import CampaignImage, TimelineEntry
from timeline.querysets import published_pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def found():
    """Something that a search finds, which reads tables of the database's own."""
    return lambda: sorted(page.pk for page in TimelineEntry.objects.search("census"))


def test_what_is_put_back_is_what_was_loaded(kept_demo, found):
    with transaction.atomic():
        kept_demo.there()
        # As they were read when it was loaded, in this test or in another module.
        loaded, searched = kept_demo.rows, found()
        assert all_rows() == loaded
        shown = sorted(published_pages().values_list("pk", "title", "last_published_at"))
        # A row that is changed, one that goes and a file that goes.
        Page.objects.filter(pk=shown[-1][0]).update(title="Another")
        image = CampaignImage.objects.order_by("pk").first()
        drawn = files()[image.file.storage, image.file.name]
        image.file.storage.delete(image.file.name)
        make_event(title="Not the demo's")
        kept_demo.there()
        assert all_rows() == loaded
        transaction.set_rollback(True)
    assert not TimelineEntry.objects.exists()
    image.file.storage.delete(image.file.name)
    kept_demo.there()
    assert len(searched) > 5
    assert found() == searched
    assert sorted(published_pages().values_list("pk", "title", "last_published_at")) == shown
    assert all_rows() == loaded
    assert files()[image.file.storage, image.file.name] == drawn
    connection.check_constraints()
    assert Page.find_problems() == ([], [], [], [], [])


def test_what_is_made_after_it_gets_keys_of_its_own(kept_demo):
    kept_demo.there()
    assert DemoLoader().load() == 0
    taken = set(Page.objects.values_list("pk", flat=True))
    assert make_event(title="The next").pk not in taken
    assert CampaignImage.objects.count() == len(set(CampaignImage.objects.values_list("pk", flat=True)))
