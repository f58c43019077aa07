"""What is kept of an office file that tells too much, and why others are refused. The stored bytes are read back."""

import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from tests.factories import make_document
from tests.hostile.offices import CLEANED
from tests.hostile.offices_refused import REFUSED
from tests.hostile.searching import everything_in, tells
from tests.pictures import stored
from timeline.document_cleaning import clean_document, zips

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("what", CLEANED)
def test_what_is_planted_is_gone_from_the_file_that_is_kept(what):
    name, make, told = CLEANED[what]
    content = make()
    assert tells(content)
    document = make_document(content, name=name)
    kept = stored(document.file)
    assert not tells(kept)
    assert told <= set(document.taken_out)
    assert b"A letter" in everything_in(kept)
    assert document.file_size == len(kept)


@pytest.mark.parametrize("what", CLEANED)
def test_what_is_kept_is_sound_and_clean_already(what):
    name, make, _told = CLEANED[what]
    once = clean_document(ContentFile(make(), name=name)).read()
    twice = clean_document(ContentFile(once, name=name))
    assert (twice.read(), twice.taken_out) == (once, [])
    with zipfile.ZipFile(BytesIO(once)) as archive:
        assert archive.testzip() is None
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.fixture
def low_limits(monkeypatch):
    monkeypatch.setattr(zips, "MOST_OF_A_PART", 1_000_000)
    monkeypatch.setattr(zips, "MOST_PARTS", 50)


@pytest.mark.parametrize("what", REFUSED)
def test_others_are_refused_with_a_reason(low_limits, what):
    name, make, code = REFUSED[what]
    with pytest.raises(ValidationError) as refusal:
        make_document(make(), name=name)
    assert refusal.value.code == code
    assert "CANARY" not in str(refusal.value.message) or code in ("hidden-sheet", "hidden-cells", "formula")
