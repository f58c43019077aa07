"""One entry as an event of a calendar (RFC 5545, RFC 7986)."""

import re
from datetime import UTC, date, datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Event, Timezone, TimezoneDaylight, TimezoneStandard, vRecur

from timeline.calendar_facts import CalendarFacts
from timeline.calendar_spans import CALLED_OFF, Span, rough_words, span_of, status_of
from timeline.dates import Occurrence, parse
from timeline.dates.clock import LONDON, is_repeated
from timeline.dates.words import clock_words

#: Since then the rule holds that the file gives for London's clock. Older moments are written in UTC.
FIRST_DAY_OF_RULE = date(1996, 4, 1)
#: For a page that code set live without publishing it: no moment of ours is known.
NO_MOMENT = datetime(1970, 1, 1, tzinfo=UTC)
#: Line ends as the web and office programs write them, and what a text of RFC 5545 cannot hold.
LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def plain(text: str) -> str:
    """*text* without the characters that a calendar cannot hold; its lines end in a newline."""
    return CONTROL.sub("", LINE_END.sub("\n", text))


def one_line(text: str) -> str:
    return re.sub("[\n\t ]+", " ", plain(text)).strip()


def event_of(entry, root_url: str) -> Event | None:
    """*entry* for a calendar, or ``None`` where its date is too rough for one."""
    facts, record = entry.calendar_facts, entry.public_record
    span = span_of(entry, facts)
    if span is None:
        return None
    address, status = root_url + record.short_path, status_of(entry, span)
    changed = entry.last_published_at or record.announced_at or NO_MOMENT
    event = Event()
    # The bare id, as RFC 7986 asks: it tells neither host nor date, and outlives both.
    event.add("uid", str(record.uid))
    event.add("sequence", record.calendar_sequence or 0)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("created", entry.first_published_at or changed)
    _add_times(event, span)
    event.add("status", status)
    is_free = span.is_rough or status == "CANCELLED"
    event.add("transp", "TRANSPARENT" if is_free else "OPAQUE")
    event.add("summary", _title(entry, facts, span))
    event.add("description", _description(entry, facts, span, address))
    if place := one_line(facts.place):
        event.add("location", place)
    event.add("url", address)
    event.add("categories", [str(entry.kind_label)])
    return event


def london_clock() -> Timezone:
    """London's clock for those who do not know it: the two changes of a year, as they have been since 1996.

    Each begins at what the clock showed before it changed, as the standard has it. The library's own way to
    make one begins summer an hour late.
    """
    zone = Timezone()
    zone.add("tzid", LONDON.key)
    for part, name, begins, month, hours in (
        (TimezoneDaylight, "BST", datetime(1996, 3, 31, 1), 3, (0, 1)),
        (TimezoneStandard, "GMT", datetime(1996, 10, 27, 2), 10, (1, 0)),
    ):
        change = part()
        change.DTSTART = begins
        change.TZOFFSETFROM, change.TZOFFSETTO = (timedelta(hours=number) for number in hours)
        change.add("tzname", name)
        change.add("rrule", vRecur(FREQ="YEARLY", BYMONTH=month, BYDAY="-1SU"))
        zone.add_component(change)
    return zone


def _add_times(event: Event, span: Span) -> None:
    start, end = span.start, span.end
    if span.has_time and not all(_has_a_clock_time_of_its_own(one) for one in (start, end) if one):
        start, end = start.astimezone(UTC), end and end.astimezone(UTC)
    event.add("dtstart", start)
    if end:
        event.add("dtend", end)


def _has_a_clock_time_of_its_own(moment: datetime) -> bool:
    """Whether what London's clock shows at *moment* tells it: in autumn an hour comes twice. RFC 5545 takes the
    first of the two, and programs that many people use take the second."""
    return moment.date() >= FIRST_DAY_OF_RULE and not is_repeated(moment)


def _title(entry, facts: CalendarFacts, span: Span) -> str:
    title = f"{facts.heading}: {entry.title}" if facts.heading else entry.title
    if span.is_rough:
        title = f"{rough_words(entry)}: {title}"
    elif words := [word for word in (entry.date_wording, _not_before(entry, facts)) if word]:
        title = f"{title} ({', '.join(words)})"
    return one_line(f"{entry.occurrence_label}: {title}" if entry.occurrence in CALLED_OFF else title)


def _not_before(entry, facts: CalendarFacts) -> str:
    """“not before 2pm”, unless the editor's own words say it."""
    if not (facts.not_before and entry.dated.time) or "not before" in entry.date_wording.lower():
        return ""
    return _("not before {time}").format(time=clock_words(entry.dated.time))


def _description(entry, facts: CalendarFacts, span: Span, address: str) -> str:
    paragraphs = [entry.summary, _when(entry, facts), entry.date_note, *facts.notes, address]
    return "\n\n".join(text for text in (plain(one).strip() for one in paragraphs) if text)


def _when(entry, facts: CalendarFacts) -> str:
    """The date in words. Nothing here depends on today: a file that did not change has the same bytes tomorrow."""
    words = entry.when
    if not_before := _not_before(entry, facts):
        day = entry.date_wording or parse(entry.earliest.isoformat()).words
        words = f"{day}, {not_before}"
    if entry.occurrence in CALLED_OFF:
        return f"{entry.occurrence_label}: {words}"
    phrase = _("Expected: {date}") if entry.occurrence == Occurrence.EXPECTED else _("When: {date}")
    return phrase.format(date=words)
