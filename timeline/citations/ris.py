"""RIS, the tagged format of reference managers: a tag, two spaces, a hyphen, a value on one line."""

from collections.abc import Iterable, Iterator

from timeline.citations.date_parts import Numbers, firm_part, is_said_by_firm_part
from timeline.citations.facts import CitationFacts
from timeline.citations.keys import citation_key

LINE_END = "\r\n"


def ris_file(citations: Iterable[CitationFacts]) -> str:
    return LINE_END.join(ris_record(one) for one in citations)


def ris_record(facts: CitationFacts) -> str:
    """One record, from its type to its end. What is not known has no line."""
    lines = [f"{tag}  - {value}" for tag, value in _tags(facts) if value]
    return LINE_END.join([*lines, "ER  - ", ""])


def _tags(facts: CitationFacts) -> Iterator[tuple[str, str]]:
    known = firm_part(facts.issued) if facts.issued else ()
    date_fits = facts.issued is None or (is_said_by_firm_part(facts.issued) and not facts.issued_wording)
    yield "TY", facts.cited_as.ris
    yield "ID", citation_key(facts)
    yield "TI", facts.title
    for name in facts.authors:
        yield "AU", name
    yield "T2", facts.container
    yield "PB", facts.authority
    yield "IS", facts.number
    yield "DA", _date(known)
    yield "PY", "".join(map(str, known[:1]))
    yield "ET", facts.edition
    yield "SP", facts.page
    yield "M3", facts.genre
    yield "LA", facts.language
    yield "UR", _address(facts.url)
    yield "L1", _address(facts.archive_url)
    yield "Y2", _date((facts.accessed.year, facts.accessed.month, facts.accessed.day)) if facts.accessed else ""
    for remark in facts.remarks(date_fits=date_fits):
        yield "N1", remark


def _date(known: Numbers) -> str:
    """“2018/02/03”, “2018/02//”, “2018///”: the slashes stay where a part is not known."""
    if not known:
        return ""
    return "/".join(f"{one:02}" for one in known) + "/" * (4 - len(known) if len(known) < 3 else 0)


def _address(url: str) -> str:
    # In an address a semicolon is the sign between two of them.
    return url.replace(";", "%3B")
