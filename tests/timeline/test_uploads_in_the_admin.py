"""What an editor meets in the admin who adds, replaces and chooses pictures."""

import os
import struct
import zlib
from pathlib import Path

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import UploadedFile

from tests.factories import make_event, make_image, picture_bytes
from tests.papers import small_pdf
from tests.pictures import UPLOADS, encoded, stored, telling
from timeline.models import CampaignImage

pytestmark = pytest.mark.django_db

FIELDS = {
    "title": "Petition",
    "description": "Parents at a gate",
    "rights": "own-work",
    "recognisable": "nobody",
    "credit": "",
    "tags": "",
}


def too_many_pixels() -> bytes:
    """A PNG of 25.01 million pixels in a few kilobytes."""

    def chunk(name, content):
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    width, height = 5001, 5001
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = (b"\x00" + b"\x00" * ((width + 7) // 8)) * height
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


REFUSED = {
    "truncated PNG": ("a.png", lambda: cut(telling("PNG")), "damaged"),
    "PNG with nothing but its head": ("a.png", lambda: picture_bytes()[:40], "damaged"),
    "truncated JPEG": ("a.jpg", lambda: cut(encoded("JPEG")), "damaged"),
    "truncated WebP": ("a.webp", lambda: cut(encoded("WEBP")), "damaged"),
    "truncated AVIF": ("a.avif", lambda: cut(encoded("AVIF")), "damaged"),
    "truncated HEIC": ("a.heic", lambda: cut(encoded("HEIF")), "damaged"),
    "truncated GIF": ("a.gif", lambda: cut(encoded("GIF")), "damaged"),
    "too many pixels": ("a.png", too_many_pixels, "more than 25 million pixels"),
    "text named as a picture": ("a.png", lambda: b"These are words.", "not an image or a corrupted image"),
    "picture of another format": ("a.png", lambda: picture_bytes("JPEG"), "does not match the file format"),
    "format that is not kept": ("a.tiff", lambda: picture_bytes("TIFF"), "Not a supported image format"),
    "drawing": ("a.svg", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Not a supported image format"),
    "page named as a picture": ("a.jpg.html", lambda: picture_bytes("JPEG"), "Not a supported image format"),
}


@pytest.fixture(params=REFUSED.values(), ids=REFUSED)
def refused(request):
    name, content, message = request.param
    return SimpleUploadedFile(name, content()), message


def test_single_form_says_beside_the_file_what_is_wrong(admin, refused):
    upload, message = refused
    response = admin.post(reverse("wagtailimages:add"), {**FIELDS, "file": upload})
    assert response.status_code == 200
    assert message in " ".join(response.context["form"].errors["file"])
    assert list(response.context["form"].errors) == ["file"]
    assert not CampaignImage.objects.exists()


def test_form_for_many_says_what_is_wrong_with_the_file(admin, refused):
    upload, message = refused
    answer = admin.post(reverse("wagtailimages:add_multiple"), {"title": "Petition", "files[]": upload}).json()
    assert answer["success"] is False
    assert message in answer["error_message"]
    assert not CampaignImage.objects.exists()
    assert not UploadedFile.objects.exists()


def test_chooser_says_beside_the_file_what_is_wrong(admin, refused):
    upload, message = refused
    fields = {f"image-chooser-upload-{name}": value for name, value in FIELDS.items()}
    answer = admin.post(reverse("wagtailimages_chooser:create"), {**fields, "image-chooser-upload-file": upload}).json()
    assert answer["step"] == "reshow_creation_form"
    assert message in answer["htmlFragment"]
    assert not CampaignImage.objects.exists()


def test_refused_replacement_leaves_the_picture_as_it_was(admin, refused):
    upload, message = refused
    image = make_image()
    before = stored(image.file)
    response = admin.post(reverse("wagtailimages:edit", args=[image.pk]), {**FIELDS, "file": upload})
    assert message in " ".join(response.context["form"].errors["file"])
    image.refresh_from_db()
    assert stored(image.file) == before


def test_file_that_is_too_large_is_refused(admin, settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 500
    upload = SimpleUploadedFile("a.png", picture_bytes())
    response = admin.post(reverse("wagtailimages:add"), {**FIELDS, "file": upload})
    assert "too big" in " ".join(response.context["form"].errors["file"])


def test_description_is_asked_for_with_help(admin):
    html = admin.get(reverse("wagtailimages:add")).content.decode()
    assert "for those who cannot see it" in html
    assert "A picture whose rights are not known is not shown" in html
    upload = SimpleUploadedFile("a.png", picture_bytes())
    response = admin.post(reverse("wagtailimages:add"), {**FIELDS, "description": "", "file": upload})
    assert list(response.context["form"].errors) == ["description"]


def test_picture_from_the_form_for_many_is_not_shown_until_its_own_form_is_filled_in(admin):
    upload = SimpleUploadedFile("a.png", picture_bytes())
    answer = admin.post(reverse("wagtailimages:add_multiple"), {"title": "a", "files[]": upload}).json()
    image = CampaignImage.objects.get(pk=answer["image_id"])
    assert not image.may_be_shown
    assert f'name="image-{image.pk}-description"' in answer["form"]

    def fill_in(**fields):
        fields = {f"image-{image.pk}-{name}": value for name, value in {**FIELDS, **fields}.items()}
        return admin.post(reverse("wagtailimages:edit_multiple", args=[image.pk]), fields).json()

    refusal = fill_in(description="")
    assert refusal["success"] is False
    assert "This field is required" in refusal["form"]
    assert fill_in()["success"] is True
    image.refresh_from_db()
    assert (image.may_be_shown, image.description) == (True, "Parents at a gate")


def test_no_upload_ever_waits_among_the_public_media_as_it_came(admin, settings, tmp_path):
    """Wagtail would lay a file there whose form is not filled in: here, by a title that is too long."""
    settings.MEDIA_ROOT = tmp_path
    upload = SimpleUploadedFile("Jane Smith.jpg", telling("JPEG"))
    response = admin.post(reverse("wagtailimages:add_multiple"), {"title": "x" * 300, "files[]": upload})
    assert response.status_code == 400
    document = SimpleUploadedFile("Jane Smith.pdf", small_pdf())
    response = admin.post(reverse("wagtaildocs:add_multiple"), {"title": "x" * 300, "files[]": document})
    assert response.status_code == 400
    assert [name for _folder, _folders, names in os.walk(tmp_path) for name in names] == []
    with pytest.raises(SuspiciousFileOperation):
        UploadedFile(file=ContentFile(b"", name="x")).save()


def test_replacing_a_file_removes_the_old_one_and_its_sizes(admin, django_capture_on_commit_callbacks):
    image = make_image()
    old, old_hash = Path(image.file.path), image.file_hash
    old_size = Path(image.get_rendition("width-48").file.path)
    assert old.exists()
    assert old_size.exists()
    upload = SimpleUploadedFile("b.jpg", telling("JPEG"))
    with django_capture_on_commit_callbacks(execute=True):
        admin.post(reverse("wagtailimages:edit", args=[image.pk]), {**FIELDS, "file": upload})
    image.refresh_from_db()
    assert image.file_hash != old_hash
    assert Path(image.file.path).exists()
    assert not old.exists()
    assert not image.renditions.filter(filter_spec="width-48").exists()
    assert not old_size.exists()


def test_editing_the_words_leaves_the_file_alone(admin):
    image = make_image()
    name, file_hash = image.file.name, image.file_hash
    response = admin.post(reverse("wagtailimages:edit", args=[image.pk]), {**FIELDS, "description": "Better words"})
    assert response.status_code == 302
    image.refresh_from_db()
    assert (image.file.name, image.file_hash, image.description) == (name, file_hash, "Better words")


def test_same_picture_is_noticed_when_it_comes_again(admin):
    make_image(file=ContentFile(telling("JPEG"), name="a.jpg"))
    upload = SimpleUploadedFile("b.jpg", telling("JPEG"))
    answer = admin.post(reverse("wagtailimages:add_multiple"), {"title": "b", "files[]": upload}).json()
    assert answer["duplicate"] is True


@pytest.mark.parametrize("image_format", UPLOADS)
def test_admin_shows_a_picture_that_has_no_address(admin, front_page, image_format):
    name, _kept_as = UPLOADS[image_format]
    image = make_image(file=ContentFile(telling(image_format), name=name))
    make_event(image=image)
    for url in [
        reverse("wagtailimages:edit", args=[image.pk]),
        reverse("wagtailimages:index"),
        reverse("wagtailimages:index") + "?layout=list",
        reverse("wagtailimages:add_multiple"),
        reverse("wagtailimages:image_usage", args=[image.pk]),
        reverse("wagtailimages:delete", args=[image.pk]),
        reverse("wagtailimages_chooser:choose"),
        reverse("wagtailimages_chooser:choose") + "?layout=list",
        reverse("wagtailimages_chooser:chosen", args=[image.pk]),
        reverse("wagtailimages_chooser:select_format", args=[image.pk]),
        reverse("wagtailimages:preview", args=[image.pk, "width-100"]),
    ]:
        assert admin.get(url).status_code == 200, url


def test_deleting_a_picture_removes_its_files(admin, django_capture_on_commit_callbacks):
    image = make_image()
    paths = [Path(image.file.path), Path(image.get_rendition("width-48").file.path)]
    with django_capture_on_commit_callbacks(execute=True):
        admin.post(reverse("wagtailimages:delete", args=[image.pk]))
    assert not CampaignImage.objects.exists()
    assert not any(path.exists() for path in paths)


def test_api_of_the_admin_lists_pictures_without_an_address_of_the_original(admin):
    image = make_image()
    listed = admin.get("/admin/api/main/images/").json()["items"]
    assert [one["id"] for one in listed] == [image.pk]
    assert "download_url" not in listed[0]["meta"]
    assert admin.get(f"/admin/api/main/images/{image.pk}/").status_code == 200
