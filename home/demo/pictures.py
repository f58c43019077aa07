"""Simple pictures for the demo, drawn here: no photograph of a real person is ever loaded."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

SIZE = (1200, 675)
PAPER, INK, ACCENT, WARM, PALE = "#f2efe6", "#1b1d1f", "#0f5d66", "#8a3b12", "#d8d3c6"


def _drawers(draw):
    for column in range(6):
        for row in range(4):
            x, y = 90 + column * 172, 70 + row * 136
            draw.rectangle((x, y, x + 156, y + 120), fill=ACCENT if (column + row) % 5 else WARM)
            draw.rectangle((x + 44, y + 26, x + 112, y + 52), fill=PAPER)
            draw.ellipse((x + 68, y + 76, x + 88, y + 96), fill=PALE)


def _letter(draw):
    draw.rectangle((380, 80, 820, 600), fill="#ffffff", outline=INK, width=3)
    draw.rectangle((430, 130, 590, 150), fill=ACCENT)
    for line in range(11):
        draw.rectangle((430, 200 + line * 30, 770 if line % 4 else 700, 208 + line * 30), fill=PALE)
    draw.line((430, 560, 500, 540, 540, 568, 610, 548), fill=WARM, width=5)


def _columns(draw):
    draw.polygon(((200, 190), (600, 70), (1000, 190)), fill=ACCENT)
    draw.rectangle((210, 200, 990, 226), fill=INK)
    for column in range(6):
        x = 250 + column * 128
        draw.rectangle((x, 240, x + 60, 540), fill=ACCENT)
        draw.rectangle((x - 10, 232, x + 70, 250), fill=INK)
    for step in range(3):
        draw.rectangle((200 - step * 30, 545 + step * 26, 1000 + step * 30, 569 + step * 26), fill=PALE, outline=INK)


def _bars(draw):
    for place, height in enumerate((60, 110, 90, 180, 240, 210, 330, 390, 360, 470)):
        x = 120 + place * 98
        draw.rectangle((x, 590 - height, x + 66, 590), fill=WARM if place == 9 else ACCENT)
    draw.rectangle((100, 590, 1110, 596), fill=INK)


def _ledger(draw):
    for page in (130, 620):
        draw.rectangle((page, 80, page + 450, 600), fill="#ffffff", outline=INK, width=3)
        for line in range(12):
            y = 130 + line * 38
            draw.rectangle((page + 40, y, page + 250, y + 10), fill=PALE)
            draw.rectangle((page + 330, y, page + 400, y + 10), fill=WARM if line % 4 == 1 else ACCENT)


def _ballot(draw):
    draw.rectangle((330, 70, 870, 610), fill="#ffffff", outline=INK, width=3)
    for line in range(5):
        y = 130 + line * 92
        draw.rectangle((390, y, 446, y + 56), outline=INK, width=4)
        draw.rectangle((490, y + 20, 810, y + 34), fill=PALE)
        if line in (3, 4):
            draw.line((400, y + 30, 416, y + 48, 440, y + 8), fill=WARM, width=9)


SHAPES = {
    "drawers": _drawers,
    "letter": _letter,
    "columns": _columns,
    "bars": _bars,
    "ledger": _ledger,
    "ballot": _ballot,
}


def draw_picture(shape: str) -> ContentFile:
    """A PNG of one of the ``SHAPES``; ``KeyError`` for any other."""
    picture = Image.new("RGB", SIZE, PAPER)
    SHAPES[shape](ImageDraw.Draw(picture))
    out = BytesIO()
    picture.save(out, format="PNG")
    return ContentFile(out.getvalue(), name=f"{shape}.png")
