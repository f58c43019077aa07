"""Calendars as a reader's program has them: the file as it came, and what the library reads in it."""

from django.urls import reverse
from icalendar import Calendar

EVERYTHING = "/calendar.ics"


def address_of(page) -> str:
    return reverse("calendar_of", args=[page.public_record.short_id])


def get_calendar(client, address=EVERYTHING, **extra):
    response = client.get(address, **extra)
    assert response.status_code == 200
    return response


def read_calendar(client, address=EVERYTHING) -> Calendar:
    """The calendar, which must be read without a complaint and come out as it went in."""
    body = get_calendar(client, address).content
    calendar = Calendar.from_ical(body)
    assert [one.errors for one in calendar.walk()] == [[]] * len(calendar.walk())
    assert calendar.to_ical() == body
    return calendar


def events_of(client, address=EVERYTHING) -> list:
    return read_calendar(client, address).events


def event_of(client, page):
    """The one event of *page*, which must be the same in the calendar of everything."""
    [event] = events_of(client, address_of(page))
    assert event in events_of(client)
    return event


def lines_of(client, address=EVERYTHING) -> list[str]:
    """The lines of the file, unfolded."""
    return get_calendar(client, address).content.decode().replace("\r\n ", "").split("\r\n")
