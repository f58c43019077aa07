"""A PDF written from its objects: no more than those, nothing about who wrote it or when, the same each time."""

import zlib
from io import BytesIO

from pypdf.generic import ArrayObject, IndirectObject, NameObject, NumberObject, StreamObject

#: The second line says that the file is no text.
HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
#: What is no stream is packed, so many together: a tagged document has thousands of small things.
PACKED_TOGETHER = 200


def reference(number: int) -> IndirectObject:
    return IndirectObject(number, 0, None)


def pdf_of(objects: list, root: int) -> bytes:
    """The file of *objects*, of which the first is number 1 and *root* is the catalog."""
    out = BytesIO()
    out.write(HEAD)
    #: Where each object stands: in the file, or in which pack and at which place in it.
    places: dict[int, tuple[int, int, int]] = {}
    plain = []
    for number, one in enumerate(objects, 1):
        if isinstance(one, StreamObject):
            places[number] = (1, out.tell(), 0)
            _write(out, number, one)
        else:
            plain.append((number, one))
    number = len(objects)
    for start in range(0, len(plain), PACKED_TOGETHER):
        number += 1
        pack = plain[start : start + PACKED_TOGETHER]
        places |= {key: (2, number, place) for place, (key, _one) in enumerate(pack)}
        places[number] = (1, out.tell(), 0)
        _write(out, number, _pack(pack))
    _write_end(out, number + 1, places, root)
    return out.getvalue()


def _write(out: BytesIO, number: int, thing) -> None:
    out.write(b"%d 0 obj\n" % number)
    thing.write_to_stream(out)
    out.write(b"\nendobj\n")


def _pack(things: list[tuple]) -> StreamObject:
    head, body = [], BytesIO()
    for number, one in things:
        head.append(b"%d %d " % (number, body.tell()))
        one.write_to_stream(body)
        body.write(b"\n")
    front = b"".join(head)
    return _stream(
        front + body.getvalue(), Type=NameObject("/ObjStm"), N=NumberObject(len(things)), First=NumberObject(len(front))
    )


def _write_end(out: BytesIO, number: int, places: dict, root: int) -> None:
    """The table of where everything stands, which is the last object."""
    start = out.tell()
    places[number] = (1, start, 0)
    rows = [b"\x00" * 5 + b"\xff\xff"]
    rows += [
        kind.to_bytes(1, "big") + where.to_bytes(4, "big") + place.to_bytes(2, "big")
        for _number, (kind, where, place) in sorted(places.items())
    ]
    table = _stream(
        b"".join(rows),
        Type=NameObject("/XRef"),
        Size=NumberObject(number + 1),
        W=ArrayObject(NumberObject(width) for width in (1, 4, 2)),
        Root=reference(root),
    )
    _write(out, number, table)
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)


def _stream(data: bytes, **entries) -> StreamObject:
    stream = StreamObject()
    for name, value in entries.items():
        stream[NameObject(f"/{name}")] = value
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    stream._data = zlib.compress(data, 9)
    return stream
