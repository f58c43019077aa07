"""A server that speaks S3, moto's, on the loopback; and a site whose files lie there."""

import logging
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from json import dumps

import requests
from django.apps import apps
from django.conf import settings
from django.core.files.storage import storages
from django.db.models import FileField
from django.test import override_settings
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import make_server

from config.object_storage import storages as settings_of
from timeline.object_storage import PrivateObjectStorage
from timeline.storage import PrivateFileSystemStorage

#: Who asks with these may do everything: moto looks at no key, but at whether there is one.
ACCESS_KEY, SECRET_KEY = "the-access-key", "the-secret-key-that-nobody-may-read"
_numbers = count(1)


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    headers: dict
    is_signed: bool


class ObjectServer:
    """moto, with what it lacks: that only a key gets a list. It may be out of reach for a while, as any server."""

    def __init__(self):
        self.asked: list[Asked] = []
        self.is_away = self.deletes_nothing = False
        self._moto = DomainDispatcherApplication(create_backend_app)
        logging.getLogger("werkzeug").setLevel(logging.WARNING)
        self._server = make_server("127.0.0.1", 0, self._answer, threaded=True, request_handler=MotoRequestHandler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def _answer(self, environ, start_response):
        names = {name.removeprefix("HTTP_").lower(): value for name, value in environ.items() if "_" in name}
        path, is_signed = environ["PATH_INFO"], "HTTP_AUTHORIZATION" in environ
        self.asked.append(Asked(environ["REQUEST_METHOD"], path, names, is_signed))
        is_away = self.is_away or (self.deletes_nothing and environ["REQUEST_METHOD"] == "DELETE")
        if is_away or (not is_signed and "/" not in path.strip("/")):
            start_response("503 Away" if is_away else "403 Forbidden", [("Content-Length", "0")])
            return [b""]
        return self._moto(environ, start_response)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *error):
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def environment(self, public: str, private: str) -> dict:
        """What the environment of a site says whose files lie here."""
        keys = {"S3_ENDPOINT_URL": self.url, "S3_ACCESS_KEY": ACCESS_KEY, "S3_SECRET_KEY": SECRET_KEY}
        return {"MEDIA_BUCKET": public, "PRIVATE_BUCKET": private, **keys}


class Buckets:
    """A public one, whose files everybody gets, and a private one."""

    def __init__(self, server: ObjectServer):
        self.server = server
        number = next(_numbers)
        self.public, self.private = f"campaign-public-{number}", f"campaign-private-{number}"

    def make(self) -> None:
        """As docs/operations.md says. By a storage, which has a connection."""
        client = PrivateObjectStorage(bucket_name=self.private).connection.meta.client
        for name in (self.public, self.private):
            client.create_bucket(Bucket=name)
        self.client = client
        self.let_everybody_read(self.public)

    def let_everybody_read(self, bucket: str) -> None:
        statement = {
            "Effect": "Allow",
            "Principal": "*",
            "Action": "s3:GetObject",
            "Resource": f"arn:aws:s3:::{bucket}/*",
        }
        policy = dumps({"Version": "2012-10-17", "Statement": [statement]})
        self.client.put_bucket_policy(Bucket=bucket, Policy=policy)

    def names(self, bucket: str) -> list[str]:
        return sorted(one["Key"] for one in self.client.list_objects_v2(Bucket=bucket).get("Contents", ()))

    def read(self, bucket: str, name: str):
        """The answer to somebody who has no key."""
        return requests.get(f"{self.server.url}/{bucket}/{name}", timeout=5)

    def bytes_of(self, bucket: str, name: str) -> bytes:
        return self.client.get_object(Bucket=bucket, Key=name)["Body"].read()


def private_fields() -> list[FileField]:
    """The columns of private files. They hold the storage that they were given when the site started."""
    fields = [one for model in apps.get_models() for one in model._meta.local_concrete_fields]
    return [one for one in fields if isinstance(one, FileField) and isinstance(one.storage, PrivateFileSystemStorage)]


@contextmanager
def files_in_buckets(server: ObjectServer, *, acl: str | None = None):
    """The site, as it would be if the environment named these buckets when it started."""
    buckets = Buckets(server)
    connection = {
        "access_key": ACCESS_KEY,
        "secret_key": SECRET_KEY,
        "endpoint_url": server.url,
        "region_name": "us-east-1",
    }
    found = {"public_bucket": buckets.public, "private_bucket": buckets.private, "public_acl": acl}
    fields = private_fields()
    on_disk = [field.storage for field in fields]
    with override_settings(OBJECT_STORAGE=connection, STORAGES=settings.STORAGES | settings_of(found)):
        for field in fields:
            field.storage = storages["private"]
        buckets.make()
        server.asked.clear()
        try:
            yield buckets
        finally:
            server.is_away = server.deletes_nothing = False
            for field, storage in zip(fields, on_disk, strict=True):
                field.storage = storage
