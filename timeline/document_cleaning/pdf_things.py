"""What a thing in a PDF is."""

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from timeline.document_cleaning.pdf_rules import ACTIONS

MOST_HOPS = 10


def resolved(raw):
    """What *raw* leads to. A chain of references that does not end leads to nothing."""
    for _ in range(MOST_HOPS):
        if not isinstance(raw, IndirectObject):
            return raw
        raw = raw.get_object()
    return None


def is_annotation(thing: DictionaryObject) -> bool:
    if isinstance(thing, StreamObject):
        return False
    return resolved(thing.get("/Type")) == "/Annot" or ("/Rect" in thing and "/Subtype" in thing)


def is_action(thing: DictionaryObject) -> bool:
    if isinstance(thing, StreamObject):
        return False
    kind = resolved(thing.get("/Type"))
    return kind == "/Action" or (resolved(thing.get("/S")) in ACTIONS and kind != "/StructElem" and "/P" not in thing)


def begins_somewhere(key: str, thing: DictionaryObject) -> bool:
    """Whether what stands under *key* says at which page to begin, which is no script."""
    if key != "/OpenAction":
        return False
    begin = resolved(thing.raw_get(key))
    is_place = isinstance(begin, DictionaryObject) and resolved(begin.get("/S")) == "/GoTo" and "/Next" not in begin
    return is_place or isinstance(begin, ArrayObject)
