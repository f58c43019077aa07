"""The same file once more: rows are found again, and nothing is doubled."""

import pytest

from tests.factories import make_event, publish
from tests.import_files import HEADER, bring_in, choose, csv_bytes, latest, name_columns, send
from timeline.dates import parse
from timeline.models import EntrySource, EventPage

pytestmark = pytest.mark.django_db

LETTER = ["18 January 2018", "A letter is sent", "The campaign writes.", "https://example.org/letter", "a"]
CENSUS = ["September 2017", "A census begins", "Schools are asked.", "https://example.org/census", "b"]


def counts(batch) -> dict[str, int]:
    return {name: number for name, number in batch.findings["counts"].items() if number}


def checked(admin, data: bytes, *, site):
    send(admin, data, site=site)
    batch = latest()
    name_columns(admin, batch)
    batch.refresh_from_db()
    return batch


def without_ids(*rows) -> bytes:
    return csv_bytes(*(row[:4] for row in rows), header=HEADER[:4])


@pytest.mark.parametrize("make", [csv_bytes, without_ids])
def test_same_file_again_leaves_everything_alone(admin, site, make):
    bring_in(admin, make(LETTER, CENSUS), site=site, publish="yes")
    before = sorted(EventPage.objects.values_list("pk", "latest_revision_id"))
    batch = checked(admin, make(LETTER, CENSUS), site=site)
    assert counts(batch) == {"same": 2}
    assert sorted(EventPage.objects.values_list("pk", "latest_revision_id")) == before


def test_row_that_says_something_new_updates_its_entry(admin, site, client):
    bring_in(admin, csv_bytes(LETTER, CENSUS), site=site, publish="yes")
    letter = EventPage.objects.get(title="A letter is sent")
    changed = ["19 January 2018", "A letter was sent", *LETTER[2:]]
    batch = checked(admin, csv_bytes(changed, CENSUS), site=site)
    assert counts(batch) == {"update": 1, "same": 1}
    assert "the same id" in " ".join(batch.rows.get(action="update").remarks)
    choose(admin, batch, publish="yes")
    batch.refresh_from_db()
    choose(admin, batch, bring_in=True)
    letter.refresh_from_db()
    assert (letter.title, letter.date.edtf, EventPage.objects.count()) == ("A letter was sent", "2018-01-19", 2)
    assert letter.public_record.announced_at is None


def test_update_as_a_draft_leaves_what_readers_see(admin, site):
    bring_in(admin, csv_bytes(LETTER), site=site, publish="yes")
    bring_in(admin, csv_bytes([LETTER[0], "Another title", *LETTER[2:]]), site=site)
    page = EventPage.objects.get()
    assert page.title == "A letter is sent"
    assert page.latest_revision.as_object().title == "Another title"


def test_row_is_found_by_its_source_and_date_and_by_its_title_and_date(admin, site):
    bring_in(admin, without_ids(LETTER, CENSUS), site=site)
    other_title = [LETTER[0], "Something else is sent", *LETTER[2:]]
    other_source = [*CENSUS[:2], "Schools were asked for more.", "https://example.org/other"]
    batch = checked(admin, without_ids(other_title, other_source), site=site)
    assert counts(batch) == {"update": 2}
    one, two = batch.rows.all()
    assert "the same source and date" in " ".join(one.remarks)
    assert "the same title and date" in " ".join(two.remarks)


def test_entry_that_somebody_typed_is_found_and_gets_the_source(admin, site):
    page = make_event(title="A letter is sent", date="2018-01-18", summary="The campaign writes.")
    bring_in(admin, csv_bytes(LETTER), site=site, publish="yes")
    assert EventPage.objects.count() == 1
    urls = EntrySource.objects.filter(entry=page).values_list("url", flat=True)
    assert set(urls) == {"https://example.org/0", "https://example.org/letter"}


