"""A whole story that was exported: taken in as it is, by the one way that there is for it."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from timeline.data.taking import StoryError
from timeline.data.taking_in import take_in
from timeline.dates import DateError, parse
from timeline.held_tasks import indexing_held
from timeline.importing.access import may_publish
from timeline.importing.applying import Refused
from timeline.importing.choices import How
from timeline.importing.tables import WholeStory
from timeline.models import ImportRow, PublicRecord

Action = ImportRow.Action


def try_story(batch, story: WholeStory) -> dict:
    """What taking it in would do: it is done, and rolled back. The findings, and the rows as they read."""
    how = How.of(batch.how)
    if not may_publish(batch.made_by, batch):
        # A trial publishes, too.
        return {"counts": {}, "traps": [], "questions": []}
    try:
        with indexing_held(), transaction.atomic():
            counts = _taken(batch, story, how)
            transaction.set_rollback(True)
    except StoryError as error:
        return {"refused": str(error), "counts": {}, "traps": [], "questions": []}
    made = counts.get("entries", 0)
    beside = {name: number for name, number in counts.items() if name not in ("entries", "left alone")}
    return {
        "counts": {"new": made, "same": counts.get("left alone", 0)},
        "beside": beside,
        "traps": [],
        "questions": [],
    }


def rows_of(batch, story: WholeStory) -> list[ImportRow]:
    """A row for each entry of the file, before anything is written."""
    there = {uid.urn: pk for uid, pk in PublicRecord.objects.values_list("uid", "page_id")}
    return [_row(batch, number, record, there) for number, record in enumerate(story.data["entries"], start=1)]


def _row(batch, number: int, record, there) -> ImportRow:
    row = ImportRow(batch=batch, number=number, action=Action.NEW)
    if not isinstance(record, dict):
        row.action, row.errors = Action.ERROR, [_("This is no record.")]
        return row
    texts = {name: value for name, value in record.items() if isinstance(value, str)}
    row.title, row.line, row.external_id = (
        texts.get("title", "")[:255],
        texts.get("summary", "")[:500],
        texts.get("id", "")[:200],
    )
    date = record.get("date")
    try:
        row.when = (texts.get("wording") or parse(date["edtf"], extent=date.get("extent")).words)[:255]
    except (DateError, ValueError, KeyError, TypeError):
        row.when = ""
    sources = record.get("sources")
    first = sources[0] if isinstance(sources, list) and sources and isinstance(sources[0], dict) else {}
    row.source = str(first.get("url") or first.get("title") or "")[:1000]
    if row.external_id in there:
        row.action, row.page_id = Action.SAME, there[row.external_id]
        row.remarks = [_("An entry with this id is there: it is left alone.")]
    return row


def write_story(batch, story: WholeStory) -> None:
    """Take it in, and keep of each page that was made by which revision. Within the caller's transaction."""
    if batch.made_by is None or not may_publish(batch.made_by, batch):
        raise Refused(_("Whoever sent this story may not publish there."))
    rows, keys = rows_of(batch, story), []
    counts = _taken(batch, story, How.of(batch.how), pages=keys)
    made = {page.pk: page for page in Page.objects.filter(pk__in=keys).order_by("pk")}
    uids = dict(PublicRecord.objects.filter(page_id__in=made).values_list("uid", "page_id"))
    named = {row.external_id for row in rows}
    by_urn = {uid.urn: made.pop(pk) for uid, pk in uids.items() if uid.urn in named}
    for row in rows:
        if row.action == Action.NEW and row.external_id in by_urn:
            _mark(row, by_urn[row.external_id])
        elif row.action == Action.NEW:
            row.action, row.remarks = Action.SAME, [_("An entry with this id was here, and is gone: it is left alone.")]
    for page in made.values():
        # Cases, chapters, pages of people and bodies.
        row = ImportRow(batch=batch, number=0, action=Action.NEW, title=page.title[:255])
        rows.append(_mark(row, page))
    batch.rows.all().delete()
    ImportRow.objects.bulk_create(rows, batch_size=500)
    beside = {name: number for name, number in counts.items() if name not in ("entries", "left alone")}
    batch.findings = {
        **batch.findings,
        "counts": {"new": counts.get("entries", 0), "same": counts.get("left alone", 0)},
        "beside": beside,
    }


def _mark(row: ImportRow, page: Page) -> ImportRow:
    row.page_id, row.outcome, row.revision_made = page.pk, ImportRow.Outcome.MADE, page.latest_revision_id
    row.was_published, row.to_index = page.live, True
    return row


def _taken(batch, story: WholeStory, how: How, pages: list | None = None) -> dict[str, int]:
    return take_in(
        story.data,
        site=batch.site,
        user=batch.made_by,
        keep_clocks=how.keep_clocks,
        in_digest=how.announcing == "digest",
        pages=pages,
    )
