"""The file that a new one replaces is deleted, with its sizes, whichever way the new one comes."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError
from django.db.models import Model
from django.urls import reverse

from tests.factories import make_document, make_image, picture_bytes
from tests.papers import docx, small_pdf

pytestmark = pytest.mark.django_db


def by_the_form(admin, thing, name, content):
    kind = "images" if thing._meta.model_name == "campaignimage" else "docs"
    fields = {"title": "A", "description": "A gate", "rights": "own-work", "recognisable": "nobody", "tags": ""}
    fields |= {"dated": "", "publishing_note": "", "may_be_published": "yes"}
    url = reverse(f"wagtail{kind}:edit", args=[thing.pk])
    assert admin.post(url, {**fields, "file": SimpleUploadedFile(name, content)}).status_code == 302


def by_assigning(admin, thing, name, content):
    thing.file = ContentFile(content, name=name)
    thing.save()


def by_the_file_itself(admin, thing, name, content):
    thing.file.save(name, ContentFile(content))


def by_the_file_and_then_the_row(admin, thing, name, content):
    thing.file.save(name, ContentFile(content), save=False)
    thing.save()


NEW_FILE = {make_document: ("b.docx", docx()), make_image: ("b.png", picture_bytes(size=(100, 50)))}
WAYS = [by_the_form, by_assigning, by_the_file_itself, by_the_file_and_then_the_row]


@pytest.fixture(params=WAYS, ids=lambda way: way.__name__)
def way(request):
    return request.param


def test_old_file_of_a_document_is_deleted(admin, front_page, way, django_capture_on_commit_callbacks):
    document = make_document()
    old = Path(document.file.path)
    with django_capture_on_commit_callbacks(execute=True):
        way(admin, document, "b.docx", docx())
    document.refresh_from_db()
    assert not old.exists()
    assert Path(document.file.path).exists()
    assert document.file.name.endswith(".docx")
    assert document.file_size == Path(document.file.path).stat().st_size


def test_old_file_of_a_picture_is_deleted_with_its_sizes(admin, front_page, way, django_capture_on_commit_callbacks):
    image = make_image()
    gone = [Path(image.file.path), *(Path(image.get_rendition(spec).file.path) for spec in ("width-48", "width-64"))]
    with django_capture_on_commit_callbacks(execute=True):
        way(admin, image, "b.png", picture_bytes(size=(100, 50)))
    image.refresh_from_db()
    assert [path for path in gone if path.exists()] == []
    assert not image.renditions.filter(filter_spec__in=["width-48", "width-64"]).exists()
    assert (image.width, image.height) == (100, 50)
    assert Path(image.file.path).exists()


def test_file_stays_where_the_new_one_is_refused(django_capture_on_commit_callbacks):
    document = make_document()
    old = Path(document.file.path)
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ValidationError):
        by_assigning(None, document, "b.pdf", b"<script>")
    assert old.exists()


@pytest.mark.parametrize("make", [make_document, make_image])
def test_file_stays_where_the_row_cannot_be_saved(
    admin, front_page, make, monkeypatch, django_capture_on_commit_callbacks
):
    """Wagtail's own form of a document deletes the old file first."""
    thing = make()
    old = Path(thing.file.path)

    def fails(*args, **kwargs):
        raise DatabaseError("The disk is full.")

    monkeypatch.setattr(Model, "save", fails)
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(DatabaseError):
        by_the_form(admin, thing, *NEW_FILE[make])
    monkeypatch.undo()
    thing.refresh_from_db()
    assert Path(thing.file.path) == old
    assert old.exists()


def test_saving_words_alone_deletes_nothing(django_capture_on_commit_callbacks):
    document, image = make_document(small_pdf()), make_image()
    with django_capture_on_commit_callbacks(execute=True):
        for thing in (document, image):
            thing.title = "Another"
            thing.save()
    assert Path(document.file.path).exists()
    assert Path(image.file.path).exists()
