"""Files that editors upload: told apart by content, read, or refused with the reason."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from press.reading import Finding, UnreadableError, read_file, read_mhtml, read_pdf, read_text, sniff

FILES = Path(__file__).parent / "files"
PAGE = b"<!DOCTYPE html><html><head><title>A story</title></head><body><p>Words of no account.</p></body></html>"
MHTML = (
    b"From: <Saved by a browser>\r\nSnapshot-Content-Location: https://example.co.uk/2018/02/03/story\r\n"
    b'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="--x"\r\n\r\n'
    b"----x\r\nContent-Type: text/css\r\nContent-Location: https://example.co.uk/a.css\r\n\r\np{}\r\n"
    b"----x\r\nContent-Type: text/html; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    b"Content-Location: https://example.co.uk/2018/02/03/story\r\n\r\n"
    b"<html><head><title>The caf=E9 that sold lists</title></head>=\r\n"
    b"<body><p>Words of no account.</p></body></html>\r\n"
    b"----x--\r\n"
)
WORD = b"PK\x03\x04\x14\x00\x06\x00" + b"\x00" * 18 + b"\x13\x00\x00\x00[Content_Types].xml" + b"word/document.xml" * 9
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 40


def make_pdf(lines=(), *, title="", pages=1, password="") -> bytes:
    """A PDF with *lines* of text on its first page."""
    writer = PdfWriter()
    for number in range(pages):
        page = writer.add_blank_page(595, 842)
        font = DictionaryObject(
            {NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
             NameObject("/BaseFont"): NameObject("/Helvetica"), NameObject("/Encoding"): NameObject("/WinAnsiEncoding")}
        )  # fmt: skip
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        content = DecodedStreamObject()
        shown = b"".join(b"(" + line.encode("cp1252") + b") Tj T*\n" for line in (lines if number == 0 else ()))
        content.set_data(b"BT /F1 12 Tf 14 TL 50 780 Td\n" + shown + b"ET")
        page[NameObject("/Contents")] = writer._add_object(content)
    if title:
        writer.add_metadata({"/Title": title})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


# Plain text


def test_saved_copy_gives_headline_captions_and_what_it_lacks():
    reading = read_file((FILES / "saved_copy.txt").read_bytes(), "saved copy.TXT")
    assert reading.headline == Finding("Ferry captain sues over lost logbook", "the first line of the file")
    assert reading.captions == ["Winnie Aldous", "The old slipway at Tarnley"]
    assert reading.missing == ["outlet", "date", "byline"]
    assert reading.notes == ["This copy breaks off in its last sentence.", "No outlet, date or byline in this copy."]
    assert reading.language == Finding("en", "a guess from the text of the page", sure=False)
    assert "The old slipway" not in reading.text
    assert reading.words == len(reading.text.split())
    assert [quotation.speaker for quotation in reading.quotations] == [
        "Captain Aldous", "Mrs Aldous", "tarnleywatch", "A spokesman for the Harbour Office of Tarnley",
    ]  # fmt: skip


def test_byline_and_date_that_stand_on_lines_of_their_own_are_offered():
    reading = read_text(b"A headline\nBy Ann Price\n03/02/2018\n\nWords that nobody will remember for long.\n")
    assert (reading.byline.value, reading.byline.sure) == ("Ann Price", False)
    assert reading.date == Finding("2018-02-03", "a line at the beginning of the file, read day first", sure=False)
    assert reading.notes == ["No outlet in this copy."]


@pytest.mark.parametrize("line", ["In 2018 nobody knew", "Room 2018", "The 2018 list of names", "By the sea"])
def test_number_in_a_line_is_no_date_and_by_is_no_byline(line):
    reading = read_text(f"A headline\n{line}\n\nWords that nobody will remember for long.\n".encode())
    assert reading.date is None


def test_lines_that_were_broken_to_fit_are_one_paragraph():
    text = (
        b"A headline\n\nThe list of pupils was read out in the hall on a wet evening in\n"
        b"March, and the parents of the town heard for the first time that it\nwas for sale.\n"
    )
    assert read_text(text).text.split("\n\n")[1].endswith("that it was for sale.")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_the_character_sets_of_editors(encoding):
    assert read_file("The “café” list\n\nWords.".encode(encoding), "a.txt").headline.value == "The “café” list"


def test_text_of_one_line_is_a_headline():
    assert read_text(b"Only this").headline.value == "Only this"


# MHTML


def test_page_saved_as_one_file_is_read_with_its_address():
    reading = read_file(MHTML, "page.mhtml")
    assert reading.headline.value == "The café that sold lists"
    assert reading.canonical_url.value == "https://example.co.uk/2018/02/03/story"
    assert reading.date == Finding("2018-02-03", "the address", sure=False)


@pytest.mark.parametrize(
    "data",
    [
        MHTML.replace(b"text/html", b"text/plain"),
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\nnothing",
        b"MIME-Version: 1.0\r\n" + b'Content-Type: multipart/related; boundary="a"\r\n\r\n--a\r\n' * 2_000,
    ],
)
def test_mhtml_without_a_page_is_refused(data):
    with pytest.raises(UnreadableError, match="no web page"):
        read_mhtml(data)


# PDF


def test_pdf_is_read_line_by_line():
    lines = [
        "Tide tables were sold by the dozen", "Nobody at the harbour can say who bought the tables, and the",
        "office has stopped answering its door to the skippers of the", "town.",
        "Mrs Edie Lamb said: \u201cWe shall ask again on Monday.\u201d",
    ]  # fmt: skip
    reading = read_file(make_pdf(lines, title="Microsoft Word - tides_v2.docx"), "cutting.pdf")
    assert reading.headline == Finding(lines[0], "the first line of the file")
    assert "of the town." in reading.text
    assert [quotation.speaker for quotation in reading.quotations] == ["Mrs Edie Lamb"]
    assert reading.notes == ["No outlet, date or byline in this copy."]


@pytest.mark.parametrize("title", ["tides.indd", "tides_final_2", "Untitled", "Microsoft Word - Tides", "Document1"])
def test_file_name_is_no_headline(title):
    assert read_pdf(make_pdf(["Printed headline"], title=title)).headline.value == "Printed headline"


def test_title_of_a_pdf_is_offered():
    headline = read_pdf(make_pdf(["THE DALE 5"], title="Tide tables were sold")).headline
    assert headline == Finding("Tide tables were sold", "the title that is written in the PDF", sure=False)


def test_pdf_of_pictures_says_so():
    reading = read_pdf(make_pdf())
    assert reading.notes[0].startswith("This PDF holds pictures of pages and no text.")


def test_long_pdf_is_read_in_part():
    assert "Of this PDF's 45 pages, the first 40 were read." in read_pdf(make_pdf(["A headline"], pages=45)).notes


def test_locked_pdf_is_refused():
    with pytest.raises(UnreadableError, match="password"):
        read_pdf(make_pdf(["Secret"], password="open sesame"))


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\xff" * 5_000, make_pdf(["A"])[:300]])
def test_damaged_pdf_is_refused(data):
    with pytest.raises(UnreadableError, match="damaged"):
        read_pdf(data)


# What it is


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (PAGE, "a.html", "html"),
        (PAGE, "A.HTM", "html"),
        (b"\xef\xbb\xbf  <!-- saved from url=(0014)about:internet -->\n<html>", "a.html", "html"),
        (PAGE.decode().encode("utf-16"), "a.html", "html"),
        (b"<p>A part of a page</p>", "a.html", "html"),
        (MHTML, "a.mht", "mhtml"),
        (b"%PDF-1.4\n", "a.pdf", "pdf"),
        (b"Words", "a.txt", "txt"),
        ("Words".encode("utf-16"), "a.txt", "txt"),
        (b"Words about <html> pages", "a.txt", "txt"),
    ],
)
def test_file_is_told_by_its_content(data, name, kind):
    assert sniff(data, name) == kind


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "a.html", "empty"),
        (b"\xff\xfe\r\n", "a.txt", "empty"),
        (b"%PDF-1.4\n", "a.html", "says that it is a web page, but it is a PDF"),
        (PAGE, "a.pdf", "says that it is a PDF, but it is a web page"),
        (PAGE, "a.txt", "says that it is plain text, but it is a web page"),
        (MHTML, "a.html", "it is a saved web page in one file"),
        (b"Words", "a.pdf", "it is plain text"),
        (b"Words", "a.html", "it is plain text"),
        (WORD, "a.pdf", "office program"),
        (WORD, "a.docx", "office program"),
        (b"{\\rtf1 words}", "a.txt", "word processor"),
        (b"PK\x03\x04" + b"\x00" * 60, "a.html", "packed"),
        (PNG, "a.txt", "a picture"),
        (b"Words\x00words", "a.txt", "bytes in it that no text has"),
        (b"Words", "a.md", "does not end in a way that we know"),
        (b"Words", "a", "does not end in a way that we know"),
    ],
)
def test_file_that_is_not_what_it_says_is_refused_with_the_reason(data, name, reason):
    with pytest.raises(UnreadableError) as refused:
        read_file(data, name)
    assert reason in refused.value.message
