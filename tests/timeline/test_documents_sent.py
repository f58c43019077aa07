"""How a document is sent: with which headers, under which type and name."""

import pytest
from django.conf import settings

from tests.factories import make_document
from tests.papers import docx, ods, odt, small_pdf, xlsx
from tests.timeline.test_documents import fetch, in_a_block
from timeline.document_views import POLICY

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(db):
    return make_document(name="Jane Smith.pdf")


def test_document_comes_with_headers_that_let_it_do_nothing(client, front_page, document):
    in_a_block(document)
    response = fetch(client, document)
    assert response["Content-Security-Policy"] == POLICY
    assert "default-src 'none'" in POLICY
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline")
    sheet = make_document(xlsx(), name="figures.xlsx")
    in_a_block(sheet)
    response = fetch(client, sheet)
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Security-Policy"].endswith("; sandbox")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"].endswith("officedocument.spreadsheetml.sheet")


PAPERS = {
    "pdf": small_pdf,
    "docx": docx,
    "xlsx": xlsx,
    "odt": odt,
    "ods": ods,
    "csv": lambda: b"a,b",
    "txt": lambda: b"a",
}


@pytest.mark.parametrize("suffix", settings.WAGTAILDOCS_EXTENSIONS)
def test_each_kind_has_its_own_type_and_all_but_pdf_are_saved(client, front_page, suffix):
    document = make_document(PAPERS[suffix](), name=f"Jane Smith.{suffix}", title="The letter")
    in_a_block(document)
    response = fetch(client, document)
    assert response["Content-Type"] == settings.WAGTAILDOCS_CONTENT_TYPES[suffix]
    how = "inline" if suffix == "pdf" else "attachment"
    assert response["Content-Disposition"] == f'{how}; filename="The letter.{suffix}"'
    assert "Content-Encoding" not in response


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The letter.pdf", 'filename="The letter.pdf"'),
        ("../..\\evil", 'filename="evil.pdf"'),
        ('a" onload=x\r\nSet-Cookie: a', 'filename="a onload x Set-Cookie a.pdf"'),
        ("\u202efdp.exe", 'filename="fdp exe.pdf"'),
        ("Y llythyr gwreiddiol – tŷ", "filename*=utf-8''Y%20llythyr%20gwreiddiol%20t%C5%B7.pdf"),
        ("???", 'filename="document.pdf"'),
        ("x" * 255, f'filename="{"x" * 100}.pdf"'),
    ],
)
def test_name_is_made_of_the_title_and_not_of_the_upload(client, front_page, title, name):
    document = make_document(name="Jane Smith.pdf", title=title)
    in_a_block(document)
    response = fetch(client, document)
    assert response["Content-Disposition"] == f"inline; {name}"
    assert "Set-Cookie" not in response
    assert document.filename not in str(response.headers)
