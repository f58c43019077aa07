"""Times of day on a London clock, on the nights when the clocks change as well."""

from datetime import UTC, datetime

import pytest

from timeline.dates import DateError, DateQuestion, parse, read


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("23 March 2018, 10:30am", "2018-03-23T10:30:00+00:00"),
        ("23 March 2018 at 2pm", "2018-03-23T14:00:00+00:00"),
        ("23 March 2018 2 p.m.", "2018-03-23T14:00:00+00:00"),
        ("23 March 2018, 10.30 am", "2018-03-23T10:30:00+00:00"),
        ("23 March 2018 14:00", "2018-03-23T14:00:00+00:00"),
        ("23 March 2018, 00:00", "2018-03-23T00:00:00+00:00"),
        ("23 March 2018 at noon", "2018-03-23T12:00:00+00:00"),
        ("23 March 2018, 12pm", "2018-03-23T12:00:00+00:00"),
        ("23 March 2018, 12:30am", "2018-03-23T00:30:00+00:00"),
        ("10.00am on 24 October 2024", "2024-10-24T10:00:00+01:00"),
        ("Friday 23 March 2018, 10:30am", "2018-03-23T10:30:00+00:00"),
        ("2018-03-23T10:30", "2018-03-23T10:30:00+00:00"),
        ("2018-03-23 10:30", "2018-03-23T10:30:00+00:00"),
        ("2018-03-23T10:30:00.000Z", "2018-03-23T10:30:00+00:00"),
        ("2018-04-23T10:30+0100", "2018-04-23T10:30:00+01:00"),
        ("midnight at the start of 2 June 2018", "2018-06-02T00:00:00+01:00"),
        ("midnight at the end of 1 June 2018", "2018-06-02T00:00:00+01:00"),
        ("30 November 2015 at 7pm", "2015-11-30T19:00:00+00:00"),
        ("November 30, 2015 at 7pm", "2015-11-30T19:00:00+00:00"),
    ],
)
def test_a_typed_time_takes_the_london_offset_of_its_day(text, edtf):
    assert read(text).edtf == edtf


@pytest.mark.parametrize(
    ("edtf", "canonical", "words"),
    [
        ("2018-04-23T09:30:00Z", "2018-04-23T10:30:00+01:00", "23 April 2018, 10:30am"),
        ("2018-03-23T23:30:00-05:00", "2018-03-24T04:30:00+00:00", "24 March 2018, 4:30am"),
        ("2018-03-23T10:30:00", "2018-03-23T10:30:00+00:00", "23 March 2018, 10:30am"),
        ("2018-03-23T14:00:00+00:00", "2018-03-23T14:00:00+00:00", "23 March 2018, 2pm"),
        ("2018-03-23T12:00:00+00:00", "2018-03-23T12:00:00+00:00", "23 March 2018, midday"),
        ("2018-03-23T00:00:00+00:00", "2018-03-23T00:00:00+00:00", "midnight at the start of 23 March 2018"),
        ("2018-03-23T10:30:05+00:00", "2018-03-23T10:30:05+00:00", "23 March 2018, 10:30:05am"),
        ("1945-07-01T12:00:00Z", "1945-07-01T14:00:00+02:00", "1 July 1945, 2pm"),
    ],
)
def test_a_moment_is_kept_and_shown_on_a_london_clock(edtf, canonical, words):
    value = parse(edtf)
    assert (value.edtf, value.words) == (canonical, words)
    assert parse(canonical) == read(words) == value


def test_a_hearing_fixed_in_march_for_april_is_on_summer_time():
    value = read("23 April 2018, 10:30am")
    assert value.time.astimezone(UTC) == datetime(2018, 4, 23, 9, 30, tzinfo=UTC)
    assert str(value.time.tzinfo) == "Europe/London"


def test_a_date_without_a_time_has_no_moment():
    assert parse("2018-03-23").time is None


def test_the_hour_skipped_in_spring_is_asked_about():
    with pytest.raises(DateQuestion, match="clocks went forward") as question:
        read("25 March 2018, 1:30am")
    assert [choice.text for choice in question.value.choices] == [
        "25 March 2018, 12:30am",
        "25 March 2018, 2:30am",
    ]
    with pytest.raises(DateError, match="went forward"):
        parse("2018-03-25T01:30:00")


@pytest.mark.parametrize("text", ["28 October 2018, 1:30am", "2018-10-28T01:30", "28 October 2018 01:30"])
def test_the_hour_repeated_in_autumn_is_asked_about(text):
    with pytest.raises(DateQuestion, match="came twice") as question:
        read(text)
    values = [read(choice.text) for choice in question.value.choices]
    assert [value.edtf for value in values] == ["2018-10-28T01:30:00+01:00", "2018-10-28T01:30:00+00:00"]
    assert [value.words for value in values] == ["28 October 2018, 1:30am BST", "28 October 2018, 1:30am GMT"]
    assert values[0].order < values[1].order
    with pytest.raises(DateError, match="went back"):
        parse("2018-10-28T01:30:00")


@pytest.mark.parametrize("text", ["28 October 2018, 12:59am", "28 October 2018, 2am", "25 March 2018, 2am"])
def test_the_hours_beside_the_change_are_not_asked_about(text):
    assert read(read(text).words) == read(text)


def test_a_summer_time_labelled_gmt_is_asked_about():
    with pytest.raises(DateQuestion, match="not on GMT") as question:
        read("23 April 2018, 10:30am GMT")
    assert [choice.text for choice in question.value.choices] == [
        "23 April 2018, 10:30am",
        "23 April 2018, 11:30am",
    ]
    assert read("23 March 2018, 10:30am GMT").edtf == "2018-03-23T10:30:00+00:00"


def test_midnight_is_asked_about():
    with pytest.raises(DateQuestion, match="which end") as question:
        read("18 January 2018, midnight")
    start, end = question.value.choices
    assert read(start.text).edtf == "2018-01-18T00:00:00+00:00"
    assert read(end.text).edtf == "2018-01-19T00:00:00+00:00"
    assert end.wording == "midnight at the end of 18 January 2018"


def test_half_past_two_without_am_or_pm_is_asked_about():
    with pytest.raises(DateQuestion, match="morning or in the afternoon"):
        read("18 January 2018, 2:30")


def test_not_before_a_time_is_asked_about_and_keeps_its_words():
    with pytest.raises(DateQuestion) as question:
        read("18 January 2018, not before 2pm")
    assert {choice.wording for choice in question.value.choices} == {"18 January 2018, not before 2pm"}


def test_a_wrong_weekday_is_asked_about_with_its_time_kept():
    with pytest.raises(DateQuestion) as question:
        read("Friday 18 January 2018 at 10:30am")
    assert [choice.text for choice in question.value.choices] == [
        "18 January 2018, 10:30am",
        "19 January 2018, 10:30am",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "June 2018, 10:30am",
        "10:30am",
        "around 23 March 2018, 10:30am",
        "23 March, 10:30am",
        "23 March 2018, 25:00",
        "23 March 2018, 13pm",
        "23 March 2018, 0am",
        "23 March 2018, 10:75am",
        "23 March 2018, 10am to 4pm",
        "15 to 16 May 2018, 10am",
        "1830-01-01 10:30",
        "Friday 18 January 2018, midnight",
        "31 December 2999, midnight",
    ],
)
def test_a_time_needs_one_known_day_and_a_real_clock(text):
    with pytest.raises(DateError):
        read(text)
