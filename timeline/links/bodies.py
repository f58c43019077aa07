"""The body of an answer, read and unpacked no further than the limits allow."""

import zlib

from timeline.links.limits import too_big

_CHUNK = 64 * 1024
#: A window of full size, with the header of gzip or that of zlib; and neither, as some servers say “deflate”.
_GZIP_OR_ZLIB, _BARE_DEFLATE = 32 + zlib.MAX_WBITS, -zlib.MAX_WBITS


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


def unpacked(raw: bytes, encoding: str, max_bytes: int) -> bytes:
    """The body as it was meant. What is packed in a way that we did not ask for stays as it came, and of
    what is damaged, that is given which can be read. ``FetchError`` if it is too large."""
    if encoding.strip().lower() not in ("gzip", "x-gzip", "deflate") or not raw:
        return raw
    # The header of zlib: method 8, and a check (RFC 1950).
    has_header = raw[:2] == b"\x1f\x8b" or (raw[0] & 15 == 8 and int.from_bytes(raw[:2], "big") % 31 == 0)
    window = _GZIP_OR_ZLIB if has_header else _BARE_DEFLATE
    whole, rest = bytearray(), raw
    # Gzip bodies may follow one another in one.
    while rest:
        unpacker = zlib.decompressobj(window)
        try:
            while rest and not unpacker.eof:
                whole += unpacker.decompress(rest, _CHUNK)
                rest = unpacker.unconsumed_tail
                if len(whole) > max_bytes:
                    raise too_big(max_bytes)
        except zlib.error:
            break
        rest = unpacker.unused_data
    return bytes(whole)
