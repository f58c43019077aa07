"""Files that were sent and never brought in are not kept for ever: they may tell more than anybody wants to publish."""

import datetime
import logging

from django.db import transaction
from django.utils import timezone

from timeline.models import ImportBatch

logger = logging.getLogger(__name__)

#: So long after it was sent, or after its last run was stopped.
KEPT_FOR = datetime.timedelta(days=7)


def cleared_at(batch: ImportBatch) -> datetime.datetime | None:
    """When *batch* is cleared away if nobody brings it in; ``None`` for what waits, or has been brought in."""
    return (batch.started_at or batch.made_at) + KEPT_FOR if batch.is_open else None


def clear_abandoned(now: datetime.datetime | None = None) -> int:
    """Delete the files of imports that nobody has gone on with, and what was read of them. Returns how many. One that
    cannot be deleted holds up nothing else: the next run tries it again."""
    before = (now or timezone.now()) - KEPT_FOR
    sent_long_ago = ImportBatch.objects.filter(made_at__lt=before, state__in=ImportBatch.OPEN).order_by("pk")
    cleared = 0
    for key in list(sent_long_ago.exclude(started_at__gte=before).values_list("pk", flat=True)):
        try:
            cleared += _clear(key)
        except Exception:
            logger.exception("The import %s could not be cleared away", key)
    return cleared


@transaction.atomic
def _clear(key: int) -> bool:
    batch = ImportBatch.objects.select_for_update().filter(pk=key, state__in=ImportBatch.OPEN).first()
    if batch is None:
        # Somebody brings it in at this moment.
        return False
    storage, name = batch.upload.storage, batch.upload.name
    batch.delete()
    if name:
        # Within the transaction: if this fails, the next run finds the batch and tries again.
        storage.delete(name)
    return True
