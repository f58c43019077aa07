"""What feeds tell of, made by the day, without the ways that lead there."""

import datetime

from tests.feed_readers import ATOM, items_of
from timeline.models import ChangeNote, Digest, PublicRecord, Restriction
from timeline.withdrawals import withdraw


def day(number: int) -> datetime.datetime:
    return datetime.datetime(2024, 5, number, 12, tzinfo=datetime.UTC)


def told(entry, number: int):
    PublicRecord.objects.filter(page_id=entry.pk).update(announced_at=day(number))
    return entry


def make_note(entry, number: int, kind="correction", words="It was 13 and not 12.", **given):
    return ChangeNote.objects.create(page_id=entry.pk, kind=kind, words=words, told_at=day(number), **given)


def make_digest(site, number: int, *entries, **given):
    values = {"title": "Entries of 2012", "introduction": "What we found.", "sent_at": day(number), **given}
    digest = Digest.objects.create(site=site, **values)
    PublicRecord.objects.filter(page_id__in=[entry.pk for entry in entries]).update(
        digest=digest, announced_at=digest.sent_at
    )
    return digest


def ids(client, address=ATOM) -> list[str]:
    return [one["id"] for one in items_of(client, address)]


def urn(entry) -> str:
    return PublicRecord.objects.get(page_id=entry.pk).urn


def shut(page, way: str) -> None:
    if way == "unpublished":
        page.unpublish()
    elif way == "withdrawn":
        withdraw(page, why="privacy")
    else:
        Restriction.objects.create(page=page, made_on="2024-01-01", scope="All of it", review_on="2030-01-01")
