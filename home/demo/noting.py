"""Notes what the demo makes here, and how it left it, so that ``removing`` takes that away and nothing else."""

import hashlib
import json
import threading
from collections import defaultdict
from contextlib import contextmanager

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Max
from django.db.models.signals import post_save
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from home.models import DemoThing, HomePage
from legal.models import LegalIndexPage
from press.models import Outlet, PressArchivePage
from timeline.models import CampaignImage, Term, TimelinePage, Topic
from timeline.querysets import GatedPageQuerySet

#: The pages that every site has: what the demo wrote on them is taken off, and they stay.
ROOMS = (HomePage, TimelinePage, PressArchivePage, LegalIndexPage)
#: What the demo makes besides pages.
OTHERS = (CampaignImage, Topic, Outlet, Term)
#: Wagtail writes these when somebody first asks for them.
WRITTEN_LATER = {"file_size", "file_hash"}

#: A thing by its type, as ``DemoThing`` names it, and its key.
Thing = tuple[type, int]


@contextmanager
def things_noted():
    """Note each thing that this thread makes meanwhile, and at the end how it was left."""
    thread = threading.get_ident()

    def note(sender, instance, created=False, **kwargs):
        if created and threading.get_ident() == thread and (kind := kind_of(sender)):
            kept_as = ContentType.objects.get_for_model(kind)
            DemoThing.objects.get_or_create(content_type=kept_as, object_id=instance.pk)

    # What a second load adds to an entry that nobody has changed is the demo's, too.
    as_it_left_them = unchanged_things()
    post_save.connect(note, weak=False, dispatch_uid="note_what_the_demo_makes")
    try:
        yield
    finally:
        post_save.disconnect(dispatch_uid="note_what_the_demo_makes")
    _keep_states(as_it_left_them)


def kind_of(model) -> type | None:
    """The type as which a thing of *model* is noted; ``None`` for what is no thing of the demo's."""
    if issubclass(model, Page):
        return None if issubclass(model, ROOMS) else Page
    return model if model in OTHERS else None


def noted_things() -> dict[Thing, DemoThing]:
    """All notes, by what they are of, whether that is still there or not."""
    notes = DemoThing.objects.select_related("content_type").order_by("pk")
    return {(note.content_type.model_class(), note.object_id): note for note in notes}


def demo_pages():
    """The keys of the pages that the demo made, for a query."""
    pages = ContentType.objects.get_for_model(Page)
    return DemoThing.objects.filter(content_type=pages).values("object_id")


def demo_is_there() -> bool:
    """Whether a page that the demo made is still as a page of the demo's."""
    return GatedPageQuerySet(model=Page).filter(pk__in=demo_pages()).exists()


def unchanged_things() -> set[Thing]:
    """The things that are as the demo left them."""
    noted = noted_things()
    now = states_of(noted)
    return {thing for thing, note in noted.items() if thing in now and is_unchanged(note, now[thing])}


def is_unchanged(note: DemoThing, state: dict) -> bool:
    """Whether what *note* is of, which is as *state* says, is as the demo left it."""
    if note.state is None:
        # The load was broken off: whatever somebody does in the admin is logged with their name.
        return not state["by_somebody"]
    return note.state == state


def states_of(things) -> dict[Thing, dict]:
    """How each of *things* is now: those that are still there. A constant number of queries."""
    keys = defaultdict(list)
    for kind, key in things:
        keys[kind].append(key)
    found = {}
    for kind, some in keys.items():
        found |= _states_of_pages(some) if kind is Page else _states_of_rows(kind, some)
    return found


def _states_of_pages(keys) -> dict[Thing, dict]:
    pages = GatedPageQuerySet(model=Page).filter(pk__in=keys).order_by()
    columns = "pk", "latest_revision", "live_revision", "public_record__announced_at", "public_record__digest"
    logged = _logged(PageLogEntry.objects.filter(page_id__in=keys), "page_id")
    return {
        (Page, key): {"revision": latest, "live": live, "told": _as_text(told), "digest": digest, **_past(logged, key)}
        for key, latest, live, told, digest in pages.values_list(*columns)
    }


def _states_of_rows(kind, keys) -> dict[Thing, dict]:
    rows = kind.objects.filter(pk__in=keys)
    if kind is Outlet:
        rows = rows.prefetch_related("hosts", "former_names")
    content_type = ContentType.objects.get_for_model(kind)
    entries = ModelLogEntry.objects.filter(content_type=content_type, object_id__in=[str(key) for key in keys])
    logged = _logged(entries, "object_id")
    return {(kind, row.pk): {"says": _digest(row), **_past(logged, str(row.pk))} for row in rows}


def _logged(entries, key: str) -> dict:
    """The last line in the log about each thing, and the last that somebody is named in."""
    rows = entries.order_by().values(key).annotate(last=Max("pk"), by_somebody=Max("user_id"))
    return {row[key]: row for row in rows}


def _past(logged: dict, key) -> dict:
    row = logged.get(key)
    return {"log": row["last"] if row else None, "by_somebody": bool(row and row["by_somebody"])}


def _digest(row) -> str:
    """The same as long as *row* and the rows that are kept with it say the same."""
    if hasattr(row, "serializable_data"):
        says = row.serializable_data()
    else:
        says = {field.attname: field.value_from_object(row) for field in row._meta.concrete_fields}
    says = {name: value for name, value in says.items() if name not in WRITTEN_LATER}
    return hashlib.sha256(json.dumps(says, sort_keys=True, default=_as_text).encode()).hexdigest()


def _as_text(value) -> str:
    return DjangoJSONEncoder().default(value) if hasattr(value, "isoformat") else str(value)


def _keep_states(as_it_left_them: set[Thing]) -> None:
    notes = noted_things()
    wanted = {thing: note for thing, note in notes.items() if note.state is None or thing in as_it_left_them}
    now = states_of(wanted)
    changed = []
    for thing, note in wanted.items():
        # What somebody worked on before a broken load was finished stays without: it counts as theirs.
        if thing in now and (thing in as_it_left_them or not now[thing]["by_somebody"]):
            note.state = now[thing]
            changed.append(note)
    DemoThing.objects.bulk_update(changed, ["state"], batch_size=500)
