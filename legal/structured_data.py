"""What machines are told of a case and of a milestone: JSON-LD in the words of schema.org.

schema.org has no type for a case at court, and none is made up here. A case is the subject of a
``WebPage`` that lists its milestones; a law that is challenged is ``Legislation``; a judgment is a
``CreativeWork`` with its citation as identifier; a hearing is an ``Event`` with its status.
"""

from legal.identifiers import Scheme, read_identifier
from timeline.calendar_spans import span_of
from timeline.dates import Occurrence

CONTEXT = "https://schema.org"
STATUS = {
    Occurrence.HAPPENED: "EventScheduled",
    Occurrence.SCHEDULED: "EventScheduled",
    Occurrence.EXPECTED: "EventScheduled",
    Occurrence.POSTPONED: "EventPostponed",
    Occurrence.CANCELLED: "EventCancelled",
    Occurrence.DID_NOT_HAPPEN: "EventCancelled",
}


def case_data(case, milestones, site) -> dict:
    """The case's page, the laws that it challenges, and its milestones in order."""
    numbers = [one.known for one in case.identifiers.all()]
    laws = [_legislation(one) for one in numbers if one.scheme == Scheme.INSTRUMENT]
    return {
        "@context": CONTEXT,
        "@type": "WebPage",
        "name": case.title,
        "headline": case.question,
        "description": case.summary,
        "url": case.get_full_url(),
        **({"about": laws} if laws else {}),
        "mainEntity": {
            "@type": "ItemList",
            "itemListOrder": "https://schema.org/ItemListOrderAscending",
            "numberOfItems": len(milestones),
            "itemListElement": [
                {"@type": "ListItem", "position": place, "name": one.title, "url": _address(one, site)}
                for place, one in enumerate(milestones, start=1)
            ],
        },
    }


def milestone_data(milestone, site) -> dict | None:
    """The judgment or the hearing that *milestone* is, or ``None`` where it is neither."""
    if milestone.neutral_citation:
        return _judgment(milestone, site)
    is_hearing = milestone.stage.hearing or milestone.occurrence != Occurrence.HAPPENED
    span = is_hearing and _exact_span(milestone)
    return _hearing(milestone, span, site) if span else None


def _legislation(number) -> dict:
    data = {"@type": "Legislation", "legislationIdentifier": number.value, "name": number.value}
    return data | ({"url": number.url} if number.url else {})


def _judgment(milestone, site) -> dict:
    number = read_identifier(milestone.neutral_citation, Scheme.NEUTRAL_CITATION)
    data = {
        "@context": CONTEXT,
        "@type": "CreativeWork",
        "name": milestone.title,
        "identifier": {"@type": "PropertyValue", "propertyID": "neutral citation", "value": number.value},
        "description": milestone.summary,
        "mainEntityOfPage": _address(milestone, site),
    }
    if _exact_span(milestone):
        data["datePublished"] = milestone.earliest.isoformat()
    if number.url:
        data["sameAs"] = number.url
    return data


def _hearing(milestone, span, site) -> dict:
    data = {
        "@context": CONTEXT,
        "@type": "Event",
        "name": milestone.title,
        "description": milestone.summary,
        "startDate": span.start.isoformat(),
        "eventStatus": f"{CONTEXT}/{STATUS[milestone.occurrence]}",
        "url": _address(milestone, site),
    }
    if span.has_time and span.end:
        data["endDate"] = span.end.isoformat()
    elif milestone.latest != milestone.earliest:
        # Of days, the last one: only a calendar counts to the day after.
        data["endDate"] = milestone.latest.isoformat()
    before = milestone.public_record.calendar_start_before
    if before and milestone.occurrence == Occurrence.SCHEDULED:
        data |= {"eventStatus": f"{CONTEXT}/EventRescheduled", "previousStartDate": before}
    place = milestone.calendar_facts.place
    if place:
        data["location"] = {"@type": "Courthouse", "name": place}
    return data


def _exact_span(milestone):
    """When it is, where somebody has claimed a day: no machine is ever told one that nobody said."""
    span = span_of(milestone, milestone.calendar_facts)
    return span if span and not span.is_rough else None


def _address(page, site) -> str:
    return site.root_url + page.public_record.short_path
