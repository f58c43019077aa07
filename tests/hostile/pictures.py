"""Pictures that tell or do more than they show, made as programs and those who attack make them."""

import struct
import zlib
from io import BytesIO

from PIL import Image, PngImagePlugin

from tests.papers import docx, small_pdf
from tests.pictures import XMP, encoded, exif_block, scene, telling

SCRIPT = b"<script>alert('CANARY')</script>"
PHOTOSHOP = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x06CANARY"
ENDLESS = b"a\x00\x00" + zlib.compress(bytes(9_000_000))
PHAR = b"<?php __HALT_COMPILER(); ?>CANARY"


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png_with(*chunks: bytes, behind: bytes = b"") -> bytes:
    """A PNG with more chunks after its head."""
    plain = encoded("PNG")
    return plain[:33] + b"".join(chunks) + plain[33:] + behind


def jpeg_with(*segments: tuple[int, bytes], behind: bytes = b"") -> bytes:
    plain = encoded("JPEG", quality=95)
    more = b"".join(struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body for marker, body in segments)
    return plain[:2] + more + plain[2:] + behind


def webp_with(*chunks: tuple[bytes, bytes], behind: bytes = b"") -> bytes:
    plain = encoded("WEBP", exif=exif_block(), xmp=XMP, quality=95)
    more = b"".join(name + struct.pack("<I", len(body)) + body + b"\x00" * (len(body) % 2) for name, body in chunks)
    return b"RIFF" + struct.pack("<I", len(plain) - 8 + len(more)) + plain[8:] + more + behind


def moving(image_format: str, frames: int = 3, size=(96, 64), **options) -> bytes:
    others = [Image.new("RGB", size, (n % 256, n // 256, 0)) for n in range(1, frames)]
    first = scene() if size == (96, 64) else Image.new("RGB", size)
    return encoded(image_format, first, save_all=True, append_images=others, **options)


def words(**options) -> PngImagePlugin.PngInfo:
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "CANARY", zip=True)
    text.add_itxt("Description", "CANARY", lang="en", tkey="CANARY", zip=True)
    return text


def gif_that_is_a_script() -> bytes:
    """A browser that took it for a script would read: GIF89a = a remark, then a statement."""
    return encoded("GIF", scene(), comment=b"*/=1;alert('CANARY');/*")


def far_too_wide() -> bytes:
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(9000))) + chunk(b"IEND", b"")
    )


#: What is planted and the picture. Each is kept, and shows what it showed.
CLEANED = {
    "JPEG with place, XMP, comment and a small picture": lambda: telling("JPEG"),
    "PNG with place and words": lambda: telling("PNG"),
    "WebP with place and XMP": lambda: telling("WEBP"),
    "AVIF with place and XMP": lambda: telling("AVIF"),
    "HEIC with place and XMP": lambda: telling("HEIF"),
    "GIF with a comment": lambda: telling("GIF"),
    "phone's JPEG with further pictures": lambda: telling("MPO"),
    "JPEG with a page for browsers behind it": lambda: jpeg_with(behind=SCRIPT),
    "JPEG with an archive behind it": lambda: jpeg_with(behind=docx() + b"CANARY"),
    "JPEG with a program for a web server behind it": lambda: jpeg_with(behind=PHAR),
    "JPEG with a PDF behind it": lambda: jpeg_with(behind=small_pdf("CANARY")),
    "JPEG with a script in a comment": lambda: jpeg_with((0xFE, SCRIPT)),
    "JPEG with notes of a program": lambda: jpeg_with((0xED, PHOTOSHOP), (0xEB, b"CANARY")),
    "JPEG with far too many notes": lambda: jpeg_with(*[(0xE1, b"Exif\x00\x00" + b"CANARY" * 10_000)] * 40),
    "JPEG with a profile that tells": lambda: jpeg_with((0xE2, b"ICC_PROFILE\x00\x01\x01CANARY")),
    "PNG with packed words": lambda: encoded("PNG", pnginfo=words()),
    "PNG with notes of a camera": lambda: encoded("PNG", exif=exif_block()),
    "PNG with chunks that nobody knows": lambda: png_with(chunk(b"caNa", b"CANARY"), chunk(b"tIME", bytes(7))),
    "PNG with a profile that tells": lambda: png_with(chunk(b"iCCP", b"CANARY\x00\x00" + zlib.compress(b"CANARY"))),
    "PNG with a page for browsers behind it": lambda: png_with(behind=SCRIPT),
    "PNG with an archive behind it": lambda: png_with(behind=docx() + b"CANARY"),
    "PNG that moves": lambda: moving("PNG", pnginfo=words()),
    "WebP with chunks that nobody knows": lambda: webp_with((b"CANA", b"CANARY")),
    "WebP with data behind it": lambda: webp_with(behind=SCRIPT),
    "WebP that moves": lambda: moving("WEBP", exif=exif_block(), xmp=XMP),
    "GIF that is a script": gif_that_is_a_script,
    "GIF with a page for browsers behind it": lambda: telling("GIF") + SCRIPT,
    "GIF that moves and tells": lambda: moving("GIF", comment=b"CANARY", duration=100),
}  # fmt: skip

#: What is wrong, the picture, and the code of the reason.
REFUSED = {
    "TIFF": (lambda: encoded("TIFF", description="CANARY"), "format"),
    "BMP": (lambda: encoded("BMP"), "format"),
    "ICO": (lambda: encoded("ICO", scene((64, 64))), "format"),
    "PostScript": (lambda: encoded("EPS"), "format"),
    "PDF": (small_pdf, "unreadable"),
    "drawing": (lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='CANARY'/>", "unreadable"),
    "page for browsers": (lambda: b"<!doctype html>" + SCRIPT, "unreadable"),
    "script that begins as a GIF does": (lambda: b"GIF89a=1;alert('CANARY')", "unreadable"),
    "archive": (docx, "unreadable"),
    "program": (lambda: b"MZ" + bytes(200), "unreadable"),
    "nothing": (lambda: b"", "unreadable"),
    "PNG of 3,600 million pixels": (far_too_wide, "pixels"),
    "PNG with words that unpack without end": (lambda: png_with(chunk(b"zTXt", ENDLESS)), "damaged"),
    "PNG with a wrong sum": (lambda: encoded("PNG").replace(b"IDAT", b"IDAU"), "unreadable"),
    "GIF of many frames": (lambda: moving("GIF", 520, (2, 2)), "frames"),
    "GIF whose frames are too many pixels": (lambda: moving("GIF", 9), "pixels"),
    "JPEG cut in the middle": (lambda: jpeg_with()[:600], "damaged"),
    "HEIC cut in the middle": (lambda: telling("HEIF")[:900], "unreadable"),
}  # fmt: skip


def too_wide_for(image_format: str) -> bytes:
    return encoded(image_format, Image.new("RGB", (400, 200)))


def opened_all(content: bytes) -> int:
    """How many frames are in *content*."""
    with Image.open(BytesIO(content)) as picture:
        return getattr(picture, "n_frames", 1)
