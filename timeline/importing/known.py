"""What a site has already, read once for a whole file: which of its entries a row may be."""

from collections import defaultdict
from dataclasses import dataclass, field

from timeline.links.addresses import address_key
from timeline.models import EntrySource, ImportRow, PublicRecord, TimelineEntry, Tombstone
from timeline.querysets import closed_pages
from timeline.title_likeness import LIKELY, same_headline, words_in

#: A row is compared with so many entries of its date at most: those that share its rarest words.
MOST_COMPARED = 20


@dataclass
class Entry:
    """One entry of the site, as far as matching goes."""

    pk: int
    title: str
    edtf: str
    revision: int | None
    live: bool
    has_draft: bool
    words: frozenset = frozenset()


@dataclass
class Imported:
    """How an entry was last brought in by a file."""

    page: int
    fingerprint: str
    revision: int | None


@dataclass
class Known:
    entries: dict[int, Entry] = field(default_factory=dict)
    by_title: dict[tuple, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_source: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_word: dict[tuple, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_uid: dict[str, int | None] = field(default_factory=dict)
    by_id: dict[str, Imported] = field(default_factory=dict)
    by_page: dict[int, Imported] = field(default_factory=dict)
    id_of_page: dict[int, str] = field(default_factory=dict)
    closed: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, site, kind) -> "Known":
        """The entries of *kind* on *site*, drafts too: a handful of queries, however many there are."""
        known = cls()
        entries = TimelineEntry.objects.descendant_of(site.root_page).type(kind).order_by("pk")
        columns = ("pk", "draft_title", "date", "latest_revision_id", "live", "has_unpublished_changes")
        for pk, title, date, *rest in entries.values_list(*columns):
            known._add(Entry(pk, title, date.edtf, *rest, words_in(title)))
        rows = EntrySource.objects.filter(entry__in=entries.order_by(), link__isnull=False).select_related(None)
        for pk, key in rows.values_list("entry_id", "link__key").distinct():
            known.by_source[key].append(pk)
        known._add_ids(site, entries)
        known.closed = set(closed_pages().filter(path__startswith=site.root_page.path).values_list("pk", flat=True))
        return known

    def _add(self, entry: Entry) -> None:
        self.entries[entry.pk] = entry
        self.by_title[entry.title.casefold(), entry.edtf].append(entry.pk)
        for word in entry.words:
            self.by_word[entry.edtf, word].append(entry.pk)

    def _add_ids(self, site, entries) -> None:
        for uid in Tombstone.objects.values_list("uid", flat=True):
            self.by_uid[uid.urn] = None
        # An id of another page, on this site or another, is taken, too.
        for pk, uid in PublicRecord.objects.values_list("page_id", "uid"):
            self.by_uid[uid.urn] = pk
        rows = ImportRow.objects.filter(batch__site=site, page__isnull=False, outcome__in=("made", "updated"))
        columns = ("page_id", "external_id", "fingerprint", "revision_made")
        for page, external_id, fingerprint, revision in rows.order_by("pk").values_list(*columns):
            if page in self.entries:
                self.by_page[page] = found = Imported(page, fingerprint, revision)
                if external_id:
                    self.by_id[external_id], self.id_of_page[page] = found, external_id

    def with_source(self, urls) -> list[int]:
        keys = {address_key(url) for url in urls if url} - {""}
        return list(dict.fromkeys(pk for key in sorted(keys) for pk in self.by_source.get(key, ())))

    def with_title_like(self, title: str, edtf: str) -> int | None:
        """The entry of that date whose title is most like *title*, if one is much like it."""
        words = words_in(title)
        rarest = sorted(words, key=lambda word: (len(self.by_word.get((edtf, word), ())), word))
        compared: list[int] = []
        for word in rarest:
            compared += [pk for pk in self.by_word.get((edtf, word), ())[:MOST_COMPARED] if pk not in compared]
            if len(compared) >= MOST_COMPARED:
                break
        alike = [(same_headline(title, self.entries[pk].title), pk) for pk in compared[:MOST_COMPARED]]
        best = max(alike, default=(0.0, None))
        return best[1] if best[0] >= LIKELY else None
