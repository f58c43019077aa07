"""PDFs that tell more than their pages show, or do more than be read. Each is one page with the words “A letter”."""

import zlib
from io import BytesIO

from pypdf import PdfReader, PdfWriter

from tests.papers import small_pdf, stream, written_pdf
from tests.pictures import XMP, encoded, exif_block

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
WORDS = b"BT /F1 12 Tf 50 780 Td (A letter) Tj ET"
JS = b"<</S/JavaScript/JS(app.alert\\('CANARY'\\))>>"
FILE = b"<</Type/Filespec/F(CANARY.exe)/EF<</F 7 0 R>>>>"
METADATA = stream(XMP, b"/Type/Metadata/Subtype/XML")


def pdf(*more: bytes, catalog=b"", page=b"", resources=b"", content=WORDS, trailer=b"") -> bytes:
    """A PDF of one page. What is given goes where it says; *more* are the objects from the sixth."""
    return written_pdf(
        b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>%s>>%s>>"
        % (resources, page),
        stream(content),
        FONT,
        *more,
        trailer=trailer,
    )


def annotated(entries: bytes, *more: bytes) -> bytes:
    return pdf(*more, page=b"/Annots[<</Type/Annot/Rect[50 50 90 90]%s>>]" % entries)


def with_picture(data: bytes, entries: bytes) -> bytes:
    size = b"/Type/XObject/Subtype/Image/Width 96/Height 64/ColorSpace/DeviceRGB/BitsPerComponent 8"
    picture = stream(data, size + entries)
    return pdf(picture, resources=b"/XObject<</I 6 0 R>>", content=WORDS + b" q 96 0 0 64 50 50 cm /I Do Q")


def photograph() -> bytes:
    return encoded("JPEG", exif=exif_block(), xmp=XMP, comment=b"CANARY") + b"CANARY after the end"


def jpeg_2000() -> bytes:
    box = b"xml " + XMP
    return encoded("JPEG2000") + (len(box) + 4).to_bytes(4, "big") + box


def longer_jpeg_2000() -> bytes:
    """Its last box says that it goes on to the end of the file."""
    picture = encoded("JPEG2000")
    place = picture.index(b"jp2c")
    return picture[: place - 4] + b"\x00\x00\x00\x00" + picture[place:] + b"CANARY"


def saved_twice() -> bytes:
    """The first version said something else; the second was added behind it."""
    first = pdf(content=b"BT /F1 12 Tf 50 780 Td (CANARY) Tj ET")
    start = first.rindex(b"startxref\n") + 10
    before = int(first[start : first.index(b"\n", start)])
    added = b"4 0 obj\n%s\nendobj\n" % stream(WORDS)
    table = b"xref\n4 1\n%010d 00000 n \ntrailer\n<</Size 6/Root 1 0 R/Prev %d>>\n" % (len(first), before)
    return first + added + table + b"startxref\n%d\n%%%%EOF\n" % (len(first) + len(added))


