"""Compares what lies in the storages with what the rows and the gate say: for the night, when nobody waits for it.

It asks a storage for what any storage of Django's can do, so that files may lie on a disk or with a provider.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.apps import apps
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone

from timeline.models import CampaignRendition
from timeline.public_sizes import delete_sizes, misplaced_sizes
from timeline.storage import PRIVATE_SIZES, PUBLIC_SIZES, SizesStorage

#: What is younger may belong to a row that is being written just now.
YOUNG = timedelta(hours=1)


@dataclass
class Reconciliation:
    """What was found. What stands in ``unknown`` and ``elsewhere`` is reported; the rest is mended, unless it is a dry
    run."""

    #: Files among the sizes that no row knows.
    stray: list[str] = field(default_factory=list)
    #: Sizes that lie where they may not lie.
    misplaced: list[str] = field(default_factory=list)
    #: Rows of sizes whose file is not there.
    without_file: list[str] = field(default_factory=list)
    #: Private files that no row knows: originals, documents, copies.
    unknown: list[str] = field(default_factory=list)
    #: What lies in the public storage and is no size of a picture.
    elsewhere: list[str] = field(default_factory=list)
    #: Originals and documents that a row names and that are not there.
    lost: list[str] = field(default_factory=list)


def reconcile(*, dry_run: bool = False, delete_unknown: bool = False, now: datetime | None = None) -> Reconciliation:
    """Compare, and mend what can be mended without a loss. With *delete_unknown* the private files that no row knows
    are deleted, too."""
    before = (now or timezone.now()) - YOUNG
    found = Reconciliation()
    public, private = storages["default"], storages["private"]
    _misplaced(found, dry_run)
    in_public, in_private = set(files_in(public)), set(files_in(private))
    sizes = set(CampaignRendition.objects.values_list("file", flat=True))
    for name in sorted(in_public - sizes):
        is_size = name.startswith(f"{PUBLIC_SIZES}/")
        _old(found.stray if is_size else found.elsewhere, public, name, before)
    known = names_in_rows()
    for name in sorted(in_private - sizes - known):
        is_size = name.startswith(f"{PRIVATE_SIZES}/")
        _old(found.stray if is_size else found.unknown, private, name, before)
    found.lost = sorted(known - in_private)
    _without_file(found, sizes - in_public - in_private, dry_run)
    if not dry_run:
        for name in found.stray:
            SizesStorage().delete(name)
        for name in found.unknown if delete_unknown else ():
            private.delete(name)
    return found


def files_in(storage: Storage, folder: str = "") -> Iterator[str]:
    """The names of all files in *storage*, in whatever folder."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in files:
        # Storages of objects may list the folder itself, without a name.
        if name:
            yield f"{folder}/{name}" if folder else name
    for name in folders:
        if name:
            yield from files_in(storage, f"{folder}/{name}" if folder else name)


def names_in_rows() -> set[str]:
    """The names of all private files that some row holds, of every room."""
    names = set()
    for model in apps.get_models():
        for column in model._meta.local_concrete_fields:
            if isinstance(column, models.FileField) and column.storage is storages["private"]:
                names.update(model._base_manager.exclude(**{column.name: ""}).values_list(column.name, flat=True))
    return names - {None}


def _misplaced(found: Reconciliation, dry_run: bool) -> None:
    sizes = misplaced_sizes()
    found.misplaced = sorted(sizes.values_list("file", flat=True))
    if not dry_run:
        delete_sizes(sizes)


def _without_file(found: Reconciliation, names: set[str], dry_run: bool) -> None:
    # Asked once more: one may have been drawn since the folders were read.
    rows = [
        row for row in CampaignRendition.objects.filter(file__in=names) if not row.file.storage.exists(row.file.name)
    ]
    found.without_file = sorted(row.file.name for row in rows)
    if not dry_run:
        delete_sizes(CampaignRendition.objects.filter(pk__in=[row.pk for row in rows]))


def _old(found: list[str], storage: Storage, name: str, before: datetime) -> None:
    try:
        if storage.get_modified_time(name) < before:
            found.append(name)
    except FileNotFoundError:
        # It has gone meanwhile.
        return
    except NotImplementedError:
        # A storage that knows no times.
        found.append(name)
