"""Where protected names stand now: for the legal group, never for readers."""

from wagtail.models import Page, get_page_models

from timeline.names_in_text import NamePattern
from timeline.protected_names import (
    WATCHED,
    child_relations,
    faults_of,
    faulty_fields,
    faulty_things,
    field_label,
    related_rows,
    things_used,
    watched_relations,
)
from timeline.querysets import published_pages


def published_pages_with(pattern: NamePattern) -> dict[Page, list[str]]:
    """The published pages that hold a name of *pattern*, each with the fields, in the order of the tree.

    A constant number of queries for each type of page and for every five hundred of its pages.
    """
    faulty = {}
    for model in WATCHED:
        faulty |= faulty_things(model, pattern)
    found = {}
    for model in get_page_models():
        # Parents by inheritance are among the models: each page is read once, as its own type.
        relations = [*child_relations(model), *watched_relations(model)]
        pages = model._default_manager.filter(pk__in=published_pages().exact_type(model).order_by().values("pk"))
        for page in pages.prefetch_related(*relations).iterator(chunk_size=500):
            related = related_rows(page)
            faults = faults_of(page, related, list(things_used(page, related)), pattern, faulty)
            if faults:
                found[page] = [_label(page, name) for name in faults]
    return dict(sorted(found.items(), key=lambda item: item[0].path))


def _label(page, name: str) -> str:
    if name in child_relations(type(page)) or name in watched_relations(type(page)):
        return name.replace("_", " ")
    return field_label(page._meta.get_field(name))


def places_with(pattern: NamePattern) -> list[tuple]:
    """What is public without a page and holds a name of *pattern*: redirects, pictures, topics and so on,
    each with the fields."""
    found = []
    for model in sorted(WATCHED, key=lambda model: model._meta.label):
        for thing in model._base_manager.order_by("pk").iterator(chunk_size=500):
            fields = faulty_fields(thing, pattern)
            if fields:
                found.append((thing, ", ".join(field_label(field) for field in fields)))
    return found
