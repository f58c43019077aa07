"""Names by which a document refers to a citation: to be read by people, and never two alike."""

from django.utils.text import slugify

from timeline.citations.date_parts import firm_part
from timeline.citations.facts import CitationFacts

LONGEST_WORD = 16
#: Says nothing, and stands at the head of many names.
ARTICLES = ("the-", "a-", "an-")


def citation_key(facts: CitationFacts) -> str:
    """“courier2018pupil-3fa85f6412”: whose it is, the year, a word of the title, and the permanent id of our
    entry. Small letters, digits and hyphens only: some readers take no others, some no capitals."""
    whose = facts.container or facts.authority or "".join(facts.authors[:1])
    year = firm_part(facts.issued)[:1] if facts.issued else ()
    readable = f"{_squeezed(whose)}{''.join(map(str, year))}{_telling_word(facts.title)}"
    return f"{readable or 'entry'}-{facts.short_id}"


def _squeezed(name: str) -> str:
    words = slugify(name)
    for article in ARTICLES:
        words = words.removeprefix(article)
    return words.replace("-", "").replace("_", "")[:LONGEST_WORD]


def _telling_word(title: str) -> str:
    words = slugify(title).replace("_", "-").split("-")
    return next((word for word in words if len(word) > 3), words[0])[:LONGEST_WORD]
