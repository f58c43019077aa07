"""Re-encoding of pictures: what reaches the disk is pixels, and nothing that a camera wrote beside them."""

import secrets
from io import BytesIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import ExifTags, Image, ImageCms, ImageSequence, UnidentifiedImageError

from timeline.metadata import kinds_told

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
MOST_FRAMES = 500
# What EXIF's note on how the camera was held asks for.
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class CleanImage(ContentFile):
    """What ``clean_image`` gives back. It is taken as it is when it comes by again."""

    #: The kinds of what was taken out of it.
    taken_out: list[str]


def clean_image(upload) -> CleanImage:
    """The picture of *upload*, turned upright, re-encoded without metadata, under a neutral random name.

    Raises ``ValidationError`` with a sentence for the editor when it is no picture, is damaged, is of a
    format that we do not keep, or has more than ``WAGTAILIMAGES_MAX_IMAGE_PIXELS`` pixels.
    """
    if isinstance(upload, CleanImage):
        return upload
    upload.seek(0)
    try:
        with Image.open(upload) as image:
            _refuse_too_much(image)
            kept_as = KEPT_AS.get(image.format)
            if kept_as is None:
                raise ValidationError(_("Use a JPEG, PNG, WebP, AVIF, GIF or HEIC picture."), code="format")
            content = _encode(image, kept_as)
            taken_out = kinds_told(image)
    except ValidationError:
        raise
    except UnidentifiedImageError as error:
        raise ValidationError(
            _("This is no picture that we can read, or it is damaged. Export it again and upload that."),
            code="unreadable",
        ) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValidationError(_too_many_pixels(), code="pixels") from error
    except Exception as error:
        # Bytes that stop in the middle or contradict themselves end in a dozen different exceptions of
        # Pillow's and its plugins': OSError, SyntaxError, EOFError, RuntimeError, struct.error, IndexError …
        raise ValidationError(
            _("This picture is damaged: part of the file is missing. Export it again and upload that."), code="damaged"
        ) from error
    clean = CleanImage(content, name=f"{secrets.token_urlsafe(16)}{SUFFIX[kept_as]}")
    clean.taken_out = taken_out
    return clean


def _refuse_too_much(image) -> None:
    width, height = image.size
    # Of the other formats one frame is kept, and read: a phone's JPEG may carry smaller ones beside it.
    frames = image.n_frames if image.format == "GIF" else 1
    if width * height * frames > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise ValidationError(_too_many_pixels(), code="pixels")
    if frames > MOST_FRAMES:
        # Frames of a few pixels weigh nothing, and each costs time.
        raise ValidationError(
            _("This picture moves through more than {most} frames. Make it shorter.").format(most=MOST_FRAMES),
            code="frames",
        )


def _too_many_pixels() -> str:
    millions = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
    return f"This picture has more than {millions} million pixels. Make it smaller and upload that."


def _encode(image, kept_as: str) -> bytes:
    out = BytesIO()
    if kept_as == "GIF" and getattr(image, "is_animated", False):
        frames = [_bare(frame) for frame in ImageSequence.Iterator(image)]
        frames[0].save(out, format="GIF", save_all=True, append_images=frames[1:], **_timing(frames))
    else:
        # Upright first: the orientation is itself metadata, and goes.
        bare = _bare(_in_standard_colours(_upright(image)))
        if kept_as == "JPEG" and bare.mode not in ("RGB", "L"):
            bare = bare.convert("RGB")
        bare.save(out, format=kept_as, **SAVE_OPTIONS[kept_as])
    return out.getvalue()


def _upright(image):
    # Some of these notes come after the pixels.
    image.load()
    try:
        orientation = image.getexif().get(ExifTags.Base.Orientation)
    except Exception:
        # Pillow's tool for this refuses a good picture for an EXIF block that some program has garbled.
        orientation = None
    return image.transpose(UPRIGHT[orientation]) if orientation in UPRIGHT else image


def _in_standard_colours(image):
    """Phones save wide-gamut colours with a profile; once the profile is gone they must be sRGB."""
    if image.mode.startswith("I;16"):
        # A scan in 65,536 greys: made smaller for readers, they would all turn white.
        return image.point(lambda grey: grey / 256).convert("L")
    profile = image.info.get("icc_profile")
    if profile and image.mode == "P":
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    if not profile or image.mode not in ("RGB", "RGBA", "L", "CMYK"):
        return image
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError):
        return image


def _timing(frames) -> dict:
    timing = {"duration": [frame.info.get("duration", 0) for frame in frames]}
    return timing | ({"loop": frames[0].info["loop"]} if "loop" in frames[0].info else {})


def _bare(image):
    """A copy that has pixels, palette and transparency, and no other information."""
    bare = image.copy()
    bare.info = {name: value for name, value in image.info.items() if name in KEPT_INFO}
    if hasattr(bare, "_exif"):
        bare._exif = None
    return bare
