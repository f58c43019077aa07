"""What lies in the storages is compared with what the rows and the gate say, on whatever storage."""

import datetime
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command
from django.utils import timezone

from tests.factories import make_document, make_event, make_image
from timeline.command_runs import alone
from timeline.models import CampaignRendition, CommandRun, TimelineEntry
from timeline.reconciling import files_in, reconcile

pytestmark = pytest.mark.django_db
IN_MEMORY = "django.core.files.storage.InMemoryStorage"
FILES = "django.core.files.storage.FileSystemStorage"
PRIVATE = "timeline.storage.PrivateFileSystemStorage"
LATER = timezone.now() + datetime.timedelta(days=1)
SIZE = "width-48"


@pytest.fixture(params=["disk", "objects"])
def stores(request, settings, tmp_path):
    """The two storages, empty: on a disk, and one that knows no disk, as a provider's does."""
    if request.param == "disk":
        public = {"BACKEND": FILES, "OPTIONS": {"location": str(tmp_path / "media"), "base_url": "/media/"}}
        private = {"BACKEND": PRIVATE, "OPTIONS": {"location": str(tmp_path / "private")}}
    else:
        public = {"BACKEND": IN_MEMORY, "OPTIONS": {"base_url": "https://files.example.org/"}}
        private = {"BACKEND": IN_MEMORY, "OPTIONS": {}}
    settings.STORAGES = settings.STORAGES | {"default": public, "private": private}
    # The fields hold the storage that they were given when the site started.
    from timeline.models import CampaignDocument, CampaignImage

    before = [
        (model._meta.get_field("file"), model._meta.get_field("file").storage)
        for model in (CampaignImage, CampaignDocument)
    ]
    for column, _storage in before:
        column.storage = storages["private"]
    yield storages["default"], storages["private"]
    for column, storage in before:
        column.storage = storage


@pytest.fixture
def image(front_page, stores):
    return make_image()


def put(storage, name: str) -> str:
    return storage.save(name, ContentFile(b"something"))


def run(*options) -> str:
    out = StringIO()
    call_command("reconcile_media", *options, stdout=out, stderr=out)
    return out.getvalue()


def test_nothing_is_found_where_all_is_well(stores, image):
    make_event(image=image)
    make_document()
    image.get_rendition(SIZE)
    found = reconcile(now=LATER)
    assert not any([found.stray, found.misplaced, found.without_file, found.unknown, found.elsewhere, found.lost])
    assert image.renditions.count() == 1


def test_sizes_that_no_row_knows_go(stores, image):
    public, private = stores
    strays = [put(public, "images/left.jpg"), put(private, "sizes/left.jpg")]
    assert reconcile(now=LATER, dry_run=True).stray == sorted(strays)
    assert (public.exists(strays[0]), private.exists(strays[1])) == (True, True)
    assert reconcile(now=LATER).stray == sorted(strays)
    assert (public.exists(strays[0]), private.exists(strays[1])) == (False, False)


def test_what_is_being_written_is_left_alone(stores, image):
    public, private = stores
    names = put(public, "images/new.jpg"), put(private, "originals/new.jpg")
    found = reconcile(delete_unknown=True)
    assert (found.stray, found.unknown) == ([], [])
    assert (public.exists(names[0]), private.exists(names[1])) == (True, True)


def test_public_size_of_a_picture_that_nothing_shows_goes(stores, image):
    public, _private = stores
    page = make_event(image=image)
    name = image.get_rendition(SIZE).file.name
    # Past everything that would have told of it.
    TimelineEntry.objects.filter(pk=page.pk).published().update(live=False)
    assert reconcile(now=LATER, dry_run=True).misplaced == [name]
    assert public.exists(name)
    assert reconcile(now=LATER).misplaced == [name]
    assert not public.exists(name)
    assert not image.renditions.exists()


def test_row_without_its_file_goes_and_the_size_is_drawn_again(stores, image):
    public, _private = stores
    make_event(image=image)
    lost = image.get_rendition(SIZE)
    public.delete(lost.file.name)
    assert reconcile(now=LATER).without_file == [lost.file.name]
    image.refresh_from_db()
    again = image.get_rendition(SIZE)
    assert public.exists(again.file.name)
    assert again.file.name != lost.file.name


def test_private_file_that_no_row_knows_is_told_of_and_deleted_on_request_alone(stores, image):
    _public, private = stores
    unknown = put(private, "originals/unknown.jpg")
    assert reconcile(now=LATER).unknown == [unknown]
    assert private.exists(unknown)
    reconcile(now=LATER, delete_unknown=True)
    assert not private.exists(unknown)
    assert private.exists(image.file.name)


def test_public_file_that_is_no_size_is_told_of(stores, image):
    public, _private = stores
    name = put(public, "original_images/leak.jpg")
    assert reconcile(now=LATER, delete_unknown=True).elsewhere == [name]
    assert public.exists(name)


def test_original_that_is_lost_is_told_of(stores, image):
    _public, private = stores
    private.delete(image.file.name)
    assert reconcile(now=LATER).lost == [image.file.name]


def test_folders_are_read_to_the_bottom(stores):
    public, _private = stores
    names = {put(public, name) for name in ("images/one.jpg", "images/deep/er/two.jpg", "three.jpg")}
    assert set(files_in(public)) == names


def test_storage_that_knows_no_times_is_looked_through_too(stores, image, monkeypatch):
    public, _private = stores
    name = put(public, "images/left.jpg")

    def unknown(self, name):
        raise NotImplementedError

    monkeypatch.setattr(type(public), "get_modified_time", unknown)
    assert name in reconcile().stray


def test_command_says_what_it_did_and_that_it_ran(stores, image):
    put(stores[1], "originals/unknown.jpg")
    words = run("--dry-run")
    assert "0 private files that no row knows." in words
    assert not CommandRun.objects.exists()
    words = run("--names")
    assert "0 sizes that lay where they may not lie." in words
    assert CommandRun.objects.get(name="reconcile_media").ended_at


def test_command_names_the_files_and_says_what_it_would_do(stores, image, monkeypatch):
    monkeypatch.setattr("timeline.reconciling.YOUNG", -datetime.timedelta(hours=1))
    put(stores[0], "images/left.jpg")
    put(stores[1], "originals/unknown.jpg")
    words = run("--dry-run", "--names")
    assert "1 sizes of pictures that no row knows: to be deleted.\n  images/left.jpg" in words
    assert "1 private files that no row knows: left.\n  originals/unknown.jpg" in words
    assert "deleted." in run("--delete-unknown")
    assert list(files_in(stores[0])) == []


def test_one_run_at_a_time(stores, image):
    with alone("reconcile_media"):
        assert "Another run is at work." in run()
    assert not CampaignRendition.objects.exists()
