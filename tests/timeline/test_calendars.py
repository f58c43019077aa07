"""What a calendar says of an entry: never a day or a time that nobody claimed."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from benchmarks.fill import fill
from home.models import CampaignSettings, HomePage
from tests.calendar_readers import (
    EVERYTHING,
    address_of,
    event_of,
    events_of,
    get_calendar,
    lines_of,
    read_calendar,
)
from tests.factories import make_article, make_case, make_event, make_milestone, publish
from timeline.models import PublicRecord, Restriction, TimelineEntry, TimelinePage

pytestmark = pytest.mark.django_db

DAY = datetime.date


@pytest.fixture
def case(front_page):
    return make_case(title="R (A) v B", slug="a-v-b")


def make_hearing(case, **given):
    stage = case.procedure.stages.filter(hearing=True).first()
    return make_milestone(case=case, stage=stage, **{"title": "Hearing", "occurrence": "scheduled", **given})


def scheduled(date, **given):
    return make_event(**{"title": "Meeting", "date": date, "occurrence": "scheduled", **given})


def days_of(event):
    return event["DTSTART"].dt, event["DTEND"].dt


# The file


def test_file_has_what_the_standards_ask_of_a_calendar(client, site):
    settings = CampaignSettings.for_site(site)
    settings.name = "Every record; kept, for life"
    settings.save()
    response = get_calendar(client)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'inline; filename="every-record-kept-for-life.ics"'
    lines = lines_of(client)
    assert (lines[0], lines[-2:]) == ("BEGIN:VCALENDAR", ["END:VCALENDAR", ""])
    for line in (
        "VERSION:2.0",
        "PRODID:-//Throughline//Throughline//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        r"NAME:Every record\; kept\, for life",
        r"X-WR-CALNAME:Every record\; kept\, for life",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "X-PUBLISHED-TTL:PT12H",
        f"SOURCE;VALUE=URI:http://testserver{EVERYTHING}",
        "TZID:Europe/London",
    ):
        assert lines.count(line) == 1, line
    assert not any(line.startswith("COLOR") for line in lines)


def test_calendar_without_events_still_has_a_component(client, front_page):
    assert [one.name for one in read_calendar(client).subcomponents] == ["VTIMEZONE"]


def test_calendar_of_a_case_has_its_name_and_its_own_milestones_only(client, case):
    make_hearing(case, title="Ours", date="2027-05-15")
    make_hearing(make_case(), title="Theirs", date="2027-05-16")
    assert [str(event["SUMMARY"]) for event in events_of(client, address_of(case))] == ["R (A) v B: Ours"]
    assert "NAME:R (A) v B" in lines_of(client, address_of(case))
    assert get_calendar(client, address_of(case))["Content-Disposition"] == 'inline; filename="a-v-b.ics"'
    assert len(events_of(client)) == 2


def test_events_stand_in_story_order(client, front_page):
    for date in ("2028-01-01", "2027-02-03", "2027-02-03T09:00:00+00:00"):
        scheduled(date, title=date)
    assert [str(event["SUMMARY"]) for event in events_of(client)] == [
        "2027-02-03",
        "2027-02-03T09:00:00+00:00",
        "2028-01-01",
    ]


def test_event_has_what_the_standards_ask_of_one(client, case):
    page = make_hearing(case, date="2027-05-15", court="High Court", room="Court 3")
    event = event_of(client, page)
    assert event["UID"] == str(page.public_record.uid)
    assert event["URL"] == f"http://testserver{page.public_record.short_path}"
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == page.last_published_at.replace(microsecond=0)
    assert event["CREATED"].dt == page.first_published_at.replace(microsecond=0)
    assert event["SEQUENCE"] == 0
    assert event["LOCATION"] == "Court 3, High Court"
    assert event["CATEGORIES"].cats == ["Legal milestone"]
    assert not {"ATTENDEE", "ORGANIZER", "DURATION", "GEO", "CONFERENCE"} & set(event)
    assert event.subcomponents == []


def test_place_is_left_out_where_none_is_known(client, front_page):
    assert "LOCATION" not in event_of(client, scheduled("2027-05-15"))


def test_description_says_what_one_must_know(client, case):
    page = make_hearing(
        case,
        date="2027-05-15",
        summary="The court hears both sides.",
        date_note="The list may change.",
        judge="Mrs Justice Example",
        reporting_restriction="The child may not be named.",
        remote_link="open",
        remote_url="https://example.org/link",
    )
    assert str(event_of(client, page)["DESCRIPTION"]).split("\n\n") == [
        "The court hears both sides.",
        "When: 15 May 2027",
        "The list may change.",
        "Judge or decision maker: Mrs Justice Example",
        "Reporting restriction: The child may not be named.",
        "Remote link, open to all: https://example.org/link",
        f"http://testserver{page.public_record.short_path}",
    ]


def test_remote_link_stands_there_only_if_it_is_open_to_all(client, case):
    page = make_hearing(case, date="2027-05-15", remote_link="ask")
    assert "ask the court for a link" in event_of(client, page)["DESCRIPTION"]
    assert "Remote link" not in event_of(client, page)["DESCRIPTION"]


def test_outcome_is_told_once_it_is_known(client, case):
    page = make_hearing(case, date="2027-05-15")
    page.occurrence, page.outcome_words = "happened", "The claim was allowed."
    assert "Outcome: The claim was allowed." in event_of(client, publish(page))["DESCRIPTION"]


# Dates


def test_day_without_a_time_is_a_day_with_an_end_that_is_not_in_it(client, front_page):
    event = event_of(client, scheduled("2027-05-15"))
    assert days_of(event) == (DAY(2027, 5, 15), DAY(2027, 5, 16))
    assert event["DTSTART"].params["VALUE"] == event["DTEND"].params["VALUE"] == "DATE"
    assert (event["STATUS"], event["TRANSP"], str(event["SUMMARY"])) == ("CONFIRMED", "OPAQUE", "Meeting")


def test_hearing_of_two_days_ends_on_the_third(client, case):
    event = event_of(client, make_hearing(case, date="2027-05-15/2027-05-16"))
    assert days_of(event) == (DAY(2027, 5, 15), DAY(2027, 5, 17))
    assert (event["STATUS"], str(event["SUMMARY"])) == ("CONFIRMED", "R (A) v B: Hearing")


def test_long_range_from_day_to_day_is_kept_whole(client, front_page):
    event = event_of(client, scheduled("2027-03-01/2027-05-31"))
    assert (days_of(event), event["STATUS"]) == ((DAY(2027, 3, 1), DAY(2027, 6, 1)), "CONFIRMED")


def test_time_without_a_known_end_has_no_end(client, case):
    page = make_hearing(case, date="2027-05-15T10:30:00+01:00")
    event = event_of(client, page)
    assert "DTEND" not in event
    assert "DURATION" not in event
    assert "DTSTART;TZID=Europe/London:20270515T103000" in lines_of(client, address_of(page))


def test_known_end_is_told(client, case):
    page = make_hearing(case, date="2027-05-15T10:30:00+01:00", ends_at=datetime.time(16))
    assert "DTEND;TZID=Europe/London:20270515T160000" in lines_of(client, address_of(page))


def test_not_before_stands_in_words_beside_the_earliest_time(client, case):
    event = event_of(client, make_hearing(case, date="2027-05-18T14:00:00+01:00", not_before=True))
    assert event["DTSTART"].dt.hour == 14
    assert event["SUMMARY"] == "R (A) v B: Hearing (not before 2pm)"
    assert "When: 18 May 2027, not before 2pm" in event["DESCRIPTION"]


def test_not_before_is_said_once_where_the_editor_has_said_it(client, case):
    wording = "18 May 2027, not before 2pm"
    page = make_hearing(case, date="2027-05-18T14:00:00+01:00", not_before=True, date_wording=wording)
    event = event_of(client, page)
    assert event["SUMMARY"] == f"R (A) v B: Hearing ({wording})"
    assert f"When: {wording}\n" in event["DESCRIPTION"]


@pytest.mark.parametrize(
    ("date", "given", "days", "summary"),
    [
        (
            "2027-06-24/2027-06-30",
            {"date_extent": "within"},
            (DAY(2027, 6, 24), DAY(2027, 7, 1)),
            "Some day between 24 and 30 June 2027: Meeting",
        ),
        (
            "2027-06-24/2027-06-30",
            {"date_extent": "within", "date_wording": "in the week of 24 June 2027"},
            (DAY(2027, 6, 24), DAY(2027, 7, 1)),
            "In the week of 24 June 2027: Meeting",
        ),
        ("2027-06", {}, (DAY(2027, 6, 1), DAY(2027, 7, 1)), "Some day in June 2027: Meeting"),
        ("2027-02-XX", {}, (DAY(2027, 2, 1), DAY(2027, 3, 1)), "A day in February 2027: Meeting"),
        (
            "2027-06/2027-06",
            {"date_extent": "throughout"},
            (DAY(2027, 6, 1), DAY(2027, 7, 1)),
            "Throughout June 2027: Meeting",
        ),
        (
            "2027-06/2027-06",
            {"date_extent": "within"},
            (DAY(2027, 6, 1), DAY(2027, 7, 1)),
            "Some time in June 2027: Meeting",
        ),
        ("2027-01-18~", {}, (DAY(2027, 1, 18), DAY(2027, 1, 19)), "Around 18 January 2027: Meeting"),
        ("2027-01-18?", {}, (DAY(2027, 1, 18), DAY(2027, 1, 19)), "18 January 2027 (date uncertain): Meeting"),
    ],
)
def test_rough_date_says_so_and_occupies_nobody(client, front_page, date, given, days, summary):
    page = scheduled(date, **given)
    event = event_of(client, page)
    assert page.fits_calendars
    assert (days_of(event), event["SUMMARY"]) == (days, summary)
    assert (event["STATUS"], event["TRANSP"]) == ("TENTATIVE", "TRANSPARENT")


def test_one_day_of_which_it_was_some_time_is_that_day(client, front_page):
    event = event_of(client, scheduled("2027-06-24/2027-06-24", date_extent="within"))
    assert (days_of(event), event["STATUS"]) == ((DAY(2027, 6, 24), DAY(2027, 6, 25)), "CONFIRMED")


@pytest.mark.parametrize(
    ("date", "extent"),
    [
        ("2027", ""),
        ("2027-22", ""),
        ("2027-XX", ""),
        ("2027-XX-XX", ""),
        ("202X", ""),
        ("2027-06~", ""),
        ("2027-06?", ""),
        ("2027-06-24~/2027-06-30", "within"),
        ("2027-06-01/2027-07-02", "within"),
        ("2027-06/2027-07", "throughout"),
        ("2027-06-24/..", "throughout"),
        ("2027-06-24/", "throughout"),
        ("../2027-06-24", "throughout"),
        ("/2027-06-24", "within"),
    ],
)
def test_date_that_is_too_rough_is_in_no_calendar(client, front_page, date, extent):
    page = scheduled(date, date_extent=extent)
    assert events_of(client) == events_of(client, address_of(page)) == []
    assert page.public_record.calendar_sequence is None
    assert not page.fits_calendars


# States


@pytest.mark.parametrize(
    ("occurrence", "status", "before"),
    [
        ("scheduled", "CONFIRMED", ""),
        ("expected", "TENTATIVE", ""),
        ("postponed", "CANCELLED", "Postponed: "),
        ("cancelled", "CANCELLED", "Cancelled: "),
        ("did-not-happen", "CANCELLED", "Did not happen: "),
    ],
)
def test_state_is_told(client, case, occurrence, status, before):
    event = event_of(client, make_hearing(case, date="2027-05-15", occurrence=occurrence))
    assert (event["STATUS"], event["SUMMARY"]) == (status, f"{before}R (A) v B: Hearing")
    assert (event["TRANSP"] == "TRANSPARENT") == (status == "CANCELLED")
    label = {"scheduled": "When: ", "expected": "Expected: "}.get(occurrence, before)
    assert f"{label}15 May 2027" in event["DESCRIPTION"]


def test_what_was_called_off_is_cancelled_however_rough_its_date(client, front_page):
    event = event_of(client, scheduled("2027-06", occurrence="postponed"))
    assert (event["STATUS"], event["SUMMARY"]) == ("CANCELLED", "Postponed: Some day in June 2027: Meeting")


def test_what_was_only_entered_after_the_fact_is_in_no_calendar(client, front_page):
    for page in (make_event(), make_article(), make_milestone()):
        publish(page)
        assert events_of(client, address_of(page)) == []
    assert events_of(client) == []


def test_what_calendars_were_told_of_stays_when_it_has_happened(client, front_page):
    page = scheduled("2027-05-15")
    page.occurrence = "happened"
    event = event_of(client, publish(page))
    assert (event["STATUS"], event["SEQUENCE"]) == ("CONFIRMED", 0)


def test_every_kind_may_be_in_a_calendar(client, case):
    pages = [scheduled("2027-05-15"), make_hearing(case, date="2027-05-15")]
    pages.append(make_article(title="A programme", date="2027-05-15", occurrence="expected"))
    assert {str(event_of(client, page)["CATEGORIES"].cats[0]) for page in pages} == {
        "Event",
        "Legal milestone",
        "Press",
    }


# Text


def test_lines_end_and_fold_by_octets_and_never_within_a_letter(client, case):
    page = make_hearing(case, title="Ünïcödé “hearing” 日本語 " * 8, date="2027-05-15", summary="é🙂" * 120)
    body = get_calendar(client, address_of(page)).content
    assert b"\r" not in body.replace(b"\r\n", b"")
    assert b"\n" not in body.replace(b"\r\n", b"")
    assert max(len(line) for line in body.split(b"\r\n")) <= 75
    assert [line.decode() for line in body.split(b"\r\n")]
    event = event_of(client, page)
    assert str(event["SUMMARY"]) == f"R (A) v B: {page.title.strip()}"
    assert str(event["DESCRIPTION"]).startswith(page.summary)


def test_text_is_escaped(client, front_page):
    page = scheduled("2027-05-15", title=r"A\B; C, D", summary="One,\r\ntwo;\nthree\\n")
    lines = lines_of(client, address_of(page))
    assert r"SUMMARY:A\\B\; C\, D" in lines
    assert any(line.startswith(r"DESCRIPTION:One\,\ntwo\;\nthree\\n\n\nWhen: ") for line in lines)
    event = event_of(client, page)
    assert event["SUMMARY"] == page.title
    assert str(event["DESCRIPTION"]).startswith("One,\ntwo;\nthree\\n\n\nWhen: ")


def test_characters_that_a_calendar_cannot_hold_are_dropped(client, front_page):
    page = scheduled("2027-05-15", summary="One\x00\x07\x0btwo\x85\u2028three\x7f")
    TimelineEntry.objects.filter(pk=page.pk).update(title="A\x00\x07 meet\x1bing\nthen\tend\x7f")
    event = event_of(client, page)
    assert event["SUMMARY"] == "A meeting then end"
    assert str(event["DESCRIPTION"]).startswith("One\ntwo\n\nthree\n")


# The gate


def hide(page, how):
    match how:
        case "unpublished":
            page.unpublish()
        case "restricted":
            Restriction.objects.create(
                page=page, made_on=DAY(2027, 1, 1), review_on=DAY(2028, 1, 1), scope="The whole page."
            )
        case "withdrawn":
            PublicRecord.objects.filter(page=page).update(withdrawn_at=timezone.now())
        case "private":
            PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


@pytest.mark.parametrize("how", ["unpublished", "restricted", "withdrawn", "private"])
def test_what_is_taken_back_leaves_the_calendars_at_once(client, case, how):
    page = make_hearing(case, date="2027-05-15")
    addresses = [address_of(case), address_of(page)]
    assert [len(events_of(client, one)) for one in (EVERYTHING, *addresses)] == [1, 1, 1]
    hide(page, how)
    assert events_of(client) == events_of(client, addresses[0]) == []
    assert client.get(addresses[1]).status_code == 404


@pytest.mark.parametrize("how", ["unpublished", "restricted", "withdrawn", "private"])
def test_what_is_under_a_case_that_is_taken_back_leaves_with_it(client, case, how):
    page = make_hearing(case, date="2027-05-15")
    hide(case, how)
    assert events_of(client) == []
    assert [client.get(address_of(one)).status_code for one in (case, page)] == [404, 404]


def test_drafts_and_unknown_addresses_are_not_found(client, case):
    draft = make_hearing(case, date="2027-05-15", live=False)
    assert client.get(address_of(draft)).status_code == 404
    for address in ("0123456789.ics", "nothing.ics", f"{case.public_record.uid}.ics"):
        assert client.get(f"/calendar/{address}").status_code == 404
    assert events_of(client) == []


def test_newer_draft_tells_nothing(client, case):
    page = make_hearing(case, date="2027-05-15")
    before = get_calendar(client).content
    page.date, page.title = "2027-06-16", "Moved in secret"
    page.save_revision()
    assert get_calendar(client).content == before


def test_entries_of_another_site_are_not_in_it(client, case, site):
    ours = make_hearing(case, date="2027-05-15")
    root = site.root_page.get_parent()
    home = root.add_child(instance=HomePage(title="Other", slug="other", live=True))
    story = home.add_child(instance=TimelinePage(title="Story", slug="story", live=True))
    Site.objects.create(hostname="other.example.org", port=80, root_page=home)
    theirs = scheduled("2027-05-16", parent=story, title="Theirs")
    assert [event["UID"] for event in events_of(client)] == [str(ours.public_record.uid)]
    assert client.get(address_of(theirs)).status_code == 404


# Polling


def test_same_state_gives_the_same_bytes(client, case):
    make_hearing(case, date="2027-05-15T10:30:00+01:00", occurrence="expected")
    scheduled("2020-05-15", occurrence="expected")
    for address in (EVERYTHING, address_of(case)):
        assert get_calendar(client, address).content == get_calendar(client, address).content


def test_poll_is_answered_in_short_until_something_changes(client, case):
    page = make_hearing(case, date="2027-05-15")
    for address in (EVERYTHING, address_of(case), address_of(page)):
        etag = get_calendar(client, address)["ETag"]
        again = client.get(address, headers={"if-none-match": etag})
        assert (again.status_code, again.content) == (304, b"")
        page.date = page.date.earliest + datetime.timedelta(days=1)
        page.date = page.date.isoformat()
        publish(page)
        assert client.get(address, headers={"if-none-match": etag}).status_code == 200


def test_calendars_are_only_read(client, case):
    for address in (EVERYTHING, address_of(case)):
        assert client.post(address).status_code == 405
        assert client.head(address).status_code == 200


def test_calendars_cost_as_many_queries_with_many_events_as_with_few(client, front_page):
    found = []
    for more in (15, 485):
        fill(more, year=2027)
        TimelineEntry.objects.published().update(occurrence="scheduled")
        record = PublicRecord.objects.get(page__slug="the-first-case")
        of_case = f"/calendar/{record.short_id}.ics"
        for address in (EVERYTHING, of_case):
            get_calendar(client, address)
            with CaptureQueriesContext(connection) as captured:
                count = get_calendar(client, address).content.count(b"BEGIN:VEVENT")
            found.append((count, len(captured)))
    (few, cost), (few_of_case, cost_of_case), (many, last), (many_of_case, last_of_case) = found
    assert (few, many) == (15, 500)
    assert few_of_case < 5 < 80 < many_of_case
    assert last <= cost
    assert last_of_case <= cost_of_case
    assert cost < 20
