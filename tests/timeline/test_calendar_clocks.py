"""The same moment in every calendar, on the nights of the clock change as well."""

import datetime

import pytest
from icalendar import Calendar

from tests.calendar_readers import address_of, event_of, lines_of, read_calendar
from tests.factories import make_case, make_event, make_milestone
from timeline.calendar_events import FIRST_DAY_OF_RULE, london_clock
from timeline.dates import read
from timeline.dates.clock import LONDON

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)


def hearing_at(edtf, **given):
    case = make_case()
    stage = case.procedure.stages.filter(hearing=True).first()
    return make_milestone(case=case, stage=stage, date=edtf, occurrence="scheduled", **given)


def utc(moment):
    return moment.astimezone(datetime.UTC)


@pytest.mark.parametrize(
    ("edtf", "line"),
    [
        # Forward on 28 March 2027, back on 31 October 2027, both at 01:00 UTC.
        ("2027-03-28T00:59:00+00:00", "DTSTART;TZID=Europe/London:20270328T005900"),
        ("2027-03-28T02:00:00+01:00", "DTSTART;TZID=Europe/London:20270328T020000"),
        ("2027-03-28T02:30:00+01:00", "DTSTART;TZID=Europe/London:20270328T023000"),
        ("2027-10-31T00:30:00+01:00", "DTSTART;TZID=Europe/London:20271031T003000"),
        # Clocks show 01:30 twice: a local time would be read as the first by some, as the second by others.
        ("2027-10-31T01:30:00+01:00", "DTSTART:20271031T003000Z"),
        ("2027-10-31T01:30:00+00:00", "DTSTART:20271031T013000Z"),
        ("2027-10-31T02:00:00+00:00", "DTSTART;TZID=Europe/London:20271031T020000"),
        ("2027-10-31T02:30:00+00:00", "DTSTART;TZID=Europe/London:20271031T023000"),
        # Summer time all through the winter of 1968, and two hours of it in 1944.
        ("1969-01-15T10:30:00+01:00", "DTSTART:19690115T093000Z"),
        ("1944-06-06T10:30:00+02:00", "DTSTART:19440606T083000Z"),
        ("2090-07-01T10:30:00+01:00", "DTSTART;TZID=Europe/London:20900701T103000"),
    ],
)
def test_calendar_tells_the_moment_of_the_entry(client, front_page, edtf, line):
    page = make_event(date=edtf, occurrence="scheduled" if edtf > "2026" else "did-not-happen")
    assert line in lines_of(client, address_of(page))
    assert utc(event_of(client, page)["DTSTART"].dt) == utc(page.date.time)


@pytest.mark.parametrize(("hour", "offset"), [("1:30am BST", HOUR), ("1:30am GMT", 0 * HOUR)])
def test_hour_that_comes_twice_is_the_one_that_the_editor_chose(client, front_page, hour, offset):
    page = make_event(date=read(f"31 October 2027, {hour}").edtf, occurrence="scheduled")
    local = datetime.datetime(2027, 10, 31, 1, 30, tzinfo=datetime.UTC)
    assert utc(event_of(client, page)["DTSTART"].dt) == local - offset


def test_hearing_that_is_fixed_in_march_for_april_is_at_half_past_ten_in_summer_time(client, front_page):
    page = hearing_at(read("14 April 2027, 10:30am").edtf)
    start = event_of(client, page)["DTSTART"].dt
    assert (start.hour, start.minute) == (10, 30)
    assert utc(start) == datetime.datetime(2027, 4, 14, 9, 30, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("edtf", "ends_at", "lines"),
    [
        ("2027-04-14T10:30:00+01:00", "16:00", ["DTEND;TZID=Europe/London:20270414T160000"]),
        ("2027-03-28T00:30:00+00:00", "02:30", ["DTEND;TZID=Europe/London:20270328T023000"]),
        # No clock shows it that night.
        ("2027-03-28T00:30:00+00:00", "01:30", []),
        ("2027-10-31T00:30:00+01:00", "01:30", ["DTEND:20271031T003000Z"]),
        ("2027-10-31T01:15:00+00:00", "01:30", ["DTEND:20271031T013000Z"]),
        ("2027-10-31T01:15:00+00:00", "04:00", ["DTEND:20271031T040000Z"]),
    ],
)
def test_end_is_the_next_moment_at_which_clocks_show_it(client, front_page, edtf, ends_at, lines):
    page = hearing_at(edtf, ends_at=datetime.time.fromisoformat(ends_at))
    assert [one for one in lines_of(client, address_of(page)) if one.startswith("DTEND")] == lines


@pytest.mark.parametrize("year", [1997, 2026, 2027, 2028, 2036])
def test_file_alone_tells_london_clock_hour_by_hour_around_both_changes(year):
    zone = london_clock().to_tz(lookup_tzid=False)
    for month, day in ((3, 24), (6, 1), (10, 24)):
        for hours in range(9 * 24):
            moment = datetime.datetime(year, month, day, tzinfo=datetime.UTC) + hours * HOUR
            london = moment.astimezone(LONDON)
            if london.replace(fold=0).utcoffset() == london.replace(fold=1).utcoffset():
                assert london.replace(tzinfo=zone).utcoffset() == london.utcoffset(), london


def test_rule_of_the_file_is_that_of_the_time_zone_database():
    """Should the law change, this fails once the database has it."""
    for year in range(FIRST_DAY_OF_RULE.year, 2100):
        for month, change in ((3, HOUR), (10, -HOUR)):
            last = datetime.datetime(year, month, 31, 1, tzinfo=datetime.UTC)
            sunday = last - datetime.timedelta(days=(last.weekday() + 1) % 7)
            if sunday.date() < FIRST_DAY_OF_RULE:
                continue
            before, after = (one.astimezone(LONDON).utcoffset() for one in (sunday - HOUR / 60, sunday))
            assert after - before == change, sunday


def test_changes_begin_at_what_the_clock_showed_before(client, front_page):
    zone = Calendar.from_ical(read_calendar(client).to_ical()).timezones[0]
    rules = {
        part.name: (part["DTSTART"].dt, part["RRULE"].to_ical().decode(), part.TZOFFSETFROM, part.TZOFFSETTO)
        for part in zone.subcomponents
    }
    nought = 0 * HOUR
    assert rules == {
        "DAYLIGHT": (datetime.datetime(1996, 3, 31, 1), "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", nought, HOUR),
        "STANDARD": (datetime.datetime(1996, 10, 27, 2), "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", HOUR, nought),
    }
