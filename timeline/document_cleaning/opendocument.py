"""OpenDocument texts and tables (.odt, .ods)."""

import posixpath
import re

from django.utils.translation import gettext_lazy as _
from lxml import etree

from timeline.document_cleaning.limits import Budget
from timeline.document_cleaning.markup import (
    attribute,
    leads_out_safely,
    name_of,
    named,
    take_out,
    take_out_attributes,
    tree_of,
    written,
)
from timeline.document_cleaning.office_rules import PROPERTIES
from timeline.document_cleaning.pictures import bare_picture
from timeline.document_cleaning.refusals import refused
from timeline.document_cleaning.zips import archive_of, parts_of

TYPES = {"odt": "application/vnd.oasis.opendocument.text", "ods": "application/vnd.oasis.opendocument.spreadsheet"}
DRAWN = ("application/vnd.oasis.opendocument.chart", "application/vnd.oasis.opendocument.formula")
MANIFEST = "META-INF/manifest.xml"
MANIFEST_NS = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
#: The parts that draw a document: of itself, and of a chart or formula in it.
TEXT_PARTS = re.compile(r"(?:(Object \d+|Object_\d+)/)?(?:content|styles|settings)\.xml")
PICTURE = re.compile(r"(?:(?:Object \d+|Object_\d+)/)?(?:Pictures|media)/[^/]+")
FONT = re.compile(r"Fonts/[^/]+\.(?:ttf|otf|ttc|woff2?)", re.IGNORECASE)
MACROS = re.compile(r"^(?:Basic|Scripts|Dialogs)/|macrosignatures\.xml$")
#: What is told of parts that are left out.
LEFT_OUT = {"Thumbnails": "pictures", "ObjectReplacements": "pictures"}
STARTING = ("script", "event-listener", "event-listeners", "applet", "plugin", "floating-frame")
FETCHING = (
    "section-source", "table-source", "cell-range-source", "dde-link", "dde-links", "dde-connection-decl", "dde-source",
    "dde-connection", "database-source-sql", "database-source-table", "database-source-query", "source-service",
    "object-ole",
)  # fmt: skip
LINKS = ("a", "area-rectangle", "area-circle", "area-polygon")
#: Settings of a printer or a place, among those of the view.
SETTINGS = re.compile(r"printer|path|url|database|user|author|rsid|signature|template", re.IGNORECASE)


def clean_opendocument(data: bytes, suffix: str, budget: Budget) -> tuple[bytes, set[str]]:
    """The file without what programs wrote beside its text. ``ValidationError`` for one that does more than be read."""
    parts = parts_of(data, budget)
    kind = parts.get("mimetype", b"").strip().decode("ascii", "replace")
    if kind != TYPES[suffix] or "content.xml" not in parts or MANIFEST not in parts:
        raise refused("mismatch", suffix=suffix, found=_("another archive"))
    entries = _entries(tree_of(parts[MANIFEST]))
    kept, told = {"mimetype": kind.encode()}, set()
    for name, content in parts.items():
        budget.look_at_the_clock()
        new, found = _part(name, content, entries)
        told |= found
        if new is not None:
            kept[name] = new
    kept[MANIFEST] = _manifest(kind, kept, entries)
    return archive_of(kept, first_stored=True), told


def _entries(root) -> dict[str, str]:
    """The type of each part, as the manifest says it."""
    if any(True for _one in named(root, "encryption-data", "encrypted-key")):
        raise refused("locked")
    return {attribute(one, "full-path"): attribute(one, "media-type") for one in named(root, "file-entry")}


def _part(name: str, content: bytes, entries: dict) -> tuple[bytes | None, set[str]]:
    """What is kept of one part, if anything is, and the kinds of what is not."""
    if MACROS.search(name):
        raise refused("macros")
    if name in ("mimetype", MANIFEST):
        return None, set()
    if TEXT_PARTS.fullmatch(name):
        folder = posixpath.dirname(name)
        if folder and entries.get(f"{folder}/", "") not in DRAWN:
            raise refused("embedded")
        root = tree_of(content)
        _refuse_what_is_more_than_read(root, name)
        told = _clean(root)
        return written(root), told
    if PICTURE.fullmatch(name):
        return bare_picture(content, posixpath.basename(name))
    if FONT.fullmatch(name):
        return content, set()
    if posixpath.basename(name) == "meta.xml":
        return None, _told_of_properties(content)
    top = name.partition("/")[0]
    if re.match(r"Object[ _]\d+$", top) or "oleobject" in entries.get(name, ""):
        raise refused("embedded")
    return None, {LEFT_OUT[top]} if top in LEFT_OUT else ({"other"} if top not in ("Configurations2",) else set())


