"""What reaches the disk of a picture, whichever way it comes in."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageOps

from tests.factories import make_image, picture_bytes
from tests.pictures import (
    UPLOADS,
    assert_kept_clean,
    assert_tells_nothing,
    assert_upright,
    display_p3,
    encoded,
    exif_block,
    opened,
    scene,
    stored,
    telling,
)
from timeline import uploads
from timeline.models import CampaignImage
from timeline.uploads import clean_image

pytestmark = pytest.mark.django_db


def cleaned(content: bytes):
    return opened(clean_image(ContentFile(content, name="upload")).read())


FIELDS = {
    "title": "Petition",
    "description": "Parents at a gate",
    "rights": "own-work",
    "recognisable": "nobody",
    "tags": "",
}


def by_the_form(admin, content, name):
    fields = dict(FIELDS)
    response = admin.post(reverse("wagtailimages:add"), {**fields, "file": SimpleUploadedFile(name, content)})
    assert response.status_code == 302, response.context["form"].errors
    return CampaignImage.objects.get()


def by_many_at_once(admin, content, name):
    answer = admin.post(
        reverse("wagtailimages:add_multiple"), {"title": "Petition", "files[]": SimpleUploadedFile(name, content)}
    ).json()
    assert answer["success"], answer
    return CampaignImage.objects.get(pk=answer["image_id"])


def by_the_chooser(admin, content, name):
    fields = dict(FIELDS)
    fields = {f"image-chooser-upload-{key}": value for key, value in fields.items()}
    fields["image-chooser-upload-file"] = SimpleUploadedFile(name, content)
    answer = admin.post(reverse("wagtailimages_chooser:create"), fields).json()
    assert answer["step"] == "chosen", answer
    return CampaignImage.objects.get(pk=answer["result"]["id"])


def by_replacing(admin, content, name):
    image = make_image()
    fields = dict(FIELDS)
    url = reverse("wagtailimages:edit", args=[image.pk])
    response = admin.post(url, {**fields, "file": SimpleUploadedFile(name, content)})
    assert response.status_code == 302, response.context["form"].errors
    return image


def by_code(admin, content, name):
    return make_image(file=ContentFile(content, name=name))


def by_the_file_itself(admin, content, name):
    image = CampaignImage(title="Petition")
    image.file.save(name, ContentFile(content))
    return image


def by_assigning(admin, content, name):
    image = make_image()
    image.file = ContentFile(content, name=name)
    image.save()
    return image


WAYS = [
    by_the_form,
    by_many_at_once,
    by_the_chooser,
    by_replacing,
    by_code,
    by_the_file_itself,
    by_assigning,
]


@pytest.mark.parametrize("image_format", UPLOADS)
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_stored_picture_tells_nothing_and_stands_upright(admin, way, image_format):
    name, kept_as = UPLOADS[image_format]
    image = way(admin, telling(image_format), name)
    assert_kept_clean(image)
    assert opened(stored(image.file)).format == kept_as


@pytest.mark.parametrize("image_format", UPLOADS)
def test_uploads_of_these_tests_do_tell_and_do_lie_on_their_side(image_format):
    content = telling(image_format)
    if image_format != "MPO":
        assert b"CANARY" in content
    if image_format not in ("GIF", "HEIF", "AVIF"):
        assert opened(content).getexif().get_ifd(0x8825)[1] == "N"
        assert opened(content).size == (64, 96)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_way_to_hold_a_camera_comes_out_upright(orientation):
    lay_down = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    lying = scene() if lay_down is None else scene().transpose(lay_down)
    for image_format in ("JPEG", "PNG", "WEBP"):
        content = clean_image(ContentFile(encoded(image_format, lying, exif=exif_block(orientation)), name="x")).read()
        assert_upright(content)
        assert_tells_nothing(content)


def test_garbled_exif_does_not_refuse_a_good_picture():
    """Pillow's own way to turn a picture upright raises TypeError for this one."""
    garbled = bytearray(exif_block(6))
    type_of_longitude = 72
    garbled[type_of_longitude] = 3
    lying = encoded("JPEG", scene().transpose(Image.Transpose.ROTATE_90), exif=bytes(garbled), quality=95)
    with pytest.raises(TypeError):
        ImageOps.exif_transpose(opened(lying))
    assert_upright(clean_image(ContentFile(lying, name="x")).read())


def test_wide_colours_become_those_of_the_standard():
    """The red of Display P3 is outside sRGB: read without its profile it would look dull."""
    flat = Image.new("RGB", (8, 8), (200, 120, 80))
    for image_format, options in (("JPEG", {"quality": 100}), ("PNG", {}), ("WEBP", {"lossless": True})):
        picture = cleaned(encoded(image_format, flat, icc_profile=display_p3(), **options))
        assert "icc_profile" not in picture.info
        red, green, blue = picture.convert("RGB").getpixel((4, 4))
        assert red > 207, image_format
        assert green < 119, image_format
        assert blue < 76, image_format


