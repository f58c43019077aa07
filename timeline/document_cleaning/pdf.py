"""PDF: rewritten, so that nothing is in the file but what its pages show and lead to."""

import re
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import LimitReachedError
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject

from timeline.document_cleaning.limits import MOST_PAGES, Budget
from timeline.document_cleaning.pdf_copying import Copying
from timeline.document_cleaning.pdf_rules import BOXES, CATALOG, FORM, INFO, INHERITED, PAGE
from timeline.document_cleaning.pdf_things import resolved
from timeline.document_cleaning.pdf_writing import pdf_of, reference
from timeline.document_cleaning.refusals import refused

#: Where a PDF ends, and with what it may.
END = re.compile(rb"%%EOF")


def clean_pdf(data: bytes, budget: Budget) -> tuple[bytes, set[str]]:
    """The pages of *data* with their words, pictures, bookmarks, web links and structure, and nothing else.

    ``ValidationError`` where it is locked, damaged, larger unpacked than we read, or hides something.
    """
    try:
        reader = PdfReader(BytesIO(data))
        if "/Encrypt" in reader.trailer:
            raise refused("locked")
        clean, told = _Rewriting(reader, budget).done()
    except LimitReachedError as error:
        raise refused("bomb") from error
    if len(END.findall(data)) > 1 or data[data.rfind(b"%%EOF") + 5 :].strip() or not data.startswith(b"%PDF-"):
        told.add("history")
    return clean, told


class _Rewriting:
    def __init__(self, reader, budget: Budget):
        self.reader, self.budget = reader, budget
        self.copying = Copying(budget)

    def done(self) -> tuple[bytes, set[str]]:
        catalog = self.reader.trailer["/Root"]
        self._refuse_what_is_no_document(catalog)
        pages = self._pages(catalog)
        root, tree = self.copying.new_number(), self.copying.new_number()
        numbers = []
        for key, _page, _inherited in pages:
            numbers.append(self.copying.new_number())
            if key:
                self.copying.numbers[key] = numbers[-1]
        for number, (_key, page, inherited) in zip(numbers, pages, strict=True):
            self.copying.objects[number - 1] = self._page(page, inherited, tree)
        self.copying.objects[tree - 1] = self._tree(numbers)
        self.copying.objects[root - 1] = self._catalog(catalog, tree)
        self.copying.finish()
        told = self.copying.told | self._told_of_properties()
        return pdf_of(self.copying.objects, root), told

    def _pages(self, catalog) -> list[tuple]:
        """The pages in their order, each with its key and what it inherits."""
        found, waiting, seen = [], [(catalog.raw_get("/Pages"), {})], set()
        while waiting:
            self.budget.look_at_the_clock()
            raw, inherited = waiting.pop()
            key = (raw.idnum, raw.generation) if hasattr(raw, "idnum") else None
            node = resolved(raw)
            if key in seen or not isinstance(node, DictionaryObject):
                # The tree leads back into itself, or nowhere.
                raise refused("damaged")
            seen |= {key} if key else set()
            inherited = inherited | {name: node.raw_get(name) for name in INHERITED if name in node}
            kids = resolved(node.get("/Kids"))
            if isinstance(kids, list):
                waiting += [(kid, inherited) for kid in reversed(kids)]
            else:
                found.append((key, node, inherited))
            if len(found) > MOST_PAGES or len(seen) > 4 * MOST_PAGES or len(waiting) > 4 * MOST_PAGES:
                raise refused("pages", most=MOST_PAGES)
        if not found:
            raise refused("damaged")
        return found

    def _page(self, page, inherited: dict, tree: int):
        for name in ("/Metadata", "/PieceInfo", "/AA", "/Thumb", "/LastModified", "/AF"):
            if name in page:
                self.copying.entries(DictionaryObject({NameObject(name): page.raw_get(name)}))
        copy = self.copying.entries(page, PAGE + BOXES)
        copy[NameObject("/Type")], copy[NameObject("/Parent")] = NameObject("/Page"), reference(tree)
        for name, raw in inherited.items():
            copy[NameObject(name)] = self.copying.value(raw, name)
        marks = resolved(page.get("/Annots"))
        if isinstance(marks, list):
            copy[NameObject("/Annots")] = self.copying.value(ArrayObject(marks), "/Annots")
        return copy

    def _tree(self, numbers: list[int]):
        tree = DictionaryObject()
        tree[NameObject("/Type")], tree[NameObject("/Count")] = NameObject("/Pages"), NumberObject(len(numbers))
        tree[NameObject("/Kids")] = ArrayObject(reference(number) for number in numbers)
        return tree

    def _catalog(self, catalog, tree: int):
        copy = self.copying.entries(catalog, CATALOG)
        copy[NameObject("/Type")], copy[NameObject("/Pages")] = NameObject("/Catalog"), reference(tree)
        names, form = resolved(catalog.get("/Names")), resolved(catalog.get("/AcroForm"))
        if isinstance(names, DictionaryObject):
            kept = self.copying.entries(names, ("/Dests",))
            if kept:
                copy[NameObject("/Names")] = kept
        if isinstance(form, DictionaryObject):
            copy[NameObject("/AcroForm")] = self.copying.entries(form, FORM)
        return copy

    def _refuse_what_is_no_document(self, catalog) -> None:
        if "/Collection" in catalog:
            # Its pages are a cover; what one would read are the files in it.
            raise refused("embedded")
        if resolved(catalog.get("/NeedsRendering")):
            raise refused("form")
        layers = resolved(catalog.get("/OCProperties"))
        shown = resolved(layers.get("/D")) if isinstance(layers, DictionaryObject) else None
        if isinstance(shown, DictionaryObject) and (resolved(shown.get("/OFF")) or shown.get("/BaseState") == "/OFF"):
            raise refused("hidden-layer")

    def _told_of_properties(self) -> set[str]:
        info = resolved(self.reader.trailer.get("/Info"))
        if not isinstance(info, DictionaryObject):
            return set()
        return {INFO.get(key, "other") for key, value in info.items() if str(resolved(value) or "").strip()}
