"""Word and Excel files: a package of parts that point to each other. Only what is reached from the text is kept."""

import posixpath
from urllib.parse import unquote

from django.utils.translation import gettext_lazy as _
from lxml import etree

from timeline.document_cleaning import excel, word
from timeline.document_cleaning.limits import Budget
from timeline.document_cleaning.markup import leads_out_safely, name_of, named, take_out, tree_of, written
from timeline.document_cleaning.office_rules import (
    KEPT,
    LEFT_OUT,
    MAIN,
    OUTSIDE_LEFT_OUT,
    PROPERTIES,
    REFUSED,
    STAY_WITHOUT,
)
from timeline.document_cleaning.pictures import bare_picture
from timeline.document_cleaning.refusals import refused
from timeline.document_cleaning.zips import archive_of, parts_of

TYPES = "[Content_Types].xml"
TYPES_NS = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
#: A link that led somewhere where no link of ours leads, leads to the top of its own document.
NOWHERE = "#"


def clean_office(data: bytes, suffix: str, budget: Budget) -> tuple[bytes, set[str]]:
    """The file without what programs wrote beside its text. ``ValidationError`` for one that does more than be read."""
    parts = parts_of(data, budget)
    if TYPES not in parts:
        raise refused("mismatch", suffix=suffix, found=_("another archive"))
    package = Package(parts, budget)
    package.walk(suffix)
    return archive_of(package.written()), package.told


class Package:
    def __init__(self, parts: dict[str, bytes], budget: Budget):
        self.parts, self.budget, self.told = parts, budget, set()
        self.defaults, self.overrides = _types(tree_of(parts[TYPES]))
        if any("macroenabled" in one.lower() or "vbaproject" in one.lower() for one in self.overrides.values()):
            raise refused("macros")
        #: What is kept: the trees of parts in XML, the bytes of others, and the relationships of each.
        self.trees, self.files, self.relations = {}, {}, {}

    def type_of(self, name: str) -> str:
        suffix = name.rpartition(".")[2].lower()
        return self.overrides.get(name.lower()) or self.defaults.get(suffix, "")

    def walk(self, suffix: str) -> None:
        waiting = self._follow("")
        main = next((one for one in waiting if self.type_of(one) in MAIN), None)
        if main is None or MAIN[self.type_of(main)] != suffix:
            raise refused("mismatch", suffix=suffix, found=_("another office file"))
        waiting = [main]
        self.relations[""] = [one for one in self.relations[""] if one["Target"] == "/" + main]
        while waiting:
            self.budget.look_at_the_clock()
            name = waiting.pop()
            if name in self.trees or name in self.files:
                continue
            if self.type_of(name).startswith("image/"):
                self._keep_picture(name)
            elif self._is_markup(name):
                self.trees[name] = tree_of(self.parts[name])
                waiting += self._follow(name)
            elif "font" in self.type_of(name).lower():
                self.files[name] = self.parts[name]
            else:
                raise refused("embedded")
        rules = {"docx": word.look_through, "xlsx": excel.look_through}[suffix]
        self.told |= rules(self.trees, main, self.relations[main])

    def _is_markup(self, name: str) -> bool:
        return self.type_of(name).endswith(("+xml", "/xml"))

    def _keep_picture(self, name: str) -> None:
        self.files[name], found = bare_picture(self.parts[name], posixpath.basename(name))
        self.told |= found

    def _follow(self, name: str) -> list[str]:
        """The parts that the part *name* leads to and that are kept. Others are taken out of it."""
        folder, base = posixpath.split(name)
        path = posixpath.join(folder, "_rels", f"{base}.rels")
        kept, gone, targets = [], set(), []
        for one in named(tree_of(self.parts[path]), "Relationship") if path in self.parts else ():
            kind = one.get("Type", "").rstrip("/").rpartition("/")[2]
            relation = {"Id": one.get("Id", ""), "Type": one.get("Type", ""), "Target": one.get("Target", "")}
            if one.get("TargetMode") == "External":
                keeps = self._keeps_outside(kind, relation)
            else:
                keeps = self._keeps(kind, relation, folder)
                if keeps and kind != "hyperlink":
                    targets.append(relation["Target"].removeprefix("/"))
            if keeps:
                kept.append(relation)
            else:
                gone.add(relation["Id"])
        self.relations[name] = kept
        if name and gone:
            _forget(self.trees[name], gone)
        return targets

    def _keeps_outside(self, kind: str, relation: dict) -> bool:
        if kind in OUTSIDE_LEFT_OUT:
            self.told.add(LEFT_OUT.get(kind, "other"))
            return False
        if kind != "hyperlink":
            raise refused("external")
        if not leads_out_safely(relation["Target"]):
            self.told.add("links")
            relation["Target"] = NOWHERE
        relation["TargetMode"] = "External"
        return True

    def _keeps(self, kind: str, relation: dict, folder: str) -> bool:
        if kind == "hyperlink":
            relation["Target"] = relation["Target"] if relation["Target"].startswith("#") else NOWHERE
            return True
        target = unquote(relation["Target"].partition("#")[0])
        target = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if kind in REFUSED:
            raise refused(REFUSED[kind])
        if kind not in KEPT or target not in self.parts:
            self.told |= self._told_of(kind, target)
            return False
        relation["Target"] = "/" + target
        return True

    def _told_of(self, kind: str, target: str) -> set[str]:
        if kind == "package" and "/charts/" not in f"/{target}" and "/embeddings/" not in f"/{target}":
            raise refused("embedded")
        if not kind.endswith("-properties") or target not in self.parts:
            return {LEFT_OUT.get(kind, "other")} if target in self.parts else set()
        found = {
            PROPERTIES[name_of(one)]
            for one in tree_of(self.parts[target]).iter()
            if name_of(one) in PROPERTIES and (one.text or "").strip() not in ("", "0")
        }
        return found | ({"other"} if kind == "custom-properties" else set())

    def written(self) -> dict[str, bytes]:
        result = {TYPES: b""}
        for name, relations in self.relations.items():
            if relations:
                folder, base = posixpath.split(name)
                root = etree.Element(f"{{{RELATIONS}}}Relationships", nsmap={None: RELATIONS})
                for one in relations:
                    etree.SubElement(root, f"{{{RELATIONS}}}Relationship", one)
                result[posixpath.join(folder, "_rels", f"{base}.rels")] = written(root)
        result |= {name: written(root) for name, root in self.trees.items()} | self.files
        result[TYPES] = self._written_types()
        return result

    def _written_types(self) -> bytes:
        root = etree.Element(f"{{{TYPES_NS}}}Types", nsmap={None: TYPES_NS})
        etree.SubElement(root, f"{{{TYPES_NS}}}Default", Extension="rels", ContentType=RELATIONS_TYPE)
        for name in (*self.trees, *self.files):
            etree.SubElement(root, f"{{{TYPES_NS}}}Override", PartName=f"/{name}", ContentType=self.type_of(name))
        return written(root)


def _types(root) -> tuple[dict[str, str], dict[str, str]]:
    defaults = {one.get("Extension", "").lower(): one.get("ContentType", "") for one in named(root, "Default")}
    overrides = {one.get("PartName", "").lower()[1:]: one.get("ContentType", "") for one in named(root, "Override")}
    return defaults, overrides


def _forget(root, ids: set[str]) -> None:
    """Take out of *root* what points to relationships that are gone."""
    for element in list(root.iter()):
        for key, value in list(element.attrib.items()):
            if value in ids and "/relationships" in key.rpartition("}")[0]:
                if name_of(element) in STAY_WITHOUT:
                    del element.attrib[key]
                else:
                    take_out(element)
                break
