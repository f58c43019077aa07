"""Where a case stands, in the words that its page and the list of cases print."""

import datetime

import pytest
from django.utils import timezone

from legal.models import MilestonePage, Procedure
from legal.standing import published_milestones, standing_of
from tests.factories import make_case, make_milestone
from timeline.dates import parse

pytestmark = pytest.mark.django_db


def in_days(number: int) -> str:
    return (timezone.localdate() + datetime.timedelta(days=number)).isoformat()


@pytest.fixture
def case(front_page):
    return make_case()


@pytest.fixture
def add(case):
    """Add a published milestone of the stage and outcome with these keys."""

    def add(stage, outcome="", **given):
        stage = case.procedure.stages.get(key=stage)
        outcome = stage.outcomes.get(key=outcome) if outcome else None
        return make_milestone(case=case, stage=stage, outcome=outcome, **given)

    return add


def standing(case):
    return standing_of(published_milestones(case))


def test_case_without_milestones_says_so(case):
    assert standing(case).where == "nothing has happened yet that is recorded here"
    assert standing(case).since == ""


def test_latest_milestone_that_happened_says_where_it_stands(case, add):
    add("letter-before-claim", "sent", date="2018-02-15")
    add("permission", "refused", date="2018-03-01")
    add("service", date="2018-02-20")
    assert standing(case).where == "May the case go ahead? Permission refused"
    assert standing(case).since == "1 March 2018"


def test_what_has_no_outcome_yet_has_stood_there_since_its_day(case, add):
    add("letter-before-claim", date="2018-02-15")
    assert standing(case).since == "since 15 February 2018"


def test_outcome_that_is_not_known_is_said_to_be_so(case, add):
    add("oral-renewal", "not-known", date="2018-03-23")
    assert standing(case).where == "Asking again at a hearing: the outcome is not known to us"


@pytest.mark.parametrize("key", ["judicial-review-ew", "foi-uk", "data-protection-complaint"])
def test_case_can_end_in_every_way_from_every_stage(key):
    procedure = Procedure.objects.get(key=key)
    stages = list(procedure.stages.prefetch_related("outcomes"))
    [end] = [stage for stage in stages if stage.terminal]
    ways = {"withdrawn", "settled", "discontinued", "conceded", "ended-by-choice", "academic"}
    outcomes = [one for one in end.outcomes.all() if one.key in ways]
    assert {one.key for one in outcomes} == ways
    for before in stages:
        for outcome in outcomes:
            told = [
                MilestonePage(stage=before, date=parse("2018-03-23")),
                MilestonePage(stage=end, outcome=outcome, date=parse("2024-07-01")),
            ]
            assert standing_of(told).where == outcome.label
            assert standing_of(told).since == "1 July 2024"


def test_costs_after_the_end_leave_the_case_ended(case, add):
    end = add("ended", "discontinued", date="2024-07-01")
    costs = add("consequential-orders", "costs", date="2024-08-01")
    assert standing(case).ended == standing(case).point == end
    assert standing(case).latest == costs


def test_case_that_is_taken_up_again_is_not_ended(case, add):
    add("ended", "discontinued", date="2024-07-01")
    add("permission-to-appeal", "granted", date="2024-08-01")
    assert standing(case).ended is None
    assert standing(case).where == "May the decision be appealed? Permission granted"


def test_nearest_date_to_come_is_next_and_says_how_sure_it_is(case, add):
    add("judgment", date=in_days(90), occurrence="expected")
    hearing = add("substantive-hearing", date=in_days(30), occurrence="scheduled")
    assert standing(case).next == hearing
    assert "fixed by the court" in standing(case).how_sure


def test_forecast_is_said_to_be_one(case, add):
    add("judgment", date=in_days(90), occurrence="expected")
    assert standing(case).how_sure == "a forecast; nobody has fixed it"


def test_expected_date_that_passed_is_no_event_and_not_next(case, add):
    letter = add("letter-before-claim", "sent", date="2018-02-15")
    late = add("judgment", date="2018-06", occurrence="expected")
    assert standing(case).point == letter
    assert standing(case).overdue == (late,)
    assert standing(case).next is None
    assert late.occurrence_label == "Was expected"


def test_vacated_hearing_without_a_new_date_is_told(case, add):
    add("permission", "granted", date="2018-02-15")
    vacated = add("substantive-hearing", date="2018-05-01", occurrence="postponed")
    assert standing(case).fallen == vacated


def test_vacated_hearing_with_a_new_date_is_not_what_is_told(case, add):
    add("substantive-hearing", date="2018-05-01", occurrence="postponed")
    again = add("substantive-hearing", date=in_days(10), occurrence="scheduled")
    assert standing(case).fallen is None
    assert standing(case).next == again


def test_list_of_cases_says_where_each_stands(client, case, add):
    add("ended", "ended-by-choice", date="2024-07-01")
    html = client.get("/legal/").content.decode()
    assert "Ended by choice" in html
    assert "1 July 2024" in html
