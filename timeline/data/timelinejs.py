"""The story for TimelineJS 3 of Knight Lab: https://timeline.knightlab.com/docs/json-format.html"""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.translation import gettext as _

from timeline.data.asking import asked_for
from timeline.data.dates import moment
from timeline.data.gathering import chunks
from timeline.data.http import JSON, streamed
from timeline.data.pictures import picture_record
from timeline.data.records import as_json, logger
from timeline.data.terms import Terms, filter_words
from timeline.dates import EntryDate, parse
from timeline.dates.clock import in_london
from timeline.dates.point import Point, Shape

#: How much of a date of each shape may be written. What spans more than one unit gets an end as well.
MONTHS = frozenset({Shape.MONTH, Shape.SOME_DAY, Shape.SEASON})
DAYS = frozenset({Shape.DAY, Shape.TIME})
SPANS = frozenset({Shape.SEASON, Shape.DECADE})


def timelinejs_file(request, terms: Terms):
    """The file, streamed."""
    filters = asked_for(request)
    pieces = timelinejs_pieces(filters, terms, timezone.now())
    return streamed(request, pieces, name="timelinejs.json", content_type=JSON)


def timelinejs_pieces(filters, terms: Terms, now) -> Iterator[bytes]:
    """The file by pieces; no JSON before its last byte."""
    head = {**terms.head(filters), "exported_at": moment(now), "title": title_slide(filters, terms, now)}
    yield as_json(head, indent=1).rstrip(b"\n}") + b',\n "events": ['
    between = b"\n"
    for gathered in chunks(filters.entries(), filters.site, newest_first=filters.newest_first, accounts=False):
        for entry in gathered.entries:
            try:
                slide = as_json(event_slide(entry, terms.root_url))
            except Exception:
                logger.exception("Entry %s cannot be written for TimelineJS and is left out", entry.pk)
                continue
            yield between + slide
            between = b",\n"
    yield b"\n ]\n}\n"


def title_slide(filters, terms: Terms, now) -> dict:
    day = parse(in_london(now).date().isoformat()).words
    narrowed = (
        format_html("<p>{}</p>", _("Chosen by: {filters}.").format(filters=filter_words(filters)))
        if filters.are_set
        else ""
    )
    text = format_html(
        "<p>{}</p>{}<p>{}</p>",
        format_html(
            _('Taken from <a href="{address}">{site}</a> on {day}.'),
            address=terms.root_url + reverse("data"),
            site=terms.root_url,
            day=day,
        ),
        narrowed,
        terms.licence_words,
    )
    return {"unique_id": "title", "text": {"headline": escape(terms.title), "text": text}}


def event_slide(entry, root_url: str) -> dict:
    """One entry. Its texts are HTML there, so ours are escaped."""
    public = entry.public_record
    text = format_html(
        '<p>{}</p><p><a href="{}">{}</a></p>',
        entry.summary,
        root_url + public.short_path,
        _("The whole entry, with its sources"),
    )
    slide = {
        "unique_id": f"e-{public.short_id}",
        **dates(entry.dated),
        "display_date": escape(entry.when_with_occurrence),
        "group": escape(str(entry.kind_label)),
        "text": {"headline": escape(entry.title), "text": text},
    }
    if picture := picture_record(entry.illustration, root_url):
        slide["media"] = {
            "url": picture["url"],
            "alt": picture["description"],
            "credit": escape(picture["credit"]),
            "link": root_url + public.short_path,
        }
    return slide


def dates(date: EntryDate) -> dict:
    """Where it is drawn, with no month or day that nobody claimed.

    A range that is open, or whose other end is not known, is a point at the end that is known: its words say the
    rest. A season is drawn over its months and a decade over its years.
    """
    known = [one for one in (date.start, date.end) if isinstance(one, Point)]
    first, last = known[0], known[-1]
    found = {"start_date": _part(first, first.earliest)}
    if len(known) == 2 or (not date.is_interval and first.shape in SPANS):
        end = _part(last, last.latest)
        if end != found["start_date"]:
            found["end_date"] = end
    return found


def _part(point: Point, day) -> dict:
    part = {"year": day.year}
    if point.shape in MONTHS | DAYS:
        part["month"] = day.month
    if point.shape in DAYS:
        part["day"] = day.day
    if point.time:
        part |= {"hour": point.time.hour, "minute": point.time.minute}
    return part
