"""Names that an order protects, and where they must not stand: in nothing that readers see.

A page is read when it goes live. What is public as soon as it is saved, without a page of its own (a
picture, a topic, an outlet), is read in its own form, and again with each page that uses it. A message
names the field, never the name.
"""

from collections import defaultdict
from collections.abc import Iterator

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import COMMENTS_RELATION_NAME

from timeline.names_in_text import NamePattern, pattern_of

FOUND = "This holds a name that is protected by an order. Take it out."
FOUND_IN_ROW = "{section}, row {row}, {field}: this holds a name that is protected by an order. Take it out."
FOUND_IN_USE = "The {field} of the {thing} that is used here holds a name that is protected by an order."

#: Columns that no reader sees, or that repeat another: of Wagtail's own, and of ours.
NOT_READ = {"path", "url_path", "draft_title", "file_hash", "focal_point_key", "redirect_page_route_path"}
NOT_READ |= {"publishing_note"}
#: Columns in which a name may be written as one word, beside slugs, addresses and file names.
ADDRESSES = {"old_path"}
#: The models whose rows are public as soon as they are saved.
WATCHED: set[type[models.Model]] = set()


def protected_pattern() -> NamePattern | None:
    """All names that are protected now, ready to be looked for; ``None`` where there are none."""
    from timeline.models import ProtectedName

    return pattern_of(tuple(ProtectedName.objects.values_list("name", flat=True)))


# What there is to read


def is_read(thing, name: str) -> bool:
    """Whether the field *name* of *thing* holds words that readers may see."""
    return any(field.name == name for field in _fields_read(type(thing)))


def _fields_read(model) -> list[models.Field]:
    kinds = (models.CharField, models.TextField, models.FileField, StreamField)
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, kinds) and field.name not in NOT_READ and not field.choices
    ]


def _is_address(field) -> bool:
    return isinstance(field, models.SlugField | models.URLField | models.FileField) or field.name in ADDRESSES


def _words_of(field, value) -> str:
    """What *value*, of the field *field*, says to a reader. A date is no word."""
    if isinstance(field, StreamField):
        return "\n".join(_strings_in(value.get_prep_value())) if value else ""
    if isinstance(field, models.FileField):
        return (value and value.name) or ""
    return value if isinstance(value, str) else ""


def _strings_in(value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, part in value.items():
            if name not in ("type", "id"):
                yield from _strings_in(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _strings_in(part)


def faulty_fields(thing, pattern: NamePattern) -> list[models.Field]:
    """The fields of one row that hold a name of *pattern*."""
    return [
        field
        for field in _fields_read(type(thing))
        if pattern.is_in(_words_of(field, getattr(thing, field.attname)), joined=_is_address(field))
    ]


def field_label(field) -> str:
    """The field in an editor's words."""
    return "file name" if isinstance(field, models.FileField) else str(field.verbose_name)


# Pages


def fields_with_protected_names(page, *, given=None) -> dict[str, str]:
    """The fields of *page* that hold a protected name, each with the message for its editor.

    *given* has the rows of its relations where they are not on the page yet: in a form.
    """
    pattern = protected_pattern()
    if pattern is None:
        return {}
    related = related_rows(page) | (given or {})
    used = list(things_used(page, related))
    wanted = defaultdict(set)
    for _name, model, key in used:
        wanted[model].add(key)
    faulty = {}
    for model, keys in wanted.items():
        faulty |= faulty_things(model, pattern, keys)
    return faults_of(page, related, used, pattern, faulty)


def faults_of(page, related, used, pattern, faulty) -> dict[str, str]:
    """The same, with everything at hand: no query."""
    found = {field.name: FOUND for field in faulty_fields(page, pattern)}
    for name in child_relations(type(page)):
        for number, row in enumerate(related[name], start=1):
            for field in faulty_fields(row, pattern):
                place = {"section": capfirst(name.replace("_", " ")), "row": number, "field": field_label(field)}
                found.setdefault(name, FOUND_IN_ROW.format(**place))
    for name, model, key in used:
        if (model, key) in faulty:
            place = {"field": faulty[model, key], "thing": model._meta.verbose_name}
            found.setdefault(name, FOUND_IN_USE.format(**place))
    return found


def child_relations(model) -> list[str]:
    """The names of the relations whose rows belong to a page of *model*; remarks among editors are not read."""
    names = (relation.get_accessor_name() for relation in get_all_child_relations(model))
    return [name for name in names if name != COMMENTS_RELATION_NAME]


def watched_relations(model) -> list[str]:
    """The names of the relations to many watched rows, such as topics."""
    return [field.name for field in model._meta.many_to_many if field.related_model in WATCHED]


def related_rows(page) -> dict[str, list]:
    names = [*child_relations(type(page)), *watched_relations(type(page))]
    return {name: list(getattr(page, name).all()) for name in names}


def things_used(page, related) -> Iterator[tuple]:
    """Each watched row that *page* or one of its own rows refers to, with the field of the page."""
    yield from ((name, *one) for name, one in _references_from(page))
    for name in child_relations(type(page)):
        for row in related[name]:
            yield from ((name, *one) for _field, one in _references_from(row))
    for name in watched_relations(type(page)):
        yield from ((name, type(one), one.pk) for one in related[name])


def _references_from(thing) -> Iterator[tuple]:
    for field in thing._meta.concrete_fields:
        if field.many_to_one and field.related_model in WATCHED:
            key = getattr(thing, field.attname)
            if key is not None:
                yield field.name, (field.related_model, key)
        elif hasattr(field, "extract_references"):
            for model, key, *_path in field.extract_references(getattr(thing, field.attname)):
                if model in WATCHED:
                    yield field.name, (model, int(key))


# What is public without a page


def watch(*labels: str) -> None:
    """Read the rows of these models in their own forms, and with the pages that use them."""
    for label in labels:
        model = apps.get_model(label)
        WATCHED.add(model)
        for field in _fields_read(model):
            field.validators.append(_Refusal(field))


class _Refusal:
    """A validator, which the form's field shows beside it. It is no part of the database's schema."""

    def __init__(self, field):
        self.field = field

    def __call__(self, value):
        refuse_protected_names(_words_of(self.field, value), joined=_is_address(self.field))


def refuse_protected_names(text: str, *, joined: bool = False) -> None:
    """``ValidationError`` if *text* holds a protected name."""
    pattern = protected_pattern()
    if pattern and pattern.is_in(text, joined=joined):
        raise ValidationError(FOUND, code="protected-name")


def faulty_things(model, pattern, keys=None) -> dict[tuple, str]:
    """Rows of a watched *model* that hold a name of *pattern*, each with the field, as ``{(model, key): field}``;
    of all of them, or those with *keys*."""
    rows = model._base_manager.all()
    if keys is not None:
        rows = rows.filter(pk__in=keys)
    found = {}
    for row in rows.iterator(chunk_size=500):
        fields = faulty_fields(row, pattern)
        if fields:
            found[model, row.pk] = " and the ".join(field_label(field) for field in fields)
    return found
