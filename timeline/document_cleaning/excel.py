"""What an Excel file must not hold, and what is taken out of its sheets."""

import re

from timeline.document_cleaning.markup import attribute, name_of, named, take_out
from timeline.document_cleaning.refusals import refused
from timeline.document_cleaning.word import look_through_drawings

#: Where a file was saved, and who has it reserved.
OF_THE_COMPUTER = ("absPath", "fileSharing", "revisionPtr")
FETCHING = re.compile(r"\b(WEBSERVICE|DDE|CALL|REGISTER|REGISTER\.ID|EXEC|RTD|IMAGE)\s*\(|\|[^!]*!", re.IGNORECASE)
LINKING = re.compile(r"\bHYPERLINK\s*\(\s*\"(?!https?://|mailto:|#)", re.IGNORECASE)
TEXTS = re.compile(r"\"(?:[^\"]|\"\")*\"")
ON = ("1", "true", "on")


def look_through(trees: dict, main: str, relations: list[dict]) -> set[str]:
    """Clean the parts in *trees*; give back the kinds of what was taken out."""
    told, used = set(), set()
    book = trees[main]
    titles = _titles(book, relations)
    for one in list(named(book, *OF_THE_COMPUTER)):
        take_out(one)
        told.add("program")
    for sheet in named(book, "sheet"):
        if sheet.get("state", "visible") != "visible":
            raise refused("hidden-sheet", sheet=sheet.get("name", ""))
    for name, root in trees.items():
        told |= look_through_drawings(root)
        if name_of(root) == "worksheet":
            _look_through_sheet(root, titles.get(name, ""))
            used |= {cell.findtext("{*}v") for cell in named(root, "c") if cell.get("t") == "s"}
    for root in trees.values():
        if name_of(root) == "sst":
            told |= _forget_unused(root, used)
    for one in named(book, "definedName"):
        _refuse_fetching(one.text or "")
    return told


def _titles(book, relations: list[dict]) -> dict[str, str]:
    """The names of the sheets, by the part that each is."""
    targets = {one["Id"]: one["Target"].removeprefix("/") for one in relations}
    return {targets.get(attribute(sheet, "id")): sheet.get("name", "") for sheet in named(book, "sheet")}


def _look_through_sheet(root, title: str) -> None:
    spans = [
        (int(one.get("min", 0)), int(one.get("max", 0)))
        for one in named(root, "col")
        if one.get("hidden", "").lower() in ON
    ]
    for row in named(root, "row"):
        is_hidden = row.get("hidden", "").lower() in ON
        for number, cell in enumerate(named(row, "c"), 1):
            if len(cell) and (is_hidden or any(low <= _column(cell, number) <= high for low, high in spans)):
                raise refused("hidden-cells", sheet=title)
    for one in named(root, "f", "formula", "formula1", "formula2"):
        _refuse_fetching(one.text or "")
    for one in list(named(root, "legacyDrawing", "legacyDrawingHF")):
        take_out(one)
    if attribute(root, "codeName"):
        del root.attrib["codeName"]


def _column(cell, number: int) -> int:
    letters = re.match("[A-Za-z]+", cell.get("r", ""))
    if not letters:
        return number
    place = 0
    for letter in letters.group().upper():
        place = place * 26 + ord(letter) - 64
    return place


def _refuse_fetching(formula: str) -> None:
    if LINKING.search(formula) or FETCHING.search(TEXTS.sub('""', formula)):
        raise refused("formula", cell=formula[:40])


def _forget_unused(root, used: set) -> set[str]:
    """Cells that were deleted may leave their words in the list of all words. Their places stay, empty."""
    found = set()
    for number, entry in enumerate(list(named(root, "si"))):
        if str(number) not in used and "".join(entry.itertext()):
            namespace = root.tag.rpartition("}")[0] + "}"
            for child in list(entry):
                entry.remove(child)
            entry.append(entry.makeelement(namespace + "t"))
            found.add("history")
    return found
