"""Pictures as phones, cameras and programs write them, full of what must not be published.

The word CANARY stands in every place where a picture can hold words, and red, green, blue and white
stand at its corners, clockwise from the top left, when it is upright.
"""

import hashlib
import struct
from io import BytesIO
from pathlib import Path

import pillow_heif
from django.conf import settings
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

pillow_heif.register_heif_opener()

CANARY = b"CANARY"
CORNERS = ((255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255))
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><creator>CANARY</creator></x:xmpmeta>'
# How a camera held at a right angle lays the picture down, and the note that it adds: "turn it by 90°".
ON_ITS_SIDE = Image.Transpose.ROTATE_90, 6


def scene(size=(96, 64), mode="RGB"):
    """The picture as it should be seen."""
    picture = Image.new("RGB", size)
    draw = ImageDraw.Draw(picture)
    width, height = size
    middle_x, middle_y = width // 2, height // 2
    boxes = ((0, 0), (middle_x, 0), (middle_x, middle_y), (0, middle_y))
    for (x, y), colour in zip(boxes, CORNERS, strict=True):
        draw.rectangle((x, y, x + middle_x, y + middle_y), fill=colour)
    return picture.convert(mode)


def exif_block(orientation=1) -> bytes:
    """A camera's block: words, orientation, where it was taken, and a small picture of the whole."""
    thumbnail = encoded("JPEG", Image.new("RGB", (16, 12), "#777"), comment=CANARY)
    # TIFF: the header, then the directory of the picture, that of the place, that of the small picture.
    first, place, second = 8, 8 + 2 + 3 * 12 + 4, 8 + 2 + 3 * 12 + 4 + 2 + 2 * 12 + 4
    words_at = second + 2 + 3 * 12 + 4
    words = CANARY + b" at home\x00"
    thumbnail_at = words_at + len(words)

    def directory(*entries, following=0):
        rows = b"".join(struct.pack("<HHI4s", tag, kind, count, value) for tag, kind, count, value in entries)
        return struct.pack("<H", len(entries)) + rows + struct.pack("<I", following)

    def number(value):
        return struct.pack("<I", value)

    return b"".join(
        [
            b"Exif\x00\x00II*\x00" + number(first),
            directory(
                (0x010E, 2, len(words), number(words_at)),
                (0x0112, 3, 1, number(orientation)),
                (0x8825, 4, 1, number(place)),
                following=second,
            ),
            directory((1, 2, 2, b"N\x00\x00\x00"), (3, 2, 2, b"W\x00\x00\x00")),
            directory(
                (0x0103, 3, 1, number(6)),
                (0x0201, 4, 1, number(thumbnail_at)),
                (0x0202, 4, 1, number(len(thumbnail))),
            ),
            words,
            thumbnail,
        ]
    )


def encoded(image_format, picture=None, **options) -> bytes:
    out = BytesIO()
    (picture or scene()).save(out, format=image_format, **options)
    return out.getvalue()


def telling(image_format) -> bytes:
    """A picture of that format that lies on its side, and tells all that the format can tell."""
    turn, orientation = ON_ITS_SIDE
    on_its_side, exif = scene().transpose(turn), exif_block(orientation)
    if image_format == "GIF":
        return encoded("GIF", scene(), comment=CANARY)
    if image_format == "PNG":
        text = PngImagePlugin.PngInfo()
        text.add_text("Author", "CANARY")
        text.add_text("Comment", "CANARY", zip=True)
        text.add_itxt("XML:com.adobe.xmp", XMP.decode())
        return encoded("PNG", on_its_side, exif=exif, pnginfo=text, dpi=(72, 72))
    if image_format == "MPO":
        others = [Image.new("RGB", (48, 32), "#777")] * 3
        return encoded("MPO", on_its_side, exif=exif, save_all=True, append_images=others)
    options = {"comment": CANARY} if image_format == "JPEG" else {}
    return encoded(image_format, on_its_side, exif=exif, xmp=XMP, quality=95, **options)


#: Each format that one may upload, the name that it comes with, and what it is kept as.
UPLOADS = {
    "JPEG": ("Jane Smith at home.jpg", "JPEG"),
    "MPO": ("Jane Smith at home.JPG", "JPEG"),
    "PNG": ("Jane Smith at home.png", "PNG"),
    "WEBP": ("Jane Smith at home.webp", "WEBP"),
    "AVIF": ("Jane Smith at home.avif", "AVIF"),
    "HEIF": ("Jane Smith at home.heic", "JPEG"),
    "GIF": ("Jane Smith at home.gif", "GIF"),
}


def display_p3() -> bytes:
    """A profile with wider primaries than sRGB, made from that of sRGB as ICC.1 lays it out."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    primaries = {
        b"rXYZ": (0.51512, 0.24120, -0.00105),
        b"gXYZ": (0.29198, 0.69225, 0.04189),
        b"bXYZ": (0.15710, 0.06657, 0.78407),
    }
    for place in range(struct.unpack(">I", profile[128:132])[0]):
        tag, offset, _length = struct.unpack(">4sII", profile[132 + place * 12 : 144 + place * 12])
        if tag in primaries:
            values = (round(value * 65536) for value in primaries[tag])
            profile[offset + 8 : offset + 20] = struct.pack(">3i", *values)
    return bytes(profile)


def stored(field_file) -> bytes:
    with field_file.storage.open(field_file.name) as kept:
        return kept.read()


def opened(content: bytes):
    with Image.open(BytesIO(content)) as picture:
        picture.load()
        return picture


def assert_tells_nothing(content: bytes):
    assert CANARY not in content
    assert b"Exif\x00\x00" not in content
    assert b"adobe:ns:meta" not in content
    picture = opened(content)
    assert not picture.getexif()
    assert not picture.getexif().get_ifd(0x8825)
    assert not {"exif", "xmp", "XML:com.adobe.xmp", "icc_profile", "comment", "Author", "Comment", "photoshop"} & set(
        picture.info
    )


def assert_upright(content: bytes, size=(96, 64)):
    picture = opened(content).convert("RGB")
    assert picture.size == size
    width, height = size
    points = ((8, 8), (width - 8, 8), (width - 8, height - 8), (8, height - 8))
    for point, colour in zip(points, CORNERS, strict=True):
        assert all(abs(seen - meant) < 30 for seen, meant in zip(picture.getpixel(point), colour, strict=True)), point


def assert_kept_clean(image):
    """What lies on the disk tells nothing, is what the row says of it, and has no address."""
    image.refresh_from_db()
    content = stored(image.file)
    assert_tells_nothing(content)
    assert_upright(content)
    assert image.file_hash == hashlib.sha1(content).hexdigest()
    assert image.file_size == len(content)
    assert (image.width, image.height) == opened(content).size
    assert not Path(image.file.path).is_relative_to(settings.MEDIA_ROOT)
    assert not {"jane", "smith", "home"} & set(image.file.name.lower().replace(".", "-").split("-"))
