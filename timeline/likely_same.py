"""Which entries drafts may be the same as: one address, or nearly one title at about one time."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from timeline.models import TimelineEntry
from timeline.quick_add import ALIKE, APART, MOST_ALIKE, likeness_to

_WORD = re.compile(r"\w+")
ADDRESS, TITLE, FOUND = _("the same address"), _("nearly the same title"), _("it read alike when it came in")


@dataclass(frozen=True)
class Like:
    """An entry that a draft may be the same as, and why one thinks so."""

    entry: TimelineEntry
    why: str


def likely_same(drafts, among) -> dict[int, list[Like]]:
    """For the keys of *drafts*, each as its own kind: those of the entries *among* that each may be the same as, the
    surest first. So many queries, however many drafts and entries there are."""
    found = {draft.pk: {} for draft in drafts}
    for ways in (_by_address(drafts), _by_what_came_in(drafts), _by_title(drafts, among)):
        for key, why in ways.items():
            for other, reason in why:
                if other != key:
                    found[key].setdefault(other, reason)
    wanted = {other for others in found.values() for other in others}
    entries = {entry.pk: entry for entry in among.filter(pk__in=wanted).order_by("pk")}
    return {
        key: [Like(entries[other], why) for other, why in others.items() if other in entries][:MOST_ALIKE]
        for key, others in found.items()
    }


def _by_address(drafts) -> dict[int, list[tuple]]:
    own = {draft.pk for draft in drafts}
    keys_of_own, with_key = defaultdict(set), defaultdict(dict)
    for kind in {type(draft) for draft in drafts}:
        for page, key in _addresses(kind, Q(pk__in=own)):
            keys_of_own[page].add(key)
    wanted = set().union(*keys_of_own.values())
    for kind in TimelineEntry.kinds() if wanted else ():
        for lookup in kind.addresses_of:
            rows = kind._default_manager.filter(**{f"{lookup}__key__in": wanted}).order_by("pk")
            for page, key in rows.values_list("pk", f"{lookup}__key"):
                with_key[key][page] = ADDRESS
    return {page: [one for key in sorted(keys) for one in with_key[key].items()] for page, keys in keys_of_own.items()}


def _addresses(kind, which: Q):
    """The keys of the addresses of entries of *kind*, each with the entry's own key."""
    for lookup in kind.addresses_of:
        rows = kind._default_manager.filter(which, **{f"{lookup}__isnull": False}).order_by("pk")
        yield from rows.values_list("pk", f"{lookup}__key")


def _by_what_came_in(drafts) -> dict[int, list[tuple]]:
    """What was found as the draft was made: the text that a page carries may be that of another."""
    found = {}
    for kind in {type(draft) for draft in drafts}:
        found |= kind.found_to_be_like([draft for draft in drafts if type(draft) is kind])
    return {key: [(other, FOUND) for other in others] for key, others in found.items()}


def _by_title(drafts, among) -> dict[int, list[tuple]]:
    drafts = [draft for draft in drafts if draft.has_a_title]
    near = reduce(or_, (_at_about(draft) for draft in drafts), Q(pk__in=[]))
    # One query for all drafts: which of them an entry is near is asked again below.
    near = among.filter(near).order_by("pk").values_list("pk", "draft_title", "earliest", "latest")
    rows = [(*row, words_in(row[1])) for row in near]
    found = {}
    for draft in drafts:
        title = draft.get_admin_display_title()
        likeness, words = likeness_to(title), words_in(title)
        alike = [
            (how, key)
            for key, other, earliest, latest, theirs in rows
            if _are_near(draft, earliest, latest) and _may_be_alike(words, theirs) and (how := likeness(other)) >= ALIKE
        ]
        found[draft.pk] = [(key, TITLE) for _how, key in sorted(alike, reverse=True)[: MOST_ALIKE + 1]]
    return found


def words_in(title: str) -> frozenset[str]:
    return frozenset(_WORD.findall(title.casefold()))


def _may_be_alike(words: frozenset, theirs: frozenset) -> bool:
    """Whether two titles have half of their words in common: asked first, for comparing their letters takes a hundred
    times as long. A title of a word or two may be that of another but for a slip of the pen."""
    fewest = min(len(words), len(theirs))
    return fewest <= 2 or 2 * len(words & theirs) >= fewest


def _has_a_time(draft) -> bool:
    return draft.earliest is not None and draft.latest is not None


def _at_about(draft) -> Q:
    if not _has_a_time(draft):
        # Nobody knows when: it may be any.
        return Q(pk__isnull=False)
    before = Q(earliest__isnull=True) | Q(earliest__lte=draft.latest + APART)
    return before & (Q(latest__isnull=True) | Q(latest__gte=draft.earliest - APART))


def _are_near(draft, earliest, latest) -> bool:
    if not _has_a_time(draft):
        return True
    return (earliest is None or earliest <= draft.latest + APART) and (
        latest is None or latest >= draft.earliest - APART
    )
