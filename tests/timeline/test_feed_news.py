"""What is an item of its own beside the entries, corrections and digests; and what is told of as gone."""

import uuid

import pytest
from django.utils import timezone

from tests.factories import make_article, make_case, make_event, make_milestone
from tests.feed_readers import ADDRESSES, ATOM, gone_of, items_of, read_json
from tests.timeline.feed_news import day, ids, make_digest, make_note, shut, told, urn
from timeline.models import ChangeNote, PublicRecord, Tombstone
from timeline.withdrawals import give_back, withdraw

pytestmark = pytest.mark.django_db


# Corrections and updates


@pytest.mark.parametrize("address", ADDRESSES)
def test_correction_is_an_item_of_its_own_and_moves_nothing(client, front_page, address):
    entry, newer = told(make_event(title="A vote"), 1), told(make_event(), 2)
    had = items_of(client, address)
    note = make_note(entry, 3)
    first, *rest = items_of(client, address)
    assert (first["id"], first["published"]) == (note.urn, day(3))
    assert (first["title"], first["summary"]) == ("Correction: A vote", "It was 13 and not 12.")
    assert first["link"] == f"http://testserver/e/{entry.public_record.short_id}/#{note.anchor}"
    assert first["link"] in first["content"]
    assert first["categories"] == ["correction", "event"]
    for name in ("id", "title", "link", "published", "updated"):
        assert [one[name] for one in rest] == [one[name] for one in had]
    assert [one["id"] for one in rest] == [urn(newer), urn(entry)]


@pytest.mark.parametrize("address", ADDRESSES)
def test_changes_stand_in_the_account_with_their_day(client, front_page, address):
    entry = told(make_event(), 1)
    make_note(entry, 2, words="A number was wrong.")
    make_note(entry, 3, kind="update", words="The minister has answered.")
    ChangeNote.objects.create(page_id=entry.pk, kind="update", words="This waits.")
    content = items_of(client, address)[-1]["content"]
    assert "<li>2 May 2024. Correction: A number was wrong.</li>" in content
    assert "<li>3 May 2024. Update: The minister has answered.</li>" in content
    assert "This waits" not in content


def test_update_is_no_item(client, front_page):
    entry = told(make_event(), 1)
    make_note(entry, 2, kind="update")
    assert ids(client) == [urn(entry)]


def test_correction_that_waits_is_no_item(client, front_page):
    entry = told(make_event(), 1)
    ChangeNote.objects.create(page_id=entry.pk, kind="correction", words="Not yet.")
    assert ids(client) == [urn(entry)]


@pytest.mark.parametrize("way", ["unpublished", "withdrawn", "closed"])
def test_correction_of_what_is_not_published_is_no_item(client, front_page, way):
    entry = told(make_event(), 1)
    make_note(entry, 2)
    shut(entry, way)
    for address in ADDRESSES:
        assert ids(client, address) == []


# The length


@pytest.mark.parametrize("address", ADDRESSES)
def test_feed_holds_the_newest_of_all_that_is_told(client, front_page, site, settings, address):
    settings.FEED_LENGTH = 3
    first, second, third = told(make_event(), 1), told(make_event(), 3), make_event()
    note, digest = make_note(first, 4), make_digest(site, 2, third)
    assert ids(client, address) == [note.urn, urn(second), digest.urn]


# What is gone


def test_withdrawn_entry_is_told_of_as_gone_and_nothing_else_of_it(client, front_page):
    entry = told(make_event(title="Taken back", summary="Nobody may read this"), 1)
    note = make_note(entry, 2)
    before = timezone.now()
    withdraw(entry, why="other", words="It was about somebody else.")
    gone = gone_of(client)
    assert set(gone) == {urn(entry), note.urn}
    assert all(before <= at <= timezone.now() for at in gone.values())
    body = client.get(ATOM).content.decode()
    for words in ("Taken back", "Nobody may read", "somebody else"):
        assert words not in body


def test_entry_that_is_given_back_is_an_item_as_before(client, front_page):
    entry = told(make_event(), 1)
    had = items_of(client, ATOM)
    withdraw(entry)
    give_back(entry)
    assert (items_of(client, ATOM), gone_of(client)) == (had, {})


def test_entries_under_a_withdrawn_case_are_gone_with_it(client, front_page):
    case = make_case()
    milestone = told(make_milestone(case=case), 1)
    withdraw(case, why="law")
    assert list(gone_of(client)) == [urn(milestone)]
    assert client.get(f"/feeds/of/{case.public_record.short_id}.atom").status_code == 410


@pytest.mark.parametrize("first", ["withdrawn", "closed"])
def test_entry_that_an_order_closes_is_simply_not_there(client, front_page, first):
    entry = told(make_event(), 1)
    make_note(entry, 2)
    for way in sorted(("withdrawn", "closed"), key=lambda way: way != first):
        shut(entry, way)
    assert (ids(client), gone_of(client)) == ([], {})


def test_what_nobody_was_told_of_alone_is_not_told_of_as_gone(client, front_page, site):
    quiet, listed, other = make_event(), make_event(), make_event()
    PublicRecord.objects.filter(page_id=quiet.pk).update(announced_at=None)
    make_digest(site, 2, listed, other)
    for entry in (quiet, listed):
        withdraw(entry)
    assert gone_of(client) == {}


def test_unpublished_entry_is_not_told_of_as_gone(client, front_page):
    entry = told(make_event(), 1)
    entry.unpublish()
    assert gone_of(client) == {}


def test_deleted_entry_is_told_of_as_gone(client, front_page):
    entry = told(make_event(), 1)
    id = urn(entry)
    entry.delete()
    assert list(gone_of(client)) == [id]


def test_deleted_entry_that_nobody_was_told_of_crowds_nothing_out(client, front_page, site, settings):
    settings.FEED_LENGTH = 2
    entry = told(make_event(), 1)
    withdraw(entry)
    Tombstone.objects.bulk_create(Tombstone(uid=uuid.uuid4(), site=site) for _ in range(3))
    assert list(gone_of(client)) == [urn(entry)]


def test_newest_that_went_are_told_and_no_more(client, front_page, site, settings):
    settings.FEED_LENGTH = 3
    for _ in range(4):
        withdraw(told(make_event(), 1))
    told(make_event(), 1).delete()
    gone = list(gone_of(client).values())
    assert len(gone) == 3
    assert gone == sorted(gone, reverse=True)
    assert Tombstone.objects.get().uid.urn in gone_of(client)


def test_narrow_feed_tells_of_what_went_from_it(client, front_page):
    event, article = told(make_event(), 1), told(make_article(), 2)
    for entry in (event, article):
        withdraw(entry)
    assert list(gone_of(client, "/feeds/press.atom")) == [urn(article)]


def test_json_feed_tells_of_nothing_that_is_gone(client, front_page):
    entry = told(make_event(), 1)
    withdraw(entry)
    assert urn(entry) not in str(read_json(client))
