"""Re-encoding of pictures: what reaches the disk is pixels, and nothing that a camera wrote beside them."""

import secrets
from io import BytesIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image, ImageCms, ImageOps, ImageSequence, UnidentifiedImageError

# What each readable format is kept as. A phone's HEIC becomes JPEG, which every reader can open.
KEPT_AS = {"JPEG": "JPEG", "MPO": "JPEG", "HEIF": "JPEG", "PNG": "PNG", "WEBP": "WEBP", "AVIF": "AVIF", "GIF": "GIF"}
SUFFIX = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "AVIF": ".avif", "GIF": ".gif"}
SAVE_OPTIONS = {
    "JPEG": {"quality": 90, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 90},
    "AVIF": {"quality": 80},
    "GIF": {},
}
# Everything else that Pillow hangs on an image, the embedded thumbnail and the XMP packet among it.
KEPT_INFO = {"transparency", "background", "duration", "loop"}


def clean_image(upload) -> ContentFile:
    """The picture of *upload*, turned upright, re-encoded without metadata, under a neutral random name.

    Raises ``ValidationError`` with a sentence for the editor when it is no picture, is damaged, is of a
    format that we do not keep, or has more than ``WAGTAILIMAGES_MAX_IMAGE_PIXELS`` pixels.
    """
    upload.seek(0)
    try:
        with Image.open(upload) as image:
            _refuse_too_many_pixels(image)
            kept_as = KEPT_AS.get(image.format)
            if kept_as is None:
                raise ValidationError("Use a JPEG, PNG, WebP, AVIF, GIF or HEIC picture.", code="format")
            content = _encode(image, kept_as)
    except UnidentifiedImageError as error:
        raise ValidationError("This file is not a picture, or not one that we can read.", code="unreadable") from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValidationError(_too_many_pixels(), code="pixels") from error
    except (OSError, SyntaxError, ValueError) as error:
        # Pillow's ways of saying that the bytes stop in the middle or contradict themselves.
        raise ValidationError(
            "This picture is damaged: part of the file is missing. Export it again and upload that.", code="damaged"
        ) from error
    return ContentFile(content, name=f"{secrets.token_urlsafe(16)}{SUFFIX[kept_as]}")


def _refuse_too_many_pixels(image) -> None:
    width, height = image.size
    frames = getattr(image, "n_frames", 1)
    if width * height * frames > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise ValidationError(_too_many_pixels(), code="pixels")


def _too_many_pixels() -> str:
    millions = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
    return f"This picture has more than {millions} million pixels. Make it smaller and upload that."


def _encode(image, kept_as: str) -> bytes:
    out = BytesIO()
    if kept_as == "GIF" and getattr(image, "is_animated", False):
        frames = [_bare(frame) for frame in ImageSequence.Iterator(image)]
        frames[0].save(out, format="GIF", save_all=True, append_images=frames[1:], **_timing(image))
    else:
        # Upright first: the orientation is itself metadata, and goes.
        bare = _bare(_in_standard_colours(ImageOps.exif_transpose(image)))
        if kept_as == "JPEG" and bare.mode not in ("RGB", "L"):
            bare = bare.convert("RGB")
        bare.save(out, format=kept_as, **SAVE_OPTIONS[kept_as])
    return out.getvalue()


def _in_standard_colours(image):
    """Phones save wide-gamut colours with a profile; once the profile is gone they must be sRGB."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "L", "CMYK"):
        return image
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except ImageCms.PyCMSError:
        return image


def _timing(image) -> dict:
    return {name: image.info[name] for name in ("duration", "loop") if name in image.info}


def _bare(image):
    """A copy that has pixels, palette and transparency, and no other information."""
    bare = image.copy()
    bare.info = {name: value for name, value in image.info.items() if name in KEPT_INFO}
    if hasattr(bare, "_exif"):
        bare._exif = None
    return bare
