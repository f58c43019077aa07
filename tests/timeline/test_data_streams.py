"""Long files: chunk by chunk, as many queries an entry more or less, and never half a file that looks whole."""

import json
import logging

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from tests.data_files import body_of, entries_of, rows_of, story_of
from tests.factories import make_article, make_document, make_event, make_image, make_milestone, make_outlet, publish
from timeline.data import gathering, records
from timeline.models import EntryRelation, TimelineEntry
from timeline.text_cleaning import printable

ADDRESSES = ["entries.json", "story.json", "entries.csv", "timelinejs.json"]


def _rich_event(number, image, document, to):
    link = f'<p>See <a linktype="page" id="{to.pk}">this</a>, number {number}.</p>'
    entry = make_event(
        date=f"2018-01-{number % 27 + 1:02}",
        body=[
            ("paragraph", link),
            ("image", {"image": image, "caption": ""}),
            ("document", {"document": document, "title": ""}),
        ],
    )
    entry.relations = [EntryRelation(to=to, word="about")]
    return publish(entry)


def test_queries_do_not_grow_with_the_entries(site, client):
    image, document, outlet = make_image(), make_document(), make_outlet()
    first = make_milestone(title="First", date="2017")

    def add(number):
        _rich_event(number, image, document, first)
        make_article(outlet=outlet, date="2018-03")
        make_milestone(case=first.case, date=f"2018-02-{number + 1:02}")

    def queries() -> dict[str, int]:
        found = {}
        for name in ADDRESSES:
            with CaptureQueriesContext(connection) as captured:
                assert b"http://testserver/e/" in body_of(client.get(f"/data/v1/{name}"))
            found[name] = len(captured)
        return found

    add(1)
    # Renditions are made once.
    queries()
    few = queries()
    for number in range(2, 8):
        add(number)
    many = queries()
    assert {name: many[name] for name in ADDRESSES if many[name] > few[name]} == {}
    assert max(many.values()) < 60


def test_chunks_together_are_the_whole(site, client, monkeypatch):
    for day in range(1, 8):
        make_event(date=f"2018-01-{day:02}")
    whole = [entry["id"] for entry in story_of(client)["entries"]]
    backwards = [entry["id"] for entry in story_of(client, "?order=newest")["entries"]]
    assert backwards == whole[::-1]
    for size in (1, 2, 3, 7):
        monkeypatch.setattr(gathering, "CHUNK", size)
        assert [entry["id"] for entry in story_of(client)["entries"]] == whole
        assert [row["id"] for row in rows_of(client)] == whole
        assert [entry["id"] for entry in story_of(client, "?order=newest")["entries"]] == backwards


def test_entry_that_cannot_be_written_is_left_out_and_told_of(site, client, monkeypatch, caplog):
    make_event(title="Good")
    make_event(title="Bad")
    write = records.record_of

    def break_one(entry, gathered):
        if entry.title == "Bad":
            raise KeyError("unheard of")
        return write(entry, gathered)

    monkeypatch.setattr(records, "record_of", break_one)
    with caplog.at_level(logging.ERROR, logger="timeline.data"):
        assert [entry["title"] for entry in entries_of(client)] == ["Good"]
        assert [entry["title"] for entry in story_of(client)["entries"]] == ["Good"]
        assert [row["title"] for row in rows_of(client)] == ["Good"]
    assert "cannot be written" in caplog.text


@pytest.mark.parametrize("name", ADDRESSES)
def test_entry_that_cannot_be_read_takes_no_other_along(site, client, name, caplog):
    make_event(title="Goodone")
    bad = make_event(title="Badone")
    # As another program might leave it: no date of ours, and the field says so as it is read.
    TimelineEntry.objects.filter(pk=bad.pk).update(summary="Badsummary")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE timeline_timelineentry SET date = 'nonsense' WHERE page_ptr_id = %s", [bad.pk])
    with caplog.at_level(logging.ERROR, logger="timeline.data"):
        whole = body_of(client.get(f"/data/v1/{name}"))
    assert b"Goodone" in whole
    assert b"Badone" not in whole
    assert str(bad.pk) in caplog.text


@pytest.mark.parametrize("name", ["story.json", "timelinejs.json"])
def test_file_that_is_cut_is_no_json(site, client, monkeypatch, name, caplog):
    for day in range(1, 5):
        make_event(date=f"2018-01-{day:02}")
    monkeypatch.setattr(gathering, "CHUNK", 2)
    gather, calls = gathering._gathered, []

    def fail_the_second_time(*args):
        calls.append(args)
        if len(calls) > 1:
            raise OperationalError("the database went away")
        return gather(*args)

    monkeypatch.setattr(gathering, "_gathered", fail_the_second_time)
    pieces = []
    with caplog.at_level(logging.ERROR, logger="timeline.data"), pytest.raises(OperationalError):
        pieces += client.get(f"/data/v1/{name}").streaming_content
    with pytest.raises(json.JSONDecodeError):
        json.loads(b"".join(pieces))
    assert "was cut" in caplog.text


HOSTILE = "a\x00b\x0bc\x1b[31m ]]> 🏴‍☠️ \u202eשלום\u202c é\u0301 \u2028 <script>1</script> ' \" \\ "


def test_hostile_text_passes_through_every_file(site, client):
    table = "<table>" + "<tr><td>cell</td></tr>" * 10_000 + "</table>"
    words = HOSTILE.replace("\x00", "")
    make_event(
        title=words[:200],
        summary=words,
        body=[("paragraph", f"<p>{HOSTILE[4:]}</p>{table}<p><a href='/relative/'>x</a></p>"), ("heading", words)],
    )
    (entry,) = story_of(client)["entries"]
    assert "🏴‍☠️ \u202eשלום" in entry["title"]
    assert entry["account"][1]["text"].strip() == printable(words).strip()
    html = entry["account"][0]["html"]
    assert html.count("cell") == 10_000
    assert "<script" not in html
    assert 'href="http://testserver/relative/"' in html
    (row,) = rows_of(client)
    assert "]]> 🏴‍☠️ \u202eשלום" in row["summary"]
    assert "\x1b" not in row["summary"]
    assert len(json.loads(body_of(client.get("/data/v1/timelinejs.json")))["events"]) == 1


def test_headers_alone_write_no_file(site, client, monkeypatch):
    monkeypatch.setattr(gathering, "_gathered", None)
    make_event()
    assert client.head("/data/v1/story.json").status_code == 200
