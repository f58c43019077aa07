"""Files that a new one has replaced are deleted, whichever way the new one came. Their sizes go with them: see the
``save()`` of a picture.

Wagtail deletes them in its own form alone, before it is certain that the new one stays: our forms leave it to this. And
a file that code or an import replaces would lie there for ever.
"""

from django.db import transaction
from wagtail.tasks import delete_file_from_storage_task


def note_replaced(thing) -> None:
    """Remember which file of *thing* the new one takes the place of."""
    before = type(thing)._base_manager.filter(pk=thing.pk).values_list("file", flat=True).first() if thing.pk else None
    thing.file_before = getattr(thing, "file_before", None) or before


def throw_away_replaced(thing) -> None:
    """Delete that file, now that the row of *thing* names another, once this is certain."""
    before, thing.file_before = getattr(thing, "file_before", None), None
    if not before or before == thing.file.name or type(thing)._base_manager.filter(file=before).exists():
        return
    where = thing.file.storage.deconstruct()
    transaction.on_commit(lambda: delete_file_from_storage_task.enqueue(where, before))
