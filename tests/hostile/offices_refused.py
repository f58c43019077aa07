"""Office files that are refused, each with the code of its reason."""

import struct
import zipfile
from io import BytesIO

from tests.hostile.offices import (
    CELL,
    LETTER,
    PERSON,
    ROW,
    linked,
    ods_with,
    odt_with,
    sheet,
    with_parts,
)
from tests.papers import ODF, W, docx, docx_parts, odt, small_pdf, xlsx, zipped


def field(code: str) -> bytes:
    """The instruction of a field, cut into pieces as Word may cut it."""
    middle = len(code) // 2
    pieces = "".join(f"<w:r><w:instrText>{one}</w:instrText></w:r>" for one in (code[:middle], code[middle:]))
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>' for one in ("begin", "end"))
    return docx(f"{LETTER}<w:p>{begin}{pieces}{end}</w:p>")


def with_definitions(definitions: str, use: str = "") -> bytes:
    text = f'<!DOCTYPE a [{definitions}]><w:document xmlns:w="{W}"><w:body>{LETTER}{use}</w:body></w:document>'
    return zipped(docx_parts() | {"word/document.xml": text})


def laughs() -> bytes:
    lines = "".join(f'<!ENTITY l{one} "{f"&l{one - 1};" * 10}">' for one in range(1, 10))
    return with_definitions(f'<!ENTITY l0 "ha">{lines}', "<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>")


def named_badly(name: str) -> bytes:
    return zipped(docx_parts() | {name: "CANARY"})


def twice() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in docx_parts().items():
            archive.writestr(name, content)
        archive.writestr("WORD/document.xml", "CANARY")
    return out.getvalue()


def with_a_link_to_the_server() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in docx_parts().items():
            archive.writestr(name, content)
        link = zipfile.ZipInfo("word/passwd")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return out.getvalue()


def locked_part() -> bytes:
    content = bytearray(docx())
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.index(sign)
        content[start + place] |= 1
    return bytes(content)


def lying_about_size() -> bytes:
    """It says that a part is small; unpacked it is not."""
    content = bytearray(zipped(docx_parts() | {"word/big.xml": b" " * 3_000_000}, stored=()))
    start = content.rindex(b"PK\x01\x02")
    assert content[start + 46 : start + 58] == b"word/big.xml"
    content[start + 24 : start + 28] = struct.pack("<I", 10)
    return bytes(content)


HIDDEN = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>CANARY</w:t></w:r></w:p>"
EVENT = (
    '<office:event-listeners><script:event-listener xlink:href="vnd.sun.star.script:CANARY"/></office:event-listeners>'
)
HIDDEN_TABLE = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
HIDDEN_WORDS = '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
CHANGES = (
    "<text:tracked-changes><text:changed-region><office:change-info><dc:creator>CANARY</dc:creator>"
    "</office:change-info></text:changed-region></text:tracked-changes>"
)

