"""A stretch of the story as one document to print: numbered entries, and sources numbered through all of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from timeline.data.account import account_record
from timeline.data.gathering import gather, places_after
from timeline.dates import parse
from timeline.evidence import Evidence, evidence_of
from timeline.spine import Year, years

#: More entries than this are no document that anybody prints.
AT_MOST = 500


@dataclass(frozen=True)
class NumberedSource:
    """A source of the whole document. Two entries that go by the same thing share its number."""

    number: int
    evidence: Evidence


@dataclass(frozen=True)
class Reference:
    """Where an entry points to in the list of sources, for what, and which date that source gives."""

    number: int
    supports: str = ""
    date_given: str = ""


@dataclass(frozen=True)
class DossierEntry:
    """An entry of the document, all of it as readers may see it."""

    number: int
    entry: object
    #: The blocks of its account (``account_record``), each with its dates in words.
    account: list[dict]
    references: list[Reference]
    #: What readers were told of its changes, the newest first.
    changes: list
    address: str


@dataclass
class Dossier:
    """The document. *total* counts the entries that were asked for, of which *entries* are the first ``AT_MOST``."""

    entries: list[DossierEntry] = field(default_factory=list)
    sources: list[NumberedSource] = field(default_factory=list)
    total: int = 0
    #: Of a document that is too long: the years that can be asked for one by one.
    years: list[Year] = field(default_factory=list)

    @property
    def is_cut(self) -> bool:
        return self.total > len(self.entries)


def dossier_of(entries, site, *, newest_first: bool = False) -> Dossier:
    """The document of the published *entries* of *site*, for a constant number of queries."""
    places = list(places_after(entries, None, newest_first=newest_first)[: AT_MOST + 1])
    is_cut = len(places) > AT_MOST
    gathered = gather(entries, places[:AT_MOST], site)
    for kind, of_kind in gathered.by_kind.items():
        kind.fetch_for_citations(of_kind)
    numbering = _Numbering()
    found = [
        DossierEntry(
            number,
            entry,
            [_with_words(block) for block in account_record(entry, gathered.drawn, base=entry.full_url)],
            numbering.references(evidence_of(entry)),
            gathered.changes.get(entry.pk, []),
            site.root_url + entry.public_record.short_path,
        )
        for number, entry in enumerate(gathered.entries, start=1)
    ]
    total = entries.count() if is_cut else len(found)
    return Dossier(found, numbering.sources, total, years(entries) if is_cut else [])


class _Numbering:
    """Gives each source of the document its number, in the order in which it is first named."""

    def __init__(self):
        self.sources: list[NumberedSource] = []
        self._numbers = {}

    def references(self, evidence: Iterable[Evidence]) -> list[Reference]:
        """Where to look for *evidence*. An article that is its own source, too, is named once."""
        found = {}
        for one in evidence:
            number = self._number(one)
            if number not in found or one.supports:
                found[number] = Reference(number, one.supports, one.date_given)
        return list(found.values())

    def _number(self, one: Evidence) -> int:
        known = (one.title, one.url) if one.url else (one.title, one.publisher)
        if known not in self._numbers:
            self._numbers[known] = len(self.sources) + 1
            self.sources.append(NumberedSource(self._numbers[known], one))
        return self._numbers[known]


def _with_words(block: dict) -> dict:
    """*block* of an account, with ``when`` beside each ``as_of``: the date of a figure as readers see it."""
    if block["type"] == "figures_that_differ":
        return {**block, "rows": [_with_words({"type": "row", **row}) for row in block["rows"]]}
    return {**block, "when": parse(block["as_of"]).words} if block.get("as_of") else block
