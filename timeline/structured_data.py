"""What machines are told of a page: JSON-LD in the words of schema.org, and nothing that the page does not say.

Our page is a ``WebPage``; what it tells of is its ``mainEntity``, where schema.org has a type for that. No date is
finer than what is known: “2017-09” stays a month (ISO 8601), and what is no single date stands in
``temporalCoverage`` alone, in EDTF, which is ISO 8601-2.
"""

from timeline.about import subjects_of
from timeline.calendar_spans import span_of
from timeline.citations.date_parts import iso, numbers
from timeline.dates import EntryDate, Occurrence
from timeline.dates.clock import in_london
from timeline.languages import site_language
from timeline.querysets import published_pages
from timeline.sharing.pages import name_of

CONTEXT = "https://schema.org"
STATUS = {
    Occurrence.HAPPENED: "EventScheduled",
    Occurrence.SCHEDULED: "EventScheduled",
    Occurrence.EXPECTED: "EventScheduled",
    Occurrence.POSTPONED: "EventPostponed",
    Occurrence.CANCELLED: "EventCancelled",
    Occurrence.DID_NOT_HAPPEN: "EventCancelled",
}
#: What a person or body is to schema.org, by its kind.
SUBJECT_TYPES = {"system": "Thing", "organisation": "Organization", "person": "Person"}
#: Somebody has fixed a day for it, or had. A forecast is no event yet, and what has happened is a page to read.
FIXED = (Occurrence.SCHEDULED, Occurrence.POSTPONED, Occurrence.CANCELLED)


def graph_of(page, campaign, site) -> dict:
    """All that the head of *page* tells: the page, if its type says what it is, where it stands, and who publishes
    it. *campaign* is the settings of the site."""
    site_id, publisher_id = f"{site.root_url}/#site", f"{site.root_url}/#publisher"
    name = name_of(campaign, site)
    nodes = [{"@type": "WebSite", "@id": site_id, "name": name, "url": f"{site.root_url}/"}]
    if campaign.publisher:
        nodes[0]["publisher"] = {"@id": publisher_id}
        nodes.append(
            {"@type": "Organization", "@id": publisher_id, "name": campaign.publisher, "url": f"{site.root_url}/"}
        )
    trail = _trail(page, name, site)
    if trail:
        nodes.append(trail)
    if hasattr(page, "structured_data"):
        own = {**page.structured_data(site), "isPartOf": {"@id": site_id}}
        if campaign.publisher:
            own["publisher"] = {"@id": publisher_id}
        if trail:
            own["breadcrumb"] = {"@id": trail["@id"]}
        nodes.insert(0, own)
    return {"@context": CONTEXT, "@graph": nodes}


def entry_data(entry, site, entity: dict | None = None) -> dict:
    """Our page on *entry*, with the thing that it tells of, and whom of *site* it is about."""
    record, address = entry.public_record, entry.get_full_url()
    data = {
        "@type": "WebPage",
        "@id": address,
        "url": address,
        "name": entry.title,
        "description": entry.summary,
        "inLanguage": entry.text_language or site_language(),
        "temporalCoverage": entry.dated.edtf,
        "datePublished": _moment(record.announced_at),
        "dateModified": _moment(record.materially_updated_at),
        "mainEntity": entity,
        "about": [_subject(one) for one in subjects_of([entry], site).get(entry.pk, ())],
        "citation": [_source(one) for one in entry.sources.all()],
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": note.words,
                "datePublished": _moment(note.told_at),
                "url": f"{address}#{note.anchor}",
            }
            for note in entry.changes_told
            if note.kind == note.Kind.CORRECTION
        ],
    }
    return filled(data)


def fixed_event(entry, site) -> dict | None:
    """What *entry* announces, where somebody has fixed a day for it; ``None`` for all else."""
    return event_data(entry, site) if entry.occurrence in FIXED else None


def event_data(entry, site) -> dict | None:
    """*entry* as an ``Event``, or ``None`` where nobody has claimed a day: no machine is told one that nobody said."""
    facts = entry.calendar_facts
    span = span_of(entry, facts)
    if span is None or span.is_rough:
        return None
    data = {
        "@type": "Event",
        "name": entry.title,
        "description": entry.summary,
        "startDate": span.start.isoformat(),
        "eventStatus": f"{CONTEXT}/{STATUS[entry.occurrence]}",
        "url": site.root_url + entry.public_record.short_path,
    }
    if span.has_time and span.end:
        data["endDate"] = span.end.isoformat()
    elif entry.latest != entry.earliest:
        # Of days, the last one: only a calendar counts to the day after.
        data["endDate"] = entry.latest.isoformat()
    before = entry.public_record.calendar_start_before
    if before and entry.occurrence == Occurrence.SCHEDULED:
        data |= {"eventStatus": f"{CONTEXT}/EventRescheduled", "previousStartDate": before}
    if facts.place:
        data["location"] = {"@type": "Place", "name": facts.place}
    return data


def as_precise_as_known(date: EntryDate) -> str:
    """*date* in ISO 8601 with no month or day that nobody claimed; empty for what is around, perhaps, or a range."""
    if date.is_interval or date.approximate or date.uncertain:
        return ""
    return date.time.isoformat() if date.time else iso(numbers(date.start))


def filled(data: dict) -> dict:
    """*data* without what is empty."""
    return {name: value for name, value in data.items() if value}


def _subject(page) -> dict:
    return {"@type": SUBJECT_TYPES[page.kind], "name": page.title, "url": page.get_full_url()}


def _source(source) -> dict:
    reading = source.where_to_read
    publisher = {"@type": "Organization", "name": source.publisher} if source.publisher else None
    return filled(
        {
            "@type": "CreativeWork",
            "name": source.title,
            "publisher": publisher,
            "url": reading.url,
            "archivedAt": reading.copy_url,
        }
    )


def _trail(page, name: str, site) -> dict | None:
    """The published pages above *page* and itself; ``None`` for the front page."""
    if page.depth <= site.root_page.depth:
        return None
    above = [one for one in published_pages().of_site(site).ancestor_of(page) if one.depth > site.root_page.depth]
    steps = [(name, f"{site.root_url}/"), *((one.title, one.get_full_url()) for one in [*above, page])]
    return {
        "@type": "BreadcrumbList",
        "@id": f"{page.get_full_url()}#trail",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": title, "item": address}
            for place, (title, address) in enumerate(steps, start=1)
        ],
    }


def _moment(moment) -> str:
    return in_london(moment).isoformat(timespec="seconds") if moment else ""
