"""TimelineJS: dates as far as they are known, texts that its HTML cannot be broken by."""

import json

import pytest

from tests.data_files import fetched
from tests.factories import make_event, make_image
from timeline.data.timelinejs import dates
from timeline.dates import Extent, parse

YEAR, MONTH, DAY = {"year": 2018}, {"year": 2018, "month": 6}, {"year": 2018, "month": 6, "day": 3}


@pytest.mark.parametrize(
    ("edtf", "start", "end"),
    [
        ("2018", YEAR, None),
        ("2018?", YEAR, None),
        ("2018-06~", MONTH, None),
        ("2018-06", MONTH, None),
        ("2018-06-XX", MONTH, None),
        ("2018-XX", YEAR, None),
        ("2018-XX-XX", YEAR, None),
        ("2018-06-03", DAY, None),
        ("2018-06-03%", DAY, None),
        ("2018-06-03T10:30:00+01:00", DAY | {"hour": 10, "minute": 30}, None),
        # A season is drawn over its months, a decade over its years.
        ("2018-22", {"year": 2018, "month": 6}, {"year": 2018, "month": 8}),
        ("199X", {"year": 1990}, {"year": 1999}),
        ("2018-06-03/2018-06-05", DAY, DAY | {"day": 5}),
        ("2018-06/2018-06", MONTH, None),
        ("2016/2018-06", {"year": 2016}, MONTH),
        ("2018-21/2018-22", {"year": 2018, "month": 3}, {"year": 2018, "month": 8}),
        # What is open, or not known, is no end.
        ("2018-06/..", MONTH, None),
        ("2018-06/", MONTH, None),
        ("../2018", YEAR, None),
        ("/2018-06-03", DAY, None),
    ],
)
def test_date_says_no_more_than_is_known(edtf, start, end):
    expected = {"start_date": start} | ({"end_date": end} if end else {})
    assert dates(parse(edtf)) == expected


def test_range_within_which_it_happened_once_is_drawn_over_its_length():
    found = dates(parse("2015-11/2015-12", extent=Extent.WITHIN))
    assert found == {"start_date": {"year": 2015, "month": 11}, "end_date": {"year": 2015, "month": 12}}


def slides(client, query=""):
    return json.loads(fetched(client, f"/data/v1/timelinejs.json{query}"))


def test_words_of_an_entry_are_text_and_no_markup(site, client):
    make_event(title="<script>1</script> & “two”", summary='<img src=x onerror="y">')
    (slide,) = slides(client)["events"]
    assert slide["text"]["headline"] == "&lt;script&gt;1&lt;/script&gt; &amp; “two”"
    assert "&lt;img src=x onerror=&quot;y&quot;&gt;" in slide["text"]["text"]


def test_slide_has_the_words_of_the_date_the_kind_and_a_stable_id(site, client):
    entry = make_event(date="2018-06", occurrence="expected", date_wording="in early summer 2018")
    (slide,) = slides(client)["events"]
    assert slide["display_date"] == "Was expected: in early summer 2018"
    assert slide["group"] == "Event"
    assert slide["unique_id"] == f"e-{entry.public_record.short_id}"
    assert f"http://testserver{entry.public_record.short_path}" in slide["text"]["text"]


def test_only_pictures_that_may_be_shown_are_named(site, client):
    make_event(title="Shown", image=make_image(description="A field", credit="Drawing: us"))
    make_event(title="Not shown", image=make_image(rights="unknown"))
    shown, hidden = sorted(slides(client)["events"], key=lambda slide: slide["text"]["headline"], reverse=True)
    assert shown["media"]["url"].startswith("http://testserver/media/images/")
    assert (shown["media"]["alt"], shown["media"]["credit"]) == ("A field", "Drawing: us")
    assert "media" not in hidden


def test_file_says_licence_filter_and_time(site, client):
    make_event(date="2018")
    whole = slides(client, "?from=2018&kind=event")
    assert "kind=event" in whole["title"]["text"]["text"]
    assert "Ask the publisher" in whole["title"]["text"]["text"]
    assert whole["filter"] == {"from": 2018, "kind": "event"}
    assert whole["exported_at"].endswith("Z")
    assert len(whole["events"]) == 1


def test_empty_story_is_a_title_without_events(site, client):
    whole = slides(client)
    assert whole["events"] == []
    assert whole["title"]["text"]["headline"]
