"""The steps of a batch before anything is written."""

from django.db import transaction
from django.utils.translation import gettext as _

from timeline.importing.applying import kind_of
from timeline.importing.choices import How
from timeline.importing.columns import guessed
from timeline.importing.date_cells import is_midnight
from timeline.importing.opening import open_file
from timeline.importing.planning import plan
from timeline.importing.stories import rows_of, try_story
from timeline.importing.tables import Table, WholeStory
from timeline.models import ImportBatch, ImportRow


def begin(file, *, site, kind, order: str, user) -> ImportBatch:
    """Keep an uploaded *file* and guess what its columns are. ``FileError`` for what cannot be read; nothing is kept
    then."""
    data = file.read()
    found = open_file(data, file.name)
    batch = ImportBatch(
        site=site, kind=kind.kind, name=(file.name or _("pasted text"))[:300], shape=found.shape, made_by=user
    )
    how = How(order=order)
    if isinstance(found, Table):
        batch.columns = guessed(found.columns)
        how.times = not _has_midnights_alone(found, batch.columns)
    batch.how = how.kept()
    file.seek(0)
    batch.upload.save(file.name or "text", file, save=False)
    batch.save()
    if isinstance(found, WholeStory):
        _check_story(batch, found)
    return batch


def _has_midnights_alone(table: Table, targets: list[str]) -> bool:
    """Whether every time in the file is one that programs write where none is known."""
    times = [
        row.cells[place].strip()
        for place, target in enumerate(targets)
        if target in ("time", "end_time")
        for row in table.rows
        if row.cells[place].strip()
    ]
    whole = [
        text[11:]
        for place, target in enumerate(targets)
        if target in ("date", "end_date")
        for row in table.rows
        if (text := row.cells[place].strip())[10:11] in ("T", " ") and text[:4].isdigit()
    ]
    return bool(times or whole) and all(is_midnight(time) for time in (*times, *whole))


def found_in(batch: ImportBatch) -> Table | WholeStory:
    """The file of *batch*, read once more."""
    with batch.upload.open("rb") as file:
        return open_file(file.read(), batch.name)


def table_of(batch: ImportBatch) -> Table:
    return found_in(batch)


def check(batch: ImportBatch, *, user, table: Table | None = None) -> None:
    """Read the rows of *batch* as it now stands, and keep how they read."""
    found = table or found_in(batch)
    batch.made_by = user
    if isinstance(found, WholeStory):
        _check_story(batch, found)
        return
    planned = plan(found, batch.columns, How.of(batch.how), site=batch.site, kind=kind_of(batch), user=user)
    _keep(batch, [row.kept(batch) for row in planned.rows], planned.findings)


def _check_story(batch: ImportBatch, story: WholeStory) -> None:
    findings = try_story(batch, story)
    _keep(batch, rows_of(batch, story), findings)


@transaction.atomic
def _keep(batch: ImportBatch, rows: list[ImportRow], findings: dict) -> None:
    now = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if not now.is_open:
        # Somebody has brought it in while this check was made.
        return
    batch.rows.all().delete()
    ImportRow.objects.bulk_create(rows, batch_size=500)
    batch.findings, batch.state, batch.why = findings, ImportBatch.State.CHECKED, ""
    batch.save()
