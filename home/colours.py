"""The campaign's own colour, made readable on our two grounds.

Contrast is that of WCAG 2.2 (success criterion 1.4.3): the relative luminance of the lighter colour over that of the
darker one, each with 0.05 added.
"""

import colorsys

#: The grounds that words stand on, as in ``tokens.css``: the paper and the wash of each mode, the harder one to
#: read on.
LIGHT_GROUND, DARK_GROUND = "#f2efe6", "#1d2024"
#: What words of normal size need.
ENOUGH = 4.5
STEPS = 100


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours in ``#rrggbb``, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def readable_on(ground: str, colour: str) -> str:
    """The colour nearest to *colour*, in hue and saturation the same, in which words on *ground* can be read."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parts(colour))
    end = 0.0 if _luminance(ground) > 0.18 else 1.0
    for step in range(STEPS + 1):
        tried = _hex(colorsys.hls_to_rgb(hue, lightness + (end - lightness) * step / STEPS, saturation))
        if contrast(tried, ground) >= ENOUGH:
            return tried
    raise ValueError(f"No colour can be read on {ground}.")


def accents(colour: str) -> tuple[str, str]:
    """The campaign's *colour* as it stands in the light and in the dark mode."""
    return readable_on(LIGHT_GROUND, colour), readable_on(DARK_GROUND, colour)


def _parts(colour: str) -> tuple[float, float, float]:
    return tuple(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))


def _hex(parts) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def _luminance(colour: str) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
