"""Calendars are asked for again and again: the same bytes, a short answer, and a constant number of queries."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks.fill import fill
from tests.calendar_entries import make_hearing, scheduled
from tests.calendar_readers import EVERYTHING, address_of, get_calendar
from tests.factories import publish
from timeline.models import PublicRecord, TimelineEntry

pytestmark = pytest.mark.django_db


def test_same_state_gives_the_same_bytes(client, case):
    make_hearing(case, date="2027-05-15T10:30:00+01:00", occurrence="expected")
    scheduled("2020-05-15", occurrence="expected")
    for address in (EVERYTHING, address_of(case)):
        assert get_calendar(client, address).content == get_calendar(client, address).content


def test_first_address_of_the_calendar_of_everything_gives_the_same(client, case):
    make_hearing(case, date="2027-05-15")
    scheduled("2020-05-15", occurrence="expected")
    calendar = get_calendar(client, EVERYTHING)
    assert calendar.content.count(b"BEGIN:VEVENT") == 2
    assert get_calendar(client, "/calendar/everything.ics").content == calendar.content


def test_poll_is_answered_in_short_until_something_changes(client, case, django_capture_on_commit_callbacks):
    page = make_hearing(case, date="2027-05-15")
    for address in (EVERYTHING, address_of(case), address_of(page)):
        etag = get_calendar(client, address)["ETag"]
        again = client.get(address, headers={"if-none-match": etag})
        assert (again.status_code, again.content) == (304, b"")
        page.date = page.date.earliest + datetime.timedelta(days=1)
        page.date = page.date.isoformat()
        with django_capture_on_commit_callbacks(execute=True):
            publish(page)
        assert client.get(address, headers={"if-none-match": etag}).status_code == 200


def test_calendars_are_only_read(client, case):
    for address in (EVERYTHING, address_of(case)):
        assert client.post(address).status_code == 405
        assert client.head(address).status_code == 200


def test_calendars_cost_as_many_queries_with_many_events_as_with_few(client, front_page):
    found = []
    for more in (15, 485):
        fill(more, year=2027)
        TimelineEntry.objects.published().update(occurrence="scheduled")
        record = PublicRecord.objects.get(page__slug="the-first-case")
        of_case = f"/calendar/{record.short_id}.ics"
        for address in (EVERYTHING, of_case):
            get_calendar(client, address)
            with CaptureQueriesContext(connection) as captured:
                count = get_calendar(client, address).content.count(b"BEGIN:VEVENT")
            found.append((count, len(captured)))
    (few, cost), (few_of_case, cost_of_case), (many, last), (many_of_case, last_of_case) = found
    assert (few, many) == (15, 500)
    assert few_of_case < 5 < 80 < many_of_case
    assert last <= cost
    assert last_of_case <= cost_of_case
    assert cost < 20
