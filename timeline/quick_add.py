"""A good draft from one short form: what, when, and where it was read."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from difflib import SequenceMatcher

from django.db import transaction
from django.db.models import Q
from django.utils.functional import cached_property
from wagtail.models import Site

from timeline.links.addresses import address_key
from timeline.own_pages import closed_keys

#: From here on two titles are taken for the same thing said twice.
ALIKE = 0.8
#: Two entries of one thing may differ by so much in their dates.
APART = timedelta(days=31)
MOST_ALIKE = 5


@dataclass(frozen=True)
class Given:
    """What an editor has given: a date, or ``None``, and texts, which may be empty but for the title. *more* is what
    the chosen kind has asked for itself."""

    title: str
    date: object
    summary: str = ""
    url: str = ""
    more: dict = field(default_factory=dict)


@dataclass(frozen=True)
class QuickKind:
    """A kind that the short form makes, and the pages that its user may add it under."""

    kind: type
    parents: list

    @cached_property
    def fields(self) -> dict:
        return self.kind.quick_fields(self.parents)


def parents_of(kind, user, site: Site | None) -> list:
    """Where *user* may add an entry of *kind*: on *site* if it may be there, else anywhere. What an order closes is for
    those who see orders."""
    found = []
    for model in kind.allowed_parent_page_models():
        pages = model._default_manager.order_by("path")
        if not user.has_perm("timeline.view_restriction"):
            pages = pages.exclude(pk__in=closed_keys())
        for page in pages:
            if page.permissions_for_user(user).can_add_subpage() and kind.can_create_at(page):
                found.append(page)
    here = [page for page in found if site and page.path.startswith(site.root_page.path)]
    return here or found


def quick_kinds(user, site) -> dict[str, QuickKind]:
    """The kinds that the short form makes, by their names."""
    from timeline.models import TimelineEntry

    kinds = [kind for kind in TimelineEntry.kinds() if kind.is_added_quickly]
    return {kind.kind: QuickKind(kind, parents) for kind in kinds if (parents := parents_of(kind, user, site))}


@transaction.atomic
def make_draft(kind, parent, given: Given, user, way=""):
    """The draft, in the tree, with its first revision, and in the inbox."""
    from timeline.inbox import put_in
    from timeline.models import InboxItem

    page = kind(title=given.title, date=given.date, summary=given.summary, live=False, owner=user)
    page.take_quickly(given)
    parent.add_child(instance=page)
    # As Wagtail keeps a draft: what it lacks is asked for when it goes out.
    page.save_revision(user=user, log_action=True, clean=False)
    put_in(page, way or InboxItem.Way.QUICK, user)
    return page


def entries_like(given: Given) -> list:
    """Entries of every kind that may be the same thing, drafts too: those that name the same address first, then
    those with nearly the same title at about the same time."""
    from timeline.models import TimelineEntry

    same = _with_address(given.url)
    near = TimelineEntry.objects.exclude(pk__in=same)
    if given.date and given.date.earliest and given.date.latest:
        near = near.overlapping(first=given.date.earliest - APART, last=given.date.latest + APART)
    likeness = likeness_to(given.title)
    titles = near.values_list("pk", "title")
    alike = [(how, key) for key, title in titles if (how := likeness(title)) >= ALIKE]
    keys = [*same, *(key for _how, key in sorted(alike, reverse=True))][:MOST_ALIKE]
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


def likeness_to(title: str) -> Callable[[str], float]:
    """How alike another title is to *title*, from 0 to 1; 0 where it is less than would count."""
    matcher = SequenceMatcher(autojunk=False)
    # It remembers what it learns of the second text, and of that alone.
    matcher.set_seq2(title.casefold())

    def likeness(other: str) -> float:
        matcher.set_seq1(other.casefold())
        # The two cheap bounds spare nearly every title the whole comparison.
        if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
            return 0.0
        return matcher.ratio()

    return likeness
