"""A PDF copied thing by thing: what the pages lead to is copied, and the rest is left behind.

What a thing is, is told by itself and not by the way to it, so that no second way leads around a rule.
"""

from collections import deque

from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    EncodedStreamObject,
    IndirectObject,
    NameObject,
    NullObject,
    StreamObject,
    is_null_or_none,
)

from timeline.document_cleaning.limits import MOST_OBJECTS, Budget
from timeline.document_cleaning.markup import leads_out_safely
from timeline.document_cleaning.pdf_rules import (
    DRAWING,
    DRAWN,
    HIDDEN,
    KEYS,
    LEFT_OUT,
    MORE,
    NAMED,
    NO_VIEW,
    OUTSIDE,
    REMARKS,
    SHARED,
    TYPES,
)
from timeline.document_cleaning.pdf_streams import bare_stream
from timeline.document_cleaning.pdf_things import begins_somewhere, is_action, is_annotation, resolved
from timeline.document_cleaning.pdf_writing import reference
from timeline.document_cleaning.refusals import refused

#: Lists of which what is left out leaves no gap. In others each has its place.
WITHOUT_GAPS = {"/Annots", "/Kids", "/Fields", "/K"}


class Copying:
    def __init__(self, budget: Budget):
        self.budget, self.told = budget, set()
        #: The copies; the first is number 1.
        self.objects: list = []
        #: The number of the copy of each thing; 0 where it is left out.
        self.numbers: dict[tuple[int, int], int] = {}
        self.waiting: deque = deque()

    def new_number(self) -> int:
        if len(self.objects) >= MOST_OBJECTS:
            raise refused("objects", most=MOST_OBJECTS)
        self.objects.append(None)
        return len(self.objects)

    def finish(self) -> None:
        """Copy what was met by reference, until nothing new is met."""
        while self.waiting:
            self.budget.look_at_the_clock()
            number, thing = self.waiting.popleft()
            self.objects[number - 1] = self._copy_of(thing)

    def value(self, raw, key: str = ""):
        """The copy of *raw*, which stands under *key*: a reference to one if *raw* is a reference."""
        if isinstance(raw, IndirectObject):
            return self._reference(raw)
        if isinstance(raw, ArrayObject):
            copies = [self.value(one) for one in raw]
            if key in WITHOUT_GAPS:
                copies = [one for one in copies if not isinstance(one, NullObject)]
            return ArrayObject(copies)
        if isinstance(raw, DictionaryObject):
            return self._dictionary(raw)
        return NullObject() if raw is None else raw

    def _reference(self, raw: IndirectObject):
        key = (raw.idnum, raw.generation)
        if key not in self.numbers:
            thing = resolved(raw)
            if is_null_or_none(thing) or (isinstance(thing, DictionaryObject) and self._is_left_out(thing)):
                self.numbers[key] = 0
            else:
                self.numbers[key] = self.new_number()
                self.waiting.append((self.numbers[key], thing))
        return reference(self.numbers[key]) if self.numbers[key] else NullObject()

    def _copy_of(self, thing):
        return self._stream(thing) if isinstance(thing, StreamObject) else self.value(thing)

    def _dictionary(self, thing: DictionaryObject):
        if self._is_left_out(thing):
            return NullObject()
        if is_annotation(thing):
            return self._annotation(thing)
        if is_action(thing):
            return self._action(thing)
        return self.entries(thing)

    def entries(self, thing: DictionaryObject, only=None) -> DictionaryObject:
        """A copy of the entries of *thing*, or of those in *only*, without what is kept nowhere."""
        copy = DictionaryObject()
        for key in thing:
            if key.startswith("/PTEX."):
                # TeX notes where on the writer's computer a picture stood, and who made it.
                self._tell("program")
            elif key in KEYS and (only is None or key not in only):
                self._tell(None if begins_somewhere(key, thing) else KEYS[key])
            elif only is None or key in only:
                raw = thing.raw_get(key)
                new = self._action_of(raw) if key == "/A" else self.value(raw, key)
                if not isinstance(new, NullObject):
                    copy[NameObject(key)] = new
        return copy

    def _tell(self, kind: str | None) -> None:
        if kind:
            self.told.add(kind)

    # What a thing is

    def _is_left_out(self, thing: DictionaryObject) -> bool:
        kind = resolved(thing.get("/Type", None))
        # A field of a form and an element of the structure may have types of their own.
        if kind in TYPES or "/EF" in thing or "/ByteRange" in thing:
            self._tell(TYPES.get(kind, "files" if "/EF" in thing else "people"))
            return True
        if "/Subtype" not in thing and isinstance(resolved(thing.get("/Contents")), StreamObject | ArrayObject):
            # A page that is not among the pages.
            return True
        if is_annotation(thing):
            return self._is_left_out_annotation(thing)
        if is_action(thing):
            return not self._is_harmless(thing)
        return resolved(thing.get("/Subtype")) in ("/XML", "/PS")

    def _is_left_out_annotation(self, thing: DictionaryObject) -> bool:
        kind = resolved(thing.get("/Subtype"))
        if kind == "/Redact":
            raise refused("redaction")
        if kind not in DRAWN:
            self._tell(LEFT_OUT.get(kind, "notes"))
            return True
        flags = resolved(thing.get("/F", 0))
        if isinstance(flags, int) and flags & (HIDDEN | NO_VIEW):
            self._tell("other")
            return True
        if kind == "/Link" and "/Dest" not in thing:
            action = resolved(thing.get("/A"))
            if not (isinstance(action, DictionaryObject) and self._is_harmless(action)):
                self._tell("links")
                return True
        return False

    def _is_harmless(self, action: DictionaryObject) -> bool:
        kind = resolved(action.get("/S"))
        if kind == "/URI":
            address = resolved(action.get("/URI"))
            address = address.decode("latin-1") if isinstance(address, bytes) else str(address or "")
            if leads_out_safely(address) and not address.startswith("#"):
                return True
            self._tell("links")
            return False
        if kind == "/GoTo":
            return "/D" in action
        if kind == "/Named":
            return resolved(action.get("/N")) in NAMED
        self._tell("links" if kind in ("/GoToR", "/GoToE", "/Launch") else "scripts")
        return False

    # How it is copied

    def _action_of(self, raw):
        """What stands under ``/A``: an action, or attributes of an element of the structure."""
        thing = resolved(raw)
        if isinstance(thing, DictionaryObject) and "/S" in thing and not isinstance(thing, StreamObject):
            return self._action(thing) if self._is_harmless(thing) else NullObject()
        return self.value(raw)

    def _action(self, thing: DictionaryObject) -> DictionaryObject:
        copy = DictionaryObject()
        kept = {"/URI": "/URI", "/GoTo": "/D", "/Named": "/N"}[resolved(thing["/S"])]
        copy[NameObject("/S")] = NameObject(resolved(thing["/S"]))
        copy[NameObject(kept)] = self.value(thing.raw_get(kept))
        if "/Next" in thing:
            self._tell("scripts")
        return copy

    def _annotation(self, thing: DictionaryObject) -> DictionaryObject:
        kind = resolved(thing["/Subtype"])
        kept = DRAWING + MORE.get(kind, ())
        if any(key in thing and key not in kept for key in REMARKS):
            self._tell("notes")
        return self.entries(thing, kept)

    def _stream(self, thing: StreamObject) -> EncodedStreamObject:
        data, filters, parameters, told = bare_stream(thing, self.budget)
        self.told |= told
        copy = EncodedStreamObject()
        for name in thing.keys() & KEYS.keys():
            self._tell(KEYS[name])
        for key, value in self.entries(thing, SHARED.get(resolved(thing.get("/Subtype")))).items():
            if key not in (*OUTSIDE, "/Filter", "/DecodeParms", "/DP", "/Length"):
                copy[NameObject(key)] = value
        copy._data = data
        if filters:
            copy[NameObject("/Filter")] = ArrayObject(NameObject(one) for one in filters)
        if any(isinstance(one, DictionaryObject) for one in parameters):
            copy[NameObject("/DecodeParms")] = ArrayObject(self.value(one) for one in parameters)
        return copy