def test_much_the_same_title_of_the_same_date_is_asked_about(admin, site):
    make_event(title="A first letter is sent to schools", date="2018-01-18")
    data = without_ids([LETTER[0], "First letter sent to schools", "It went.", ""])
    batch = checked(admin, data, site=site)
    assert counts(batch) == {"ask": 1}
    choose(admin, batch, decision_2="new")
    batch.refresh_from_db()
    assert counts(batch) == {"new": 1}
    choose(admin, batch, decision_2="update")
    batch.refresh_from_db()
    assert counts(batch) == {"update": 1}
    choose(admin, batch, decision_2="leave")
    batch.refresh_from_db()
    assert counts(batch) == {"same": 1}


def test_same_source_under_another_title_and_date_is_asked_about(admin, site):
    bring_in(admin, without_ids(LETTER), site=site)
    batch = checked(admin, without_ids(["2019", "A hearing", "", LETTER[3]]), site=site)
    assert counts(batch) == {"ask": 1}


def test_one_source_of_several_rows_makes_several_entries_and_finds_them_again(admin, site):
    other = [LETTER[0], "An answer comes", "It comes the same day.", LETTER[3]]
    data = without_ids(LETTER, other)
    bring_in(admin, data, site=site)
    assert EventPage.objects.count() == 2
    assert counts(checked(admin, data, site=site)) == {"same": 2}


def test_entry_that_an_editor_has_changed_is_left_unless_asked(admin, site):
    bring_in(admin, csv_bytes(LETTER), site=site, publish="yes")
    page = EventPage.objects.get()
    page.summary = "An editor's own words."
    publish(page)
    # The file says what it said: nothing is to be done.
    assert counts(checked(admin, csv_bytes(LETTER), site=site)) == {"same": 1}
    data = csv_bytes([*LETTER[:2], "The file's new words.", *LETTER[3:]])
    batch = checked(admin, data, site=site)
    assert "changed the entry here" in " ".join(batch.rows.get().remarks)
    choose(admin, batch, overwrite="on")
    batch.refresh_from_db()
    assert counts(batch) == {"update": 1}


def test_rows_of_one_title_and_date_but_two_ids_are_two(admin, site):
    data = csv_bytes(LETTER, [*LETTER[:4], "z"])
    bring_in(admin, data, site=site)
    assert EventPage.objects.count() == 2
    assert sorted(EventPage.objects.values_list("slug", flat=True)) == ["a-letter-is-sent", "a-letter-is-sent-2"]
    assert counts(checked(admin, data, site=site)) == {"same": 2}


def test_entry_of_another_site_is_none_of_ours(admin, site):
    from tests.data_files import make_other_site

    bring_in(admin, csv_bytes(LETTER), site=site)
    other = make_other_site(site)
    assert counts(checked(admin, csv_bytes(LETTER), site=other)) == {"new": 1}


def test_date_that_was_repaired_goes_to_the_entry(admin, site):
    header = ["Year", "Month", "Day", "Headline", "Id"]
    rows = [[str(year), "9", "10", f"In {year}", str(year)] for year in range(2001, 2007)]
    bring_in(admin, csv_bytes(*rows, header=header), site=site)
    bring_in(admin, csv_bytes(*rows, header=header), site=site, keep="year")
    dates = {EventPage.objects.get(slug=f"in-{year}").latest_revision.as_object().date for year in range(2001, 2007)}
    assert dates == {parse(str(year)) for year in range(2001, 2007)}


def test_locked_entry_is_left_alone(admin, site, django_user_model):
    bring_in(admin, csv_bytes(LETTER), site=site)
    other = django_user_model.objects.create_user("other", "o@example.org", "a long password")
    EventPage.objects.update(locked=True, locked_by=other)
    batch = checked(admin, csv_bytes([LETTER[0], "Another title", *LETTER[2:]]), site=site)
    assert counts(batch) == {"same": 1}
    assert "locked" in " ".join(batch.rows.get().remarks)
