"""What a Word file must not hold, and what is taken out of its text and settings."""

import re

from timeline.document_cleaning.markup import attribute, leads_out_safely, name_of, named, take_out, take_out_attributes
from timeline.document_cleaning.refusals import refused

#: Settings that tell of people and computers: sessions, variables, where letters take their names from.
SETTINGS = ("rsids", "docVars", "mailMerge", "attachedTemplate", "docId", "writeProtection")
#: Numbers of editing sessions, by which two documents of one writer are told to be so; a drawing, packed once more.
SESSIONS = ("rsid", "paraId", "textId", "durableId", "gfxdata")
CHANGES = {"ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange"}
#: Fields that take something from elsewhere or start something.
FETCHING = re.compile(
    r"^\s*(DDE|DDEAUTO|LINK|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|DATABASE|MACROBUTTON|RD|EMBED|CONTROL|HTMLACTIVEX|"
    r"ADDIN)\b",
    re.IGNORECASE,
)
LINK = re.compile(r'^\s*HYPERLINK\s+"?([^"\s]+)', re.IGNORECASE)
#: The name of a picture is often that of its file.
PATH = re.compile(r"[a-z]:\\|\\\\|file:", re.IGNORECASE)
OFF = ("0", "false", "off")


def look_through(trees: dict, main: str, relations: list[dict]) -> set[str]:
    """Clean the parts in *trees*; give back the kinds of what was taken out."""
    told = set()
    for root in trees.values():
        told |= look_through_drawings(root)
        if name_of(root) == "settings":
            for one in list(named(root, *SETTINGS)):
                take_out(one)
        take_out_attributes(root, SESSIONS)
        _refuse_changes(root)
        _refuse_hidden_text(root)
        for code in _fields(root):
            if FETCHING.match(code):
                raise refused("external")
            link = LINK.match(code)
            if link and not code.lstrip()[9:].lstrip().startswith("\\") and not leads_out_safely(link[1]):
                raise refused("external")
    return told


def look_through_drawings(root) -> set[str]:
    """Take the names of files out of what is said of pictures."""
    found = set()
    for one in named(root, "cNvPr", "docPr"):
        for name in ("descr", "title"):
            if PATH.match(one.get(name, "")):
                del one.attrib[name]
                found.add("other")
        if re.search(r"\.\w{3,4}$|[\\/]", one.get("name", "")):
            one.set("name", "Picture")
            found.add("other")
    return found


def _refuse_changes(root) -> None:
    for one in root.iter():
        name = name_of(one)
        if name in ("commentRangeStart", "commentReference"):
            raise refused("comments")
        if (name in CHANGES or name.endswith("PrChange")) and attribute(one, "author", "?") != "?":
            raise refused("tracked")


def _refuse_hidden_text(root) -> None:
    for run in named(root, "r"):
        marks = [mark for mark in named(run, "vanish") if attribute(mark, "val").lower() not in OFF]
        if marks and any((text.text or "").strip() for text in named(run, "t")):
            raise refused("hidden-text")


def _fields(root) -> list[str]:
    """The instructions of fields. Those of one may be cut into several runs."""
    codes, open_ones = [attribute(one, "instr") for one in named(root, "fldSimple")], []
    for one in named(root, "fldChar", "instrText", "delInstrText"):
        if name_of(one) == "fldChar":
            if attribute(one, "fldCharType") == "begin":
                open_ones.append("")
            elif open_ones:
                codes.append(open_ones.pop())
                if attribute(one, "fldCharType") == "separate":
                    open_ones.append("")
        elif open_ones:
            open_ones[-1] += one.text or ""
        else:
            codes.append(one.text or "")
    return [*codes, *open_ones]
