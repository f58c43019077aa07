"""Text set to a measure: wrapped, made smaller where it is long, and cut only when nothing else helps."""

from dataclasses import dataclass

from PIL import ImageFont

from timeline.sharing.faces import best_for, face, runs_right_to_left

ELLIPSIS = "…"
#: From one line to the next, in sizes of the letters.
LEADING = 1.2


@dataclass(frozen=True)
class Setting:
    """Lines of one text in one face, each no wider than asked for. Sizes are in pixels."""

    lines: tuple[str, ...]
    font: ImageFont.FreeTypeFont
    leading: int
    right_to_left: bool = False

    @property
    def height(self) -> int:
        return self.leading * len(self.lines)


def set_text(text: str, wanted: tuple[str, ...], *, width: int, height: int, sizes: tuple[int, ...]) -> Setting:
    """*text* in the largest of *sizes* (which fall) in which it stays within *width* and *height*. In the smallest,
    what is left over is cut, with an ellipsis."""
    name, drawn = best_for(text, wanted)
    for size in sizes:
        font, leading = face(name, size), round(size * LEADING)
        most = max(1, height // leading)
        lines = wrap(drawn, font, width)
        breaks_a_word = any(font.getlength(word) > width for word in drawn.split())
        if len(lines) <= most and (size == sizes[-1] or not breaks_a_word):
            lines = wrap(drawn, font, _narrowest(drawn, font, width, len(lines)))
            break
    else:
        lines = [*lines[: most - 1], shortened(lines[most - 1] + ELLIPSIS, font, width)]
    return Setting(tuple(lines), font, leading, runs_right_to_left(drawn))


def wrap(text: str, font, width: int) -> list[str]:
    """The lines of *text*, broken between words, and within a word only where it is wider than a line."""
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if font.getlength(longer) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *pieces, line = _pieces(word, font, width)
        lines += pieces
    return [*lines, line] if line else lines


def shortened(line: str, font, width: int) -> str:
    """*line* with as few of its last letters taken out before the ellipsis as make it fit."""
    kept = line.removesuffix(ELLIPSIS)
    while kept and font.getlength(kept + ELLIPSIS) > width:
        kept = kept[:-1]
    return kept.rstrip(" ,;:–—-") + ELLIPSIS


def _pieces(word: str, font, width: int) -> list[str]:
    pieces, piece = [], ""
    for char in word:
        if piece and font.getlength(piece + char) > width:
            pieces.append(piece)
            piece = ""
        piece += char
    return [*pieces, piece]


def _narrowest(text: str, font, width: int, count: int) -> int:
    """The least width, to some pixels, that needs no more than *count* lines: no last line then stands with one
    word in it."""
    low, high = width // 2, width
    while high - low > 8:
        middle = (low + high) // 2
        low, high = (low, middle) if len(wrap(text, font, middle)) <= count else (middle, high)
    return high
