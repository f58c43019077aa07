"""The record of an entry: the allow-list of what leaves the site as data."""

import json
import logging
from collections.abc import Iterator

from timeline.data.account import account_record
from timeline.data.dates import date_record, moment
from timeline.data.gathering import Gathered
from timeline.data.pictures import picture_record
from timeline.data.sources import source_record

logger = logging.getLogger("timeline.data")


def records(gathered: Gathered) -> Iterator[dict]:
    """The records of what was gathered. An entry that cannot be written is logged and left out."""
    for entry in gathered.entries:
        try:
            record = record_of(entry, gathered)
            as_json(record)
        except Exception:
            logger.exception("Entry %s cannot be written as data and is left out", entry.pk)
        else:
            yield record


def as_json(value, *, indent: int | None = None) -> bytes:
    """JSON in UTF-8 (RFC 8259). ``ValueError`` for what it cannot hold."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent).encode()


def record_of(entry, gathered: Gathered) -> dict:
    root_url, public = gathered.site.root_url, entry.public_record
    digest = gathered.digests.get(entry.pk)
    page = entry.full_url
    sources = [source_record(source) for source in entry.sources.all()]
    return {
        "id": public.urn,
        "url": root_url + public.short_path,
        "page": page,
        "kind": entry.kind,
        "title": entry.title,
        "summary": entry.summary,
        "date": date_record(entry),
        "wording": entry.date_wording,
        "date_note": entry.date_note,
        "sequence": entry.sequence,
        "significance": str(entry.significance),
        "topics": [{"slug": topic.slug, "name": topic.name} for topic in entry.topics.all()],
        "subjects": [{"slug": one.slug, "name": one.title} for one in gathered.subjects.get(entry.pk, ())],
        "text_language": entry.text_language,
        "account": account_record(entry, gathered.drawn, base=page) if gathered.drawn else None,
        "picture": picture_record(entry.illustration, root_url),
        "sources": sources,
        # A page says it only where there is no source.
        "no_source_reason": "" if sources else entry.no_source_reason,
        "related": [{"relation": word, "id": urn} for word, urn in gathered.related.get(entry.pk, ())],
        "announced_at": moment(public.announced_at),
        "announced_in": digest and digest.urn,
        "materially_updated_at": moment(public.materially_updated_at),
        "changes": [
            {"id": note.urn, "kind": note.kind, "words": note.words, "told_at": moment(note.told_at)}
            for note in gathered.changes.get(entry.pk, ())
        ],
        "facts": entry.data_facts,
    }
