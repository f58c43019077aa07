"""Office files that tell more than their text, or do more than be read. Each says “A letter”."""

import struct
import zipfile
from io import BytesIO

from tests.papers import (
    ODF,
    OFFICE,
    SHEET_TYPES,
    S,
    W,
    docx,
    docx_parts,
    manifest,
    odf_parts,
    odt,
    relations,
    types,
    xlsx,
    zipped,
)
from tests.pictures import encoded, exif_block, telling

LETTER = "<w:p><w:r><w:t>A letter</w:t></w:r></w:p>"
CORE = (
    '<c:coreProperties xmlns:c="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>CANARY</dc:creator>'
    "<c:lastModifiedBy>CANARY</c:lastModifiedBy></c:coreProperties>"
)
APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>CANARY</Application><Company>CANARY</Company></Properties>"
)
DRAWING = (
    '<w:p><w:r><w:drawing><pic:pic xmlns:pic="p"><pic:cNvPr id="1" name="CANARY.jpg" descr="C:\\CANARY\\a.jpg"/>'
    '<a:blip xmlns:a="a" r:embed="rId1"/></pic:pic></w:drawing></w:r></w:p>'
)
PERSON = 'w:id="1" w:author="CANARY" w:date="2018-05-03T10:00:00Z"'


def with_parts(extra: dict, links: str = "", root: str = "", body: str = LETTER, **overrides: str) -> bytes:
    """A Word file with more parts. *links* are those of the text, *root* those of the file."""
    parts = docx_parts(body, links, **overrides) | extra
    if root:
        parts["_rels/.rels"] = root
    return zipped(parts)


def linked(
    kind: str, target: str = "word/more.xml", content="<a>CANARY</a>", mark: str = ":", body: str = LETTER
) -> bytes:
    """A Word file whose text has a relationship of *kind*."""
    links = relations(rId1=f"{kind}{mark}{target.removeprefix('word/')}")
    return with_parts({target: content} if mark == ":" else {}, links, body=body)


def of_the_file(kind: str, target: str, content) -> bytes:
    root = relations(rId1="officeDocument:word/document.xml", rId2=f"{kind}:{target}")
    return with_parts({target: content}, root=root)


def settings_with(more: str, links: str = "") -> bytes:
    extra = {"word/settings.xml": f'<w:settings xmlns:w="{W}" xmlns:r="{OFFICE}">{more}</w:settings>'}
    if links:
        extra["word/_rels/settings.xml.rels"] = links
    return with_parts(extra, relations(rId1="settings:settings.xml"))


def with_comment_of_the_archive() -> bytes:
    return zipped(docx_parts(), comment=b"CANARY")


