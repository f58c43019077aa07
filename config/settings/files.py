"""Where files lie: on this machine, or with a provider that speaks S3 (docs/decisions/0030). Part of the settings of
every installation."""

from pathlib import Path

import environ

from config.object_storage import media_url, object_storage, storages

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parents[2]
# Everything that the site writes, apart from the public media, is in one folder: what a backup must hold.
DATA_DIR = Path(env("DATA_DIR", default=str(BASE_DIR / "var")))

FAULTS_OF_FILES: list[str] = []

MEDIA_ROOT = BASE_DIR / "media"
MEDIA_URL = media_url(FAULTS_OF_FILES)

# Only sizes of pictures that readers are shown are public files, under names that nobody can guess. Originals and
# documents lie in a storage that has no address at all.
FILES_ON_THIS_MACHINE = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "timeline.storage.PrivateFileSystemStorage",
        # A string: Wagtail writes it down for the task that deletes the file of a deleted picture.
        "OPTIONS": {"location": str(DATA_DIR / "private")},
    },
}
_WITH_A_PROVIDER = object_storage(FAULTS_OF_FILES)
# How one gets at the buckets, with the key to them. Empty: files lie on this machine.
OBJECT_STORAGE = _WITH_A_PROVIDER.get("connection", {})
STORAGES = {
    **(storages(_WITH_A_PROVIDER) if _WITH_A_PROVIDER else FILES_ON_THIS_MACHINE),
    # Of the two above, by the name of a file: public while something published shows the picture (decision 0028).
    "sizes": {"BACKEND": "timeline.storage.SizesStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WAGTAILIMAGES_RENDITION_STORAGE = "sizes"
