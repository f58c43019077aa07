"""Calendars: what is to come, and what became of it, for the calendars of readers."""

from datetime import timedelta

from django.db.models import Q
from icalendar import Calendar, vDuration, vText

from timeline.calendar_events import event_of, london_clock, one_line
from timeline.dates import Occurrence

PRODUCT = "-//Throughline//Throughline//EN"
#: How often a subscriber's calendar is asked to look again.
REFRESH = timedelta(hours=12)


def entries_for_calendars(entries) -> list:
    """Those of *entries* that belong in a calendar but for the roughness of their dates, each as its own kind.

    What was only ever entered after the fact does not. What calendars were told of stays when it has happened,
    and when it is called off: nobody travels to a hearing because its line has gone.
    """
    told = Q(public_record__calendar_sequence__isnull=False)
    chosen = (
        entries.filter(~Q(occurrence=Occurrence.HAPPENED) | told)
        .chronological()
        .specific()
        .select_related("public_record", for_specific_subqueries=True)
        .defer_streamfields()
    )
    found = list(chosen)
    for kind in {type(entry) for entry in found}:
        kind.fetch_for_calendars([entry for entry in found if type(entry) is kind])
    return found


def calendar_file(entries, *, name: str, address: str, root_url: str) -> bytes:
    """The published *entries* as an iCalendar file, the same bytes for the same state. *address* is its own."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    # Set and not added: the library knows no type for them, and would not escape the text.
    calendar["NAME"] = calendar["X-WR-CALNAME"] = vText(one_line(name))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar["X-PUBLISHED-TTL"] = vDuration(REFRESH)
    calendar.add("source", address, parameters={"VALUE": "URI"})
    # Always: a calendar without events must have a component, too.
    calendar.add_component(london_clock())
    for entry in entries_for_calendars(entries):
        if event := event_of(entry, root_url):
            calendar.add_component(event)
    return calendar.to_ical()
