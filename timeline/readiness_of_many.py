"""What stops each of many drafts, and what would make it better: the same as in its form, in so many queries for all
of them. It goes by the rows of the drafts, which their forms keep as they are saved."""

from collections import defaultdict
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import prefetch_related_objects
from wagtail.models import Page, ReferenceIndex, Revision

from timeline.files_that_stop import faults_in, faulty_files
from timeline.form_places import place_in_form
from timeline.legal_checks import NOT_SIGNED, digest_of
from timeline.protected_names import (
    WATCHED,
    child_relations,
    faults_of,
    faulty_things,
    protected_pattern,
    related_rows,
    watched_relations,
)
from timeline.querysets import closed_pages
from timeline.readiness import Finding, improvements


@dataclass(frozen=True)
class Readiness:
    """*stops* keep a draft from going out, *advice* does not. The anchor of each is the panel that mends it."""

    stops: list[Finding]
    advice: list[Finding]


def readiness_of(entries) -> dict[int, Readiness]:
    """Of drafts of any kind, each as its own kind, by their keys. A hold on everything is no matter of theirs."""
    by_kind = defaultdict(list)
    for entry in entries:
        by_kind[type(entry)].append(entry)
    unread = set()
    for kind, of_kind in by_kind.items():
        prefetch_related_objects(of_kind, "image", *child_relations(kind), *watched_relations(kind))
        kind.fetch_for_obstacles(of_kind)
        unread |= kind.keys_for_legal_check(of_kind)
    used = _things_used(entries)
    sources = (_protected_names(entries, used), _files(entries, used), _legal_checks(entries, unread))
    return {entry.pk: _of(entry, [one.get(entry.pk, {}) for one in sources]) for entry in entries}


def _of(entry, found: list[dict[str, str]]) -> Readiness:
    stops = dict(entry.obstacles())
    for one in found:
        stops |= one
    return Readiness(_as_findings(entry, stops.items()), _as_findings(entry, improvements(entry)))


def _as_findings(entry, pairs) -> list[Finding]:
    kind = type(entry)
    return [
        Finding(str(words), "" if field == NON_FIELD_ERRORS else place_in_form(kind, field)) for field, words in pairs
    ]


def _things_used(entries) -> dict[int, list[tuple]]:
    """For each entry: the field, the model and the key of every watched row that it uses. The index of references
    knows it of the accounts, too, without fetching what stands in them."""
    types = {one.pk: model for model, one in ContentType.objects.get_for_models(*WATCHED).items()}
    keys = {str(entry.pk): entry.pk for entry in entries}
    references = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page), object_id__in=keys, to_content_type__in=types
    ).order_by("pk")
    found = defaultdict(list)
    for key, where, to_type, to_key in references.values_list(
        "object_id", "model_path", "to_content_type_id", "to_object_id"
    ):
        found[keys[key]].append((where.partition(".")[0], types[to_type], int(to_key)))
    for entry in entries:
        for name in watched_relations(type(entry)):
            found[entry.pk] += [(name, type(one), one.pk) for one in getattr(entry, name).all()]
    return found


def _protected_names(entries, used) -> dict[int, dict[str, str]]:
    pattern = protected_pattern()
    if pattern is None:
        return {}
    wanted, faulty = defaultdict(set), {}
    for things in used.values():
        for _name, model, key in things:
            wanted[model].add(key)
    for model, keys in wanted.items():
        faulty |= faulty_things(model, pattern, keys)
    return {
        entry.pk: faults_of(entry, related_rows(entry), used.get(entry.pk, []), pattern, faulty) for entry in entries
    }


def _files(entries, used) -> dict[int, dict[str, str]]:
    faulty = faulty_files([thing for things in used.values() for thing in things])
    return {entry.pk: faults_in(used.get(entry.pk, []), related_rows(entry), faulty) for entry in entries if faulty}


def _legal_checks(entries, by_their_room: set[int]) -> dict[int, dict[str, str]]:
    """Those that no legal reader has read as they stand, of those that have to be read."""
    from timeline.models import LegalSignOff

    keys = [entry.pk for entry in entries]
    to_read = by_their_room | set(closed_pages().filter(pk__in=keys).values_list("pk", flat=True))
    signed = set(LegalSignOff.objects.filter(page__in=to_read).values_list("page_id", "digest"))
    latest = {entry.pk: entry.latest_revision_id for entry in entries if entry.pk in to_read}
    revisions = Revision.objects.in_bulk([key for key in latest.values() if key])
    return {
        page: {NON_FIELD_ERRORS: NOT_SIGNED}
        for page, revision in latest.items()
        if revision not in revisions or (page, digest_of(revisions[revision].content)) not in signed
    }
