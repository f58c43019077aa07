"""What machines are told of a case and of a milestone: JSON-LD in the words of schema.org.

schema.org has no type for a case at court, and none is made up here. A case is the subject of a
``WebPage`` that lists its milestones; a law that is challenged is ``Legislation``; a judgment is a
``CreativeWork`` with its citation as identifier; a hearing is an ``Event`` with its status.
"""

from legal.identifiers import Scheme, read_identifier
from timeline.dates import Occurrence
from timeline.languages import site_language
from timeline.structured_data import as_precise_as_known, event_data, filled


def case_data(case, milestones, site) -> dict:
    """The case's page, the laws that it challenges, and its milestones in order."""
    numbers = [one.known for one in case.identifiers.all()]
    address = case.get_full_url()
    return filled(
        {
            "@type": "WebPage",
            "@id": address,
            "url": address,
            "name": case.title,
            "headline": case.question,
            "description": case.summary,
            "inLanguage": site_language(),
            "about": [_legislation(one) for one in numbers if one.scheme == Scheme.INSTRUMENT],
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
    )


def milestone_data(milestone, site) -> dict | None:
    """The judgment or the hearing that *milestone* is, or ``None`` where it is neither."""
    if milestone.neutral_citation:
        return _judgment(milestone)
    is_hearing = milestone.stage.hearing or milestone.occurrence != Occurrence.HAPPENED
    return _hearing(milestone, site) if is_hearing else None


def _legislation(number) -> dict:
    data = {"@type": "Legislation", "legislationIdentifier": number.value, "name": number.value}
    return data | ({"url": number.url} if number.url else {})


def _judgment(milestone) -> dict:
    number = read_identifier(milestone.neutral_citation, Scheme.NEUTRAL_CITATION)
    return filled(
        {
            "@type": "CreativeWork",
            "name": milestone.title,
            "identifier": {"@type": "PropertyValue", "propertyID": "neutral citation", "value": number.value},
            "description": milestone.summary,
            "datePublished": as_precise_as_known(milestone.dated),
            "sameAs": number.url,
        }
    )


def _hearing(milestone, site) -> dict | None:
    data = event_data(milestone, site)
    if data and "location" in data:
        data["location"]["@type"] = "Courthouse"
    return data


def _address(page, site) -> str:
    return site.root_url + page.public_record.short_path
