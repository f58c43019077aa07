"""The tests: the real settings of a database file, quick passwords, files in a folder of their own."""

import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import CACHES, DATABASES, DRAWN_EACH_TIME, FILES_ON_THIS_MACHINE, STORAGES, TASKS, env

# Tests without a database clear the caches too. tests/accounts/test_shared_counts.py asks the real one.
CACHES = CACHES | DRAWN_EACH_TIME | {"signin": {**CACHES["default"], "LOCATION": "signin"}}
# What another thread would do, it would do past the transaction that a test works in.
TASKS = TASKS | {"after_the_answer": TASKS["default"]}
SECRET_KEY = "for-the-tests-only"
ALLOWED_HOSTS = ["localhost", "testserver", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SECURITY_CONTACT, SECURITY_EXPIRES = ["mailto:security@example.org"], "2999-01-31"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

# TEST_FILES names a folder that stays, so that "pytest --reuse-db" finds the database of its last run. Each worker of
# "pytest -n" has a folder of its own in it.
_STAYS = env("TEST_FILES", default="")
_FILES = (
    Path(_STAYS) / env("PYTEST_XDIST_WORKER", default="")
    if _STAYS
    else Path(tempfile.mkdtemp(prefix="throughline-tests-"))
)
_FILES.mkdir(parents=True, exist_ok=True)
DATA_DIR = _FILES
MEDIA_ROOT, MEDIA_URL = _FILES / "media", "/media/"
# Whatever the environment says of buckets: tests/object_storage.py has a server of its own.
OBJECT_STORAGE = {}
_PRIVATE = {**FILES_ON_THIS_MACHINE["private"], "OPTIONS": {"location": str(_FILES / "private")}}
STORAGES = {**STORAGES, **FILES_ON_THIS_MACHINE, "private": _PRIVATE}

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: write-ahead log and locks are part of what is tested.
    DATABASES["default"]["TEST"] = {"NAME": _FILES / "test.sqlite3"}
