"""BibTeX, with the date as biblatex reads it (ISO 8601) beside the year and month of the older programs."""

import re
from collections.abc import Iterable, Iterator

from timeline.citations.date_parts import firm_part, iso, parts_of
from timeline.citations.facts import CitationFacts
from timeline.citations.keys import citation_key

#: A brace would count even behind a backslash, so all of these are written as words where it matters.
ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "%&$#_"},
    }
)
#: What TeX would draw as one sign: a dash, a quotation mark.
LIGATURE = re.compile(r"([-'`])(?=\1)")
#: Signs that no address has unescaped, and that would end the value or the line.
NOT_IN_ADDRESS = re.compile(r'[\s{}\\"<>^`|]')
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def bibtex_file(citations: Iterable[CitationFacts]) -> str:
    return "\n".join(bibtex_entry(one) for one in citations)


def bibtex_entry(facts: CitationFacts) -> str:
    """One entry. What is not known has no field."""
    lines = [f"  {name} = {value}," for name, value in _fields(facts)]
    return "\n".join([f"@{facts.cited_as.bibtex}{{{citation_key(facts)},", *lines, "}", ""])


def escaped(text: str) -> str:
    """*text* as TeX prints it."""
    return LIGATURE.sub(r"\1{}", text.translate(ESCAPES))


def _fields(facts: CitationFacts) -> Iterator[tuple[str, str]]:
    is_article = facts.cited_as.bibtex == "article"
    # Names and titles in braces of their own: styles turn names round at a comma and capitals into small letters.
    if facts.authors:
        yield "author", "{" + " and ".join(f"{{{escaped(name)}}}" for name in facts.authors) + "}"
    yield "title", f"{{{{{escaped(facts.title)}}}}}"
    date_fits = True
    if facts.issued:
        date, known = parts_of(facts.issued), firm_part(facts.issued)
        date_fits = bool(date and date.is_plain and date.says_all and not date.last) and not facts.issued_wording
        if date and date.is_plain:
            yield "date", "{" + "/".join(iso(part) for part in (date.first, date.last) if part) + "}"
        if known:
            yield "year", f"{{{known[0]}}}"
        if len(known) > 1:
            yield "month", MONTHS[known[1] - 1]
    texts = {
        "journal" if is_article else "howpublished": facts.container or facts.number,
        "number": facts.number,
        "organization": facts.authority,
        "edition": facts.edition,
        "pages": facts.page,
        "type": facts.genre,
        "language": facts.language,
        "note": ". ".join(facts.remarks(date_fits=date_fits)),
    }
    for name, text in texts.items():
        if text:
            yield name, f"{{{escaped(text)}}}"
    if facts.url:
        yield "url", f"{{{_address(facts.url)}}}"
    if facts.accessed:
        yield "urldate", f"{{{facts.accessed.isoformat()}}}"


def _address(url: str) -> str:
    """*url* for a field that programs read letter by letter, where nothing can be escaped as in a text."""
    return NOT_IN_ADDRESS.sub(lambda found: f"%{ord(found[0]):02X}", url)
