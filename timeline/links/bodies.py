"""The body of an answer, read and unpacked no further than the limits allow."""

import contextlib
import zlib

from timeline.links.limits import Allowance, FetchError, too_big

_CHUNK = 64 * 1024
#: A window of full size, with the header of gzip.
_GZIP = 16 + zlib.MAX_WBITS
#: Gzip bodies may follow one another in one (RFC 1952, 2.2), and each may be empty.
MOST_MEMBERS = 100


def read_raw(answer, max_bytes: int) -> bytes:
    """The body as it was sent, out of its chunks, still packed. *answer* is urllib3's. ``FetchError``."""
    length = answer.headers.get("Content-Length", "")
    if length.isdecimal() and len(length) < 20 and int(length) > max_bytes:
        raise too_big(max_bytes)
    raw = bytearray()
    for piece in answer.stream(_CHUNK, decode_content=False):
        raw += piece
        if len(raw) > max_bytes:
            raise too_big(max_bytes)
    return bytes(raw)


def unpacked(raw: bytes, encoding: str, allowance: Allowance) -> bytes:
    """The body as it was meant. What is packed in a way that we did not ask for stays as it came, and of
    what is damaged, that is given which can be read. ``FetchError`` if it is too large, or takes too long."""
    if encoding.strip().lower() not in ("gzip", "x-gzip", "deflate") or not raw:
        return raw
    # The header of zlib: method 8, and a check (RFC 1950).
    has_header = raw[0] & 15 == 8 and int.from_bytes(raw[:2], "big") % 31 == 0
    window = _GZIP if raw[:2] == b"\x1f\x8b" else zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS
    whole, members, unpacker = bytearray(), 1, zlib.decompressobj(window)
    # In pieces: zlib copies what it has not used yet at every step.
    for start in range(0, len(raw), _CHUNK):
        rest = raw[start : start + _CHUNK]
        while rest:
            allowance.seconds(1)
            if unpacker.eof:
                if window != _GZIP:
                    # What follows the one stream of “deflate” is no part of it.
                    return bytes(whole)
                if members == MOST_MEMBERS:
                    raise FetchError("What this address gives is packed in too many pieces.", "broken")
                members, unpacker = members + 1, zlib.decompressobj(window)
            try:
                whole += unpacker.decompress(rest, _CHUNK)
            except zlib.error:
                return bytes(whole)
            if len(whole) > allowance.max_bytes:
                raise too_big(allowance.max_bytes)
            rest = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
    # The last of it can be held back when all that was sent is used up: some kilobytes at most.
    with contextlib.suppress(zlib.error):
        whole += unpacker.flush()
    if len(whole) > allowance.max_bytes:
        raise too_big(allowance.max_bytes)
    return bytes(whole)
