"""What no output can write is taken out where it is saved."""

import pytest

from tests.admin_forms import edit_form
from tests.factories import make_event, make_outlet, publish
from timeline.models import ChangeNote, EventPage
from timeline.text_cleaning import printable, printable_throughout

BAD = "\x00\x01\x08\x0e\x1f\x7f\ud800\udfff\ufffe\uffff"


@pytest.mark.parametrize("sign", BAD)
def test_what_cannot_be_printed_is_taken_out(sign):
    assert printable(f"a{sign}b") == "ab"


@pytest.mark.django_db
def test_line_that_a_word_processor_ended_ends(front_page):
    page = make_event(live=False, title="One\x0btwo", summary="One\x0btwo")
    assert (page.title, page.summary) == ("One two", "One\ntwo")


@pytest.mark.parametrize("text", ["a\tb", "one\r\ntwo", "Ω", "שלום", "👩‍👧", "\u200d\u200f", "]]>", "\x85", ""])
def test_everything_else_stays(text):
    assert printable(text) == text


def test_texts_within_are_found():
    assert printable_throughout([{"a": "x\x00", "b": [1, None, ("y\x01",)]}]) == [{"a": "x", "b": [1, None, ["y"]]}]


@pytest.mark.django_db
def test_entry_set_by_code_is_clean_in_every_column(front_page):
    page = make_event(live=False)
    page.title, page.summary, page.date_note = (f"{name}{BAD}" for name in ("Title", "Summary", "Note"))
    page.body = [
        ("paragraph", f"<p>Words{BAD}</p>"),
        ("quotation", {"text": f"Said{BAD}", "speaker": f"She{BAD}", "source": ""}),
    ]
    page.sources = list(page.sources.all())
    page.sources.first().title = f"Source{BAD}"
    page = EventPage.objects.get(pk=publish(page).pk)
    assert (page.title, page.summary, page.date_note) == ("Title", "Summary", "Note")
    assert str(page.body[0].value).strip() == "<p>Words</p>"
    assert page.body[1].value["speaker"] == "She"
    assert page.sources.first().title == "Source"


@pytest.mark.django_db
def test_what_is_pasted_into_a_form_is_clean(admin, front_page):
    page = make_event()
    edit_form(admin, page).fill_in(summary="From a word\x0bprocessor\x07.").publish()
    page.refresh_from_db()
    assert page.summary == "From a word\nprocessor."


@pytest.mark.django_db
def test_rows_beside_pages_are_clean(front_page):
    note = ChangeNote.objects.create(page=make_event(), kind="update", words="More\x1f to know")
    assert note.words == "More to know"
    assert make_outlet(name="The \x00Paper").name == "The Paper"
