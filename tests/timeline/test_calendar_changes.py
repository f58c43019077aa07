"""What calendars are told when something changes: the same event, and how often it has moved."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from tests.admin_forms import edit_form
from tests.calendar_readers import address_of, event_of, events_of
from tests.factories import make_case, make_event, make_milestone, publish
from timeline.models import PublicRecord, TimelinePage

pytestmark = pytest.mark.django_db

TOLD = {"start": "2027-05-15", "end": "2027-05-16", "status": "CONFIRMED", "place": "High Court"}


@pytest.fixture
def case(front_page):
    return make_case(title="R (A) v B")


def make_hearing(case, **given):
    stage = case.procedure.stages.filter(hearing=True).first()
    values = {"title": "Hearing", "date": "2027-05-15", "occurrence": "scheduled", "court": "High Court"}
    return make_milestone(case=case, stage=stage, **{**values, **given})


@pytest.fixture
def hearing(case):
    return make_hearing(case)


def record_of(page):
    return PublicRecord.objects.get(page_id=page.pk)


def change(page, **values):
    for name, value in values.items():
        setattr(page, name, value)
    return publish(page)


def sequence_of(page):
    return record_of(page).calendar_sequence


def test_first_publish_begins_at_nought(hearing):
    record = record_of(hearing)
    assert (record.calendar_sequence, record.calendar_told, record.calendar_start_before) == (0, TOLD, "")


def test_draft_tells_calendars_nothing(case):
    record = record_of(make_hearing(case, live=False))
    assert (record.calendar_sequence, record.calendar_told) == (None, None)


def test_moved_hearing_is_the_same_event_one_step_on(client, hearing):
    uid = event_of(client, hearing)["UID"]
    change(hearing, date="2027-06-01")
    event = event_of(client, hearing)
    assert (event["UID"], event["SEQUENCE"]) == (uid, 1)
    assert event["DTSTART"].dt == datetime.date(2027, 6, 1)
    assert event["LAST-MODIFIED"].dt == hearing.last_published_at.replace(microsecond=0)
    assert record_of(hearing).calendar_start_before == "2027-05-15"


@pytest.mark.parametrize(
    "values",
    [
        {"date": "2027-05-15/2027-05-16"},
        {"date": "2027-05-15T10:30:00+01:00"},
        {"date": "2027-05"},
        {"occurrence": "expected"},
        {"occurrence": "cancelled"},
        {"court": "Court of Appeal"},
        {"room": "Court 3"},
    ],
    ids=str,
)
def test_change_that_moves_people_counts(hearing, values):
    change(hearing, **values)
    assert sequence_of(hearing) == 1


def test_time_of_the_end_counts(case):
    hearing = make_hearing(case, date="2027-05-15T10:30:00+01:00")
    assert sequence_of(change(hearing, ends_at=datetime.time(16))) == 1
    assert record_of(hearing).calendar_start_before == ""


@pytest.mark.parametrize(
    "values",
    [
        {"title": "The hearing"},
        {"summary": "Said better."},
        {"slug": "another-slug"},
        {"date_note": "The list may change."},
        {"judge": "Mrs Justice Example"},
        {"occurrence": "happened"},
    ],
    ids=str,
)
def test_better_words_do_not_count(hearing, values):
    change(hearing, **values)
    record = record_of(hearing)
    assert (record.calendar_sequence, record.calendar_told) == (0, TOLD)


def test_draft_of_a_change_counts_only_when_it_goes_out(hearing):
    hearing.date = "2027-06-01"
    revision = hearing.save_revision()
    assert sequence_of(hearing) == 0
    revision.publish()
    assert sequence_of(hearing) == 1


def test_change_in_the_admin_counts(admin, front_page):
    page = make_event(date="2027-05-15", occurrence="scheduled")
    assert edit_form(admin, page).fill_in(date="16 May 2027").publish().status_code == 302
    assert sequence_of(page) == 1


def test_scheduled_change_counts_when_it_goes_live(hearing):
    hearing.date = "2027-06-01"
    hearing.go_live_at = timezone.now() + datetime.timedelta(days=1)
    hearing.save_revision().publish()
    assert sequence_of(hearing) == 0
    past = timezone.now() - datetime.timedelta(minutes=5)
    revision = hearing.get_latest_revision()
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()
    call_command("publish_scheduled")
    assert sequence_of(hearing) == 1


def test_old_revision_that_moves_it_back_counts_again(client, hearing):
    old = hearing.get_latest_revision()
    change(hearing, date="2027-06-01")
    old.publish()
    record = record_of(hearing)
    assert (record.calendar_sequence, record.calendar_told) == (2, TOLD)
    assert record.calendar_start_before == "2027-06-01"
    assert event_of(client, hearing)["DTSTART"].dt == datetime.date(2027, 5, 15)


def test_unpublishing_and_publishing_again_counts_nothing(hearing):
    hearing.unpublish()
    publish(hearing)
    assert sequence_of(hearing) == 0


def test_vacated_hearing_stays_as_cancelled_with_the_old_date(client, case, hearing):
    uid = str(record_of(hearing).uid)
    change(hearing, occurrence="cancelled")
    for address in (address_of(hearing), address_of(case)):
        [event] = events_of(client, address)
        assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == (uid, 1, "CANCELLED")
        assert event["SUMMARY"] == "Cancelled: R (A) v B: Hearing"
        assert event["DTSTART"].dt == datetime.date(2027, 5, 15)


def test_hearing_that_is_listed_anew_is_another_event(client, case, hearing):
    change(hearing, occurrence="cancelled")
    again = make_hearing(case, date="2027-09-01")
    events = {event["UID"]: event for event in events_of(client, address_of(case))}
    assert [events[str(record_of(one).uid)]["STATUS"] for one in (hearing, again)] == ["CANCELLED", "CONFIRMED"]
    assert events[str(record_of(again).uid)]["SEQUENCE"] == 0


def test_what_becomes_too_rough_leaves_and_comes_back_one_step_on(client, hearing):
    change(hearing, date="2029")
    assert events_of(client) == []
    assert (sequence_of(hearing), record_of(hearing).calendar_start_before) == (0, "2027-05-15")
    change(hearing, title="Still far off")
    assert sequence_of(hearing) == 0
    change(hearing, date="2029-03-01")
    record = record_of(hearing)
    assert (record.calendar_sequence, record.calendar_start_before) == (1, "2027-05-15")
    assert event_of(client, hearing)["SEQUENCE"] == 1


def test_return_to_the_old_day_is_a_change_and_no_move(hearing):
    change(hearing, date="2029")
    change(hearing, date="2027-05-15")
    record = record_of(hearing)
    assert (record.calendar_sequence, record.calendar_told, record.calendar_start_before) == (1, TOLD, "")


def test_what_was_too_rough_at_first_begins_at_nought(hearing, case):
    page = make_hearing(case, date="2029")
    assert sequence_of(page) is None
    assert sequence_of(change(page, date="2029-03-01")) == 0


def test_what_happened_on_another_day_than_calendars_were_told_is_moved_there(client, hearing):
    change(hearing, occurrence="happened", date="2027-05-17")
    event = event_of(client, hearing)
    assert (event["SEQUENCE"], event["STATUS"]) == (1, "CONFIRMED")


def test_subscription_survives_a_new_name_and_another_place(client, case, hearing):
    address = address_of(case)
    change(case, title="R (C) v D", slug="c-v-d")
    [event] = events_of(client, address)
    assert (event["SUMMARY"], event["SEQUENCE"]) == ("R (C) v D: Hearing", 0)


def test_page_that_moves_stays_the_same_event(client, front_page):
    page = make_event(date="2027-05-15", occurrence="scheduled")
    before = event_of(client, page)
    page.move(TimelinePage.objects.get(), pos="first-child")
    page.refresh_from_db()
    assert event_of(client, page) == before


def test_copy_is_another_event(hearing):
    copy = hearing.copy(update_attrs={"slug": "a-copy"}, keep_live=False)
    assert record_of(copy).uid != record_of(hearing).uid
    assert sequence_of(copy) is None


def test_telling_calendars_costs_two_queries_and_only_one_where_nothing_changed(hearing, django_assert_num_queries):
    from timeline.calendar_record import tell_calendars

    assert hearing.case
    with django_assert_num_queries(3):  # a savepoint and its release among them
        tell_calendars(hearing)
    hearing.court = "Court of Appeal"
    with django_assert_num_queries(4):
        tell_calendars(hearing)
