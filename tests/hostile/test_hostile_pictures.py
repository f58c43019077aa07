"""What is kept of a picture that tells too much, and why others are refused. The stored bytes are read back."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image

from tests.factories import make_image
from tests.hostile.pictures import CLEANED, REFUSED, opened_all, too_wide_for
from tests.hostile.searching import tells
from tests.pictures import assert_tells_nothing, assert_upright, stored
from timeline.uploads import clean_image

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("what", CLEANED)
def test_what_is_planted_is_gone_from_the_picture_that_is_kept(what):
    image = make_image(file=ContentFile(CLEANED[what](), name="Jane Smith.jpg"))
    kept = stored(image.file)
    assert not tells(kept)
    assert_tells_nothing(kept)
    assert_upright(kept)
    for sign in (b"<script", b"<?php", b"PK\x03\x04", b"%PDF", b"ICC_PROFILE"):
        assert sign not in kept


@pytest.mark.parametrize("what", CLEANED)
def test_no_size_for_readers_tells_either(what):
    image = make_image(file=ContentFile(CLEANED[what](), name="a.jpg"))
    for spec in ("width-48", "width-48|format-webp"):
        assert not tells(stored(image.get_rendition(spec).file))


def test_one_frame_is_kept_of_all_that_moves_but_a_gif():
    frames = {what: opened_all(clean_image(ContentFile(CLEANED[what]())).read()) for what in CLEANED if "moves" in what}
    assert frames == {"PNG that moves": 1, "WebP that moves": 1, "GIF that moves and tells": 3}


@pytest.mark.parametrize("what", REFUSED)
def test_others_are_refused_with_a_reason(settings, what):
    make, code = REFUSED[what]
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 96 * 64 * 8
    with pytest.raises(ValidationError) as refusal:
        make_image(file=ContentFile(make(), name="a.png"))
    assert refusal.value.code == code


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF", "GIF"])
def test_size_is_known_before_pixels_are_unpacked(settings, monkeypatch, image_format):
    def unpack(self):
        raise AssertionError("It was unpacked.")

    content = too_wide_for(image_format)
    with Image.open(BytesIO(content)) as picture:
        monkeypatch.setattr(type(picture), "load", unpack)
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 79_999
    with pytest.raises(ValidationError, match="million pixels"):
        clean_image(ContentFile(content, name="a"))
