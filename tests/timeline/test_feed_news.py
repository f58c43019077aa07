"""What is an item of its own beside the entries, corrections and digests; and what is told of as gone."""

import datetime

import pytest
from django.utils import timezone

from tests.factories import make_article, make_case, make_event, make_milestone
from tests.feed_readers import ADDRESSES, ATOM, gone_of, items_of, read_json
from timeline.models import ChangeNote, Digest, PublicRecord, Restriction, Tombstone
from timeline.withdrawals import give_back, withdraw

pytestmark = pytest.mark.django_db


def day(number: int) -> datetime.datetime:
    return datetime.datetime(2024, 5, number, 12, tzinfo=datetime.UTC)


def told(entry, number: int):
    PublicRecord.objects.filter(page_id=entry.pk).update(announced_at=day(number))
    return entry


def make_note(entry, number: int, kind="correction", words="It was 13 and not 12.", **given):
    return ChangeNote.objects.create(page_id=entry.pk, kind=kind, words=words, told_at=day(number), **given)


def make_digest(site, number: int, *entries, **given):
    values = {"title": "Entries of 2012", "introduction": "What we found.", "sent_at": day(number), **given}
    digest = Digest.objects.create(site=site, **values)
    PublicRecord.objects.filter(page_id__in=[entry.pk for entry in entries]).update(
        digest=digest, announced_at=digest.sent_at
    )
    return digest


def ids(client, address=ATOM) -> list[str]:
    return [one["id"] for one in items_of(client, address)]


def urn(entry) -> str:
    return PublicRecord.objects.get(page_id=entry.pk).urn


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


def shut(page, way: str) -> None:
    if way == "unpublished":
        page.unpublish()
    elif way == "withdrawn":
        withdraw(page, why="privacy")
    else:
        Restriction.objects.create(page=page, made_on="2024-01-01", scope="All of it", review_on="2030-01-01")


# Digests


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
    quiet, listed = make_event(), make_event()
    PublicRecord.objects.filter(page_id=quiet.pk).update(announced_at=None)
    make_digest(site, 2, listed)
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
