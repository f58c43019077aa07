"""What is kept of a PDF that tells too much, and why others are refused. The stored bytes are read, and unpacked."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from pypdf import PdfReader

from tests.factories import make_document
from tests.hostile.pdfs import CLEANED, REFUSED
from tests.hostile.searching import tells
from tests.pictures import stored
from timeline.document_cleaning import clean_document, limits, pdf, pdf_copying, pdf_streams

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", CLEANED)
def test_what_is_planted_is_gone_from_the_file_that_is_kept(name):
    make, told = CLEANED[name]
    content = make()
    document = make_document(content, name="Jane Smith.pdf")
    kept = stored(document.file)
    assert not tells(kept)
    assert told <= set(document.taken_out)
    assert PdfReader(BytesIO(kept), strict=True).pages[0].extract_text().strip() == "A letter"
    assert document.file_size == len(kept)


@pytest.mark.parametrize("name", CLEANED)
def test_canary_was_there(name):
    content = CLEANED[name][0]()
    assert tells(content) or "photograph" in name or "picture" in name


@pytest.fixture
def low_limits(monkeypatch):
    monkeypatch.setattr(pdf_streams, "MOST_OF_A_STREAM", 1_000_000)
    monkeypatch.setattr(limits, "MOST_OF_ALL_STREAMS", 3_000_000)
    monkeypatch.setattr(pdf, "MOST_PAGES", 10)
    monkeypatch.setattr(pdf_copying, "MOST_OBJECTS", 50)


@pytest.mark.parametrize("name", REFUSED)
def test_others_are_refused_with_a_reason(low_limits, name):
    make, code = REFUSED[name]
    with pytest.raises(ValidationError) as refusal:
        make_document(make(), name="Jane Smith.pdf")
    assert refusal.value.code == code
    assert str(refusal.value.message)


def test_file_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "LONGEST", -1)
    with pytest.raises(ValidationError, match="takes too long"):
        clean_document(ContentFile(CLEANED["sticky note"][0](), name="a.pdf"))


def test_cleaning_what_is_clean_changes_nothing():
    for make, _told in CLEANED.values():
        once = clean_document(ContentFile(make(), name="a.pdf")).read()
        twice = clean_document(ContentFile(once, name="a.pdf"))
        assert (twice.read(), twice.taken_out) == (once, [])
