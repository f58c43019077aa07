"""Dates as data: what is known, its bounds, and its words."""

from datetime import UTC, date, datetime

from timeline.dates import EntryDate


def date_record(entry) -> dict:
    """The date of *entry*. Bounds that are open or not known are ``None``; no day is made up."""
    known = entry.dated
    return {
        "edtf": known.edtf,
        "extent": known.extent,
        "words": known.words,
        "earliest": day(known.earliest),
        "latest": day(known.latest),
        "occurrence": str(entry.occurrence),
    }


def edtf(known: EntryDate | None) -> str | None:
    return known.edtf if known else None


def day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def moment(value: datetime | None) -> str | None:
    """A moment on our own clocks, in UTC: “2026-03-01T09:30:00Z”."""
    return value.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat() + "Z" if value else None