#: What is wrong, the name, the file, and the code of the reason.
REFUSED = {
    "macros": ("a.docx", lambda: linked("vbaProject", "word/vbaProject.bin", b"CANARY"), "macros"),
    "macros by its type": (
        "a.docx",
        lambda: with_parts({}, word__document__xml="application/vnd.ms-word.document.macroEnabled.main+xml"),
        "macros",
    ),
    "control": ("a.docx", lambda: linked("control"), "macros"),
    "ribbon": ("a.docx", lambda: linked("extensibility"), "macros"),
    "embedded object": ("a.docx", lambda: linked("oleObject", "word/embeddings/o.bin", b"CANARY"), "embedded"),
    "page for browsers within": (
        "a.docx",
        lambda: linked("aFChunk", "word/a.htm", "<script>CANARY</script>"),
        "embedded",
    ),
    "film": ("a.docx", lambda: linked("video", "https://example.org/", mark="!"), "external"),
    "picture from elsewhere": (
        "a.docx",
        lambda: linked("image", "https://example.org/CANARY.png", mark="!"),
        "external",
    ),
    "text from elsewhere": ("a.docx", lambda: linked("subDocument", "file:///CANARY", mark="!"), "external"),
    "field that starts a program": (
        "a.docx",
        lambda: field('DDEAUTO c:\\\\windows\\\\cmd.exe "/k CANARY"'),
        "external",
    ),
    "field that fetches a picture": (
        "a.docx",
        lambda: field('INCLUDEPICTURE "https://example.org/CANARY"'),
        "external",
    ),
    "field that leads into a computer": ("a.docx", lambda: field('HYPERLINK "file:///CANARY"'), "external"),
    "added words": (
        "a.docx",
        lambda: docx(f"<w:p><w:ins {PERSON}><w:r><w:t>CANARY</w:t></w:r></w:ins></w:p>"),
        "tracked",
    ),
    "deleted words": (
        "a.docx",
        lambda: docx(f"<w:p><w:del {PERSON}><w:r><w:delText>CANARY</w:delText></w:r></w:del></w:p>"),
        "tracked",
    ),
    "changed form of words": ("a.docx", lambda: docx(f"<w:p><w:pPr><w:pPrChange {PERSON}/></w:pPr></w:p>"), "tracked"),
    "comments": ("a.docx", lambda: linked("comments"), "comments"),
    "hidden words": ("a.docx", lambda: docx(LETTER + HIDDEN), "hidden-text"),
    "entity from the server": (
        "a.docx",
        lambda: with_definitions('<!ENTITY x SYSTEM "file:///etc/passwd">', "&amp;"),
        "entities",
    ),
    "entities that multiply": ("a.docx", laughs, "entities"),
    "definitions alone": ("a.docx", lambda: with_definitions("<!ELEMENT a ANY>"), "entities"),
    "name that climbs": ("a.docx", lambda: named_badly("../../etc/cron.d/CANARY"), "names"),
    "name from the root": ("a.docx", lambda: named_badly("/etc/CANARY"), "names"),
    "name that reads backwards": ("a.docx", lambda: named_badly("word/\u202efdp.exe"), "names"),
    "name with a device": ("a.docx", lambda: named_badly("C:/CANARY"), "names"),
    "name that is very long": ("a.docx", lambda: named_badly("word/" + "x" * 300), "names"),
    "two parts of one name": ("a.docx", twice, "names"),
    "part that is a link": ("a.docx", with_a_link_to_the_server, "names"),
    "part with a password": ("a.docx", locked_part, "locked"),
    "bomb": ("a.docx", lambda: zipped(docx_parts() | {"word/big.xml": bytes(3_000_000)}), "bomb"),
    "bomb of many parts": (
        "a.docx",
        lambda: zipped(docx_parts() | {f"word/{one}.xml": "x" for one in range(60)}),
        "bomb",
    ),
    "bomb that lies": ("a.docx", lying_about_size, "damaged"),
    "broken archive": ("a.docx", lambda: docx()[:-30], "damaged"),
    "broken text": ("a.docx", lambda: zipped(docx_parts() | {"word/document.xml": "<w:document>"}), "damaged"),
    "plain archive": ("a.docx", lambda: zipped({"a.html": "CANARY"}), "mismatch"),
    "table with the name of a text": ("a.docx", xlsx, "mismatch"),
    "OpenDocument with the name of Word": ("a.docx", odt, "mismatch"),
    "PDF with the name of Word": ("a.docx", small_pdf, "mismatch"),
    "old Word file": ("a.docx", lambda: b"\xd0\xcf\x11\xe0" + bytes(600), "mismatch"),
    "drawing of Windows": (
        "a.docx",
        lambda: linked("image", "word/media/a.png", b"\x01\x00\x00\x00CANARY"),
        "picture-kind",
    ),
    "picture that is a page": (
        "a.docx",
        lambda: linked("image", "word/media/a.png", b"<svg>CANARY</svg>"),
        "picture-kind",
    ),
    "hidden sheet": ("a.xlsx", lambda: sheet(f"<row>{CELL}</row>", state=' state="hidden"'), "hidden-sheet"),
    "sheet that is hidden well": (
        "a.xlsx",
        lambda: sheet(f"<row>{CELL}</row>", state=' state="veryHidden"'),
        "hidden-sheet",
    ),
    "hidden row": ("a.xlsx", lambda: sheet(f'<row hidden="1">{CELL}</row>'), "hidden-cells"),
    "hidden column": (
        "a.xlsx",
        lambda: sheet(f"<row>{CELL}</row>", before='<cols><col min="2" max="3" hidden="1"/></cols>'),
        "hidden-cells",
    ),
    "pivot table": (
        "a.xlsx",
        lambda: sheet(f"<row>{CELL}</row>", rId9="pivotCacheDefinition:p.xml", **{"xl/p.xml": "<a>CANARY</a>"}),
        "pivot",
    ),
    "cells of another file": (
        "a.xlsx",
        lambda: sheet(f"<row>{CELL}</row>", rId9="externalLink:e.xml", **{"xl/e.xml": "<a>CANARY</a>"}),
        "external",
    ),
    "connection to a database": (
        "a.xlsx",
        lambda: sheet(f"<row>{CELL}</row>", rId9="connections:c.xml", **{"xl/c.xml": "<a>CANARY</a>"}),
        "external",
    ),
    "who changed a table": (
        "a.xlsx",
        lambda: sheet(f"<row>{CELL}</row>", rId9="usernames:u.xml", **{"xl/u.xml": "<a>CANARY</a>"}),
        "tracked",
    ),
    "macro sheet": (
        "a.xlsx",
        lambda: sheet(f"<row>{CELL}</row>", rId9="xlMacrosheet:m.xml", **{"xl/m.xml": "<a>CANARY</a>"}),
        "macros",
    ),
    "formula that fetches": (
        "a.xlsx",
        lambda: sheet('<row><c><f>WEBSERVICE("https://CANARY")</f></c></row>'),
        "formula",
    ),
    "formula that starts a program": (
        "a.xlsx",
        lambda: sheet("<row><c><f>cmd|'/c CANARY'!A0</f></c></row>"),
        "formula",
    ),
    "macros of an OpenDocument": ("a.odt", lambda: odt_with({"Basic/Standard/Module1.xml": "CANARY"}), "macros"),
    "script of an OpenDocument": ("a.odt", lambda: odt(EVENT), "macros"),
    "tracked changes of an OpenDocument": ("a.odt", lambda: odt(CHANGES), "tracked"),
    "comment of an OpenDocument": (
        "a.odt",
        lambda: odt("<text:p><office:annotation><dc:creator>CANARY</dc:creator></office:annotation></text:p>"),
        "comments",
    ),
    "picture of an OpenDocument from elsewhere": (
        "a.odt",
        lambda: odt('<draw:image xlink:href="https://example.org/CANARY.png"/>'),
        "external",
    ),
    "section of an OpenDocument from elsewhere": (
        "a.odt",
        lambda: odt('<text:section-source xlink:href="../CANARY.odt"/>'),
        "external",
    ),
    "object in an OpenDocument": ("a.odt", lambda: odt_with({"Object 1/content.xml": "<a>CANARY</a>"}), "embedded"),
    "old object in an OpenDocument": ("a.odt", lambda: odt_with({"Object 1": b"CANARY"}), "embedded"),
    "hidden words of an OpenDocument": (
        "a.odt",
        lambda: odt('<text:p><text:span text:style-name="T1">CANARY</text:span></text:p>', HIDDEN_WORDS),
        "hidden-text",
    ),
    "hidden section of an OpenDocument": (
        "a.odt",
        lambda: odt('<text:section text:display="none"><text:p>CANARY</text:p></text:section>'),
        "hidden-text",
    ),
    "password of an OpenDocument": (
        "a.odt",
        lambda: zipped(
            {
                "mimetype": "application/vnd.oasis.opendocument.text",
                "content.xml": b"\x00CANARY",
                "META-INF/manifest.xml": f"<a {ODF}><encryption-data/></a>",
            }
        ),
        "locked",
    ),
    "hidden sheet of an OpenDocument": (
        "a.ods",
        lambda: ods_with(
            f'<table:table table:name="CANARY" table:style-name="ta2">{ROW.format("")}</table:table>', HIDDEN_TABLE
        ),
        "hidden-sheet",
    ),
    "hidden row of an OpenDocument": (
        "a.ods",
        lambda: ods_with("<table:table>" + ROW.format(' table:visibility="collapse"') + "</table:table>"),
        "hidden-cells",
    ),
    "hidden column of an OpenDocument": (
        "a.ods",
        lambda: ods_with(
            '<table:table><table:table-column/><table:table-column table:visibility="collapse"/>'
            + ROW.format("")
            + "</table:table>"
        ),
        "hidden-cells",
    ),
    "link of a table that starts a program": ("a.ods", lambda: ods_with("<table:dde-links/>"), "external"),
    "picture in the text of an OpenDocument": (
        "a.odt",
        lambda: odt("<draw:image><office:binary-data>Q0FOQVJZ</office:binary-data></draw:image>"),
        "embedded",
    ),
    "numbers that are none": (
        "a.xlsx",
        lambda: sheet(f"<row>{CELL}</row>", before='<cols><col min="x" hidden="1"/></cols>'),
        "damaged",
    ),
    "text with the name of a table": ("a.ods", odt, "mismatch"),
}
