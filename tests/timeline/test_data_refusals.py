"""Taking a story in: what does not fit is refused, with the place where it stands and before anything is saved."""

import copy

import pytest
from django.db import transaction

from legal.models import Procedure
from tests.data_files import make_rich_story, story_of_what
from timeline.data.taking import StoryError
from timeline.data.taking_in import take_in
from timeline.models import PublicRecord, TimelineEntry

# Without the mark pytest-django makes no test database, and the story would be made in the real one.
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def rich_story(test_database, django_db_blocker):
    """A rich story as a file, from a site that is empty again."""
    with django_db_blocker.unblock():
        found = story_of_what(make_rich_story)
    assert len(found["entries"]) == 4
    return found


@pytest.fixture
def story(rich_story):
    return copy.deepcopy(rich_story)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda story, entry: story.update(version=2), "version 2 of the format, and this site reads version 1"),
        (lambda story, entry: story.update(version=True), "version True of the format"),
        (lambda story, entry: story.update(version=1.0), "version 1.0 of the format"),
        (lambda story, entry: story.pop("version"), "no file of a story"),
        (lambda story, entry: story.update(next=None), "page of the read API"),
        (lambda story, entry: story.update(entries="all"), "“entries”: a list of records"),
        (lambda story, entry: entry.pop("title"), "Entry 1, “title”: this field is missing"),
        (lambda story, entry: entry.update(title=3), "“title”: a text is expected"),
        (lambda story, entry: entry.update(title=" "), "“title”: this must not be empty"),
        (lambda story, entry: entry.update(title="x" * 300), "“title”"),
        (lambda story, entry: entry.update(id="5"), "“id”: a permanent id"),
        (lambda story, entry: entry.update(kind="film"), "there is no kind “film”"),
        (lambda story, entry: entry["date"].update(edtf="soon"), "“date.edtf”: “soon” is no date"),
        (lambda story, entry: entry["date"].update(edtf=""), "“date.edtf”: an entry needs a date"),
        (lambda story, entry: entry["date"].update(occurrence="maybe"), "“occurrence”"),
        (lambda story, entry: entry.update(sequence="3"), "“sequence”: a whole number"),
        (lambda story, entry: entry.update(sequence=True), "“sequence”: a whole number"),
        (lambda story, entry: entry.update(sequence=-1), "“sequence”: a number from 0 to 9999"),
        (lambda story, entry: entry.update(sequence=10000), "“sequence”: a number from 0 to 9999"),
        (lambda story, entry: entry.update(sequence=10**30), "“sequence”: a number from 0 to 9999"),
        (lambda story, entry: entry["sources"][0].update(url="javascript:1"), "“sources[0].url”: an address"),
        (lambda story, entry: entry["sources"][0].update(accessed="2018"), "“sources[0].accessed”: a day"),
        (lambda story, entry: entry["topics"][0].update(slug="none"), "“none” is not in the list “topics”"),
        (lambda story, entry: entry["account"][0].update(type="table"), "no block “table”"),
        (lambda story, entry: entry["account"].append({"type": "heading", "text": ""}), "“account”"),
        (lambda story, entry: entry.update(sources=[]), "needs at least one source"),
        (lambda story, entry: entry.update(related=[{"id": entry["id"], "relation": "loves"}]), "related[0]"),
        (lambda story, entry: entry.update(related=[{"id": entry["id"], "relation": ["about"]}]), "a text is expected"),
    ],
)
def test_file_that_does_not_fit_is_refused_with_the_place(story, site, spoil, says):
    story["entries"] = [entry for entry in story["entries"] if entry["kind"] == "event"]
    spoil(story, story["entries"][0] if isinstance(story["entries"], list) else None)
    with pytest.raises(StoryError) as refused, transaction.atomic():
        take_in(story, site=site)
    assert says in str(refused.value)
    assert not TimelineEntry.objects.exists()
    assert not PublicRecord.objects.filter(page__depth__gt=3).exists()


def test_refusal_names_the_entry_by_its_title(story, site):
    story["entries"][0]["date"]["edtf"] = "soon"
    with pytest.raises(StoryError, match=r"Entry 1 \(“Event”\), “date.edtf”"):
        take_in(story, site=site)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda case: case["procedure"].update(version="1850"), "no procedure “judicial-review-ew” of version 1850"),
        (lambda case: case.update(grounds="none"), "“grounds”: a list of texts"),
        (lambda case: case.pop("question"), "“question”: this field is missing"),
    ],
)
def test_case_that_does_not_fit_is_refused(story, site, spoil, says):
    assert Procedure.objects.exists()
    spoil(story["cases"][0])
    with pytest.raises(StoryError, match=r"Case 1 \(“Case”\)") as refused:
        take_in(story, site=site)
    assert says in str(refused.value)


def test_milestone_without_its_case_is_refused(story, site):
    story["cases"] = []
    with pytest.raises(StoryError, match=r"“case\.id”: .* is not in the list “cases”"):
        take_in(story, site=site)


@pytest.mark.parametrize("name", ["summary", "date_note"])
def test_text_that_is_too_long_for_its_field_is_refused(story, site, name):
    story["entries"][0][name] = "x" * 501
    with pytest.raises(StoryError, match=f"“{name}”: Ensure this value has at most 500"):
        take_in(story, site=site)


@pytest.mark.parametrize(
    ("kind", "spoil", "name"),
    [
        ("event", lambda entry: entry.update(title="x" * 256), "title"),
        ("event", lambda entry: entry.update(wording="x" * 121), "date_wording"),
        ("event", lambda entry: entry.update(no_source_reason="x" * 256), "no_source_reason"),
        ("event", lambda entry: entry.update(significance="x" * 20), "significance"),
        ("event", lambda entry: entry["date"].update(occurrence="x" * 20), "occurrence"),
        ("press", lambda entry: entry["facts"].update(byline="x" * 2000), "byline"),
        ("press", lambda entry: entry["facts"].update(article_kind="x" * 200), "press_kind"),
        ("legal", lambda entry: entry["facts"].update(room="x" * 2000), "room"),
        ("legal", lambda entry: entry["facts"].update(result_for="x" * 200), "result_for"),
    ],
)
def test_value_that_no_column_holds_is_refused_before_it_is_saved(story, site, kind, spoil, name):
    story["entries"] = [entry for entry in story["entries"] if entry["kind"] == kind]
    spoil(story["entries"][0])
    # No database is asked: one of them would say so in its own words, and another would keep it.
    with pytest.raises(StoryError, match=f"“{name}”: "):
        take_in(story, site=site)
    assert not TimelineEntry.objects.filter(title=story["entries"][0]["title"]).exists()


def test_case_with_a_text_that_is_too_long_is_refused(story, site):
    story["cases"][0]["body"] = "x" * 2000
    with pytest.raises(StoryError, match=r"Case 1 \(“Case”\), “body”: Ensure"):
        take_in(story, site=site)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("ends_at", "16:00+01:00", "“ends_at”: “16:00\\+01:00” is no time of day"),
        ("ends_at", "late", "“ends_at”: “late” is no time of day"),
        ("not_before", 1, "“not_before”: true or false"),
    ],
)
def test_fact_of_a_milestone_that_cannot_be_read_is_refused(story, site, name, value, says):
    story["entries"] = [entry for entry in story["entries"] if entry["kind"] == "legal"]
    story["entries"][0]["facts"][name] = value
    with pytest.raises(StoryError, match=says):
        take_in(story, site=site)
