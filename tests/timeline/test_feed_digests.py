"""Digests in feeds: one item of many entries, its words, and when it is told of as gone."""

import pytest

from tests.factories import make_article, make_case, make_event, make_milestone
from tests.feed_readers import ADDRESSES, ATOM, gone_of, items_of
from tests.timeline.feed_news import day, ids, make_digest, shut, told, urn
from timeline.models import Digest, PublicRecord
from timeline.withdrawals import give_back, withdraw

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ADDRESSES)
def test_digest_is_one_item_with_its_entries_by_their_dates(client, front_page, site, address):
    alone = told(make_event(), 1)
    later, earlier = make_event(date="2012-05", title="Later"), make_article(date="1996", title="Earlier")
    digest = make_digest(site, 2, later, earlier)
    item, other = items_of(client, address)
    assert other["id"] == urn(alone)
    assert (item["id"], item["published"], item["title"]) == (digest.urn, day(2), "Entries of 2012")
    assert item["summary"] == "What we found."
    assert item["link"] == f"http://testserver/digests/{digest.short_id}/"
    content = item["content"]
    assert content.index("What we found.") < content.index("1996: <a") < content.index("May 2012: <a")
    for entry in (later, earlier):
        assert f'href="http://testserver/e/{entry.public_record.short_id}/">{entry.title}</a>' in content


def test_digest_says_only_what_is_published_and_belongs_to_the_feed(client, front_page, site):
    event, article, gone = make_event(title="Meeting"), make_article(title="Headline"), make_event(title="Taken back")
    digest = make_digest(site, 2, event, article, gone)
    withdraw(gone, why="privacy")
    assert "Taken back" not in items_of(client, ATOM)[0]["content"]
    [item] = items_of(client, "/feeds/press.atom")
    assert item["id"] == digest.urn
    assert "Headline" in item["content"]
    assert "Meeting" not in item["content"]
    assert items_of(client, "/feeds/legal.atom") == []


def test_digest_of_which_nothing_is_published_is_no_item(client, front_page, site):
    entry = make_event()
    make_digest(site, 2, entry)
    entry.unpublish()
    assert ids(client) == []


def test_digest_that_gathers_still_is_no_item(client, front_page, site):
    entry = make_event(live=False)
    digest = Digest.objects.create(site=site, title="Not yet")
    PublicRecord.objects.filter(page_id=entry.pk).update(digest=digest)
    assert ids(client) == []


def test_digest_without_words_counts_its_entries(client, front_page, site):
    make_digest(site, 2, make_event(), make_event(), title="", introduction="")
    [item] = items_of(client, ATOM)
    assert (item["title"], item["summary"]) == ("2 entries added to the story", "2 entries added to the story.")


def test_very_long_digest_lists_the_first_and_counts_the_rest(client, front_page, site, monkeypatch):
    monkeypatch.setattr("timeline.feeds.making.LISTED_IN_A_DIGEST", 2)
    digest = make_digest(site, 2, *(make_event() for _ in range(5)))
    [item] = items_of(client, ATOM)
    assert item["content"].count("<li>") == 2
    assert f'<a href="http://testserver/digests/{digest.short_id}/">3 more</a>' in item["content"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_entry_that_waits_for_a_digest_that_was_sent_is_not_in_it(client, front_page, site, address):
    told_of, waits = make_event(title="Told of"), make_article(title="Waits")
    make_digest(site, 2, told_of, waits)
    PublicRecord.objects.filter(page_id=waits.pk).update(announced_at=None)
    [item] = items_of(client, address)
    assert (item["title"], "Waits" in item["content"]) == ("Entries of 2012", False)
    assert items_of(client, "/feeds/press.atom") == []


# Its words


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("way", ["unpublished", "withdrawn", "closed"])
def test_words_of_a_digest_go_with_the_first_entry_that_goes(client, front_page, site, address, way):
    entries = [make_event() for _ in range(3)]
    make_digest(site, 2, *entries, title="The case of Jane Example", introduction="Jane Example went to court.")
    shut(entries[0], way)
    [item] = items_of(client, address)
    assert (item["title"], item["summary"]) == ("2 entries added to the story", "2 entries added to the story.")
    assert "Jane" not in client.get(address).content.decode()


def test_words_of_a_digest_are_those_of_the_whole_in_a_narrow_feed(client, front_page, site):
    article, event, other = make_article(), make_event(), make_event()
    make_digest(site, 2, article, event, other)
    assert [one["title"] for one in items_of(client, "/feeds/press.atom")] == ["Entries of 2012"]
    shut(event, "closed")
    [item] = items_of(client, "/feeds/press.atom")
    assert (item["title"], item["content"].count("<li>")) == ("2 entries added to the story", 1)
    assert "What we found" not in item["content"]


# When it is gone


def moment_of(entry):
    return PublicRecord.objects.get(page_id=entry.pk).withdrawn_at


def test_digest_of_which_all_is_withdrawn_is_told_of_as_gone(client, front_page, site):
    first, last, deleted = make_event(), make_article(), make_event()
    digest = make_digest(site, 2, first, last, deleted)
    deleted.delete()
    for entry in (first, last):
        assert gone_of(client) == {}
        withdraw(entry)
    assert gone_of(client) == {digest.urn: moment_of(last)}
    assert list(gone_of(client, "/feeds/press.atom")) == [digest.urn]
    assert gone_of(client, "/feeds/legal.atom") == {}
    give_back(first)
    assert (gone_of(client), ids(client)) == ({}, [digest.urn])


def test_digest_of_a_withdrawn_case_is_gone_since_the_case_is(client, front_page, site):
    case = make_case()
    digest = make_digest(site, 2, make_milestone(case=case), make_milestone(case=case))
    withdraw(case)
    assert gone_of(client) == {digest.urn: moment_of(case)}


@pytest.mark.parametrize("way", ["unpublished", "closed", "both withdrawn and closed"])
def test_digest_of_which_something_is_not_told_of_is_not_told_of(client, front_page, site, way):
    withdrawn, other = make_event(), make_article()
    make_digest(site, 2, withdrawn, other)
    withdraw(withdrawn)
    for one in ("withdrawn", "closed") if " " in way else (way,):
        shut(other, one)
    assert (ids(client), gone_of(client), gone_of(client, "/feeds/event.atom")) == ([], {}, {})


def test_digest_that_was_not_sent_to_anybody_is_not_told_of_as_gone(client, front_page, site):
    entry = make_event()
    digest = Digest.objects.create(site=site)
    PublicRecord.objects.filter(page_id=entry.pk).update(digest=digest, announced_at=None)
    withdraw(entry)
    assert gone_of(client) == {}
