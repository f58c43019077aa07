"""Takes a batch back: in one transaction, and nothing that somebody has worked on since."""

from collections import defaultdict

from django.db import transaction
from django.db.models.deletion import ProtectedError
from django.utils import timezone
from wagtail.log_actions import LogContext, log
from wagtail.models import Page, PageLogEntry, Revision

from timeline.held_tasks import indexing_held
from timeline.importing.indexing import index_pages
from timeline.models import ImportBatch, ImportRow

UNDONE = "timeline.undo_import"
Outcome = ImportRow.Outcome
#: So many pages are deleted at a time.
SOME = 100


def changed_since(batch, rows) -> set[int]:
    """The keys of pages of *rows* that somebody has done anything to since the batch was written, and of those with
    pages below them that are none of the batch."""
    keys = [row.page_id for row in rows if row.page_id]
    touched = PageLogEntry.objects.filter(page_id__in=keys, timestamp__gt=batch.written_at)
    changed = set(touched.values_list("page_id", flat=True))
    pages = {page.pk: page for page in Page.objects.filter(pk__in=keys)}
    for row in rows:
        page = pages.get(row.page_id)
        if page is None:
            continue
        is_as_written = page.latest_revision_id == row.revision_made
        if row.was_published:
            is_as_written &= page.live and page.live_revision_id == row.revision_made
        elif row.outcome == Outcome.MADE:
            is_as_written &= not page.live
        if not is_as_written:
            changed.add(page.pk)
    return changed | _above_what_is_not_to_go(pages.values(), changed)


def _above_what_is_not_to_go(pages, changed: set[int]) -> set[int]:
    """The keys of those of *pages* that something stands below which is none of *pages*, or is *changed*."""
    parents = {page.path: page.pk for page in pages if page.numchild}
    if not parents:
        return set()
    ours = {page.pk for page in pages} - changed
    found = set()
    # The same queries, however many have pages below them: of the tree that they have in common.
    common = Page.objects.filter(pk__in=parents.values()).first_common_ancestor(include_self=True)
    for key, path in Page.objects.descendant_of(common).values_list("pk", "path"):
        if key not in ours:
            above = (path[:end] for end in range(Page.steplen, len(path), Page.steplen))
            found |= {parents[one] for one in above if one in parents}
    return found


@transaction.atomic
def undo(batch: ImportBatch, *, user) -> bool:
    """Delete what *batch* made, and put back what it updated. What was changed since is left, and its row says so.
    Returns whether there was anything to do: it may have been taken back already, by somebody else at that moment."""
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.state == ImportBatch.State.UNDONE:
        return False
    if batch.state not in (ImportBatch.State.DONE, ImportBatch.State.INDEXING):
        raise ValueError("only what was brought in can be taken back")
    rows = list(batch.rows.filter(outcome__in=(Outcome.MADE, Outcome.UPDATED)))
    changed = changed_since(batch, rows)
    pages = {page.pk: page for page in Page.objects.filter(pk__in=[row.page_id for row in rows if row.page_id])}
    to_delete, put_back = [], []
    with LogContext(user=user), indexing_held():
        for row in rows:
            page = pages.get(row.page_id)
            if page is None:
                row.outcome = Outcome.UNDONE
            elif page.pk in changed:
                row.outcome = Outcome.KEPT
            elif row.outcome == Outcome.MADE:
                to_delete.append((page, row))
            else:
                _put_back(page, row, batch, user)
                put_back.append(page.pk)
        _delete(to_delete, user)
        ImportRow.objects.bulk_update(rows, ["outcome", "page"], batch_size=500)
        batch.state, batch.undone_at, batch.undone_by = ImportBatch.State.UNDONE, timezone.now(), user
        batch.save(update_fields=["state", "undone_at", "undone_by"])
        log(batch.site.root_page.specific, UNDONE, user=user, data={"batch": batch.pk, "file": batch.name})
    index_pages(put_back)
    return True


def _delete(to_delete, user) -> None:
    """Delete the pages of rows: those that nothing stands below many at a time, as Django does it in fewer queries,
    and then the others, the lowest first."""
    leaves = defaultdict(list)
    for page, row in to_delete:
        if not page.numchild:
            leaves[page.specific_class].append((page, row))
    for model, pages in leaves.items():
        for start in range(0, len(pages), SOME):
            _delete_some(model, pages[start : start + SOME], user)
    for page, row in sorted((one for one in to_delete if one[0].numchild), key=lambda one: -one[0].depth):
        _delete_one(page.pk, user, row)


def _delete_some(model, pages, user) -> None:
    chosen = model.objects.filter(pk__in=[page.pk for page, _row in pages])
    try:
        with transaction.atomic():
            for page in chosen:
                # As Wagtail does for one page.
                log(page, "wagtail.delete", user=user, deleted=True)
            chosen.delete()
    except ProtectedError:
        for page, row in pages:
            _delete_one(page.pk, user, row)
    else:
        for _page, row in pages:
            row.outcome, row.page = Outcome.UNDONE, None


def _delete_one(page_key: int, user, row: ImportRow) -> None:
    page = Page.objects.get(pk=page_key).specific
    try:
        with transaction.atomic():
            page.delete(user=user)
    except ProtectedError:
        # Something that was made since stands on it.
        row.outcome = Outcome.KEPT
    else:
        row.outcome, row.page = Outcome.UNDONE, None


def _put_back(page: Page, row: ImportRow, batch, user) -> None:
    before = Revision.objects.filter(pk=row.revision_before).first()
    if before is None:
        # Old versions are cleared away after a while.
        row.outcome = Outcome.KEPT
        return
    old = before.as_object()
    revision = old.save_revision(user=user, log_action="wagtail.revert", previous_revision=before, clean=False)
    if row.was_published:
        revision.publish(user=user)
    row.outcome = Outcome.UNDONE