def _told_of_properties(content: bytes) -> set[str]:
    return {
        PROPERTIES[name_of(one)]
        for one in tree_of(content).iter()
        if name_of(one) in PROPERTIES and (one.text or "").strip()
    }


def _clean(root) -> set[str]:
    """Take out of a text what tells of people and computers; give back the kinds of it."""
    told = set()
    for one in named(root, *LINKS):
        for key in [key for key in one.attrib if key.endswith("}href")]:
            if not leads_out_safely(one.attrib[key]):
                one.attrib[key] = "#"
                told.add("links")
    if name_of(root) == "document-settings":
        for one in list(named(root, "config-item")):
            if SETTINGS.search(attribute(one, "name")):
                take_out(one)
                told.add("program")
    take_out_attributes(root, ("rsid", "paragraph-rsid"))
    return told


def _refuse_what_is_more_than_read(root, name: str) -> None:
    for one in root.iter():
        word = name_of(one)
        if word in STARTING:
            raise refused("macros")
        if word in FETCHING:
            raise refused("external")
        if word == "tracked-changes" and any(True for _one in named(one, "changed-region", "creator")):
            raise refused("tracked")
        if word == "binary-data":
            raise refused("embedded")
        if word == "annotation":
            raise refused("comments")
        if word in ("hidden-text", "hidden-paragraph"):
            raise refused("hidden-text")
        if word not in LINKS:
            _refuse_outside(one)
    if name.endswith("content.xml"):
        _refuse_hidden(root)


def _refuse_outside(element) -> None:
    for key, value in element.attrib.items():
        is_address = key.endswith("}href") and "xlink" in key
        if is_address and not re.match(r"(?:\./)?(?:Pictures|media|Object|Fonts)[^:]*$|#", value) and value:
            raise refused("external")


def _refuse_hidden(root) -> None:
    hidden_styles, hidden_tables = set(), set()
    for style in named(root, "style"):
        for properties in style:
            name = name_of(properties)
            if name == "text-properties" and attribute(properties, "display") == "none":
                hidden_styles.add(attribute(style, "name"))
            if name == "table-properties" and attribute(properties, "display") == "false":
                hidden_tables.add(attribute(style, "name"))
    for one in named(root, "span", "p", "h", "section"):
        is_hidden = attribute(one, "style-name") in hidden_styles or attribute(one, "display") == "none"
        if is_hidden and "".join(one.itertext()).strip():
            raise refused("hidden-text")
    for table in named(root, "table"):
        title = attribute(table, "name")
        if attribute(table, "style-name") in hidden_tables:
            raise refused("hidden-sheet", sheet=title)
        _refuse_hidden_cells(table, title)


def _refuse_hidden_cells(table, title: str) -> None:
    hidden_columns, place = [], 0
    for column in named(table, "table-column"):
        many = _repeated(column, "number-columns-repeated")
        if attribute(column, "visibility", "visible") != "visible":
            hidden_columns.append((place, place + many))
        place += many
    for row in named(table, "table-row"):
        is_hidden, place = attribute(row, "visibility", "visible") != "visible", 0
        for cell in row:
            many = _repeated(cell, "number-columns-repeated")
            covered = any(low < place + many and place < high for low, high in hidden_columns)
            if (is_hidden or covered) and "".join(cell.itertext()).strip():
                raise refused("hidden-cells", sheet=title)
            place += many


def _repeated(element, name: str) -> int:
    number = attribute(element, name, "1")
    return int(number) if re.fullmatch(r"\d{1,7}", number) else 1


def _manifest(kind: str, kept: dict, entries: dict) -> bytes:
    root = etree.Element(f"{{{MANIFEST_NS}}}manifest", nsmap={"manifest": MANIFEST_NS})
    folders = {name.partition("/")[0] + "/" for name in kept if name.startswith("Object")}
    listed = {"/": kind} | {one: entries.get(one, "") for one in sorted(folders)}
    listed |= {name: entries.get(name, "") for name in kept if name not in ("mimetype", MANIFEST)}
    for name, media_type in listed.items():
        entry = etree.SubElement(root, f"{{{MANIFEST_NS}}}file-entry")
        entry.set(f"{{{MANIFEST_NS}}}full-path", name)
        entry.set(f"{{{MANIFEST_NS}}}media-type", media_type)
    return written(root)
