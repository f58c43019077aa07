"""The streams of a PDF: unpacked within limits, so that none is a bomb, and pictures in them cut bare."""

import zlib

from pypdf.filters import decode_stream_data
from pypdf.generic import ArrayObject, EncodedStreamObject, NameObject, NullObject

from timeline.document_cleaning.limits import MOST_OF_A_STREAM, MOST_PIXELS, Budget
from timeline.document_cleaning.pdf_things import resolved
from timeline.document_cleaning.pictures import bare_jpeg, bare_jpeg_2000, kinds_in
from timeline.document_cleaning.refusals import refused

SHORT = {
    "/Fl": "/FlateDecode", "/DCT": "/DCTDecode", "/A85": "/ASCII85Decode", "/AHx": "/ASCIIHexDecode",
    "/LZW": "/LZWDecode", "/RL": "/RunLengthDecode", "/CCF": "/CCITTFaxDecode",
}  # fmt: skip
PACKED = {"/FlateDecode", "/ASCII85Decode", "/ASCIIHexDecode", "/LZWDecode", "/RunLengthDecode"}
DRAWN = {"/DCTDecode", "/JPXDecode", "/CCITTFaxDecode", "/JBIG2Decode"}
MOST_FILTERS = 3
CHUNK = 1024 * 1024


def bare_stream(stream, budget: Budget) -> tuple[bytes, list, list, set[str]]:
    """The bytes of *stream*, its filters with their parameters, and the kinds of what was taken out."""
    filters, parameters = _filters(stream)
    data, last = stream._data, filters[-1] if filters else None
    _refuse_too_many_pixels(stream)
    if len(filters) > MOST_FILTERS or not set(filters) <= PACKED | DRAWN:
        raise refused("damaged")
    if last in ("/DCTDecode", "/JPXDecode"):
        if filters[:-1]:
            data = _unpacked(data, filters[:-1], parameters[:-1])
            budget.take(len(data))
        bare = bare_jpeg(data, profile=False) if last == "/DCTDecode" else bare_jpeg_2000(data)
        told = kinds_in(data) or ({"other"} if len(bare) < len(data) - 64 else set())
        return bare, filters[-1:], parameters[-1:], told
    if last in DRAWN:
        if filters[:-1]:
            budget.take(len(_unpacked(data, filters[:-1], parameters[:-1])))
        return data, filters, parameters, set()
    if filters == ["/FlateDecode"]:
        size, used = _measured(data)
        budget.take(size)
        return data[:used], filters, parameters, {"history"} if data[used:].strip() else set()
    if filters and filters != ["/LZWDecode"]:
        budget.take(len(_unpacked(data, filters, parameters)))
    return data, filters, parameters, set()


def _filters(stream) -> tuple[list, list]:
    filters, parameters = _listed(stream, "/Filter"), _listed(stream, "/DecodeParms")
    names = [SHORT.get(str(one), str(one)) for one in filters]
    return names, (parameters + [NullObject()] * len(names))[: len(names)]


def _listed(stream, name: str) -> list:
    value = resolved(stream.get(name))
    if isinstance(value, ArrayObject):
        return [resolved(one) for one in value]
    return [] if value is None or isinstance(value, NullObject) else [value]


def _refuse_too_many_pixels(stream) -> None:
    if resolved(stream.get("/Subtype")) == "/Image":
        width, height = (resolved(stream.get(name)) for name in ("/Width", "/Height"))
        if not isinstance(width, int) or not isinstance(height, int):
            raise refused("damaged")
        if width * height > MOST_PIXELS:
            raise refused("bomb")


def _unpacked(data: bytes, filters: list, parameters: list) -> bytes:
    """*data* as the *filters* give it. What goes over pypdf's own limits raises its ``LimitReachedError``."""
    packed = EncodedStreamObject()
    packed._data = data
    packed[NameObject("/Filter")] = ArrayObject(NameObject(one) for one in filters)
    packed[NameObject("/DecodeParms")] = ArrayObject(parameters)
    unpacked = decode_stream_data(packed)
    if len(unpacked) > MOST_OF_A_STREAM:
        raise refused("bomb")
    return unpacked


def _measured(data: bytes) -> tuple[int, int]:
    """How large *data* is when it is unpacked, and how many of its bytes that takes."""
    unpacker, size, rest = zlib.decompressobj(), 0, data
    try:
        while rest and not unpacker.eof:
            size += len(unpacker.decompress(rest, CHUNK))
            rest = unpacker.unconsumed_tail
            if size > MOST_OF_A_STREAM:
                raise refused("bomb")
        size += len(unpacker.flush())
    except zlib.error as error:
        raise refused("damaged") from error
    return size, len(data) - len(unpacker.unused_data) if unpacker.eof else len(data)
