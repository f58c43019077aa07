"""What calendars were told of an entry, and how often that has changed (SEQUENCE, RFC 5545)."""

from django.db import transaction

from timeline.calendar_events import one_line
from timeline.calendar_spans import span_of, status_of
from timeline.dates import Occurrence


@transaction.atomic
def tell_calendars(entry) -> None:
    """Note what calendars are told of *entry* from now on, and count the change if it is one that moves people:
    of the start, the end, the state or the place. Better words are no change.

    An entry that has become too rough for calendars is gone from them: its return is a change, even to the old day.
    """
    from timeline.models import PublicRecord

    record = PublicRecord.objects.select_for_update().get(page_id=entry.pk)
    was_told = record.calendar_sequence is not None
    told = _what_is_told(entry) if was_told or entry.occurrence != Occurrence.HAPPENED else None
    if told == record.calendar_told:
        return
    before = record.calendar_told and record.calendar_told["start"]
    if told:
        record.calendar_sequence = record.calendar_sequence + 1 if was_told else 0
        if before != told["start"]:
            before = before or record.calendar_start_before
            record.calendar_start_before = "" if before == told["start"] else before
    else:
        record.calendar_start_before = before
    record.calendar_told = told
    record.save(update_fields=["calendar_sequence", "calendar_told", "calendar_start_before"])


def _what_is_told(entry) -> dict | None:
    """The start, end, state and place of *entry* in a calendar, or ``None`` where it is in none."""
    facts = entry.calendar_facts
    span = span_of(entry, facts)
    if span is None:
        return None
    return {
        "start": span.start.isoformat(),
        "end": span.end.isoformat() if span.end else None,
        "status": status_of(entry, span),
        "place": one_line(facts.place),
    }
