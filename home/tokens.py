"""The colours and sizes of the design, read from ``tokens.css``, so that they are written down once."""

import re
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

LIGHT, DARK, PRINT = "light", "dark", "print"
ROOTS = re.compile(r"(?:@media (?P<media>[^{]+)\{\s*)?:root\s*\{(?P<body>[^}]*)\}")
TOKEN = re.compile(r"--([a-z0-9-]+):\s*([^;]+);")
COLOUR = re.compile(r"#(?:[0-9a-f]{3}){1,2}")


def tokens_of(mode: str) -> dict[str, str]:
    """Every token by its name, with its value in *mode*. What a mode does not say is as in the light one."""
    # In development a token that is changed is seen at once.
    read = _read.__wrapped__() if settings.DEBUG else _read()
    return read[LIGHT] | read.get(mode, {})


def colours_of(mode: str) -> dict[str, str]:
    """The tokens of *mode* that are colours, each as ``#rrggbb``."""
    return {name: _long(value) for name, value in tokens_of(mode).items() if COLOUR.fullmatch(value)}


def _long(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])


@lru_cache(maxsize=1)
def _read() -> dict[str, dict[str, str]]:
    text = Path(finders.find("css/tokens.css")).read_text(encoding="utf-8")
    read = {}
    for block in ROOTS.finditer(text):
        media = block["media"] or ""
        mode = DARK if DARK in media else PRINT if PRINT in media else LIGHT
        read.setdefault(mode, {}).update(TOKEN.findall(block["body"]))
    return read
