"""What subscribers of another site were told of an entry, and when: its clocks, its digest, and its changes."""

import datetime

from django.utils import timezone

from timeline.data.taking import SAID_AGAIN, TAKEN
from timeline.protected_names import FOUND, faulty_fields, protected_pattern

#: Nobody was told of anything on the web before it. Far earlier moments are none on every clock on Earth.
EARLIEST = datetime.datetime(1990, 1, 1, tzinfo=datetime.UTC)


def keep_clocks_of(public, record: dict, taking) -> None:
    """Give the public record of a new entry the clocks that its *record* in the file has, and what was told of it."""
    public.announced_at = _moment(record, "announced_at", taking)
    public.materially_updated_at = _moment(record, "materially_updated_at", taking)
    if urn := taking.text(record, "announced_in"):
        public.digest = _digest(urn, taking)
        # All that a digest tells of is told of at once.
        public.announced_at = public.digest.sent_at
    public.save()
    # The newest stands first in the file, and of two that were told at once the one that was made last.
    for row in reversed(taking.rows(record, "changes")):
        _keep_change(public.page_id, row, taking)


def _digest(urn: str, taking):
    """The digest of the site that the file calls *urn*, made if it is not there."""
    if ("digests", urn) not in taking.made:
        rows = [row for row in taking.rows(taking.story, "digests") if row.get("id") == urn]
        if not rows:
            taking.refuse("announced_in", f"“{urn[:SAID_AGAIN]}” is not in the list “digests” of the file.")
        with taking.reading("Digest"):
            taking.made["digests", urn] = _made_digest(rows[0], taking)
    return taking.made["digests", urn]


def _made_digest(row: dict, taking):
    from timeline.models import Digest

    digest = Digest(
        uid=taking.uid(row, "id"),
        site=taking.site,
        title=taking.text(row, "title"),
        introduction=taking.text(row, "introduction"),
        sent_at=_needed_moment(row, "sent_at", taking),
    )
    there = Digest.objects.filter(**Digest.lookup(digest.short_id)).first()
    if there is None:
        _save_what_was_told(digest, taking)
        taking.count("digests")
        return digest
    if there.uid != digest.uid or there.site_id != taking.site.pk or there.sent_at is None:
        taking.refuse("id", TAKEN)
    return there


def _keep_change(page_key: int, row: dict, taking) -> None:
    from timeline.models import ChangeNote

    note = ChangeNote(
        page_id=page_key,
        uid=taking.uid(row, "id", "changes"),
        kind=taking.text(row, "kind", "changes", required=True),
        words=taking.text(row, "words", "changes", required=True),
        told_at=_needed_moment(row, "told_at", taking, "changes"),
    )
    if ChangeNote.objects.filter(uid=note.uid).exists():
        taking.refuse("changes.id", TAKEN)
    _save_what_was_told(note, taking, without=["page"])


def _save_what_was_told(row, taking, *, without=()) -> None:
    """Save *row*, which readers see from now on, if it is what an editor may tell them here."""
    taking.check(row, without=without)
    pattern = protected_pattern()
    for field in faulty_fields(row, pattern) if pattern else ():
        taking.refuse(field.name, FOUND)
    row.save()


def _needed_moment(row: dict, name: str, taking, within: str = "") -> datetime.datetime:
    read = _moment(row, name, taking, within)
    if read is None:
        taking.refuse(f"{within}.{name}" if within else name, "a moment is expected here.")
    return read


def _moment(row: dict, name: str, taking, within: str = "") -> datetime.datetime | None:
    """A moment that has been, in UTC."""
    value = taking.text(row, name, within)
    if not value:
        return None
    where, shown = f"{within}.{name}" if within else name, value[:SAID_AGAIN]
    try:
        read = datetime.datetime.fromisoformat(value)
        read = read.astimezone(datetime.UTC) if read.tzinfo else None
    except (ValueError, OverflowError):
        read = None
    if read is None:
        taking.refuse(where, f"“{shown}” is no moment with its offset, for example 2026-03-01T09:30:00Z.")
    if not EARLIEST <= read <= timezone.now():
        taking.refuse(where, f"“{shown}” lies ahead, or too far back: nobody can have been told then.")
    return read
