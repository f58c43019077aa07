"""The command that cleans documents from before documents were cleaned."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.factories import make_document, make_event
from tests.hostile import offices_refused, pdfs
from tests.hostile.searching import tells
from tests.papers import small_pdf
from tests.pictures import stored
from timeline.models import CampaignDocument

pytestmark = pytest.mark.django_db


def from_before(content: bytes, *, content_now=None, **given):
    """A document whose file is kept as it came."""
    document = make_document(content_now, **given)
    Path(document.file.path).write_bytes(content)
    CampaignDocument.objects.filter(pk=document.pk).update(taken_out=None)
    return CampaignDocument.objects.get(pk=document.pk)


def run(*options) -> str:
    out = StringIO()
    call_command("clean_documents", *options, stdout=out)
    return out.getvalue()


@pytest.fixture
def telling():
    return from_before(pdfs.CLEANED["author in the properties"][0](), title="CANARY")


def test_first_it_says_what_it_would_do_and_changes_nothing(telling):
    before = stored(telling.file)
    said = run()
    assert f"Document {telling.pk} (.pdf): who wrote it, changed it or holds the rights" in said
    assert "1 to be cleaned, 0 cannot be cleaned.\nNothing was changed. Run it again with --clean." in said
    telling.refresh_from_db()
    assert (stored(telling.file), telling.taken_out) == (before, None)


def test_then_it_cleans_and_leaves_nothing_of_the_old_file(
    client, front_page, telling, django_capture_on_commit_callbacks
):
    page = make_event(body=[("document", {"document": telling})])
    old = Path(telling.file.path)
    with django_capture_on_commit_callbacks(execute=True):
        said = run("--clean")
    assert "1 cleaned, 0 cannot be cleaned." in said
    telling.refresh_from_db()
    assert not tells(stored(telling.file))
    assert telling.taken_out == ["people", "program"]
    assert telling.file_size == len(stored(telling.file))
    assert not old.exists()
    assert telling.url in client.get(page.url).content.decode()
    assert run() == "0 to be cleaned, 0 cannot be cleaned.\n"


def test_what_cannot_be_cleaned_is_named_and_left(telling):
    left = from_before(offices_refused.REFUSED["comments"][1](), content_now=b"a letter", name="a.txt")
    gone = from_before(b"")
    Path(gone.file.path).unlink()
    said = run("--clean")
    assert "1 cleaned, 2 cannot be cleaned." in said
    assert f"Document {left.pk} (.txt): This file is named .txt, but it is a zip archive or an office file." in said
    assert f"Document {gone.pk} (.pdf): its file is missing" in said
    assert "CANARY" not in said
    left.refresh_from_db()
    assert left.taken_out is None


def test_those_that_were_cleaned_are_looked_at_when_it_is_asked_for():
    document = make_document(small_pdf())
    assert run() == "0 to be cleaned, 0 cannot be cleaned.\n"
    assert f"Document {document.pk} (.pdf): Nothing was found." in run("--all")
