"""The label of what has not happened, or not yet."""

from datetime import date

import pytest

from timeline.dates import Occurrence, occurrence_label, read

DAY = date(2018, 6, 30)
DAY_AFTER = date(2018, 7, 1)


@pytest.mark.parametrize(
    ("occurrence", "today", "label"),
    [
        (Occurrence.HAPPENED, DAY_AFTER, ""),
        (Occurrence.SCHEDULED, DAY, "Scheduled"),
        (Occurrence.SCHEDULED, DAY_AFTER, "Was scheduled"),
        (Occurrence.EXPECTED, DAY, "Expected"),
        (Occurrence.EXPECTED, DAY_AFTER, "Was expected"),
        (Occurrence.POSTPONED, DAY, "Postponed"),
        (Occurrence.CANCELLED, DAY_AFTER, "Cancelled"),
        (Occurrence.DID_NOT_HAPPEN, DAY_AFTER, "Did not happen"),
    ],
)
def test_an_expected_date_that_passes_was_expected(occurrence, today, label):
    assert occurrence_label(occurrence, read("June 2018"), today=today) == label


@pytest.mark.parametrize("text", ["since 2018", "from 2018 to an unknown date"])
def test_a_date_without_a_last_day_never_passes(text):
    assert occurrence_label("expected", read(text), today=date(2500, 1, 1)) == "Expected"


def test_the_wording_shown_for_a_date_does_not_change_its_label():
    date_given = read("some time up to June 2018")
    label = occurrence_label("expected", date_given, today=DAY_AFTER, wording="by June 2018")
    assert label == "Was expected"


def test_the_values_are_those_kept_in_the_database():
    assert [str(kind) for kind in Occurrence] == [
        "happened",
        "scheduled",
        "expected",
        "postponed",
        "cancelled",
        "did-not-happen",
    ]