def locked() -> bytes:
    writer, out = PdfWriter(clone_from=PdfReader(BytesIO(small_pdf()))), BytesIO()
    writer.encrypt("open sesame", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def packed(data: bytes, times: int = 1) -> bytes:
    for _ in range(times):
        data = zlib.compress(data, 9)
    return data


def with_content(data: bytes, filters: bytes) -> bytes:
    return pdf(stream(data, b"/Filter" + filters), page=b"/Contents 6 0 R").replace(b"/Contents 4 0 R", b"")


OUTLINE = b"/Outlines<</Type/Outlines/First 6 0 R/Last 6 0 R/Count 1>>"
LAYER = b"/OCProperties<</OCGs[6 0 R]/D<</OFF[6 0 R]>>>>"

#: What is planted, the PDF, and the kinds of which the editor is told.
CLEANED = {
    "author in the properties": (
        lambda: pdf(b"<</Author(CANARY)/Producer<FEFF00430041>>>", trailer=b"/Info 6 0 R"),
        {"people"},
    ),
    "title as hexadecimal in UTF-16": (
        lambda: pdf(b"<</Title<feff00430041004e004100520059>>>", trailer=b"/Info 6 0 R"),
        {"words"},
    ),
    "XMP of the document": (lambda: pdf(METADATA, catalog=b"/Metadata 6 0 R"), {"other"}),
    "XMP of a page": (lambda: pdf(METADATA, page=b"/Metadata 6 0 R"), {"other"}),
    "XMP under another key": (lambda: pdf(METADATA, page=b"/Group<</S/Transparency/X 6 0 R>>"), {"other"}),
    "XMP of a picture": (
        lambda: with_picture(encoded("JPEG"), b"/Filter/DCTDecode/Metadata 1 0 R/PieceInfo<</A(CANARY)>>"),
        {"other"},
    ),
    "place in a photograph": (lambda: with_picture(photograph(), b"/Filter/DCTDecode"), {"place"}),
    "place in a photograph that is packed": (
        lambda: with_picture(packed(photograph()), b"/Filter[/FlateDecode/DCTDecode]"),
        {"place"},
    ),
    "words in a JPEG 2000": (lambda: with_picture(jpeg_2000(), b"/Filter/JPXDecode"), set()),
    "words behind a JPEG 2000": (lambda: with_picture(longer_jpeg_2000(), b"/Filter/JPXDecode"), set()),
    "script when it is opened": (lambda: pdf(JS, catalog=b"/OpenAction 6 0 R"), {"scripts"}),
    "script when it is closed": (lambda: pdf(JS, catalog=b"/AA<</WC 6 0 R>>"), {"scripts"}),
    "script when a page is turned": (lambda: pdf(JS, page=b"/AA<</O 6 0 R>>"), {"scripts"}),
    "script by name": (lambda: pdf(JS, catalog=b"/Names<</JavaScript<</Names[(a) 6 0 R]>>>>"), {"scripts"}),
    "script in a stream": (
        lambda: pdf(b"<</S/JavaScript/JS 7 0 R>>", stream(b"CANARY"), catalog=b"/OpenAction 6 0 R"),
        {"scripts"},
    ),
    "script behind a link of the web": (
        lambda: annotated(b"/Subtype/Link/A<</S/URI/URI(https://example.org/)/Next %s>>" % JS),
        {"scripts"},
    ),
    "script in a bookmark": (lambda: pdf(b"<</Title(One)/A %s>>" % JS, catalog=OUTLINE), {"scripts"}),
    "script in a field": (lambda: annotated(b"/Subtype/Widget/FT/Tx/T(a)/AA<</K %s>>" % JS), {"scripts"}),
    "script under a role of the structure": (
        lambda: pdf(catalog=b"/StructTreeRoot<</K<</S/P/P 1 0 R/A %s>>>>" % JS),
        {"scripts"},
    ),
    "address that is a script": (lambda: annotated(b"/Subtype/Link/A<</S/URI/URI(javascript:CANARY)>>"), {"links"}),
    "link that starts a program": (lambda: annotated(b"/Subtype/Link/A<</S/Launch/F(CANARY.exe)>>"), {"links"}),
    "link to a file": (lambda: annotated(b"/Subtype/Link/A<</S/GoToR/F(C:\\\\CANARY.pdf)/D[0/Fit]>>"), {"links"}),
    "link with attributes that hide what it starts": (
        lambda: annotated(b"/Subtype/Link/S/P/A<</O/X/P/X/S/Launch/F(CANARY)>>"),
        {"links"},
    ),
    "form that is sent somewhere": (
        lambda: annotated(b"/Subtype/Widget/FT/Btn/T(a)/A<</S/SubmitForm/F(https://CANARY/)>>"),
        {"scripts"},
    ),
    "form that fetches": (lambda: annotated(b"/Subtype/Widget/FT/Btn/T(a)/A<</S/ImportData/F(CANARY)>>"), {"scripts"}),
    "form of XFA": (lambda: pdf(stream(b"CANARY"), catalog=b"/AcroForm<</Fields[]/XFA 6 0 R>>"), {"scripts"}),
    "value of a hidden field": (lambda: annotated(b"/Subtype/Widget/FT/Tx/T(a)/V(CANARY)/F 2"), {"other"}),
    "embedded file": (
        lambda: pdf(
            FILE, stream(b"CANARY", b"/Type/EmbeddedFile"), catalog=b"/Names<</EmbeddedFiles<</Names[(a) 6 0 R]>>>>"
        ),
        {"files"},
    ),
    "associated file": (lambda: pdf(FILE, stream(b"CANARY"), catalog=b"/AF[6 0 R]"), {"files"}),
    "file on a page": (lambda: annotated(b"/Subtype/FileAttachment/FS 6 0 R", FILE, stream(b"CANARY")), {"files"}),
    "film on a page": (
        lambda: annotated(b"/Subtype/RichMedia/RichMediaContent<</A 6 0 R>>", FILE, stream(b"CANARY")),
        {"files"},
    ),
    "sticky note": (lambda: annotated(b"/Subtype/Text/Contents(CANARY)/T(CANARY)"), {"notes"}),
    "name beside a highlight": (
        lambda: annotated(b"/Subtype/Highlight/QuadPoints[0 0 0 0 0 0 0 0]/T(CANARY)/Contents(CANARY)"),
        {"notes"},
    ),
    "note in the structure alone": (
        lambda: pdf(
            b"<</Type/Annot/Subtype/Text/Rect[0 0 1 1]/Contents(CANARY)>>",
            catalog=b"/StructTreeRoot<</K<</S/P/K<</Type/OBJR/Obj 6 0 R>>>>>>",
        ),
        {"notes"},
    ),
    "signature": (
        lambda: annotated(b"/Subtype/Widget/FT/Sig/T(a)/V 6 0 R", b"<</Type/Sig/Name(CANARY)/Contents<43414E415259>>>"),
        {"people"},
    ),
    "notes of a program": (
        lambda: pdf(catalog=b"/PieceInfo<</X<</Private(CANARY)>>>>", page=b"/PieceInfo<</X(CANARY)>>"),
        {"other"},
    ),
    "small picture of the page": (lambda: pdf(stream(b"CANARY"), page=b"/Thumb 6 0 R"), {"pictures"}),
    "other sizes of a picture": (
        lambda: with_picture(encoded("JPEG"), b"/Filter/DCTDecode/Alternates[<</Image(CANARY)>>]"),
        {"pictures"},
    ),
    "path of a picture's file": (
        lambda: with_picture(encoded("JPEG"), b"/Filter/DCTDecode/PTEX.FileName(/home/CANARY/a.pdf)"),
        set(),
    ),
    "what TeX notes of a drawing": (
        lambda: pdf(
            stream(b"", b"/Subtype/Form/BBox[0 0 1 1]/PTEX.InfoDict<</Author(CANARY)>>/Zzz(CANARY)"),
            resources=b"/XObject<</I 6 0 R>>",
        ),
        set(),
    ),
    "what TeX notes elsewhere": (lambda: pdf(catalog=b"/ViewerPreferences<</PTEX.X(CANARY)>>"), {"program"}),
    "earlier version": (saved_twice, {"history"}),
    "data behind the end": (lambda: small_pdf() + b"<script>CANARY</script>PK\x03\x04", {"history"}),
    "data before the beginning": (lambda: b"<script>/*CANARY*/</script>\n" + small_pdf(), {"history"}),
    "data between objects": (lambda: small_pdf().replace(b"endobj\n5 0", b"endobj\n%CANARY\n5 0"), set()),
    "data behind the end of what is packed": (
        lambda: with_content(packed(WORDS) + b"CANARY", b"/FlateDecode"),
        {"history"},
    ),
    "thing that nothing leads to": (lambda: pdf(stream(b"CANARY")), set()),
    "page that is not among the pages": (
        lambda: pdf(
            b"<</Type/Page/Contents 7 0 R/MediaBox[0 0 1 1]>>",
            stream(b"CANARY"),
            page=b"/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 1 1]/Dest[6 0 R/Fit]>>]",
        ),
        set(),
    ),
    "page of no type that is not among the pages": (
        lambda: pdf(b"<</Contents 7 0 R>>", stream(b"CANARY"), catalog=b"/Dests<</a[6 0 R/Fit]>>"),
        set(),
    ),
    "stream that stands in another file": (
        lambda: pdf(stream(b"", b"/F(CANARY)/FFilter/FlateDecode"), page=b"/Contents[4 0 R 6 0 R]").replace(
            b"/Contents 4 0 R", b""
        ),
        set(),
    ),
    "unknown entries of the document and a page": (
        lambda: pdf(catalog=b"/Zzz(CANARY)", page=b"/Zzz(CANARY)", trailer=b"/ID[(CANARY)(CANARY)]"),
        set(),
    ),
}

#: What is wrong, the PDF, and the code of the reason.
REFUSED = {
    "locked": (locked, "locked"),
    "cut in the middle": (lambda: small_pdf()[:300], "damaged"),
    "nothing but a head": (lambda: b"%PDF-1.7\n%%EOF\n", "damaged"),
    "page for browsers": (lambda: b"<!doctype html><script>CANARY</script>", "mismatch"),
    "program": (lambda: b"MZ" + bytes(200), "mismatch"),
    "Word file": (lambda: b"PK\x03\x04" + bytes(60), "mismatch"),
    "PostScript": (lambda: b"%!PS-Adobe-3.0\n(CANARY) print", "mismatch"),
    "no pages": (lambda: written_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"), "damaged"),
    "pages that lead in a circle": (
        lambda: written_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 9>>"),
        "damaged",
    ),
    "pages that lead to themselves by a third": (
        lambda: written_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Kids[3 0 R]>>", b"<</Kids[2 0 R]>>"),
        "damaged",
    ),
    "things in things without end": (lambda: pdf(b"[" * 60_000 + b"]" * 60_000, catalog=b"/Outlines 6 0 R"), "damaged"),
    "bomb": (lambda: with_content(packed(bytes(2_000_000)), b"/FlateDecode"), "bomb"),
    "bomb in a bomb": (lambda: with_content(packed(bytes(2_000_000), 2), b"[/FlateDecode/FlateDecode]"), "bomb"),
    "bombs that are small each": (
        lambda: pdf(
            *[stream(packed(bytes(900_000)), b"/Filter/FlateDecode")] * 4, page=b"/Contents[6 0 R 7 0 R 8 0 R 9 0 R]"
        ).replace(b"/Contents 4 0 R", b""),
        "bomb",
    ),
    "five filters": (lambda: with_content(packed(WORDS, 5), b"[%s]" % (b"/FlateDecode" * 5)), "damaged"),
    "picture with too many pixels": (
        lambda: pdf(
            stream(b"", b"/Subtype/Image/Width 90000/Height 90000/Filter/CCITTFaxDecode"),
            resources=b"/XObject<</I 6 0 R>>",
        ),
        "bomb",
    ),
    "photograph that is none": (lambda: with_picture(b"CANARY", b"/Filter/DCTDecode"), "damaged"),
    "too many pages": (
        lambda: written_pdf(
            b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count 20>>" % (b"<</Type/Page>>" * 20)
        ),
        "pages",
    ),
    "too many pieces": (
        lambda: pdf(
            *[b"(a)"] * 60, catalog=b"/Dests<<%s>>" % b"".join(b"/d%d %d 0 R" % (one, one) for one in range(6, 66))
        ),
        "objects",
    ),
    "redaction that is not applied": (lambda: annotated(b"/Subtype/Redact/QuadPoints[0 0 0 0 0 0 0 0]"), "redaction"),
    "files within a cover": (lambda: pdf(catalog=b"/Collection<</View/D>>"), "embedded"),
    "form that is drawn by one program": (lambda: pdf(catalog=b"/NeedsRendering true"), "form"),
    "hidden layer": (lambda: pdf(b"<</Type/OCG/Name(CANARY)>>", catalog=LAYER), "hidden-layer"),
}
