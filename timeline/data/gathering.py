"""Many entries by chunks, in story order, each with all that its record needs for a constant number of queries."""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import DatabaseError
from django.db.models import Q, prefetch_related_objects

from timeline.about import subjects_of
from timeline.data.account import Drawn, named_in_accounts
from timeline.data.digests import digests_of
from timeline.data.html import expand_at_once

#: Entries that are held in memory at a time.
CHUNK = 200
#: What a database takes for a whole number.
LARGEST = 2**63 - 1

logger = logging.getLogger("timeline.data")


class Place(NamedTuple):
    """The place of an entry in story order. It means the same whatever is added or taken away before it."""

    order: int
    key: int

    def __str__(self):
        return f"{self.order}-{self.key}"

    @classmethod
    def read(cls, text: str) -> "Place":
        """The place that *text* names; ``ValueError`` if it names none."""
        found = re.fullmatch("([0-9]{1,19})-([0-9]{1,19})", text, flags=re.ASCII)
        numbers = [int(one) for one in found.groups()] if found else []
        if not found or max(numbers) > LARGEST:
            raise ValueError(f"“{text}” is no place in the story")
        return cls(*numbers)


@dataclass
class Gathered:
    """Some entries of one site, each as its own kind, and what they need from elsewhere."""

    site: object
    entries: list
    #: What their accounts need; ``None`` where they were left aside.
    drawn: Drawn | None
    #: The key of an entry -> the word and the permanent id of each published entry that it names.
    related: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    #: The key of an entry -> what readers were told of its changes, the newest first.
    changes: dict[int, list] = field(default_factory=dict)
    #: The key of an entry -> the published people and bodies that it is about.
    subjects: dict[int, list] = field(default_factory=dict)
    #: The key of an entry -> the digest in which subscribers were told of it.
    digests: dict[int, object] = field(default_factory=dict)

    @property
    def by_kind(self) -> dict[type, list]:
        found = {}
        for entry in self.entries:
            found.setdefault(type(entry), []).append(entry)
        return found


def places_after(entries, place: Place | None, *, newest_first: bool):
    """The places of *entries* that come after *place* in the order asked for, as a query."""
    if place:
        ways = ("lt", "lt") if newest_first else ("gt", "gt")
        further = Q(**{f"story_order__{ways[0]}": place.order})
        entries = entries.filter(further | Q(story_order=place.order, **{f"pk__{ways[1]}": place.key}))
    return entries.chronological(newest_first=newest_first).values_list("story_order", "pk")


def chunks(entries, site, *, newest_first: bool = False, accounts: bool = True) -> Iterator[Gathered]:
    """All of the published *entries* of *site*, ``CHUNK`` at a time, with or without their accounts."""
    place = None
    while places := list(places_after(entries, place, newest_first=newest_first)[:CHUNK]):
        yield gather(entries, places, site, accounts=accounts)
        place = Place(*places[-1])


def gather(entries, places, site, *, accounts: bool = True) -> Gathered:
    """The *entries* that stand at *places*, in that order. One that cannot be read is logged and left out."""
    keys = [key for _order, key in places]
    try:
        return _gathered(entries, keys, site, accounts)
    except DatabaseError:
        raise
    except Exception:
        logger.exception("Some entries cannot be read: each is tried alone")
    return _one_by_one(entries, keys, site, accounts)


def _one_by_one(entries, keys, site, accounts) -> Gathered:
    whole = Gathered(site, [], Drawn(site.root_url) if accounts else None)
    for key in keys:
        try:
            one = _gathered(entries, [key], site, accounts)
        except DatabaseError:
            raise
        except Exception:
            logger.exception("Entry %s cannot be read and is left out", key)
            continue
        whole.entries += one.entries
        whole.related |= one.related
        whole.changes |= one.changes
        whole.digests |= one.digests
        whole.subjects |= one.subjects
        for name in ("paragraphs", "pictures", "documents") if accounts else ():
            getattr(whole.drawn, name).update(getattr(one.drawn, name))
    return whole


def _gathered(entries, keys, site, accounts) -> Gathered:
    wanted = entries.filter(pk__in=keys).order_by()
    rows = {entry.pk: entry for entry in (wanted.for_reading() if accounts else wanted.for_cards())}
    found = [rows[key] for key in keys if key in rows]
    drawn = _drawn(found, site) if accounts else None
    gathered = Gathered(
        site,
        found,
        drawn,
        related=_related(found, site),
        changes=_changes(found),
        subjects=subjects_of(found, site),
        digests=digests_of(found),
    )
    for kind, of_kind in gathered.by_kind.items():
        prefetch_related_objects(of_kind, *kind.read_with)
        kind.fetch_for_data(of_kind, site)
    return gathered


def _drawn(entries, site) -> Drawn:
    from timeline.models import CampaignDocument, CampaignImage

    paragraphs, pictures, documents = named_in_accounts(entries)
    kept = sorted(paragraphs)
    return Drawn(
        site.root_url,
        dict(zip(kept, expand_at_once(kept), strict=True)),
        {
            one.pk: one
            for one in CampaignImage.objects.with_orders().filter(pk__in=pictures).prefetch_related("renditions")
        },
        CampaignDocument.objects.in_bulk(documents),
    )


def _related(entries, site) -> dict[int, list]:
    from timeline.models import EntryRelation, TimelineEntry

    rows = EntryRelation.objects.filter(entry_id__in=[entry.pk for entry in entries]).order_by("sort_order", "pk")
    joints = list(rows.values_list("entry_id", "to_id", "word"))
    published = TimelineEntry.objects.published().of_site(site).filter(pk__in={to for _one, to, _word in joints})
    ids = dict(published.order_by().values_list("pk", "public_record__uid"))
    found = {}
    for entry, to, word in joints:
        if ids.get(to):
            found.setdefault(entry, []).append((word, ids[to].urn))
    return found


def _changes(entries) -> dict[int, list]:
    from timeline.models import ChangeNote

    found = {}
    told = ChangeNote.objects.filter(page_id__in=[entry.pk for entry in entries], told_at__isnull=False)
    for note in told.order_by("-told_at", "-pk"):
        found.setdefault(note.page_id, []).append(note)
    return found