def with_fields_of_a_computer() -> bytes:
    """Archives have room beside each part for whatever a program likes."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in docx_parts().items():
            member = zipfile.ZipInfo(name)
            member.extra, member.comment = struct.pack("<HH", 0x7075, 6) + b"CANARY", b"CANARY"
            archive.writestr(member, content)
    return out.getvalue()


def sheet(cells: str, before: str = "", book: str = "", strings: str = "", state: str = "", **parts) -> bytes:
    """An Excel file with one sheet."""
    rows = {"rId1": "worksheet:sheet.xml"} | ({"rId2": "sharedStrings:strings.xml"} if strings else {})
    rows |= {key: value for key, value in parts.items() if key.startswith("rId")}
    overrides = {"xl/workbook.xml": f"{SHEET_TYPES}.sheet.main+xml", "xl/sheet.xml": f"{SHEET_TYPES}.worksheet+xml"}
    return zipped(
        {
            "[Content_Types].xml": types(
                {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"},
                overrides,
            ),
            "_rels/.rels": relations(rId1="officeDocument:xl/workbook.xml"),
            "xl/workbook.xml": f'<workbook xmlns="{S}" xmlns:r="{OFFICE}">{book}<sheets>'
            f'<sheet name="Pupils" sheetId="1" r:id="rId1"{state}/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(**rows),
            "xl/sheet.xml": f'<worksheet xmlns="{S}">{before}<sheetData>{cells}</sheetData></worksheet>',
            **({"xl/strings.xml": f'<sst xmlns="{S}">{strings}</sst>'} if strings else {}),
            **{key: value for key, value in parts.items() if not key.startswith("rId")},
        }
    )


CELL = '<c r="B1" t="inlineStr"><is><t>A letter</t></is></c>'


def odt_with(
    parts: dict, entries: dict | None = None, body: str = "<text:p>A letter</text:p>", styles: str = ""
) -> bytes:
    base = odf_parts("text", body, styles) | parts
    listed = {"/": "application/vnd.oasis.opendocument.text"} | dict.fromkeys(parts, "text/xml") | (entries or {})
    return zipped(base | {"META-INF/manifest.xml": manifest(listed)})


def ods_with(table: str, styles: str = "") -> bytes:
    return zipped(odf_parts("spreadsheet", table, styles))


ROW = (
    "<table:table-row{}><table:table-cell/><table:table-cell><text:p>A letter</text:p></table:table-cell>"
    "</table:table-row>"
)
META = (
    f"<office:document-meta {ODF}><office:meta><dc:creator>CANARY</dc:creator>"
    "<meta:generator>CANARY</meta:generator></office:meta></office:document-meta>"
)
PRINTER = (
    f'<office:document-settings {ODF}><config:config-item config:name="PrinterName">CANARY</config:config-item>'
    "</office:document-settings>"
)

#: What is planted, the name, the file, and the kinds of which the editor is told.
CLEANED = {
    "writer in the properties": (
        "a.docx",
        lambda: of_the_file("core-properties", "docProps/core.xml", CORE),
        {"people"},
    ),
    "company in the properties": (
        "a.docx",
        lambda: of_the_file("extended-properties", "docProps/app.xml", APP),
        {"people", "program"},
    ),
    "properties of one's own": (
        "a.docx",
        lambda: of_the_file("custom-properties", "docProps/c.xml", "<a>CANARY</a>"),
        {"other"},
    ),
    "small picture of the page": (
        "a.docx",
        lambda: of_the_file("thumbnail", "docProps/t.jpeg", telling("JPEG")),
        {"pictures"},
    ),
    "data beside the text": ("a.docx", lambda: linked("customXml", "customXml/item1.xml"), set()),
    "names of those who commented once": ("a.docx", lambda: linked("people"), {"people"}),
    "name of the printer": ("a.docx", lambda: linked("printerSettings"), {"program"}),
    "text blocks of the writer": ("a.docx", lambda: linked("glossaryDocument"), {"other"}),
    "part of a kind that nobody knows": ("a.docx", lambda: linked("zzz"), {"other"}),
    "part that nothing leads to": (
        "a.docx",
        lambda: with_parts({"word/old.xml": "<a>CANARY</a>", "a.exe": b"MZ CANARY"}),
        set(),
    ),
    "template on a computer": (
        "a.docx",
        lambda: settings_with(
            '<w:attachedTemplate r:id="rId1"/>', relations(rId1="attachedTemplate!file:///C:/CANARY.dotm")
        ),
        {"program"},
    ),
    "variables and letters to many": (
        "a.docx",
        lambda: settings_with(
            '<w:docVars><w:docVar w:name="a" w:val="CANARY"/></w:docVars>'
            '<w:mailMerge><w:query w:val="CANARY"/></w:mailMerge>'
        ),
        set(),
    ),
    "numbers of sessions": ("a.docx", lambda: docx(LETTER.replace("<w:p>", '<w:p w:rsidR="CANARY">')), set()),
    "place in a photograph": (
        "a.docx",
        lambda: linked(
            "image", "word/media/a.jpeg", encoded("JPEG", exif=exif_block(), comment=b"CANARY"), body=LETTER + DRAWING
        ),
        {"place"},
    ),
    "words in a PNG": (
        "a.docx",
        lambda: linked("image", "word/media/a.png", telling("PNG") + b"CANARY", body=LETTER + DRAWING),
        {"place"},
    ),
    "link into a computer": (
        "a.docx",
        lambda: linked("hyperlink", "file:///C:/CANARY", mark="!", body=LETTER + '<w:hyperlink r:id="rId1"/>'),
        {"links"},
    ),
    "link that is a script": ("a.docx", lambda: linked("hyperlink", "javascript:CANARY", mark="!"), {"links"}),
    "remarks in the markup": ("a.docx", lambda: docx(LETTER + "<!-- CANARY --><?app CANARY?>"), set()),
    "comment of the archive": ("a.docx", with_comment_of_the_archive, set()),
    "room beside the parts": ("a.docx", with_fields_of_a_computer, set()),
    "writer of a table": (
        "a.xlsx",
        lambda: xlsx([["A letter"]], creator="CANARY", lastModifiedBy="CANARY"),
        {"people"},
    ),
    "words of cells that were deleted": (
        "a.xlsx",
        lambda: sheet('<row><c t="s"><v>1</v></c></row>', strings="<si><t>CANARY</t></si><si><t>A letter</t></si>"),
        {"history"},
    ),
    "folder in which a table was saved": (
        "a.xlsx",
        lambda: sheet(f"<row>{CELL}</row>", book='<absPath url="C:\\CANARY"/>'),
        {"program"},
    ),
    "who has a table reserved": (
        "a.xlsx",
        lambda: sheet(f"<row>{CELL}</row>", book='<fileSharing userName="CANARY"/>'),
        {"program"},
    ),
    "writer of an OpenDocument": ("a.odt", lambda: odt_with({"meta.xml": META}), {"people", "program"}),
    "printer of an OpenDocument": ("a.odt", lambda: odt_with({"settings.xml": PRINTER}), {"program"}),
    "small picture of an OpenDocument": (
        "a.odt",
        lambda: odt_with({"Thumbnails/thumbnail.png": telling("PNG")}),
        {"pictures"},
    ),
    "place in a photograph of an OpenDocument": (
        "a.odt",
        lambda: odt_with(
            {"Pictures/a.jpg": telling("JPEG")},
            body='<text:p>A letter<draw:image xlink:href="Pictures/a.jpg"/></text:p>',
        ),
        {"place"},
    ),
    "link of an OpenDocument into a computer": (
        "a.odt",
        lambda: odt('<text:p>A letter<text:a xlink:href="../../CANARY.odt">x</text:a></text:p>'),
        {"links"},
    ),
    "part of an OpenDocument that nobody knows": (
        "a.odt",
        lambda: odt_with({"zzz.bin": b"CANARY", "Configurations2/a.xml": "CANARY"}),
        {"other"},
    ),
    "data in the kind of an OpenDocument": (
        "a.odt",
        lambda: odt_with({"META-INF/documentsignatures.xml": "CANARY"}),
        {"other"},
    ),
}
