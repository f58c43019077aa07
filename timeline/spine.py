"""The line itself: its years, its ends, and what stands next to what."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import Count, Max, Min
from django.db.models.functions import Coalesce, ExtractYear
from wagtail.models import Site

from timeline.entry_page import belonging
from timeline.narrative import Row

#: Up to this many entries the story is one page; beyond, each year is one.
ONE_PAGE = 150


@dataclass(frozen=True)
class Year:
    """A year of the story with how many entries begin in it, and the entries where they are shown."""

    number: int
    count: int
    entries: list = field(default_factory=list, compare=False)

    @property
    def anchor(self) -> str:
        return f"y{self.number}"

    @property
    def rows(self) -> list[Row]:
        return [Row(entry) for entry in self.entries]


def years(entries, *, newest_first: bool = False) -> list[Year]:
    """The years in which something of *entries* begins, with their counts: one grouped query."""
    start = ExtractYear(Coalesce("earliest", "latest"))
    counted = (
        entries.order_by().annotate(start_year=start).values("start_year").annotate(number=Count("pk", distinct=True))
    )
    rows = sorted(((row["start_year"], row["number"]) for row in counted), reverse=newest_first)
    return [Year(number, count) for number, count in rows]


def by_year(entries: Iterable) -> list[Year]:
    """Entries that are already in story order, either way, put under the years in which they begin."""
    grouped = ((number, list(group)) for number, group in groupby(entries, key=lambda entry: entry.year))
    return [Year(number, len(group), group) for number, group in grouped]


def span(entries) -> tuple[int, int] | None:
    """The first and the last year that *entries* touch, or ``None`` where there are none."""
    ends = entries.order_by().aggregate(
        first=Min(Coalesce("earliest", "latest")), last=Max(Coalesce("latest", "earliest"))
    )
    return (ends["first"].year, ends["last"].year) if ends["first"] else None


def neighbours(entry, entries) -> tuple:
    """The entries of *entries* that come right before and right after *entry*; ``None`` at an end."""
    return (
        entries.before(entry).chronological(newest_first=True).first(),
        entries.after(entry).chronological().first(),
    )


def entry_context(entry, request) -> dict:
    """What an entry's page shows beside the entry itself."""
    from timeline.models import TimelineEntry

    site = Site.find_for_request(request)
    entries = TimelineEntry.objects.published().of_site(site)
    before, after = neighbours(entry, entries)
    related = related_entries(entry, entries)
    return {
        "earlier": before,
        "later": after,
        "related": related,
        "site_root_url": site.root_url,
        **belonging(entry, before, after, related, site),
    }


def related_entries(entry, entries) -> list[tuple[str, object]]:
    """The entries of *entries* joined to *entry* from either end, each with the word for it, in story order."""
    from timeline.models import EntryRelation

    words = {row.to_id: row.get_word_display() for row in entry.relations.all()}
    for row in EntryRelation.objects.filter(to_id=entry.pk):
        words.setdefault(row.entry_id, EntryRelation.BACKWARDS[row.word])
    related = entries.filter(pk__in=words).chronological().for_cards()
    return [(words[one.pk], one) for one in related]


def year_addresses(page, request) -> list[dict]:
    """Sitemap records of the years of a story that is longer than one page, each with its number."""
    from timeline.models import TimelineEntry

    entries = TimelineEntry.objects.published().of_site(Site.find_for_request(request))
    counted = years(entries)
    if sum(one.count for one in counted) <= ONE_PAGE:
        return []
    story = page.get_full_url(request)
    return [{"location": f"{story}{one.number}/", "year": one.number} for one in counted]
