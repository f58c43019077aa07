"""Faces for drawn cards: those that the system has, and Pillow's own where it has none.

None is shipped. The licence that Debian gives with Liberation is that of an older release and not the one in the
files; the others are no better for a title. With ``fonts-liberation`` and ``fonts-dejavu-core`` installed, cards
have a serif for titles, and letters beyond Latin, Greek and Cyrillic.
"""

import unicodedata
from functools import cache, lru_cache

from PIL import Image, ImageDraw, ImageFont, features

#: Pillow finds a file by its name in the folders of the system. The first that can draw a text is taken.
SERIF = ("LiberationSerif-Bold.ttf", "DejaVuSerif-Bold.ttf", "DejaVuSans-Bold.ttf")
SANS = ("LiberationSans-Regular.ttf", "DejaVuSans.ttf")
BOLD = ("LiberationSans-Bold.ttf", "DejaVuSans-Bold.ttf")
#: The name of Pillow's own face.
BUILT_IN = ""
#: Whether lines that run from right to left can be put in order: Pillow needs libfribidi for it.
HAS_BIDI = features.check_feature("raqm") and features.check_feature("fribidi")
RIGHT_TO_LEFT = ("R", "AL")
#: No face has a glyph for it: what is drawn in its place is drawn for everything that is missing.
MISSING = "\U0010fffd"
SAMPLE_SIZE = 24


@lru_cache(maxsize=128)
def face(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(name, size) if name else ImageFont.load_default(size)


@cache
def present(wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Those of *wanted* that the system has, and the built-in one after them."""
    return (*filter(_is_there, wanted), BUILT_IN)


def best_for(text: str, wanted: tuple[str, ...]) -> tuple[str, str]:
    """The face among *wanted* that can draw most of *text*, and what it draws of it."""
    text = unicodedata.normalize("NFC", text)
    drawn = [(name, drawable(text, name)) for name in present(wanted)]
    return max(drawn, key=lambda one: sum(char in text for char in one[1]))


def drawable(text: str, name: str) -> str:
    """*text* as the face called *name* can draw it, in one line: a letter that it lacks without its accent, and
    nothing where it has none of it."""
    found = "".join(_as_drawn(char, name) for char in text)
    return " ".join(found.split())


def runs_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs so (rule P2 of the Unicode Bidirectional Algorithm)."""
    directions = (unicodedata.bidirectional(char) for char in text)
    return next((one for one in directions if one in ("L", *RIGHT_TO_LEFT)), "L") in RIGHT_TO_LEFT


def _as_drawn(char: str, name: str) -> str:
    if char.isspace():
        return " "
    if unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn"):
        return ""
    if not HAS_BIDI and unicodedata.bidirectional(char) in RIGHT_TO_LEFT:
        # Drawn from left to right it would be no word of any language.
        return ""
    if can_draw(char, name):
        return char
    return "".join(one for one in unicodedata.normalize("NFKD", char) if one != char and can_draw(one, name))


@lru_cache(maxsize=8192)
def can_draw(char: str, name: str) -> bool:
    return _picture(char, name) != _picture(MISSING, name)


@lru_cache(maxsize=256)
def _picture(char: str, name: str) -> bytes:
    image = Image.new("L", (3 * SAMPLE_SIZE, 3 * SAMPLE_SIZE))
    ImageDraw.Draw(image).text((SAMPLE_SIZE, SAMPLE_SIZE), char, font=face(name, SAMPLE_SIZE), fill=255)
    return image.tobytes()


def _is_there(name: str) -> bool:
    try:
        face(name, SAMPLE_SIZE)
    except OSError:
        return False
    return True
