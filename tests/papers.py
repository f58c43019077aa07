"""Honest documents of each kind that one may upload, small, with words of one's own in them."""

import zipfile
from functools import cache
from io import BytesIO

WORD_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SHEET_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
ODF = " ".join(
    [
        f'xmlns:{one}="{OASIS}:{one}:1.0"'
        for one in ("office", "text", "table", "style", "meta", "script", "presentation")
    ]
    + [f'xmlns:draw="{OASIS}:drawing:1.0"', f'xmlns:config="{OASIS}:config:1.0"']
    + ['xmlns:xlink="http://www.w3.org/1999/xlink"', 'xmlns:dc="http://purl.org/dc/elements/1.1/"']
)


@cache
def small_pdf(words: str = "A letter") -> bytes:
    """A PDF of one page with *words* on it, as plain as they come."""
    shown = b"BT /F1 12 Tf 50 780 Td (" + words.encode("cp1252") + b") Tj ET"
    return written_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        stream(shown),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    )


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), entries, data)


def written_pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """The file of *objects*, of which the first is the catalog."""
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def zipped(parts: dict[str, bytes | str], *, comment: bytes = b"", stored: tuple = ("mimetype",)) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        for name, content in parts.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def relations(**targets: str) -> str:
    """The relationships of a part: ``rId1="image:media/a.png"``; of what stands outside ``rId1="hyperlink!https://…"``."""
    rows = []
    for key, value in targets.items():
        outside = "!" in value.partition(":")[0]
        kind, _mark, target = value.partition("!" if outside else ":")
        mode = ' TargetMode="External"' if outside else ""
        address = f"{PACKAGE}/relationships/metadata/{kind}" if kind == "core-properties" else f"{OFFICE}/{kind}"
        rows.append(f'<Relationship Id="{key}" Type="{address}" Target="{target}"{mode}/>')
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(rows)}</Relationships>'


def types(defaults: dict[str, str], overrides: dict[str, str]) -> str:
    rows = [f'<Default Extension="{key}" ContentType="{value}"/>' for key, value in defaults.items()]
    rows += [f'<Override PartName="/{key}" ContentType="{value}"/>' for key, value in overrides.items()]
    return f'<Types xmlns="{PACKAGE}/content-types">{"".join(rows)}</Types>'


DEFAULTS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
}


def docx_parts(body: str = "<w:p><w:r><w:t>A letter</w:t></w:r></w:p>", links: str = "", **overrides: str) -> dict:
    """The parts of a Word file with *body*, whose relationships are *links*."""
    main = {"word/document.xml": f"{WORD_TYPES}.document.main+xml"}
    parts = {
        "[Content_Types].xml": types(
            DEFAULTS, main | {key.replace("__", "/"): value for key, value in overrides.items()}
        ),
        "_rels/.rels": relations(rId1="officeDocument:word/document.xml"),
        "word/document.xml": f'<w:document xmlns:w="{W}" xmlns:r="{OFFICE}"><w:body>{body}</w:body></w:document>',
    }
    if links:
        parts["word/_rels/document.xml.rels"] = links
    return parts


def docx(*args, **kwargs) -> bytes:
    return zipped(docx_parts(*args, **kwargs))


def odf_parts(kind: str, body: str, styles: str = "") -> dict:
    """The parts of an OpenDocument *kind*: ``text`` or ``spreadsheet``."""
    media = f"application/vnd.oasis.opendocument.{kind}"
    return {
        "mimetype": media,
        "content.xml": f"<office:document-content {ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>",
        "META-INF/manifest.xml": manifest({"/": media, "content.xml": "text/xml"}),
    }


def manifest(entries: dict[str, str], more: str = "") -> str:
    rows = "".join(
        f'<m:file-entry m:full-path="{name}" m:media-type="{kind}">{more}</m:file-entry>'
        for name, kind in entries.items()
    )
    return f'<m:manifest xmlns:m="{OASIS}:manifest:1.0">{rows}</m:manifest>'


def odt(body: str = "<text:p>A letter</text:p>", styles: str = "") -> bytes:
    return zipped(odf_parts("text", body, styles))


def ods(cells: str = "A letter", table: str = "") -> bytes:
    row = f"<table:table-row><table:table-cell><text:p>{cells}</text:p></table:table-cell></table:table-row>"
    return zipped(odf_parts("spreadsheet", table or f'<table:table table:name="One">{row}</table:table>'))


def xlsx(rows=(("Year", "Children"), (2017, 8_000_000)), **properties) -> bytes:
    """An Excel file as openpyxl writes it."""
    from openpyxl import Workbook

    book, out = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    for name, value in properties.items():
        setattr(book.properties, name, value)
    book.save(out)
    return out.getvalue()
