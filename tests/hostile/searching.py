"""All that is in a file, unpacked as far as it goes, and whether the canary is anywhere in it."""

import re
import zipfile
import zlib
from io import BytesIO

CANARY = "CANARY"
#: How a program may have written the word.
SPELLINGS = [
    CANARY.encode(),
    CANARY.encode("utf-16-be"),
    CANARY.encode("utf-16-le"),
    CANARY.encode().hex().encode(),
    CANARY.encode().hex().upper().encode(),
    CANARY.encode("utf-16-be").hex().encode(),
]


def everything_in(content: bytes) -> bytes:
    """*content* with whatever is packed in it behind it."""
    pieces, waiting = [], [content]
    while waiting:
        piece = waiting.pop()
        pieces.append(piece)
        if piece.startswith(b"PK"):
            with zipfile.ZipFile(BytesIO(piece)) as archive:
                waiting += [archive.read(one) for one in archive.infolist()]
        for found in re.finditer(rb"stream\r?\n", piece):
            for start in {found.end(), found.end() + 1}:
                try:
                    waiting.append(zlib.decompressobj().decompress(piece[start:], 10_000_000))
                except zlib.error:
                    continue
    return b"\n".join(pieces)


def tells(content: bytes) -> bool:
    everything = everything_in(content)
    return any(one in everything for one in SPELLINGS)
