"""The form of a picture says what was taken out of its file, by kinds and never by what it said."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from tests.factories import make_document, make_image, picture_bytes
from tests.papers import xlsx
from tests.pictures import UPLOADS, encoded, telling
from timeline.metadata import in_words
from timeline.models import CampaignDocument, CampaignImage
from timeline.uploads import clean_image

pytestmark = pytest.mark.django_db
LABEL = "Taken out of this file when it was uploaded"
FOUND = {
    "JPEG": ["place", "words", "pictures", "other"],
    "MPO": ["place", "words", "pictures"],
    "PNG": ["place", "words", "pictures", "other"],
    "WEBP": ["place", "words", "pictures", "other"],
    # Pillow writes the small picture into every format but this one.
    "AVIF": ["place", "words", "other"],
    "HEIF": ["place", "words", "pictures", "other"],
    "GIF": ["words"],
}


def taken_out_of(content: bytes) -> list[str]:
    return clean_image(ContentFile(content, name="upload")).taken_out


def form_of(admin, image) -> str:
    return admin.get(reverse("wagtailimages:edit", args=[image.pk])).content.decode()


@pytest.mark.parametrize("image_format", UPLOADS)
def test_each_kind_is_found_in_each_format(image_format):
    assert taken_out_of(telling(image_format)) == FOUND[image_format]


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_nothing_is_found_where_nothing_is(image_format):
    assert taken_out_of(picture_bytes(image_format)) == []


def with_tags(**tags) -> bytes:
    exif = Image.Exif()
    for tag, value in tags.items():
        exif[int(tag[1:], 16)] = value
    return encoded("JPEG", exif=exif)


@pytest.mark.parametrize(
    ("tag", "value", "kind"),
    [
        ("x0132", "2018:05:03 10:00:00", ["time"]),
        ("x010f", "Nokia", ["camera"]),
        ("x013b", "Jane Example", ["people"]),
        ("x8298", "Jane Example", ["people"]),
        ("x010e", "A school gate", ["words"]),
        ("x0112", 6, []),
        ("xc4a5", b"PrintIM", ["other"]),
    ],
)
def test_notes_of_a_camera_are_told_apart(tag, value, kind):
    assert taken_out_of(with_tags(**{tag: value})) == kind


def test_garbled_notes_are_named_and_refuse_nothing(monkeypatch):
    def refuse(self):
        raise TypeError("No number.")

    content = telling("WEBP")
    monkeypatch.setattr(Image.Image, "getexif", refuse)
    assert taken_out_of(content) == ["other"]


def test_it_is_kept_with_the_picture_and_shown_in_its_form(admin, front_page):
    image = make_image(file=ContentFile(telling("JPEG"), name="a.jpg"))
    html = form_of(admin, image)
    assert LABEL in html
    assert "the place where it was taken (GPS); words" in html
    assert "CANARY" not in html


def test_nothing_found_is_said(admin, front_page):
    html = form_of(admin, make_image())
    assert LABEL in html
    assert "Nothing was found." in html


def test_of_a_picture_from_before_nothing_is_said(admin, front_page):
    image = make_image()
    CampaignImage.objects.filter(pk=image.pk).update(taken_out=None)
    assert LABEL not in form_of(admin, image)
    assert in_words(None) == ""


def test_form_after_many_at_once_says_it_too(admin, front_page):
    upload = SimpleUploadedFile("a.jpg", telling("JPEG"))
    answer = admin.post(reverse("wagtailimages:add_multiple"), {"title": "A gate", "files[]": upload}).json()
    assert "the place where it was taken (GPS)" in answer["form"]


def test_form_of_a_new_picture_does_not_ask_for_it(admin, front_page):
    assert LABEL not in admin.get(reverse("wagtailimages:add")).content.decode()


def test_new_file_brings_its_own(admin, front_page):
    image = make_image(file=ContentFile(telling("JPEG"), name="a.jpg"))
    image.file = ContentFile(picture_bytes(), name="b.png")
    image.save()
    assert CampaignImage.objects.get(pk=image.pk).taken_out == []


def test_form_of_a_document_says_what_is_taken_out_and_what_stays(admin, front_page):
    for url in (reverse("wagtaildocs:add"), reverse("wagtaildocs:edit", args=[make_document().pk])):
        html = admin.get(url).content.decode()
        assert "scripts and embedded files are taken out" in html
        assert "under a black box that was only drawn over it" in html
        assert "Maximum filesize: 25.0" in html


def test_what_was_taken_out_of_a_document_is_shown_in_its_form(admin, front_page):
    document = make_document(xlsx(creator="CANARY"), name="a.xlsx")
    html = admin.get(reverse("wagtaildocs:edit", args=[document.pk])).content.decode()
    assert LABEL in html
    assert "who wrote it, changed it or holds the rights; when it was written or changed" in html
    assert "CANARY" not in html
    assert LABEL not in admin.get(reverse("wagtaildocs:add")).content.decode()


def test_of_a_document_in_which_nothing_was_found_that_is_said(admin, front_page):
    document = make_document()
    assert "Nothing was found." in admin.get(reverse("wagtaildocs:edit", args=[document.pk])).content.decode()
    CampaignDocument.objects.filter(pk=document.pk).update(taken_out=None)
    assert LABEL not in admin.get(reverse("wagtaildocs:edit", args=[document.pk])).content.decode()


def test_form_after_many_documents_at_once_says_it_too(admin, front_page):
    upload = SimpleUploadedFile("a.xlsx", xlsx(creator="CANARY"))
    answer = admin.post(reverse("wagtaildocs:add_multiple"), {"title": "A table", "files[]": upload}).json()
    assert "who wrote it" in answer["form"]
