"""CSL-JSON, the data format of the Citation Style Language (1.0.2)."""

import json
from collections.abc import Iterable

from timeline.citations.date_parts import parts_of
from timeline.citations.facts import CitationFacts
from timeline.citations.keys import citation_key


def csl_file(citations: Iterable[CitationFacts]) -> str:
    return json.dumps([csl_item(one) for one in citations], ensure_ascii=False, indent=1) + "\n"


def csl_item(facts: CitationFacts) -> dict:
    """One item. What is not known has no key."""
    date = parts_of(facts.issued) if facts.issued else None
    # A literal date is in the words already; an editor's wording says more than any date.
    date_fits = not facts.issued_wording and (date is None or date.says_all)
    item = {
        "id": citation_key(facts),
        "type": facts.cited_as.csl,
        "title": facts.title,
        "container-title": facts.container,
        "author": [{"literal": name} for name in facts.authors],
        "issued": _date(facts, date) if facts.issued else None,
        "accessed": {"date-parts": [_day(facts.accessed)]} if facts.accessed else None,
        "edition": facts.edition,
        "page": facts.page,
        "genre": facts.genre,
        "number": facts.number,
        "authority": facts.authority,
        "URL": facts.url,
        "archive": facts.archive,
        "archive_location": facts.archive_url,
        "language": facts.language,
        "note": ". ".join(facts.remarks(date_fits=date_fits)),
    }
    return {name: value for name, value in item.items() if value}


def _date(facts: CitationFacts, date) -> dict:
    if date is None:
        return {"literal": facts.date_words}
    value = {"date-parts": [list(part) for part in (date.first, date.last) if part]}
    if date.season:
        value["season"] = date.season
    if date.circa:
        value["circa"] = True
    return value


def _day(day) -> list[int]:
    return [day.year, day.month, day.day]
