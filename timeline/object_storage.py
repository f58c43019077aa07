"""Files with a provider that speaks S3 (docs/decisions/0030). Nothing imports this unless there are buckets.

What goes wrong there is told as of a file on a disk, ``FileNotFoundError`` and ``OSError``: that is what Wagtail and we
reckon with, so that a page is drawn without a picture while the provider cannot be reached.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath

from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.encoding import filepath_to_uri
from s3transfer.exceptions import RetriesExceededError
from storages.backends.s3 import S3File, S3Storage
from storages.utils import clean_name

from timeline.file_troubles import FilesAwayError

#: Seconds. A page, or an editor, waits for the provider no longer than this, so many times.
TO_CONNECT, TO_ANSWER, TIMES = 3, 15, 2
#: A file that is read takes no more memory than this; the rest of it waits in a temporary file.
IN_MEMORY = 4 * 1024 * 1024
#: By the suffix, which our own code has chosen, and not by what an upload said of itself.
TYPES = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".gif": "image/gif",
}
ANY_TYPE = "application/octet-stream"
#: What speaks to a provider, by its address and the key: one for the process. Each takes sixteen megabytes, and the
#: library would make one for every thread and bucket. What they share is made for that (boto3, "Multithreading").
_connections: dict[tuple, object] = {}
_making = threading.Lock()
NOT_THERE = 404
REFUSED = (401, 403)


@contextmanager
def told_as_of_a_file(name: str) -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        status, code = error.response["ResponseMetadata"]["HTTPStatusCode"], error.response["Error"].get("Code")
        if status == NOT_THERE:
            raise FileNotFoundError(f"There is no file {name}.") from error
        if status in REFUSED:
            raise PermissionError(f"The provider of files refuses: {code}.") from error
        raise FilesAwayError(f"The provider of files could not: {code}.") from error
    except (BotoCoreError, Boto3Error, RetriesExceededError) as error:
        raise FilesAwayError(f"The provider of files could not be asked: {type(error).__name__}.") from error


class ObjectFile(S3File):
    """A file that is fetched as it is first read."""

    def _get_file(self):
        with told_as_of_a_file(self.name):
            return super()._get_file()

    file = property(_get_file, S3File._set_file)


class ObjectStorage(S3Storage):
    """django-storages, with what it takes from anywhere set here. The keys stand in the settings and not in the options
    of a storage: Wagtail writes those down for the task that deletes a file."""

    def __init__(self, **options):
        super().__init__(**options)
        address = "path" if self.endpoint_url else "auto"
        self.client_config = Config(
            connect_timeout=TO_CONNECT,
            read_timeout=TO_ANSWER,
            retries={"mode": "standard", "total_max_attempts": TIMES},
            signature_version="s3v4",
            s3={"addressing_style": address},
            ignore_configured_endpoint_urls=True,
            # Amazon's newer sums are understood by few others.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        # A few megabytes each: not worth a thread of their own.
        self.transfer_config = TransferConfig(use_threads=False)

    def get_default_settings(self):
        # Neither Django's settings nor the environment say anything else: not a token of Amazon's, not an address.
        ours = {
            "security_token": None,
            "session_profile": None,
            "custom_domain": None,
            "location": "",
            "object_parameters": {},
            "default_acl": None,
            "querystring_auth": False,
            "file_overwrite": False,
            "gzip": False,
            "use_ssl": True,
            "verify": None,
            "max_memory_size": IN_MEMORY,
        }
        return super().get_default_settings() | ours | settings.OBJECT_STORAGE

    @property
    def connection(self):
        key = (self.endpoint_url, self.region_name, self.access_key, self.secret_key)
        with _making:
            if key not in _connections:
                _connections[key] = super().connection
        return _connections[key]

    def _open(self, name, mode="rb"):
        with told_as_of_a_file(name):
            return ObjectFile(self._normalize_name(clean_name(name)), mode, self)

    def _save(self, name, content):
        with told_as_of_a_file(name):
            return super()._save(name, content)

    def delete(self, name):
        with told_as_of_a_file(name):
            super().delete(name)

    def exists(self, name):
        with told_as_of_a_file(name):
            return super().exists(name)

    def listdir(self, name):
        with told_as_of_a_file(name):
            return super().listdir(name)

    def size(self, name):
        with told_as_of_a_file(name):
            return super().size(name)

    def get_modified_time(self, name):
        with told_as_of_a_file(name):
            return super().get_modified_time(name)

    def get_object_parameters(self, name):
        return {"ContentType": ANY_TYPE, "CacheControl": "private, no-store"}


class PublicObjectStorage(ObjectStorage):
    """The sizes of pictures that readers are shown, below ``MEDIA_URL``, wherever the bucket has an address."""

    def get_object_parameters(self, name):
        # Asked about each time, as on a disk: what is taken back must be gone.
        return {"ContentType": TYPES.get(PurePath(name).suffix.lower(), ANY_TYPE), "CacheControl": "no-cache"}

    def url(self, name, parameters=None, expire=None, http_method=None):
        return f"{settings.MEDIA_URL}{filepath_to_uri(self._normalize_name(clean_name(name)))}"


class PrivateObjectStorage(ObjectStorage):
    """Files that no address leads to, not even a signed one: views that ask the gate read them."""

    def __init__(self, **options):
        super().__init__(**options)
        if self.default_acl not in (None, "private"):
            raise ImproperlyConfigured("The private bucket takes no list of who may read it but “private”.")

    def url(self, name, parameters=None, expire=None, http_method=None):
        raise NotImplementedError("A private file has no address.")
