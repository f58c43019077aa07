"""Pictures inside documents: what stands beside their pixels is cut away, and the pixels stay as they are."""

import re
import struct
from io import BytesIO

from PIL import Image

from timeline.document_cleaning.limits import MOST_PIXELS
from timeline.document_cleaning.refusals import refused
from timeline.document_cleaning.told import of_pictures
from timeline.metadata import kinds_told

#: Segments of a JPEG that draw: frames, tables, restarts, and Adobe's note on the colours.
DRAWING = {*range(0xC0, 0xD0), 0xDA, 0xDB, 0xDC, 0xDD, 0xDE, 0xDF}
START, END, ADOBE, PROFILE, JFIF = 0xD8, 0xD9, 0xEE, 0xE2, 0xE0
PLAIN_JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
#: Where a scan of a JPEG ends: a marker that is neither a stuffed byte nor a restart.
MARKER = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")
PNG = b"\x89PNG\r\n\x1a\n"
PNG_CHUNKS = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs"}
#: Boxes of a JPEG 2000 that draw.
JP2_BOXES = {b"jP  ", b"ftyp", b"rreq", b"jp2h", b"jp2c", b"jpch", b"jplh"}
#: Formats that keep nothing but pixels when Pillow writes them anew.
REWRITTEN = {"GIF": "GIF", "BMP": "BMP"}


def bare_picture(data: bytes, name: str) -> tuple[bytes, set[str]]:
    """The picture of an office file without what was written beside it, and the kinds of that."""
    try:
        with Image.open(BytesIO(data)) as image:
            width, height = image.size
            if width * height * getattr(image, "n_frames", 1) > MOST_PIXELS:
                raise refused("bomb")
            found, image_format = of_pictures(kinds_told(image)), image.format
            if image_format in REWRITTEN:
                return _rewritten(image), found
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise refused("bomb") from error
    except (OSError, SyntaxError, ValueError, struct.error) as error:
        raise refused("picture-kind", name=name) from error
    if image_format in ("JPEG", "MPO"):
        return bare_jpeg(data, profile=True), found
    if image_format == "PNG":
        return bare_png(data), found
    raise refused("picture-kind", name=name)


def kinds_in(data: bytes) -> set[str]:
    """The kinds of what the picture *data* tells, as far as Pillow can read it."""
    try:
        with Image.open(BytesIO(data)) as image:
            return of_pictures(kinds_told(image))
    except Exception:
        # Pictures in a PDF that Pillow does not read are cut all the same.
        return set()


def _rewritten(image) -> bytes:
    out = BytesIO()
    bare = image.convert("RGB") if image.format == "BMP" else image.copy()
    bare.info = {key: bare.info[key] for key in ("transparency", "background") if key in bare.info}
    bare.save(out, format=REWRITTEN[image.format])
    return out.getvalue()


def bare_jpeg(data: bytes, *, profile: bool) -> bytes:
    """The JPEG *data* up to its end, with the segments that draw and no other."""
    if not data.startswith(b"\xff\xd8"):
        raise refused("damaged")
    out, place = [b"\xff\xd8"], 2
    while place < len(data):
        if not (found := MARKER.match(data, place)):
            raise refused("damaged")
        marker, body = found.group()[-1], found.end()
        if marker == END:
            break
        if marker == START:
            raise refused("damaged")
        (length,) = struct.unpack(">H", data[body : body + 2].rjust(2, b"\x00"))
        segment, place = data[body : body + length], body + max(length, 2)
        if marker == JFIF and segment[2:6] == b"JFIF":
            out.append(PLAIN_JFIF[:11] + segment[9:14] + b"\x00\x00")
        elif marker in DRAWING or _is_colour(marker, segment, profile):
            out.append(b"\xff" + bytes([marker]) + segment)
        if marker == 0xDA:
            end = MARKER.search(data, place)
            stop = end.start() if end else len(data)
            out.append(data[place:stop])
            place = stop
    return b"".join(out) + b"\xff\xd9"


def _is_colour(marker: int, segment: bytes, profile: bool) -> bool:
    if marker == ADOBE:
        return segment[2:7] == b"Adobe" and len(segment) <= 16
    return profile and marker == PROFILE and segment[2:14] == b"ICC_PROFILE\x00"


def bare_png(data: bytes) -> bytes:
    """The PNG *data* up to its end, with the chunks that draw and no other."""
    out, place = [PNG], len(PNG)
    while place + 12 <= len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        chunk, name = data[place : place + 12 + length], data[place + 4 : place + 8]
        if name in PNG_CHUNKS:
            out.append(chunk)
        if name == b"IEND":
            return b"".join(out)
        place += 12 + length
    raise refused("damaged")


def bare_jpeg_2000(data: bytes) -> bytes:
    """The JPEG 2000 *data* with the boxes that draw; a bare stream of code without its comments."""
    if data.startswith(b"\xff\x4f"):
        return _bare_code(data)
    out, place = [], 0
    while place + 8 <= len(data):
        length, name = struct.unpack(">I4s", data[place : place + 8])
        body = place + 8
        if length == 1:
            (length,), body = struct.unpack(">Q", data[body : body + 8].rjust(8, b"\x00")), body + 8
        end = len(data) if length == 0 else place + max(length, body - place)
        if name == b"jp2c":
            code = _bare_code(data[body:end])
            out.append(struct.pack(">I", len(code) + 8) + name + code)
        elif name in JP2_BOXES:
            out.append(data[place:end])
        place = end
    if not out or out[0][4:8] != b"jP  ":
        raise refused("damaged")
    return b"".join(out)


def _bare_code(data: bytes) -> bytes:
    out, place = [b"\xff\x4f"], 2
    while place + 4 <= len(data) and data[place : place + 2] != b"\xff\x90":
        (length,) = struct.unpack(">H", data[place + 2 : place + 4])
        end = place + 2 + max(length, 2)
        if data[place : place + 2] != b"\xff\x64":
            out.append(data[place:end])
        place = end
    return b"".join([*out, data[place : _end_of_code(data, place)], b"\xff\xd9"])


def _end_of_code(data: bytes, place: int) -> int:
    """Where the tiles end that begin at *place*. Each says how long it is; the last may say nothing."""
    while data[place : place + 2] == b"\xff\x90":
        (length,) = struct.unpack(">I", data[place + 6 : place + 10].rjust(4, b"\x00"))
        if length < 14:
            end = data.find(b"\xff\xd9", place)
            return end if end >= 0 else len(data)
        place += length
    return min(place, len(data))
