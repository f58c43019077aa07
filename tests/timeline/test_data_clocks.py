"""What subscribers were told, and when, as data: out, and in again where that is asked for."""

import json

import pytest
from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from tests.data_files import entries_of, make_other_site, story_of, story_of_what
from tests.factories import make_event
from timeline.announcing import open_digest
from timeline.data.taking import StoryError
from timeline.data.taking_in import take_in
from timeline.models import ChangeNote, Digest, ProtectedName, PublicRecord, TimelineEntry

pytestmark = pytest.mark.django_db
TAKEN = "Digest, “id”: this id belongs to something else on this server"


def make_told(site) -> Digest:
    """Two entries that a digest told of, and one that was told of alone and corrected."""
    now = timezone.now()
    digest = Digest.objects.create(site=site, title="Two of 2017", introduction="Found late.", sent_at=now)
    for title in ("First", "Second"):
        told = make_event(title=title, date="2017")
        PublicRecord.objects.filter(page=told).update(digest=digest, announced_at=now)
    alone = make_event(title="Alone", date="2018")
    ChangeNote.objects.create(page=alone, kind="correction", words="It was a Monday.", told_at=now)
    return digest


@pytest.fixture
def told(site):
    return make_told(site)


@pytest.fixture(scope="module")
def file_of_what_was_told(test_database, django_db_blocker):
    with django_db_blocker.unblock():
        return json.dumps(story_of_what(lambda: make_told(Site.objects.get(is_default_site=True))))


@pytest.fixture
def story(file_of_what_was_told):
    """A file of what was told, from a site that is empty again."""
    return json.loads(file_of_what_was_told)


def titles_in_feed(client) -> list[str]:
    return [item["title"] for item in client.get("/feeds/everything.json").json()["items"]]


def test_entry_says_which_digest_told_of_it(client, told):
    story = story_of(client)
    expected = [told.urn, told.urn, None]
    assert [entry["announced_in"] for entry in story["entries"]] == expected
    assert [entry["announced_in"] for entry in entries_of(client)] == expected
    (digest,) = story["digests"]
    assert digest == {
        "id": told.urn,
        "title": "Two of 2017",
        "introduction": "Found late.",
        "sent_at": story["entries"][0]["announced_at"],
    }
    assert story_of(client, "?from=2018")["digests"] == []


def test_digest_that_waits_is_in_no_file(client, site):
    entry = make_event()
    PublicRecord.objects.filter(page=entry).update(announced_at=None, announcing="digest", digest=open_digest(site))
    Digest.objects.update(title="Not sent yet")
    story = story_of(client)
    assert (story["digests"], story["entries"][0]["announced_in"]) == ([], None)


def test_words_of_a_digest_are_given_while_all_that_it_told_of_is_published(client, told):
    TimelineEntry.objects.published().filter(title="First").first().specific.unpublish()
    (digest,) = story_of(client)["digests"]
    assert (digest["id"], digest["title"], digest["introduction"]) == (told.urn, "", "")


def test_words_of_a_digest_of_another_site_are_not_given(client, site, told):
    Digest.objects.update(site=make_other_site(site))
    (digest,) = story_of(client)["digests"]
    assert (digest["id"], digest["title"], digest["introduction"]) == (told.urn, "", "")


def test_digest_comes_through_and_its_entries_are_no_items(site, client, story):
    assert take_in(story, site=site, keep_clocks=True) == {"digests": 1, "entries": 3}
    again = story_of(client)
    assert (again["entries"], again["digests"]) == (story["entries"], story["digests"])
    found = titles_in_feed(client)
    assert "Two of 2017" in found
    assert not [title for title in found if "First" in title or "Second" in title]
    assert client.get(Digest.objects.get().short_path).status_code == 200
    assert take_in(story, site=site, keep_clocks=True) == {"left alone": 3}


def test_digest_stays_behind_unless_clocks_are_asked_for(site, client, story):
    assert take_in(story, site=site) == {"entries": 3}
    assert not Digest.objects.exists()
    assert titles_in_feed(client) == []


