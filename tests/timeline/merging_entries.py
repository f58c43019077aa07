"""Entries that are merged: made with rows, and looked at afterwards."""

from tests.factories import (
    publish,
)
from timeline.models import EntrySource


def source(title, url="", **given):
    return EntrySource(title=title, url=url, **given)


def with_sources(entry, *sources, **rows):
    entry.sources = list(sources)
    for name, values in rows.items():
        setattr(entry, name, values)
    return publish(entry) if entry.live else entry.save_revision() and entry


def now(entry):
    """The entry as it stands in the database."""
    return type(entry).objects.get(pk=entry.pk)


def draft(entry):
    return now(entry).get_latest_revision_as_object()


def titles_of_sources(entry):
    return [row.title for row in entry.sources.all()]


def joined(entry):
    return [(row.word, row.to_id) for row in entry.relations.all()]
