"""A good draft from one short form: what, when, and where it was read."""

from dataclasses import dataclass
from datetime import timedelta
from difflib import SequenceMatcher

from django.db import transaction
from django.db.models import Q
from wagtail.models import Site

from timeline.links.addresses import address_key

#: From here on two titles are taken for the same thing said twice.
ALIKE = 0.8
#: Two entries of one thing may differ by so much in their dates.
APART = timedelta(days=31)
MOST_ALIKE = 5


@dataclass(frozen=True)
class Given:
    """What an editor has given: a date, or ``None``, and texts, which may be empty but for the title."""

    title: str
    date: object
    summary: str = ""
    url: str = ""


def parent_for(kind, user, site: Site | None):
    """Where *user* may add an entry of *kind*: on *site* if it may be there, else anywhere; ``None`` if nowhere."""
    found = []
    for model in kind.allowed_parent_page_models():
        for page in model._default_manager.order_by("path"):
            if page.permissions_for_user(user).can_add_subpage() and kind.can_create_at(page):
                found.append(page)
    here = [page for page in found if site and page.path.startswith(site.root_page.path)]
    return next(iter(here or found), None)


def quick_kinds(user, site) -> dict:
    """The kinds that the short form makes, by their names, each with where it would stand."""
    from timeline.models import TimelineEntry

    parents = {kind: parent_for(kind, user, site) for kind in TimelineEntry.kinds() if kind.is_added_quickly}
    return {kind.kind: (kind, parent) for kind, parent in parents.items() if parent is not None}


@transaction.atomic
def make_draft(kind, parent, given: Given, user):
    """The draft, in the tree and with its first revision."""
    page = kind(title=given.title, date=given.date, summary=given.summary, live=False, owner=user)
    page.take_quickly(given)
    parent.add_child(instance=page)
    # As Wagtail keeps a draft: what it lacks is asked for when it goes out.
    page.save_revision(user=user, log_action=True, clean=False)
    return page


def entries_like(given: Given) -> list:
    """Entries of every kind that may be the same thing, drafts too: those that name the same address first, then
    those with nearly the same title at about the same time."""
    from timeline.models import TimelineEntry

    same = _with_address(given.url)
    near = TimelineEntry.objects.exclude(pk__in=same)
    if given.date and given.date.earliest and given.date.latest:
        near = near.overlapping(first=given.date.earliest - APART, last=given.date.latest + APART)
    alike = [
        (likeness, key)
        for key, title in near.values_list("pk", "title")
        if (likeness := _likeness(given.title, title)) >= ALIKE
    ]
    keys = [*same, *(key for _likeness, key in sorted(alike, reverse=True))][:MOST_ALIKE]
    found = TimelineEntry.objects.in_bulk(keys)
    return [found[key] for key in keys]


def _with_address(url: str) -> list[int]:
    from timeline.models import TimelineEntry

    key = address_key(url) if url else ""
    if not key:
        return []
    found = []
    for kind in TimelineEntry.kinds():
        named = Q()
        for lookup in kind.addresses_of:
            named |= Q(**{f"{lookup}__key": key})
        found += kind._default_manager.filter(named).order_by("pk").values_list("pk", flat=True).distinct()
    return found[:MOST_ALIKE]


def _likeness(one: str, other: str) -> float:
    one, other = one.casefold(), other.casefold()
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    # The two cheap bounds spare nearly every title the whole comparison.
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()