def test_entries_that_come_later_join_the_digest_that_is_there(site, client, story):
    first, second, _alone = story["entries"]
    take_in({**story, "entries": [first]}, site=site, keep_clocks=True)
    take_in({**story, "entries": [second]}, site=site, keep_clocks=True)
    assert PublicRecord.objects.filter(digest=Digest.objects.get()).count() == 2


def _of_another_site(row, site):
    Digest.objects.create(uid=row["id"][9:], site=make_other_site(site), sent_at=timezone.now())


def _that_waits(row, site):
    Digest.objects.create(uid=row["id"][9:], site=site)


def _that_begins_alike(row, site):
    Digest.objects.create(
        uid=row["id"][9:-1] + ("0" if row["id"][-1] != "0" else "1"), site=site, sent_at=timezone.now()
    )


@pytest.mark.parametrize("make", [_of_another_site, _that_waits, _that_begins_alike])
def test_id_of_another_digest_is_refused(site, story, make):
    make(story["digests"][0], site)
    with pytest.raises(StoryError, match=TAKEN), transaction.atomic():
        take_in(story, site=site, keep_clocks=True)
    assert not TimelineEntry.objects.exists()


def test_change_with_the_id_of_another_is_refused(site, story):
    (row,) = story["entries"][2]["changes"]
    ChangeNote.objects.create(page=make_event(), uid=row["id"][9:], kind="update", words="x", told_at=timezone.now())
    with pytest.raises(StoryError, match=r"“changes\.id”: this id belongs to something else"), transaction.atomic():
        take_in(story, site=site, keep_clocks=True)


@pytest.mark.parametrize(
    ("moment", "says"),
    [
        ("2999-01-01T00:00:00Z", "lies ahead, or too far back"),
        ("0001-01-01T00:00:00Z", "lies ahead, or too far back"),
        ("0001-01-01T00:00:00+14:00", "no moment with its offset"),
        ("9999-12-31T23:59:59-14:00", "no moment with its offset"),
        ("2026-03-01T09:30:00", "no moment with its offset"),
        ("2026-03-01", "no moment with its offset"),
        ("soon", "no moment with its offset"),
    ],
)
@pytest.mark.parametrize(
    ("spoil", "name"),
    [
        (lambda story, moment: story["entries"][0].update(announced_at=moment), "announced_at"),
        (lambda story, moment: story["entries"][0].update(materially_updated_at=moment), "materially_updated_at"),
        (lambda story, moment: story["entries"][2]["changes"][0].update(told_at=moment), "changes.told_at"),
        (lambda story, moment: story["digests"][0].update(sent_at=moment), "sent_at"),
    ],
)
def test_moment_that_cannot_have_been_is_refused(site, story, spoil, name, moment, says):
    spoil(story, moment)
    with pytest.raises(StoryError, match=f"“{name}”: .*{says}"), transaction.atomic():
        take_in(story, site=site, keep_clocks=True)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda story: story.update(digests=[]), "“announced_in”: .* is not in the list “digests”"),
        (lambda story: story["digests"][0].update(sent_at=None), "Digest, “sent_at”: a moment is expected"),
        (lambda story: story["digests"][0].update(title="x" * 161), "Digest, “title”: Ensure this value has at most"),
        (lambda story: story["digests"][0].update(introduction="x" * 1001), "Digest, “introduction”: Ensure"),
        (lambda story: story["digests"][0].update(title="Jane Example"), "Digest, “title”: This holds a name"),
        (lambda story: story["entries"][2]["changes"][0].update(words="Jane Example"), "“words”: This holds a name"),
        (lambda story: story["entries"][2]["changes"][0].update(told_at=None), "“changes.told_at”: a moment"),
    ],
)
def test_what_may_not_be_told_is_refused(site, story, spoil, says):
    ProtectedName.objects.create(name="Jane Example")
    spoil(story)
    with pytest.raises(StoryError, match=says), transaction.atomic():
        take_in(story, site=site, keep_clocks=True)
    assert not Digest.objects.exists()
