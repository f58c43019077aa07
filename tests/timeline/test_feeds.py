"""In which order a feed tells, by which clock, and what is not told again. Formats: ``test_feed_formats.py``."""

import datetime

import pytest
from django.utils import timezone

from tests.factories import announced, make_article, make_case, make_event, make_milestone, publish
from tests.feed_readers import ADDRESSES, ATOM, XML_ADDRESSES, items_of, read_feed
from timeline.models import PublicRecord

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def entries_told(rows_of_module):
    old, middle, new = make_event(date="1996"), make_milestone(date="2018-03"), make_article(date="2007-01-02")
    for entry, day in ((old, "2024-05-03"), (middle, "2024-05-02"), (new, "2024-05-01")):
        announced(entry, day)
    return old, middle, new


@pytest.fixture
def told(entries_told, db):
    """Three entries that were announced in another order than that in which things happened."""
    return [type(entry).objects.get(pk=entry.pk) for entry in entries_told]


def what_readers_have(client) -> dict:
    """What a feed reader goes by, of both feeds: ids in order, and the moments."""
    return {
        address: [(one["id"], one["published"], one["updated"], one["link"]) for one in items_of(client, address)]
        for address in ADDRESSES
    }


@pytest.mark.parametrize("address", ADDRESSES)
def test_event_of_1996_published_today_is_first_with_the_time_of_today(client, told, address):
    before = timezone.now().replace(microsecond=0)
    make_event(date="1996", title="A law was passed")
    first = items_of(client, address)[0]
    assert first["title"] == "1996: A law was passed"
    assert before <= first["published"] <= timezone.now()


@pytest.mark.parametrize("address", ADDRESSES)
def test_feed_is_ordered_by_when_it_was_told_not_by_when_it_happened(client, told, address):
    assert [one["id"] for one in items_of(client, address)] == [entry.public_record.urn for entry in told]


def fix_a_typo(entry):
    entry.title = "The same title without its typo"
    entry.date = "2001"
    publish(entry)


def publish_an_older_revision(entry):
    first = entry.revisions.earliest("pk")
    fix_a_typo(entry)
    first.publish()


def unpublish_and_publish_again(entry):
    entry.unpublish()
    publish(type(entry).objects.get(pk=entry.pk))


def rename(entry):
    entry.slug = "another-address"
    publish(entry)


def save_a_draft(entry):
    entry.title = "A draft"
    entry.save_revision()


@pytest.mark.parametrize(
    "change", [fix_a_typo, publish_an_older_revision, unpublish_and_publish_again, rename, save_a_draft]
)
def test_change_of_an_entry_sends_nothing_twice(client, told, change):
    had = what_readers_have(client)
    for entry in told:
        change(entry)
    assert what_readers_have(client) == had


def test_moving_an_entry_sends_nothing_twice(client, told):
    had = what_readers_have(client)
    milestone = told[1]
    milestone.move(make_case(), pos="last-child")
    assert what_readers_have(client) == had


def test_unpublished_entry_is_in_no_feed(client, told):
    told[0].unpublish()
    assert all(len(had) == 2 for had in what_readers_have(client).values())


def test_copy_is_an_item_of_its_own_only_when_it_is_published(client, told):
    had = what_readers_have(client)
    copy = told[0].copy(update_attrs={"slug": "the-copy", "title": "The copy"}, keep_live=False)
    assert what_readers_have(client) == had
    publish(copy)
    for address in ADDRESSES:
        now = what_readers_have(client)[address]
        assert now[1:] == had[address]
        assert now[0][0] == copy.public_record.urn != told[0].public_record.urn


def test_what_went_out_quietly_is_in_no_feed(client, told):
    had = what_readers_have(client)
    quiet = make_event(live=False)
    PublicRecord.objects.filter(page_id=quiet.pk).update(announcing="quietly")
    publish(quiet)
    assert quiet.is_published()
    assert what_readers_have(client) == had


def test_entry_that_waits_for_its_hour_is_in_no_feed(client, told):
    had = what_readers_have(client)
    waiting = make_event(live=False)
    waiting.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    waiting.save_revision().publish()
    assert what_readers_have(client) == had
    assert PublicRecord.objects.get(page_id=waiting.pk).announced_at is None


def test_material_change_moves_updated_and_nothing_else(client, told):
    had = items_of(client, ATOM)
    changed_at = datetime.datetime(2024, 6, 1, 9, tzinfo=datetime.UTC)
    PublicRecord.objects.filter(page_id=told[2].pk).update(materially_updated_at=changed_at)
    now = items_of(client, ATOM)
    assert now[2]["updated"] == changed_at
    assert read_feed(client, ATOM).feed.updated_parsed[:4] == (2024, 6, 1, 9)
    had[2]["updated"] = changed_at
    assert now == had


@pytest.mark.parametrize("address", XML_ADDRESSES)
def test_addresses_come_from_the_site_record_and_not_from_the_request(client, told, site, address):
    site.hostname, site.port = "campaign.example", 443
    site.save()
    response = client.get(address, HTTP_HOST="localhost")
    assert b"localhost" not in response.content
    feed = read_feed(client, address, HTTP_HOST="localhost")
    assert feed.feed.link == "https://campaign.example/"
    assert {one.link.rsplit("/e/")[0] for one in feed.entries} == {"https://campaign.example"}


def test_link_of_an_item_leads_to_the_entry(client, told):
    for one in items_of(client, ATOM):
        assert client.get(one["link"], follow=True).status_code == 200
