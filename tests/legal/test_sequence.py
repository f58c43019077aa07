"""What cannot be so in a case is said beside the field that is wrong, and nothing is lost."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from legal.models import MilestonePage
from tests.admin_forms import SOURCE, add_form, newest_page, sources
from tests.factories import make_case, make_milestone

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(front_page):
    return make_case()


def stage(case, key):
    return case.procedure.stages.get(key=key)


def fill(admin, case, key="substantive-hearing", **given):
    form = add_form(admin, MilestonePage, case)
    values = {"title": "The hearing", "date": "2 March 2027, 10:30am", "summary": "B", "occurrence": "scheduled"}
    form.fill_in(sources(SOURCE), stage=str(stage(case, key).pk), **values | given)
    return form


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"ends_at": "09:30"}, "ends_at", "starts at 10:30am"),
        ({"ends_at": "10:30"}, "ends_at", "starts at 10:30am"),
        ({"date": "2 March 2027", "ends_at": "12:00"}, "ends_at", "at what time it starts"),
        ({"date": "2 March 2027", "not_before": "on"}, "not_before", "at what time it starts"),
        ({"remote_link": "open"}, "remote_url", "Give the address"),
        ({"remote_link": "none", "remote_url": "https://example.org/"}, "remote_link", "An address stands below"),
    ],
)
def test_hearing_that_contradicts_itself_is_refused_beside_the_field(admin, case, given, field, words):
    form = fill(admin, case, **given)
    for answer in (form.save_draft(), form.publish()):
        errors = form.errors(answer)
        assert list(errors) == [field]
        assert words in errors[field][0]
    assert not MilestonePage.objects.exists()


def test_hearing_that_cuts_into_another_is_refused(admin, case):
    make_milestone(
        case=case,
        title="Directions",
        stage=stage(case, "substantive-hearing"),
        date="2 March 2027, 10am",
        ends_at=datetime.time(12),
        occurrence="scheduled",
    )
    form = fill(admin, case, ends_at="13:00")
    assert "“Directions” is down for 10am to midday" in form.errors(form.publish())["ends_at"][0]
    form.fill_in(date="2 March 2027, 12pm")
    assert form.publish().status_code == 302


def test_two_matters_may_be_heard_at_the_very_same_time(admin, case):
    times = {"date": "2 March 2027, 10:30am", "ends_at": datetime.time(12), "occurrence": "scheduled"}
    make_milestone(case=case, stage=stage(case, "interim-relief"), **times)
    assert fill(admin, case, ends_at="12:00").publish().status_code == 302


def test_hearing_may_take_the_time_of_one_that_was_vacated(admin, case):
    times = {"date": "2 March 2027, 10am", "ends_at": datetime.time(12), "occurrence": "cancelled"}
    make_milestone(case=case, stage=stage(case, "interim-relief"), **times)
    assert fill(admin, case, ends_at="12:00").publish().status_code == 302


def test_case_that_ended_is_not_heard_without_a_new_stage(admin, case):
    make_milestone(case=case, title="It was withdrawn", stage=stage(case, "ended"), date="2024-07-01")
    form = fill(admin, case)
    errors = form.errors(form.publish())
    assert list(errors) == ["stage"]
    assert "The case ended before: “It was withdrawn”, 1 July 2024." in errors["stage"][0]
    make_milestone(case=case, stage=stage(case, "permission-to-appeal"), date="2024-08-01")
    assert form.publish().status_code == 302
    assert newest_page().title == "The hearing"


def test_costs_may_follow_the_end(admin, case):
    make_milestone(case=case, stage=stage(case, "ended"), date="2024-07-01")
    form = fill(admin, case, "consequential-orders", date="1 August 2024", occurrence="happened")
    assert form.publish().status_code == 302


def test_end_before_a_later_hearing_is_refused(admin, case):
    make_milestone(case=case, title="A hearing", stage=stage(case, "substantive-hearing"), date="2024-08-01")
    form = fill(admin, case, "ended", date="1 July 2024", occurrence="happened")
    assert "goes on after this end: “A hearing”, 1 August 2024" in form.errors(form.publish())["stage"][0]


def test_hearing_before_the_end_may_be_added_years_later(admin, case):
    make_milestone(case=case, stage=stage(case, "ended"), date="2024-07-01")
    assert fill(admin, case, date="1 May 2023, 2pm", occurrence="happened").publish().status_code == 302


def test_draft_of_an_end_stops_nothing(admin, case):
    make_milestone(case=case, stage=stage(case, "ended"), date="2024-07-01", live=False)
    assert fill(admin, case).publish().status_code == 302


@pytest.mark.parametrize("wrong", ["ends_at", "stage"])
def test_what_code_sends_out_is_refused_too(case, wrong):
    page = make_milestone(case=case, date="2027-03-02", live=False)
    if wrong == "ends_at":
        page.ends_at = datetime.time(12)
    else:
        page.stage = make_case(procedure=other_procedure(case)).procedure.stages.first()
    page.live = True
    with pytest.raises(ValidationError) as caught:
        page.save(clean=False)
    assert list(caught.value.message_dict) == [wrong]
    page.refresh_from_db()
    assert not page.live


def other_procedure(case):
    return type(case.procedure).objects.exclude(pk=case.procedure_id).first()


def test_document_goes_out_only_with_a_basis(admin, case):
    from legal.models import MilestoneDocument
    from tests.factories import make_document

    row = MilestoneDocument(document=make_document(), may_publish="yes")
    with pytest.raises(ValidationError, match="on what basis"):
        row.full_clean(exclude=["milestone"])
    row.basis = "ours"
    row.full_clean(exclude=["milestone"])
