"""The file of a calendar: what the standards ask of it and of an event, and how text is written in it."""

import pytest

from home.models import CampaignSettings
from tests.calendar_entries import make_hearing, scheduled
from tests.calendar_readers import (
    EVERYTHING,
    address_of,
    event_of,
    events_of,
    get_calendar,
    lines_of,
    read_calendar,
)
from tests.factories import make_case, publish
from timeline.calendar_events import one_line
from timeline.models import TimelineEntry

pytestmark = pytest.mark.django_db


# The file


def test_file_has_what_the_standards_ask_of_a_calendar(client, site):
    settings = CampaignSettings.for_site(site)
    settings.name = "Every record; kept, for life"
    settings.save()
    response = get_calendar(client)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'inline; filename="every-record-kept-for-life.ics"'
    lines = lines_of(client)
    assert (lines[0], lines[-2:]) == ("BEGIN:VCALENDAR", ["END:VCALENDAR", ""])
    for line in (
        "VERSION:2.0",
        "PRODID:-//Throughline//Throughline//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        r"NAME:Every record\; kept\, for life",
        r"X-WR-CALNAME:Every record\; kept\, for life",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "X-PUBLISHED-TTL:PT12H",
        f"SOURCE;VALUE=URI:http://testserver{EVERYTHING}",
        "TZID:Europe/London",
    ):
        assert lines.count(line) == 1, line
    assert not any(line.startswith("COLOR") for line in lines)


def test_calendar_without_events_still_has_a_component(client, front_page):
    assert [one.name for one in read_calendar(client).subcomponents] == ["VTIMEZONE"]


def test_calendar_of_a_case_has_its_name_and_its_own_milestones_only(client, case):
    make_hearing(case, title="Ours", date="2027-05-15")
    make_hearing(make_case(), title="Theirs", date="2027-05-16")
    assert [str(event["SUMMARY"]) for event in events_of(client, address_of(case))] == ["R (A) v B: Ours"]
    assert "NAME:R (A) v B" in lines_of(client, address_of(case))
    assert get_calendar(client, address_of(case))["Content-Disposition"] == 'inline; filename="a-v-b.ics"'
    assert len(events_of(client)) == 2


def test_events_stand_in_story_order(client, front_page):
    for date in ("2028-01-01", "2027-02-03", "2027-02-03T09:00:00+00:00"):
        scheduled(date, title=date)
    assert [str(event["SUMMARY"]) for event in events_of(client)] == [
        "2027-02-03",
        "2027-02-03T09:00:00+00:00",
        "2028-01-01",
    ]


def test_event_has_what_the_standards_ask_of_one(client, case):
    page = make_hearing(case, date="2027-05-15", court="High Court", room="Court 3")
    event = event_of(client, page)
    assert event["UID"] == str(page.public_record.uid)
    assert event["URL"] == f"http://testserver{page.public_record.short_path}"
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == page.last_published_at.replace(microsecond=0)
    assert event["CREATED"].dt == page.first_published_at.replace(microsecond=0)
    assert event["SEQUENCE"] == 0
    assert event["LOCATION"] == "Court 3, High Court"
    assert event["CATEGORIES"].cats == ["Legal milestone"]
    assert not {"ATTENDEE", "ORGANIZER", "DURATION", "GEO", "CONFERENCE"} & set(event)
    assert event.subcomponents == []


def test_place_is_left_out_where_none_is_known(client, front_page):
    assert "LOCATION" not in event_of(client, scheduled("2027-05-15"))


def test_description_says_what_one_must_know(client, case):
    page = make_hearing(
        case,
        date="2027-05-15",
        summary="The court hears both sides.",
        date_note="The list may change.",
        judge="Mrs Justice Example",
        reporting_restriction="The child may not be named.",
        remote_link="open",
        remote_url="https://example.org/link",
    )
    assert str(event_of(client, page)["DESCRIPTION"]).split("\n\n") == [
        "The court hears both sides.",
        "When: 15 May 2027",
        "The list may change.",
        "Judge or decision maker: Mrs Justice Example",
        "Reporting restriction: The child may not be named.",
        "Remote link, open to all: https://example.org/link",
        f"http://testserver{page.public_record.short_path}",
    ]


def test_remote_link_stands_there_only_if_it_is_open_to_all(client, case):
    page = make_hearing(case, date="2027-05-15", remote_link="ask")
    assert "ask the court for a link" in event_of(client, page)["DESCRIPTION"]
    assert "Remote link" not in event_of(client, page)["DESCRIPTION"]


def test_outcome_is_told_once_it_is_known(client, case):
    page = make_hearing(case, date="2027-05-15")
    page.occurrence, page.outcome_words = "happened", "The claim was allowed."
    assert "Outcome: The claim was allowed." in event_of(client, publish(page))["DESCRIPTION"]


# Text


def test_lines_end_and_fold_by_octets_and_never_within_a_letter(client, case):
    page = make_hearing(case, title="Ünïcödé “hearing” 日本語 " * 8, date="2027-05-15", summary="é🙂" * 120)
    body = get_calendar(client, address_of(page)).content
    assert b"\r" not in body.replace(b"\r\n", b"")
    assert b"\n" not in body.replace(b"\r\n", b"")
    assert max(len(line) for line in body.split(b"\r\n")) <= 75
    assert [line.decode() for line in body.split(b"\r\n")]
    event = event_of(client, page)
    assert str(event["SUMMARY"]) == f"R (A) v B: {page.title.strip()}"
    assert str(event["DESCRIPTION"]).startswith(page.summary)


def test_text_is_escaped(client, front_page):
    page = scheduled("2027-05-15", title=r"A\B; C, D", summary="One,\r\ntwo;\nthree\\n")
    lines = lines_of(client, address_of(page))
    assert r"SUMMARY:A\\B\; C\, D" in lines
    assert any(line.startswith(r"DESCRIPTION:One\,\ntwo\;\nthree\\n\n\nWhen: ") for line in lines)
    event = event_of(client, page)
    assert event["SUMMARY"] == page.title
    assert str(event["DESCRIPTION"]).startswith("One,\ntwo;\nthree\\n\n\nWhen: ")


def test_characters_that_a_calendar_cannot_hold_are_dropped(client, front_page):
    page = scheduled("2027-05-15", summary="One\x07\x0btwo\x85\u2028three\x7f")
    TimelineEntry.objects.filter(pk=page.pk).update(title="A\x07 meet\x1bing\nthen\tend\x7f")
    event = event_of(client, page)
    assert event["SUMMARY"] == "A meeting then end"
    # PostgreSQL keeps none of these, SQLite does.
    assert one_line("A\x00 meeting") == "A meeting"
    assert str(event["DESCRIPTION"]).startswith("One\ntwo\n\nthree\n")
