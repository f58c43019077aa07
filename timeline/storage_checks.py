"""Asks the buckets of a provider whether they are as docs/operations.md says: the private one closed, the public one
given out where ``MEDIA_URL`` says, neither listed to anybody, neither keeping what was deleted."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urljoin

import requests
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.utils.translation import gettext_lazy as _

from timeline.storage import PRIVATE_SIZES, PUBLIC_SIZES

SECONDS = 15
CONTENT = b"a file to try the storage with"


@dataclass(frozen=True)
class Finding:
    """What was asked, and whether it is as it should be; ``None`` where the provider does not say."""

    words: str
    is_good: bool | None


def findings() -> Iterator[Finding]:
    """One by one, as each takes a moment. Nothing is left behind."""
    yield from _private()
    yield from _public()
    for name, words in (
        ("private", _("The private bucket keeps no old versions of what was deleted.")),
        ("default", _("The public bucket keeps no old versions of what was deleted.")),
    ):
        yield Finding(words, _keeps_no_versions(storages[name]))


def _private() -> Iterator[Finding]:
    storage = storages["private"]
    # Among the sizes: should it be left behind, reconcile_media takes it away.
    name = f"{PRIVATE_SIZES}/try-{secrets.token_urlsafe(8)}"
    try:
        taken = _takes(storage, name)
        yield Finding(_("The private bucket takes a file and gives it back to us."), taken)
        if taken:
            yield Finding(
                _("Nobody gets a file of the private bucket without our key."),
                _is_refused(lambda: _as_anybody(storage).get_object(Bucket=storage.bucket_name, Key=name)),
            )
    finally:
        gone = _goes(storage, name)
    yield Finding(_("The private bucket deletes it."), gone)
    yield Finding(_("Nobody gets a list of the private bucket without our key."), _is_not_listed(storage))


def _public() -> Iterator[Finding]:
    storage = storages["default"]
    name = f"{PUBLIC_SIZES}/try-{secrets.token_urlsafe(8)}.png"
    address = urljoin(settings.WAGTAILADMIN_BASE_URL, storage.url(name))
    try:
        taken = _takes(storage, name)
        yield Finding(_("The public bucket takes a file and gives it back to us."), taken)
        if taken:
            words = _("Readers get the sizes of pictures at {address}.").format(address=settings.MEDIA_URL)
            yield Finding(words, _read(address) == CONTENT)
    finally:
        gone = _goes(storage, name)
    yield Finding(_("The public bucket deletes it."), gone)
    yield Finding(_("Readers do not get there what was deleted."), _read(address) != CONTENT)
    yield Finding(_("Nobody gets a list of the public bucket without our key."), _is_not_listed(storage))
    folder = _read(urljoin(settings.WAGTAILADMIN_BASE_URL, settings.MEDIA_URL))
    yield Finding(_("Nor at the address of the sizes."), b"<ListBucketResult" not in (folder or b""))


def _takes(storage: Storage, name: str) -> bool:
    with suppress(OSError):
        kept = storage.save(name, ContentFile(CONTENT))
        with storage.open(kept) as file:
            return kept == name and file.read() == CONTENT
    return False


def _goes(storage: Storage, name: str) -> bool:
    with suppress(OSError):
        storage.delete(name)
        return not storage.exists(name)
    return False


def _as_anybody(storage):
    return storage.unsigned_connection.meta.client


def _is_not_listed(storage) -> bool | None:
    return _is_refused(lambda: _as_anybody(storage).list_objects(Bucket=storage.bucket_name, MaxKeys=1))


def _is_refused(ask: Callable) -> bool | None:
    from timeline.object_storage import told_as_of_a_file

    try:
        with told_as_of_a_file("to try"):
            ask()
    except PermissionError:
        return True
    except OSError:
        return None
    return False


def _keeps_no_versions(storage) -> bool | None:
    from timeline.object_storage import told_as_of_a_file

    try:
        with told_as_of_a_file("to try"):
            told = storage.connection.meta.client.get_bucket_versioning(Bucket=storage.bucket_name)
    except OSError:
        # Many providers do not know the question, and a key need not have the right to ask it.
        return None
    return told.get("Status") != "Enabled"


def _read(address: str) -> bytes | None:
    try:
        answer = requests.get(address, timeout=SECONDS, allow_redirects=False)
    except requests.RequestException:
        return None
    return answer.content if answer.ok else None
