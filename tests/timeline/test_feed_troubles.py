"""What happens to a feed when one entry cannot be written, and when the database does not answer."""

import logging

import pytest
from django.db import OperationalError, connection
from django.db.models import F
from wagtail.models import Page, Site

from home.models import HomePage
from tests.factories import make_article, make_event, make_milestone, publish
from tests.feed_readers import ADDRESSES, ATOM, items_of
from tests.timeline.feed_news import make_digest, make_note, told
from timeline.desk import EntriesLeftOutOfFeeds
from timeline.feeds.building import entries_that_cannot_be_written
from timeline.models import LastChange, TimelineEntry, TimelinePage

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(rows_of_module):
    return {
        "event": make_event(title="Event"),
        "press": make_article(title="Article"),
        "legal": make_milestone(title="Milestone"),
    }


@pytest.fixture
def story(made, db):
    """An entry of each kind."""
    return {name: type(page).objects.get(pk=page.pk) for name, page in made.items()}


def titles(client, address) -> set[str]:
    return {one["title"].split(": ", 1)[1] for one in items_of(client, address)}


@pytest.fixture
def broken(story, monkeypatch):
    """One entry whose body raises as it is drawn, wherever that is."""
    block = TimelineEntry._meta.get_field("body").stream_block.child_blocks["quotation"]
    draw = type(block).render

    def render(self, value, context=None):
        if value["speaker"] == "Nobody":
            raise RuntimeError("This block cannot be drawn.")
        return draw(self, value, context=context)

    monkeypatch.setattr(type(block), "render", render)
    return make_event(body=[("quotation", {"text": "No.", "speaker": "Nobody", "source": ""})], title="Broken")


@pytest.mark.parametrize("address", ADDRESSES)
def test_entry_that_cannot_be_written_is_left_out_and_the_rest_is_served(client, broken, caplog, address):
    with caplog.at_level(logging.ERROR, logger="timeline.feeds"):
        assert titles(client, address) == {"Event", "Article", "Milestone"}
    [message] = {one.getMessage() for one in caplog.records if one.name == "timeline.feeds"}
    assert message.endswith(f": entry {broken.pk}")
    assert "This block cannot be drawn." in caplog.text


@pytest.mark.parametrize("address", ADDRESSES)
def test_entry_that_cannot_even_be_read_is_left_out(client, story, caplog, address):
    TimelineEntry.objects.filter(pk=story["press"].pk).update(summary="Still there")
    spoil_the_date_of(story["press"])
    assert titles(client, address) == {"Event", "Milestone"}
    assert str(story["press"].pk) in caplog.text


def spoil_the_date_of(entry):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE timeline_timelineentry SET date = 'some day' WHERE page_ptr_id = %s", [entry.pk])


def test_editors_are_shown_which_entries_cannot_be_written(broken, site, story):
    assert [page.pk for page in entries_that_cannot_be_written(site)] == [broken.pk]
    spoil_the_date_of(story["press"])
    assert {page.pk for page in entries_that_cannot_be_written(site)} == {broken.pk, story["press"].pk}


def test_editors_are_shown_nothing_where_all_can_be_written(story, site):
    assert entries_that_cannot_be_written(site) == []


def test_feed_with_only_a_broken_entry_is_a_feed(client, broken, story):
    for name in ("event", "press", "legal"):
        story[name].unpublish()
    assert items_of(client, ATOM) == []


# The answer that something was left out of


@pytest.fixture
def long_ago(db):
    """Nothing has changed for long: a poll would be answered in short."""
    LastChange.objects.update_or_create(pk=1, defaults={"number": 7, "changed_at": "2024-01-01T12:00:00Z"})


@pytest.mark.parametrize("address", ADDRESSES)
def test_feed_that_is_not_whole_is_kept_by_nobody(client, broken, long_ago, address):
    for _ in range(2):
        response = client.get(address, headers={"if-modified-since": "Wed, 01 Jan 2025 12:00:00 GMT"})
        assert (response.status_code, response["Cache-Control"]) == (200, "no-cache")
        assert "ETag" not in response
        assert "Last-Modified" not in response


def test_what_was_left_out_for_a_moment_is_told_at_the_next_poll(client, broken, long_ago, monkeypatch):
    assert "Broken" not in client.get(ATOM).content.decode()
    monkeypatch.undo()
    whole = client.get(ATOM)
    assert "Broken" in whole.content.decode()
    assert client.get(ATOM, headers={"if-none-match": whole["ETag"]}).status_code == 304


# A database that does not answer


def queries_until(number: int, doing) -> int:
    """How many queries *doing* makes; the one of that *number* fails as one does that takes too long."""
    made = 0

    def count(execute, *args):
        nonlocal made
        made += 1
        if made == number:
            raise OperationalError("canceling statement due to statement timeout")
        return execute(*args)

    with connection.execute_wrapper(count):
        doing()
    return made


def test_database_that_does_not_answer_gives_no_feed(client, story, site):
    make_note(told(make_event(), 1), 2)
    make_digest(site, 3, make_event())
    # What is asked for once in a while has been.
    client.get(ATOM)
    total = queries_until(0, lambda: client.get(ATOM))
    for number in range(1, total + 1):
        with pytest.raises(OperationalError):
            queries_until(number, lambda: client.get(ATOM))


# On the dashboard


def left_out(rf, user) -> set[str]:
    request = rf.get("/admin/")
    request.user = user
    return {page.title for page in EntriesLeftOutOfFeeds(request).get_context_data({})["entries"]}


def test_editors_are_shown_what_is_left_out_of_the_feeds_of_any_site(rf, editor, broken, story):
    home = Page.get_first_root_node().add_child(instance=HomePage(title="Other", slug="other"))
    Site.objects.create(hostname="other.example", port=80, root_page=home)
    theirs = home.add_child(instance=TimelinePage(title="Its story", slug="timeline"))
    make_event(title="Of the other", parent=theirs, body=broken.body)
    assert left_out(rf, editor) == {"Broken", "Of the other"}


def test_who_may_not_mend_an_entry_is_not_shown_it(rf, django_user_model, broken):
    assert (
        left_out(rf, django_user_model.objects.create_user("somebody", "somebody@example.org", "a long password"))
        == set()
    )


def test_entries_are_tried_again_when_one_goes_out_and_not_when_a_link_was_checked(
    rf, editor, broken, story, monkeypatch
):
    tried = []
    monkeypatch.setattr("timeline.desk.entries_that_cannot_be_written", lambda site: tried.append(site) or [])
    for _ in range(2):
        left_out(rf, editor)
        LastChange.objects.update(number=F("number") + 1)
    assert len(tried) == 1
    story["event"].unpublish()
    left_out(rf, editor)
    publish(story["press"])
    left_out(rf, editor)
    assert len(tried) == 3
