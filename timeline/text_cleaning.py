"""Text is cleaned where it is saved, whichever way it came: a form, a file, or code.

What is taken out is what neither XML 1.0 nor UTF-8 can hold, and PostgreSQL refuses in part: control characters,
but for tab and line ends, halves of surrogate pairs, and the two that are no characters. Each of them is invisible,
and one in one title would break a feed.
"""

import re

from django.apps import apps
from django.db import models
from django.db.models.signals import pre_save
from modelcluster.models import get_all_child_relations

from timeline.web_addresses import refuse_other_than_web

UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
#: How word processors end a line, or a page.
LINE_END = re.compile("[\x0b\x0c]")
ROOMS = ("timeline", "press", "legal", "home")


def printable(text: str, *, line_end: str = "\n") -> str:
    """*text* without what cannot be printed. Where a word processor ended a line, *line_end* stands."""
    return UNPRINTABLE.sub("", LINE_END.sub(line_end, text))


def printable_throughout(value):
    """The same for every text within lists and dictionaries."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {name: printable_throughout(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [printable_throughout(part) for part in value]
    return value


def clean_row(row) -> None:
    """Clean the texts in the columns of *row*; ``ValidationError`` where an address is none of the web."""
    for field in row._meta.concrete_fields:
        refuse_other_than_web(field, row.__dict__.get(field.attname))
        if isinstance(field, models.CharField | models.TextField):
            value = row.__dict__.get(field.attname)
            if isinstance(value, str) and UNPRINTABLE.search(value):
                line_end = "\n" if isinstance(field, models.TextField) else " "
                setattr(row, field.attname, printable(value, line_end=line_end))


def clean_page(page) -> None:
    """Clean *page* and the rows that belong to it, before a revision keeps them as they are."""
    clean_row(page)
    for relation in get_all_child_relations(page):
        for row in getattr(page, relation.get_accessor_name()).all():
            clean_row(row)


def clean_what_is_saved(sender, instance, **kwargs):
    clean_row(instance)


def register() -> None:
    """Clean the texts of every table of the rooms."""
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models():
            pre_save.connect(clean_what_is_saved, sender=model, dispatch_uid=f"clean_{model._meta.label}")
