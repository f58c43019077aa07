"""What a calendar says of what is expected, was called off, or has happened."""

import pytest

from tests.calendar_entries import make_hearing, scheduled
from tests.calendar_readers import address_of, event_of, events_of
from tests.factories import make_article, make_event, make_milestone, publish

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("occurrence", "status", "before"),
    [
        ("scheduled", "CONFIRMED", ""),
        ("expected", "TENTATIVE", ""),
        ("postponed", "CANCELLED", "Postponed: "),
        ("cancelled", "CANCELLED", "Cancelled: "),
        ("did-not-happen", "CANCELLED", "Did not happen: "),
    ],
)
def test_state_is_told(client, case, occurrence, status, before):
    event = event_of(client, make_hearing(case, date="2027-05-15", occurrence=occurrence))
    assert (event["STATUS"], event["SUMMARY"]) == (status, f"{before}R (A) v B: Hearing")
    assert (event["TRANSP"] == "TRANSPARENT") == (status == "CANCELLED")
    label = {"scheduled": "When: ", "expected": "Expected: "}.get(occurrence, before)
    assert f"{label}15 May 2027" in event["DESCRIPTION"]


def test_what_was_called_off_is_cancelled_however_rough_its_date(client, front_page):
    event = event_of(client, scheduled("2027-06", occurrence="postponed"))
    assert (event["STATUS"], event["SUMMARY"]) == ("CANCELLED", "Postponed: Some day in June 2027: Meeting")


def test_what_was_only_entered_after_the_fact_is_in_no_calendar(client, front_page):
    for page in (make_event(), make_article(), make_milestone()):
        publish(page)
        assert events_of(client, address_of(page)) == []
    assert events_of(client) == []


def test_what_calendars_were_told_of_stays_when_it_has_happened(client, front_page):
    page = scheduled("2027-05-15")
    page.occurrence = "happened"
    event = event_of(client, publish(page))
    assert (event["STATUS"], event["SEQUENCE"]) == ("CONFIRMED", 0)


def test_every_kind_may_be_in_a_calendar(client, case):
    pages = [scheduled("2027-05-15"), make_hearing(case, date="2027-05-15")]
    pages.append(make_article(title="A programme", date="2027-05-15", occurrence="expected"))
    assert {str(event_of(client, page)["CATEGORIES"].cats[0]) for page in pages} == {
        "Event",
        "Legal milestone",
        "Press",
    }
