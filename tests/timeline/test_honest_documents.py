"""Documents that hide nothing come through: words, figures, links, bookmarks and pictures are what they were."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.drawing.image import Image as SheetImage
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import Fit

from tests.hostile.pdfs import annotated, pdf, with_picture
from tests.hostile.searching import everything_in
from tests.papers import docx, docx_parts, odf_parts, ods, odt, relations, small_pdf, stream, zipped
from tests.pictures import encoded, opened, scene
from timeline.document_cleaning import clean_document


def cleaned(content: bytes, name: str) -> bytes:
    return clean_document(ContentFile(content, name=name)).read()


def read_pdf(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(cleaned(content, "a.pdf")), strict=True)


# PDF


def with_many_pages() -> bytes:
    """As pypdf writes it: pages with words of their own, bookmarks, a link within and one of the web."""
    writer, out = PdfWriter(), BytesIO()
    for number in range(3):
        writer.append(BytesIO(small_pdf(f"Page {number}")))
    top = writer.add_outline_item(title="First", page_number=0)
    writer.add_outline_item(title="Third", page_number=2, parent=top)
    writer.add_annotation(0, Link(rect=(0, 0, 50, 50), url="https://example.org/a?b=c"))
    writer.add_annotation(1, Link(rect=(0, 0, 50, 50), target_page_index=2, fit=Fit.fit()))
    writer.add_named_destination("end", 2)
    writer.write(out)
    return out.getvalue()


def test_pages_keep_their_words_and_order():
    assert [page.extract_text().strip() for page in read_pdf(with_many_pages()).pages] == ["Page 0", "Page 1", "Page 2"]


def test_bookmarks_and_named_places_lead_where_they_led():
    reader = read_pdf(with_many_pages())
    first, (third,) = reader.outline
    assert (first.title, reader.get_destination_page_number(first)) == ("First", 0)
    assert (third.title, reader.get_destination_page_number(third)) == ("Third", 2)
    assert reader.get_destination_page_number(reader.named_destinations["end"]) == 2


def test_links_of_the_web_and_within_are_kept():
    reader = read_pdf(with_many_pages())
    (outside,), (within,) = reader.pages[0]["/Annots"], reader.pages[1]["/Annots"]
    assert outside.get_object()["/A"] == {"/S": "/URI", "/URI": "https://example.org/a?b=c"}
    place = within.get_object().get("/Dest") or within.get_object()["/A"]["/D"]
    assert place[0].get_object() == reader.pages[2]


def test_language_and_structure_for_those_who_listen_are_kept():
    structure = b"/Lang(en-GB)/MarkInfo<</Marked true>>/StructTreeRoot 6 0 R/ViewerPreferences<</DisplayDocTitle true>>"
    reader = read_pdf(
        pdf(
            b"<</Type/StructTreeRoot/K 7 0 R/RoleMap<</Heading/H1>>>>",
            b"<</Type/StructElem/S/Heading/P 6 0 R/Pg 3 0 R/K 0/Alt(A heading)/A<</O/Layout/TextAlign/Center>>>>",
            catalog=structure,
        )
    )
    root = reader.trailer["/Root"]
    heading = root["/StructTreeRoot"]["/K"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("en-GB", True)
    assert (heading["/S"], heading["/Alt"], heading["/A"]["/TextAlign"]) == ("/Heading", "A heading", "/Center")
    assert heading["/Pg"].get_object() == reader.pages[0]


def test_picture_of_a_pdf_has_the_same_pixels():
    before = encoded("JPEG", quality=95)
    reader = read_pdf(with_picture(before, b"/Filter/DCTDecode"))
    kept = reader.pages[0]["/Resources"]["/XObject"]["/I"]._data
    assert opened(kept).tobytes() == opened(before).tobytes()


def test_what_was_typed_into_a_form_is_kept():
    reader = read_pdf(
        annotated(
            b"/Subtype/Widget/FT/Tx/T(name)/V(Ada)/F 4/AP<</N 6 0 R>>",
            stream(b"(Ada) Tj", b"/Subtype/Form/BBox[0 0 1 1]"),
        )
    )
    (field,) = reader.pages[0]["/Annots"]
    assert (field.get_object()["/V"], field.get_object()["/AP"]["/N"].get_data()) == ("Ada", b"(Ada) Tj")


def test_layers_that_are_shown_are_kept():
    layer = b"/OCProperties<</OCGs[6 0 R]/D<</ON[6 0 R]>>>>"
    reader = read_pdf(pdf(b"<</Type/OCG/Name(Map)>>", catalog=layer))
    assert reader.trailer["/Root"]["/OCProperties"]["/OCGs"][0]["/Name"] == "Map"


def test_fonts_named_as_other_things_are_kept():
    """“A” is where an action stands in a link, and the name of a font here."""
    reader = read_pdf(pdf(resources=b"/ExtGState<</A<</CA 1>>>>").replace(b"/F1", b"/A "))
    assert reader.pages[0]["/Resources"]["/Font"]["/A"]["/BaseFont"] == "/Helvetica"
    assert reader.pages[0]["/Resources"]["/ExtGState"]["/A"]["/CA"] == 1


def test_cleaned_pdf_is_hardly_larger():
    content = with_many_pages()
    assert len(cleaned(content, "a.pdf")) < len(content) + 500


# Office files

LINKED = '<w:p><w:hyperlink r:id="rId1"><w:r><w:t>the site</w:t></w:r></w:hyperlink></w:p>'
TABLE = "<w:tbl><w:tr><w:tc><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>2017</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"


def test_word_file_keeps_words_tables_links_and_parts():
    styles = {"word/styles.xml": '<w:styles xmlns:w="w"><w:style w:styleId="Heading1"/></w:styles>'}
    links = relations(rId1="hyperlink!https://example.org/", rId2="styles:styles.xml")
    kept = cleaned(zipped(docx_parts(LINKED + TABLE, links) | styles), "a.docx")
    with zipfile.ZipFile(BytesIO(kept)) as archive:
        text = archive.read("word/document.xml").decode()
        assert "the site" in text
        assert "<w:b/>" in text
        assert b"https://example.org/" in archive.read("word/_rels/document.xml.rels")
        assert b"Heading1" in archive.read("word/styles.xml")
        assert set(archive.namelist()) == {
            "[Content_Types].xml",
            "_rels/.rels",
            "word/document.xml",
            "word/_rels/document.xml.rels",
            "word/styles.xml",
        }


def test_picture_of_a_word_file_has_the_same_pixels():
    content = encoded("PNG", scene())
    parts = docx_parts(links=relations(rId1="image:media/a.png")) | {"word/media/a.png": content}
    with zipfile.ZipFile(BytesIO(cleaned(zipped(parts), "a.docx"))) as archive:
        assert opened(archive.read("word/media/a.png")).tobytes() == scene().tobytes()


def full_table() -> bytes:
    book, out = Workbook(), BytesIO()
    sheet = book.active
    sheet.title = "Pupils"
    for row in [("Year", "Children", "Sum"), (2017, 8_000_000, "=B2*2"), (2018, 8_100_000.5, "=SUM(B2:B3)")]:
        sheet.append(row)
    sheet["A5"].hyperlink = "https://example.org/"
    sheet["A5"].value = "Where from"
    sheet.freeze_panes = "A2"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    sheet.add_chart(chart, "E2")
    sheet.add_image(SheetImage(BytesIO(encoded("PNG"))), "E20")
    book.create_sheet("Notes").append(("As published.",))
    book.save(out)
    return out.getvalue()


def test_excel_file_keeps_figures_formulas_links_charts_and_sheets():
    book = load_workbook(BytesIO(cleaned(full_table(), "a.xlsx")))
    sheet = book["Pupils"]
    assert [[cell.value for cell in row] for row in sheet["A1:C3"]] == [
        ["Year", "Children", "Sum"],
        [2017, 8_000_000, "=B2*2"],
        [2018, 8_100_000.5, "=SUM(B2:B3)"],
    ]
    assert sheet["A5"].hyperlink.target == "https://example.org/"
    assert (sheet.freeze_panes, len(sheet._charts), len(sheet._images)) == ("A2", 1, 1)
    assert book["Notes"]["A1"].value == "As published."


def test_hidden_columns_with_nothing_in_them_refuse_nothing():
    book, out = Workbook(), BytesIO()
    book.active.append(("Year",))
    book.active.column_dimensions["D"].hidden = True
    book.active.row_dimensions[9].hidden = True
    book.save(out)
    assert load_workbook(BytesIO(cleaned(out.getvalue(), "a.xlsx"))).active["A1"].value == "Year"


def test_opendocuments_keep_words_links_and_charts():
    link = '<text:p>A letter from <text:a xlink:href="https://example.org/">the site</text:a></text:p>'
    assert b"https://example.org/" in everything_in(cleaned(odt(link), "a.odt"))
    chart = {
        "Object 1/content.xml": "<chart>8000000</chart>",
        "META-INF/manifest.xml": zipped_manifest(),
    }
    kept = cleaned(zipped(odf_parts("spreadsheet", '<draw:object xlink:href="./Object 1"/>') | chart), "a.ods")
    with zipfile.ZipFile(BytesIO(kept)) as archive:
        assert archive.namelist()[0] == "mimetype"
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
        assert b"8000000" in archive.read("Object 1/content.xml")
        assert b"opendocument.chart" in archive.read("META-INF/manifest.xml")


def zipped_manifest() -> str:
    from tests.papers import manifest

    kind = "application/vnd.oasis.opendocument"
    return manifest(
        {
            "/": f"{kind}.spreadsheet",
            "content.xml": "text/xml",
            "Object 1/": f"{kind}.chart",
            "Object 1/content.xml": "text/xml",
        }
    )


@pytest.mark.parametrize(("make", "name"), [(docx, "a.docx"), (odt, "a.odt"), (ods, "a.ods"), (small_pdf, "a.pdf")])
def test_name_in_capitals_is_the_same_kind(make, name):
    assert b"A letter" in everything_in(cleaned(make(), name.upper()))
    assert clean_document(ContentFile(make(), name=name.upper())).name.endswith(name[1:])
