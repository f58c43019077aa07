"""How an entry knows what it says, whatever its kind: its sources, and the thing itself that it tells of."""

import datetime
from dataclasses import dataclass, field, replace

from timeline.links import WhereToRead


@dataclass(frozen=True)
class Evidence:
    """One thing that a reader can check. Each part but the title may be empty."""

    title: str
    publisher: str = ""
    #: When it was published, in words.
    when: str = ""
    #: The date that it gives for what the entry tells, in words, where that is not the entry's own.
    date_given: str = ""
    where: WhereToRead = field(default_factory=lambda: WhereToRead(""))
    accessed: datetime.date | None = None
    supports: str = ""

    @property
    def url(self) -> str:
        """The address at which it stands or stood."""
        return self.where.original_url or self.where.url

    @property
    def archived_url(self) -> str:
        return self.where.copy_url if self.where.copy_url != self.url else ""


def evidence_of(entry) -> list[Evidence]:
    """What *entry* goes by: first the thing that it tells of, where that can be read, and then its sources. An article
    that is named among its own sources is told once."""
    itself, sources = _itself(entry), [_of(source, entry) for source in entry.sources.all()]
    if itself is None:
        return sources
    same = [one for one in sources if one.url and one.url == itself.url]
    supports = "; ".join(filter(None, (one.supports for one in same)))
    return [replace(itself, supports=supports), *(one for one in sources if one not in same)]


def _itself(entry) -> Evidence | None:
    """The thing that the entry cites, where the kind counts that as evidence: an article proves that it appeared."""
    if not any(getattr(entry, name) for name in entry.evidence_fields):
        return None
    facts = entry.citation_facts
    return Evidence(facts.title, facts.container, facts.date_words, where=facts.where, accessed=facts.accessed)


def _of(source, entry) -> Evidence:
    differs = source.date_given and source.date_given.edtf != entry.date.edtf
    return Evidence(
        source.title,
        source.publisher,
        date_given=source.date_given.words if differs else "",
        where=source.where_to_read,
        accessed=source.accessed,
        supports=source.supports,
    )
