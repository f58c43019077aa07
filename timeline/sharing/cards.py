"""The card of a page: the picture that other sites show where somebody links to it."""

import hashlib
import json
from dataclasses import astuple, dataclass
from functools import cached_property
from io import BytesIO

import PIL
from PIL import Image, ImageDraw, ImageFont

from timeline.sharing.faces import BOLD, HAS_BIDI, SANS, SERIF, present
from timeline.sharing.lines import LEADING, Setting, set_text

WIDTH, HEIGHT = 1200, 630
#: Counted up when cards are drawn otherwise, so that their addresses change and other sites fetch them anew.
DESIGN = 1
PAPER, INK, SOFT, RULE = "#fbfaf6", "#1b1d1f", "#54595d", "#d8d3c6"
ACCENT = "#0f5d66"
#: The spine, as on the timeline: a line with a mark on it. Text begins at the measure's left edge.
SPINE, LEFT, RIGHT = 84, 140, WIDTH - 84
TOP, FOOT = 92, HEIGHT - 96
TITLE_SIZES = (112, 98, 86, 76, 68, 60, 54, 48, 42)
BELOW_SIZES = (34, 30, 26)
#: Longer texts are cut before anything is measured. A title holds 255 letters at most.
LONGEST = 300


@dataclass(frozen=True)
class Card:
    """What is drawn, and so all that the picture depends on."""

    title: str
    above: str = ""
    below: str = ""
    campaign: str = ""
    accent: str = ACCENT

    @cached_property
    def version(self) -> str:
        """A hash of what is drawn and with what: two cards of one version are the same, byte for byte."""
        drawn_with = [DESIGN, PIL.__version__, HAS_BIDI, present(SERIF), present(SANS), present(BOLD)]
        return hashlib.sha256(json.dumps([drawn_with, astuple(self)]).encode()).hexdigest()[:16]

    @property
    def alt(self) -> str:
        """The words of the card, for those who cannot see it."""
        return ". ".join(text for text in (self.above, self.title, self.below, self.campaign) if text)

    def png(self) -> bytes:
        image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
        draw = ImageDraw.Draw(image)
        draw.rectangle((0, 0, WIDTH, 15), fill=self.accent)
        draw.line((SPINE, 16, SPINE, FOOT), fill=RULE, width=3)
        draw.line((SPINE, FOOT, RIGHT, FOOT), fill=RULE, width=3)
        above, below = _set(self.above, SANS, (38, 32)), _set(self.below, SANS, BELOW_SIZES, lines=2)
        top = _write(draw, above, TOP, SOFT) + (22 if above.lines else 0)
        room = FOOT - 28 - below.height - 24 - top
        title = _set(self.title, SERIF, TITLE_SIZES, height=room)
        _mark(image, (SPINE, TOP + (above if above.lines else title).leading // 2), self.accent)
        top = _write(draw, title, top, INK) + 24
        _write(draw, below, top, SOFT)
        _write(draw, _set(self.campaign, BOLD, (34, 28)), FOOT + 25, INK)
        out = BytesIO()
        image.save(out, "PNG", compress_level=9)
        return out.getvalue()


def _set(text: str, wanted, sizes, *, lines: int = 1, height: int = 0) -> Setting:
    """*text* in the card's measure: in so many *lines*, or within *height*."""
    room = height or lines * round(sizes[0] * LEADING)
    return set_text(text[:LONGEST], wanted, width=RIGHT - LEFT, height=room, sizes=sizes)


def _write(draw, setting: Setting, top: int, colour: str) -> int:
    """Draw the lines from *top* on, at the side where they begin, and return where they end."""
    anchor, x = ("ra", RIGHT) if setting.right_to_left else ("la", LEFT)
    # Pillow's own face comes without the library that is told a direction.
    is_told = setting.font.layout_engine == ImageFont.Layout.RAQM
    direction = ("rtl" if setting.right_to_left else "ltr") if is_told else None
    for line in setting.lines:
        draw.text((x, top), line, font=setting.font, fill=colour, anchor=anchor, direction=direction)
        top += setting.leading
    return top


def _mark(image, centre: tuple[int, int], colour: str) -> None:
    """A round mark with smooth edges: it is drawn four times as large."""
    radius, ring = 13, 8
    size = 2 * (radius + ring)
    large = Image.new("RGB", (4 * size, 4 * size), PAPER)
    ImageDraw.Draw(large).ellipse([4 * ring] * 2 + [4 * (size - ring)] * 2, fill=colour)
    x, y = centre
    image.paste(large.resize((size, size), Image.Resampling.LANCZOS), (x - size // 2, y - size // 2))
