"""Which entry of the site a row is: by its id, else by its source and date, else by its title and date."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from timeline.importing.known import Known


@dataclass(frozen=True)
class Match:
    """*why* says how it was found. Where it is not *sure*, the editor is asked."""

    page: int
    why: str
    sure: bool = True


class Matcher:
    """Gives each entry to one row at most. Rows that name an id, or a title to the letter, come first."""

    def __init__(self, known: Known, rows):
        self.known, self.taken = known, set()
        self.sources = Counter(key for row in rows for key in _sources_of(row))
        self.addresses = Counter(url for row in rows for url in _addresses_of(row))
        self.found = {}
        for find in (self._by_id, self._by_title_and_date, self._by_source_and_date, self._perhaps):
            for row in rows:
                if row.number not in self.found and (match := find(row)):
                    self.found[row.number] = match
                    self.taken.add(match.page)

    def of(self, row) -> Match | None:
        return self.found.get(row.number)

    def _free(self, pages) -> list[int]:
        return [pk for pk in pages if pk not in self.taken and pk in self.known.entries]

    def _by_id(self, row) -> Match | None:
        if not row.external_id:
            return None
        imported = self.known.by_id.get(row.external_id)
        page = imported.page if imported else self.known.by_uid.get(row.external_id)
        return Match(page, _("the same id")) if self._free([page]) else None

    def _by_title_and_date(self, row) -> Match | None:
        if self._has_another_id(row):
            return None
        free = self._free(self.known.by_title.get((row.said.title.casefold(), row.edtf), ()))
        return Match(free[0], _("the same title and date")) if free and self._is_free_of_ids(free[0], row) else None

    def _by_source_and_date(self, row) -> Match | None:
        if self._has_another_id(row):
            return None
        free = self._free(self.known.with_source(_addresses_of(row)))
        same_day = [pk for pk in free if self.known.entries[pk].edtf == row.edtf and self._is_free_of_ids(pk, row)]
        if len(same_day) != 1 or any(self.sources[key] > 1 for key in _sources_of(row)):
            # One source may tell of several things of one day.
            return None
        return Match(same_day[0], _("the same source and date"))

    def _perhaps(self, row) -> Match | None:
        if self._has_another_id(row):
            return None
        alike = self.known.with_title_like(row.said.title, row.edtf)
        if self._free([alike]) and self._is_free_of_ids(alike, row):
            return Match(alike, _("much the same title, and the same date"), sure=False)
        # A source that several rows name, or several entries, tells nothing of which is which.
        free = self._free(self.known.with_source(url for url in _addresses_of(row) if self.addresses[url] == 1))
        if len(free) == 1 and self._is_free_of_ids(free[0], row):
            return Match(free[0], _("the same source, and another title or date"), sure=False)
        return None

    def _has_another_id(self, row) -> bool:
        """Whether the row has a permanent id that the site knows: then it is that entry, and no other."""
        return bool(row.external_id) and self.known.by_uid.get(row.external_id) is not None

    def _is_free_of_ids(self, page: int, row) -> bool:
        """Whether no row with another id made that entry: two ids are two entries, though they say the same."""
        return not row.external_id or self.known.id_of_page.get(page, row.external_id) == row.external_id


def _sources_of(row) -> set[str]:
    return {f"{url} {row.edtf}" for url in _addresses_of(row)}


def _addresses_of(row) -> set[str]:
    return {one["url"] for one in row.said.sources if one.get("url")}
