"""One run of a batch: claimed once, written in one transaction, and then made findable a few entries at a time.

Whatever ends the process, the batch is either as it was, and may be run again, or written; what was not indexed yet
is indexed by the next run.
"""

import datetime
import logging

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import LogContext

from timeline.data.taking import StoryError
from timeline.held_tasks import indexing_held
from timeline.importing import progress
from timeline.importing.applying import Refused, write_rows
from timeline.importing.indexing import index_some
from timeline.importing.opening import open_file
from timeline.importing.stories import write_story
from timeline.importing.tables import FileError, WholeStory
from timeline.models import ImportBatch

logger = logging.getLogger(__name__)

State = ImportBatch.State
#: A run that has not said anything for so long is over.
BROKEN_OFF_AFTER = datetime.timedelta(minutes=15)
OUR_FAULT = "Something went wrong on our side, and nothing was brought in. The log of the site says more."


def may_be_run_again(batch: ImportBatch) -> bool:
    """Whether nobody works on *batch* that is to be brought in: its process was ended."""
    began = batch.started_at or batch.made_at
    return batch.is_going_on and batch.state != State.WAITING and began < timezone.now() - BROKEN_OFF_AFTER


def write_batch(pk: int) -> bool:
    """Write what *pk* holds, once. Returns whether it is written, by this run or an earlier one."""
    stuck = Q(state=State.WRITING, started_at__lt=timezone.now() - BROKEN_OFF_AFTER)
    free = ImportBatch.objects.filter(Q(state=State.WAITING) | stuck, pk=pk)
    if not free.update(state=State.WRITING, started_at=timezone.now(), why=""):
        return ImportBatch.objects.filter(pk=pk, state=State.INDEXING).exists()
    batch = ImportBatch.objects.select_related("site__root_page", "made_by").get(pk=pk)
    try:
        _write(batch)
    except (FileError, Refused, StoryError, ValidationError) as error:
        _stop(batch, " ".join(error.messages) if isinstance(error, ValidationError) else str(error))
        return False
    except Exception:
        logger.exception("import %s", pk)
        _stop(batch, OUR_FAULT)
        return False
    finally:
        progress.forget(batch)
    return True


def _write(batch: ImportBatch) -> None:
    with batch.upload.open("rb") as file:
        found = open_file(file.read(), batch.name)
    with indexing_held() as held, transaction.atomic(), LogContext(user=batch.made_by):
        # Another run, which was taken for dead, may have written it meanwhile.
        locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        if locked.state != State.WRITING:
            return
        write = write_story if isinstance(found, WholeStory) else write_rows
        write(batch, found)
        batch.state, batch.written_at = State.INDEXING, timezone.now()
        batch.save(update_fields=["state", "written_at", "findings"])
    _index_what_is_no_page(held)


def _index_what_is_no_page(held: dict) -> None:
    """Topics and the like, of which there are few. Pages are indexed after this, a few at a time."""
    from django.apps import apps
    from wagtail.models import Page

    for (_name, args), task in held.items():
        model = apps.get_model(*args[:2])
        if not issubclass(model, Page) and not hasattr(model, "sort_order"):
            task.enqueue(*args)


def index_batch(pk: int) -> None:
    """Make what was written findable, and end."""
    batch = ImportBatch.objects.get(pk=pk)
    if batch.state != State.INDEXING:
        return
    while index_some(batch):
        pass
    if ImportBatch.objects.filter(pk=pk, state=State.INDEXING).update(state=State.DONE):
        # It may tell more than was brought in.
        batch.refresh_from_db()
        batch.upload.delete(save=True)


def _stop(batch: ImportBatch, why: str) -> None:
    ImportBatch.objects.filter(pk=batch.pk).update(state=State.FAILED, why=why[:500] or _("Nothing was brought in."))
