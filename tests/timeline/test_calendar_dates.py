"""What a calendar says of a date: never a day or a time that nobody claimed."""

import datetime

import pytest

from tests.calendar_entries import make_hearing, scheduled
from tests.calendar_readers import address_of, event_of, events_of, lines_of

pytestmark = pytest.mark.django_db

DAY = datetime.date


def days_of(event):
    return event["DTSTART"].dt, event["DTEND"].dt


def test_day_without_a_time_is_a_day_with_an_end_that_is_not_in_it(client, front_page):
    event = event_of(client, scheduled("2027-05-15"))
    assert days_of(event) == (DAY(2027, 5, 15), DAY(2027, 5, 16))
    assert event["DTSTART"].params["VALUE"] == event["DTEND"].params["VALUE"] == "DATE"
    assert (event["STATUS"], event["TRANSP"], str(event["SUMMARY"])) == ("CONFIRMED", "OPAQUE", "Meeting")


def test_hearing_of_two_days_ends_on_the_third(client, case):
    event = event_of(client, make_hearing(case, date="2027-05-15/2027-05-16"))
    assert days_of(event) == (DAY(2027, 5, 15), DAY(2027, 5, 17))
    assert (event["STATUS"], str(event["SUMMARY"])) == ("CONFIRMED", "R (A) v B: Hearing")


def test_long_range_from_day_to_day_is_kept_whole(client, front_page):
    event = event_of(client, scheduled("2027-03-01/2027-05-31"))
    assert (days_of(event), event["STATUS"]) == ((DAY(2027, 3, 1), DAY(2027, 6, 1)), "CONFIRMED")


def test_time_without_a_known_end_has_no_end(client, case):
    page = make_hearing(case, date="2027-05-15T10:30:00+01:00")
    event = event_of(client, page)
    assert "DTEND" not in event
    assert "DURATION" not in event
    assert "DTSTART;TZID=Europe/London:20270515T103000" in lines_of(client, address_of(page))


def test_known_end_is_told(client, case):
    page = make_hearing(case, date="2027-05-15T10:30:00+01:00", ends_at=datetime.time(16))
    assert "DTEND;TZID=Europe/London:20270515T160000" in lines_of(client, address_of(page))


def test_not_before_stands_in_words_beside_the_earliest_time(client, case):
    event = event_of(client, make_hearing(case, date="2027-05-18T14:00:00+01:00", not_before=True))
    assert event["DTSTART"].dt.hour == 14
    assert event["SUMMARY"] == "R (A) v B: Hearing (not before 2pm)"
    assert "When: 18 May 2027, not before 2pm" in event["DESCRIPTION"]


def test_not_before_is_said_once_where_the_editor_has_said_it(client, case):
    wording = "18 May 2027, not before 2pm"
    page = make_hearing(case, date="2027-05-18T14:00:00+01:00", not_before=True, date_wording=wording)
    event = event_of(client, page)
    assert event["SUMMARY"] == f"R (A) v B: Hearing ({wording})"
    assert f"When: {wording}\n" in event["DESCRIPTION"]


@pytest.mark.parametrize(
    ("date", "given", "days", "summary"),
    [
        (
            "2027-06-24/2027-06-30",
            {"date_extent": "within"},
            (DAY(2027, 6, 24), DAY(2027, 7, 1)),
            "Some day between 24 and 30 June 2027: Meeting",
        ),
        (
            "2027-06-24/2027-06-30",
            {"date_extent": "within", "date_wording": "in the week of 24 June 2027"},
            (DAY(2027, 6, 24), DAY(2027, 7, 1)),
            "In the week of 24 June 2027: Meeting",
        ),
        ("2027-06", {}, (DAY(2027, 6, 1), DAY(2027, 7, 1)), "Some day in June 2027: Meeting"),
        ("2027-02-XX", {}, (DAY(2027, 2, 1), DAY(2027, 3, 1)), "A day in February 2027: Meeting"),
        (
            "2027-06/2027-06",
            {"date_extent": "throughout"},
            (DAY(2027, 6, 1), DAY(2027, 7, 1)),
            "Throughout June 2027: Meeting",
        ),
        (
            "2027-06/2027-06",
            {"date_extent": "within"},
            (DAY(2027, 6, 1), DAY(2027, 7, 1)),
            "Some time in June 2027: Meeting",
        ),
        ("2027-01-18~", {}, (DAY(2027, 1, 18), DAY(2027, 1, 19)), "Around 18 January 2027: Meeting"),
        ("2027-01-18?", {}, (DAY(2027, 1, 18), DAY(2027, 1, 19)), "18 January 2027 (date uncertain): Meeting"),
    ],
)
def test_rough_date_says_so_and_occupies_nobody(client, front_page, date, given, days, summary):
    page = scheduled(date, **given)
    event = event_of(client, page)
    assert page.fits_calendars
    assert (days_of(event), event["SUMMARY"]) == (days, summary)
    assert (event["STATUS"], event["TRANSP"]) == ("TENTATIVE", "TRANSPARENT")


def test_one_day_of_which_it_was_some_time_is_that_day(client, front_page):
    event = event_of(client, scheduled("2027-06-24/2027-06-24", date_extent="within"))
    assert (days_of(event), event["STATUS"]) == ((DAY(2027, 6, 24), DAY(2027, 6, 25)), "CONFIRMED")


@pytest.mark.parametrize(
    ("date", "extent"),
    [
        ("2027", ""),
        ("2027-22", ""),
        ("2027-XX", ""),
        ("2027-XX-XX", ""),
        ("202X", ""),
        ("2027-06~", ""),
        ("2027-06?", ""),
        ("2027-06-24~/2027-06-30", "within"),
        ("2027-06-01/2027-07-02", "within"),
        ("2027-06/2027-07", "throughout"),
        ("2027-06-24/..", "throughout"),
        ("2027-06-24/", "throughout"),
        ("../2027-06-24", "throughout"),
        ("/2027-06-24", "within"),
    ],
)
def test_date_that_is_too_rough_is_in_no_calendar(client, front_page, date, extent):
    page = scheduled(date, date_extent=extent)
    assert events_of(client) == events_of(client, address_of(page)) == []
    assert page.public_record.calendar_sequence is None
    assert not page.fits_calendars
