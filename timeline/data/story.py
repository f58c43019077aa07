"""A whole story, or some of it, as one JSON file: all that is needed to make it anew elsewhere."""

from collections.abc import Iterator

from django.utils import timezone

from timeline.data.asking import asked_for
from timeline.data.dates import moment
from timeline.data.digests import digest_records
from timeline.data.gathering import chunks
from timeline.data.http import JSON, streamed
from timeline.data.records import as_json, records
from timeline.data.story_pages import chapter_records, subject_records
from timeline.data.terms import Terms


def story_file(request, terms: Terms):
    """The file, streamed: memory holds a few hundred entries at a time, however long the story is."""
    filters = asked_for(request)
    head = {**terms.head(filters), "exported_at": moment(timezone.now())}
    pieces = story_pieces(filters.entries(), filters.site, head, newest_first=filters.newest_first)
    return streamed(request, pieces, name="story.json", content_type=JSON)


def story_pieces(entries, site, head: dict, *, newest_first: bool = False) -> Iterator[bytes]:
    """The file by pieces. It is no JSON before its last byte, so that a file that was cut is not taken for whole."""
    yield as_json(head, indent=1).rstrip(b"\n}") + b',\n "entries": ['
    beside, topics, subjects, digests, between = {}, {}, {}, {}, b"\n"
    for gathered in chunks(entries, site, newest_first=newest_first):
        for record in records(gathered):
            yield between + as_json(record)
            between = b",\n"
            topics |= {topic["slug"]: topic for topic in record["topics"]}
        named = {one.slug: one for of_one in gathered.subjects.values() for one in of_one}
        subjects |= {row["slug"]: row for row in subject_records(named[slug] for slug in named.keys() - subjects)}
        new = {digest for digest in gathered.digests.values() if digest.urn not in digests}
        digests |= {row["id"]: row for row in digest_records(new, site)}
        for kind, of_kind in gathered.by_kind.items():
            for name, rows in kind.data_beside(of_kind, site).items():
                beside.setdefault(name, {}).update({row["id"]: row for row in rows})
    lists = {
        "topics": _in_order(topics),
        "subjects": _in_order(subjects),
        "chapters": chapter_records(site),
        "digests": _in_order(digests),
    }
    for kind in _kinds():
        lists |= {name: _in_order(beside.get(name, {})) for name in kind.data_lists}
    yield b"\n ]"
    for name, rows in lists.items():
        yield b",\n " + as_json(name) + b": " + as_json(rows)
    yield b"\n}\n"


def _kinds():
    from timeline.models import TimelineEntry

    return TimelineEntry.kinds()


def _in_order(rows: dict) -> list[dict]:
    return [rows[name] for name in sorted(rows)]