def test_wide_colours_with_transparency_become_those_of_the_standard():
    picture = cleaned(encoded("PNG", Image.new("RGBA", (8, 8), (200, 120, 80, 90)), icc_profile=display_p3()))
    red, _green, _blue, alpha = picture.getpixel((4, 4))
    assert (red > 207, alpha) == (True, 90)


def test_picture_with_a_broken_profile_is_kept():
    assert cleaned(encoded("JPEG", icc_profile=b"no profile at all" * 20)).size == (96, 64)


def test_print_colours_become_those_of_screens():
    picture = cleaned(encoded("JPEG", scene(mode="CMYK"), quality=95))
    assert picture.mode == "RGB"
    red, green, blue = picture.getpixel((8, 8))
    assert red > 180
    assert green < 90
    assert blue < 90


def test_transparency_is_kept():
    see_through = Image.new("RGBA", (20, 20), (10, 200, 10, 0))
    assert cleaned(encoded("PNG", see_through)).getpixel((3, 3))[3] == 0
    assert cleaned(encoded("WEBP", see_through)).getpixel((3, 3))[3] == 0
    palette = scene(mode="P")
    for image_format in ("PNG", "GIF"):
        picture = cleaned(encoded(image_format, palette, transparency=palette.getpixel((4, 4))))
        assert picture.convert("RGBA").getpixel((4, 4))[3] == 0


def test_scan_in_sixteen_bits_keeps_its_greys():
    """Made smaller for readers, its 65,536 greys would otherwise all turn white."""
    image = make_image(file=ContentFile(encoded("PNG", Image.new("I;16", (40, 40), 0x8000)), name="scan.png"))
    for spec in ("width-20", "width-20|format-webp"):
        rendition = opened(stored(image.get_rendition(spec).file)).convert("L")
        assert 120 <= rendition.getpixel((5, 5)) <= 136, spec


def test_moving_gif_moves_as_before_and_loses_its_comment():
    frames = [Image.new("RGB", (30, 20), colour) for colour in ("red", "green", "blue")]
    moving = encoded(
        "GIF", frames[0], save_all=True, append_images=frames[1:], duration=[100, 300, 200], loop=0, comment=b"CANARY"
    )
    content = clean_image(ContentFile(moving, name="x.gif")).read()
    assert_tells_nothing(content)
    with Image.open(ContentFile(content)) as picture:
        assert picture.n_frames == 3
        durations = []
        for place in range(3):
            picture.seek(place)
            durations.append(picture.info["duration"])
            assert picture.convert("RGB").getpixel((5, 5)) == frames[place].getpixel((5, 5))
        assert picture.info["loop"] == 0
    assert durations == [100, 300, 200]


def test_smaller_pictures_beside_a_phone_picture_do_not_count(settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 96 * 64
    assert cleaned(telling("MPO")).size == (96, 64)


def test_cleaning_happens_once(admin, monkeypatch):
    encodings = []
    real = uploads._encode
    monkeypatch.setattr(uploads, "_encode", lambda *args: encodings.append(1) or real(*args))
    for way in WAYS:
        CampaignImage.objects.all().delete()
        encodings.clear()
        way(admin, picture_bytes(), "x.png")
        # Two of the ways begin with a picture that is there already.
        assert len(encodings) == (2 if way in (by_replacing, by_assigning) else 1), way.__name__


def test_same_picture_twice_has_the_same_hash(admin):
    for content in (telling("JPEG"), telling("HEIF"), telling("AVIF")):
        first, second = make_image(file=ContentFile(content, name="a")), make_image(file=ContentFile(content, name="b"))
        assert first.file_hash == second.file_hash
        assert first.file.name != second.file.name


@pytest.mark.parametrize("image_format", sorted(set(UPLOADS) - {"MPO"}))
def test_file_that_stops_in_the_middle_is_refused_by_code_with_a_sentence(image_format):
    content = telling(image_format)
    with pytest.raises(ValidationError, match="damaged"):
        clean_image(ContentFile(content[: len(content) // 2], name="x"))


def test_names_are_random_and_tell_nothing():
    names = {make_image(title="Jane Smith").file.name for _ in range(3)}
    assert len(names) == 3
    assert all(re.fullmatch(r"originals/[\w-]{22}\.png", name) for name in names)


def test_original_has_no_address():
    with pytest.raises(NotImplementedError):
        _ = make_image().file.url


def test_size_for_readers_is_clean_and_its_name_cannot_be_guessed():
    image = make_image(title="Jane Smith", file=ContentFile(telling("JPEG"), name="Jane Smith.jpg"))
    renditions = [image.get_rendition(spec) for spec in ("width-48", "width-48|format-webp", "width-48|format-png")]
    for rendition in renditions:
        assert_tells_nothing(stored(rendition.file))
        assert re.fullmatch(r"sizes/[\w-]{22}\.\w+", rendition.file.name)
        assert image.file.name.split("/")[1].split(".")[0] not in rendition.file.name
