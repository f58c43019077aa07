"""What a kind of entry hands over to citations: the thing that is cited, and not the words of it."""

from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from timeline.calendar_events import one_line
from timeline.dates import EntryDate, parse
from timeline.dates.clock import in_london
from timeline.languages import site_language
from timeline.links import WhereToRead
from timeline.links.addresses import bare_host

#: Archives that are called otherwise than by their host.
ARCHIVES = {"web.archive.org": "Internet Archive"}


class CitedAs(NamedTuple):
    """What a thing is called in the three formats that reference managers read."""

    csl: str
    ris: str
    bibtex: str


WEB_PAGE = CitedAs("webpage", "ELEC", "misc")
NEWSPAPER = CitedAs("article-newspaper", "NEWS", "article")
BLOG_POST = CitedAs("post-weblog", "BLOG", "misc")
BROADCAST = CitedAs("broadcast", "VIDEO", "misc")
LEGAL_CASE = CitedAs("legal_case", "CASE", "misc")


@dataclass(frozen=True)
class CitationFacts:
    """One thing to cite. Each part but the first two may be empty. Every text is one line, without control
    characters, whatever it was made from.

    ``authors`` are names as printed, never taken apart. ``issued_wording`` is shown instead of the date,
    and says more than it. ``notes`` are remarks without a full stop.
    """

    cited_as: CitedAs
    title: str
    container: str = ""
    authors: tuple[str, ...] = ()
    issued: EntryDate | None = None
    issued_wording: str = ""
    #: Where the thing itself may be read, and its archived copy.
    where: WhereToRead = field(default_factory=lambda: WhereToRead(""))
    #: When it was last seen at its own address.
    accessed: date | None = None
    edition: str = ""
    page: str = ""
    programme: str = ""
    genre: str = ""
    language: str = ""
    number: str = ""
    #: The court or body that decided.
    authority: str = ""
    notes: tuple[str, ...] = ()
    #: Whether it is our own page that is cited, by its short address and under the name of the site.
    is_ours: bool = False
    short_id: str = ""
    entry_url: str = ""

    def __post_init__(self):
        for one in fields(self):
            value = getattr(self, one.name)
            if type(value) is str:
                object.__setattr__(self, one.name, one_line(value))
        for name in ("authors", "notes"):
            object.__setattr__(self, name, tuple(filter(None, map(one_line, getattr(self, name)))))

    @property
    def url(self) -> str:
        """Its own address, even where nothing answers there any more."""
        return one_line(self.where.original_url)

    @property
    def archive_url(self) -> str:
        return one_line(self.where.copy_url)

    @property
    def archive(self) -> str:
        """The name of the archive that keeps the copy."""
        host = bare_host(self.archive_url) if self.archive_url else ""
        return ARCHIVES.get(host, host)

    @property
    def date_words(self) -> str:
        """When it was published, in the words that a reader sees."""
        return self.issued_wording or (self.issued.words if self.issued else "")

    def remarks(self, *, date_fits: bool) -> list[str]:
        """All that a format has no field for; the date among it unless it *fits* into the format's own."""
        date_known = (
            [_("Date as known: {date}").format(date=self.date_words)] if self.date_words and not date_fits else []
        )
        programme = [_("Programme: {name}").format(name=self.programme)] if self.programme else []
        return [*date_known, *programme, *self.closing_remarks]

    @property
    def closing_remarks(self) -> list[str]:
        """What is to be known of the original and its copy, the kind's own notes, and where our entry is."""
        found = []
        if self.archive_url:
            found.append(f"{capfirst(self.where.note or self.where.copy_label)}: {self.archive_url}")
        elif self.where.note:
            found.append(capfirst(self.where.note))
        found += self.notes
        if self.entry_url and not self.is_ours:
            found.append(_("Our entry: {address}").format(address=self.entry_url))
        return found


def facts_of_our_page(entry) -> CitationFacts:
    """*entry* as a page of ours: dated when readers were told, with the date of what it tells in a note."""
    record = entry.public_record
    told_at, changed_at = record.announced_at or entry.first_published_at, record.materially_updated_at
    notes = [_("Date in the timeline: {date}").format(date=entry.when_with_occurrence)]
    if changed_at:
        notes.append(_("Last material change: {date}").format(date=_day_of(changed_at).words))
    return CitationFacts(
        WEB_PAGE,
        entry.title,
        issued=_day_of(told_at) if told_at else None,
        language=entry.text_language or site_language(),
        notes=tuple(notes),
        is_ours=True,
    )


def citation_of(entry, site) -> CitationFacts:
    """What *entry* is cited as, with what only *site* knows: our addresses and our name."""
    facts, record = entry.citation_facts, entry.public_record
    address = site.root_url + record.short_path
    facts = replace(facts, short_id=record.short_id, entry_url=address)
    if not facts.is_ours:
        return facts
    where = WhereToRead(address, original_url=address)
    return replace(facts, where=where, authors=(site.site_name or site.hostname,))


def _day_of(moment) -> EntryDate:
    """The day in London of a *moment* on our own clock."""
    return parse(in_london(moment).date().isoformat())
