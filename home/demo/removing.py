"""Takes the demo away again: what it made, and nothing that editors have made, changed or stand upon."""

from collections import Counter
from dataclasses import dataclass, field

from django.db import transaction
from wagtail.models import Page

from home.demo.noting import OTHERS, Thing, is_unchanged, noted_things, states_of
from home.demo.set_back import DemoWords
from home.demo.uses import Uses, is_part, keys_of_subjects
from home.models import DemoThing
from press.models import Capture
from timeline.last_change import note_now
from timeline.models import WebLink
from timeline.querysets import GatedPageQuerySet

CHANGED = "somebody has changed it"
BELOW = "“{title}” stands below it"
USED = "“{title}” uses it"
PART = "it is part of “{title}”"


@dataclass
class Plan:
    """What goes, in the order in which it can, and what is kept and why."""

    goes: list[Thing] = field(default_factory=list)
    kept: dict[Thing, str] = field(default_factory=dict)
    titles: dict[Thing, str] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    drafts: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.goes or self.words)

    def counted(self) -> list[tuple[str, int]]:
        """How many of each kind go, by the name of the kind."""
        pages = GatedPageQuerySet(model=Page).filter(pk__in=[key for kind, key in self.goes if kind is Page])
        kinds = Counter(page.specific_class._meta.verbose_name for page in pages.order_by("path"))
        kinds.update(kind._meta.verbose_name for kind, _key in self.goes if kind is not Page)
        return sorted((str(name), number) for name, number in kinds.items())


def plan() -> Plan:
    """What a removal would do now."""
    notes = noted_things()
    states = states_of(notes)
    there = set(states)
    words = DemoWords()
    kept = {thing: CHANGED for thing in notes if thing in there and not is_unchanged(notes[thing], states[thing])}
    pages = _pages()
    uses = Uses(there)
    _keep_what_is_used(kept, there, uses, pages, words)
    _keep_what_stands_above(kept, there, pages)
    _keep_parts(kept, there, uses, pages)
    _keep_what_stands_above(kept, there, pages)
    goes = [thing for thing in there if thing not in kept]
    titles = _titles(there, pages)
    # Pages before what they use, and of pages the lowest first.
    place = {kind: number for number, kind in enumerate((Page, *OTHERS))}
    goes.sort(key=lambda one: (place[one[0]], -pages[one[1]][1] if one[0] is Page else 0, one[1]))
    in_order = sorted(kept, key=lambda one: (place[one[0]], titles[one]))
    return Plan(goes, {one: kept[one] for one in in_order}, titles, words.in_words(), words.left_in_drafts())


def _pages() -> dict[int, tuple[str, int, str]]:
    """The path, the depth and the title of every page, by its key."""
    rows = GatedPageQuerySet(model=Page).order_by().values_list("pk", "path", "depth", "title")
    return {key: rest for key, *rest in rows}


def _titles(things, pages) -> dict[Thing, str]:
    titles = {(Page, key): pages[key][2] for kind, key in things if kind is Page}
    for kind in OTHERS:
        keys = [key for one, key in things if one is kind]
        titles |= {(kind, row.pk): str(row) for row in kind.objects.filter(pk__in=keys)}
    return titles


def _keep_what_is_used(kept, there, uses, pages, words) -> None:
    """By what editors have made, and by what they have changed."""
    changed = set(kept)
    front_page = (Page, words.home.pk) if words.home else None
    by_front_page = _used_by_front_page(words)
    for thing, users in uses.by_used.items():
        for user in sorted(users, key=lambda one: (one[0].__name__, one[1])):
            if thing in kept or (user in there and user not in changed):
                continue
            if user == front_page and by_front_page is not None and thing not in by_front_page:
                continue
            kept[thing] = USED.format(title=_title_of(user, pages))


def _used_by_front_page(words) -> set[Thing] | None:
    """What the front page uses without the demo's rows; ``None`` where all of it is an editor's."""
    if words.home is None or words.home.has_unpublished_changes:
        return None
    of_demo = words.actions_of_demo
    by_rows = {(Page, row.link_page_id) for row in words.home.actions.all() if row not in of_demo}
    text = type(words.home)._meta.get_field("introduction")
    by_text = {(Page, int(key)) for _type, key, *_path in text.extract_references(words.home.introduction)}
    return by_rows | by_text


def _title_of(thing: Thing, pages) -> str:
    kind, key = thing
    return pages[key][2] if kind is Page else str(kind.objects.get(pk=key))


def _keep_what_stands_above(kept, there, pages) -> None:
    """Above what is kept, and above what is no page of the demo's."""
    ours = {pages[key][0]: (Page, key) for kind, key in there if kind is Page}
    for key, (path, _depth, title) in pages.items():
        if (Page, key) in there and (Page, key) not in kept:
            continue
        for end in range(Page.steplen, len(path), Page.steplen):
            if above := ours.get(path[:end]):
                kept.setdefault(above, BELOW.format(title=title))


def _keep_parts(kept, there, uses, pages) -> None:
    """A page that is kept stays whole, and its parts with theirs."""
    subjects = keys_of_subjects()
    parts = {thing: users for thing, users in uses.by_used.items() if thing in there and is_part(thing, subjects)}
    waiting = True
    while waiting:
        waiting = False
        for thing, users in parts.items():
            by = next((user for user in sorted(users & set(kept), key=lambda one: one[1])), None)
            if thing not in kept and by is not None:
                kept[thing] = PART.format(title=_title_of(by, pages))
                waiting = True


@transaction.atomic
def remove(shown: Plan) -> Plan:
    """Do what *shown* says, if that is still what there is to do; files go when all is committed. ``StalePlan``
    where somebody has worked on something meanwhile."""
    keys = [key for kind, key in shown.goes if kind is Page]
    list(GatedPageQuerySet(model=Page).filter(pk__in=keys).order_by("pk").select_for_update().values_list("pk"))
    now = plan()
    if (now.goes, now.kept, now.words) != (shown.goes, shown.kept, shown.words):
        raise StalePlan
    links = _links_in_use()
    # First, for the front page leads to pages of the demo's.
    DemoWords().take_off()
    for kind, key in now.goes:
        _delete(kind, key)
    _delete_links(links - _links_in_use())
    # What is kept is the editors' own from now on.
    DemoThing.objects.all().delete()
    note_now()
    return now


class StalePlan(Exception):  # noqa: N818 - what has happened, not what is wrong
    """Something has changed since the plan was made."""


def _delete(kind, key: int) -> None:
    if kind is Page:
        GatedPageQuerySet(model=Page).get(pk=key).specific.delete()
        return
    kind.objects.get(pk=key).delete()


def _links_in_use() -> set[int]:
    return set(WebLink.objects.in_use().order_by().values_list("pk", flat=True))


def _delete_links(keys) -> None:
    """Those of *keys* of which nobody has kept or named a copy."""
    held = Capture.objects.exclude(link=None).values("link_id")
    WebLink.objects.filter(pk__in=keys, archived_url="").exclude(pk__in=held).delete()
