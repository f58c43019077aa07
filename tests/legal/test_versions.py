"""A case that goes over to another version of its procedure."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from legal.models import MilestonePage
from legal.versions import carry_over_rows
from tests.admin_forms import SOURCE, edit_form, sources
from tests.factories import make_case, make_milestone, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def old(procedure):
    return procedure


@pytest.fixture
def new(old):
    """The next version: the same stages under the same keys, worded otherwise."""
    copy, _children = old.copy_cluster()
    copy.version = "2027.1"
    for stage in copy.stages.all():
        stage.plain_name = f"{stage.plain_name} (new)"
    copy.save()
    return copy


@pytest.fixture
def case(old):
    return make_case(procedure=old)


def stage_without(procedure, key):
    procedure.stages.get(key=key).delete()


def of(milestone):
    """The version, stage and outcome in the row of *milestone*."""
    row = MilestonePage.objects.get(pk=milestone.pk)
    return row.stage.procedure.version, row.stage.key, row.outcome and row.outcome.key


def decided(case, **given):
    stage = case.procedure.stages.get(key="permission")
    return make_milestone(case=case, stage=stage, outcome=stage.outcomes.get(key="refused"), **given)


def test_milestones_go_over_when_the_case_is_published(admin, case, new):
    letter, decision, draft = make_milestone(case=case), decided(case, date="2018-03"), decided(case, live=False)
    assert edit_form(admin, case).fill_in(procedure=str(new.pk)).publish().status_code == 302
    assert of(letter) == ("2027.1", "letter-before-claim", None)
    assert of(decision) == ("2027.1", "permission", "refused")
    assert of(draft) == ("2027.1", "permission", "refused")
    case.refresh_from_db()
    assert case.procedure == new


def test_public_page_shows_the_words_of_the_new_version_only_once_it_is_published(admin, case, new):
    make_milestone(case=case)
    reader = Client()
    before = reader.get(case.url).content
    assert edit_form(admin, case).fill_in(procedure=str(new.pk)).save_draft().status_code == 302
    assert reader.get(case.url).content == before
    case.refresh_from_db()
    case.get_latest_revision().publish()
    assert "Warning letter (new)" in reader.get(case.url).content.decode()


def test_draft_of_another_version_carries_nothing_over(admin, case, new):
    letter = make_milestone(case=case)
    assert edit_form(admin, case).fill_in(procedure=str(new.pk)).save_draft().status_code == 302
    assert of(letter)[0] == "2026.1"
    assert edit_form(admin, letter).fill_in(sources(SOURCE), title="Changed").publish().status_code == 302
    assert of(letter)[0] == "2026.1"
    case.refresh_from_db()
    assert case.procedure.version == "2026.1"


def test_case_that_was_never_out_carries_over_when_it_goes_out(admin, old, new):
    case = make_case(procedure=old, live=False)
    draft = decided(case, live=False)
    assert edit_form(admin, case).fill_in(procedure=str(new.pk)).save_draft().status_code == 302
    assert of(draft)[0] == "2026.1"
    publish(type(case).objects.get(pk=case.pk).get_latest_revision_as_object())
    assert of(draft) == ("2027.1", "permission", "refused")


def test_old_revision_and_draft_are_read_in_the_version_of_the_case(admin, case, new):
    milestone = decided(case)
    revision = milestone.get_latest_revision()
    assert edit_form(admin, milestone).fill_in(sources(SOURCE), title="Not out yet").save_draft().status_code == 302
    edit_form(admin, case).fill_in(procedure=str(new.pk)).publish()
    milestone = MilestonePage.objects.get(pk=milestone.pk)
    for page in (revision.as_object(), milestone.get_latest_revision_as_object()):
        assert (page.stage.procedure, page.stage.key, page.outcome.key) == (new, "permission", "refused")
    form = edit_form(admin, milestone)
    assert form.data["title"] == "Not out yet"
    assert form.publish().status_code == 302
    assert of(milestone) == ("2027.1", "permission", "refused")


@pytest.mark.parametrize("way", ["save_draft", "publish"])
def test_version_without_a_stage_in_use_is_refused_at_the_procedure(admin, case, new, way):
    milestone = decided(case)
    stage_without(new, "permission")
    form = edit_form(admin, case).fill_in(procedure=str(new.pk))
    errors = form.errors(getattr(form, way)())
    assert list(errors) == ["procedure"]
    assert "May the case go ahead?" in errors["procedure"][0]
    assert "2026.1" in errors["procedure"][0]
    assert "2027.1" in errors["procedure"][0]
    assert of(milestone) == ("2026.1", "permission", "refused")


def test_version_without_an_outcome_in_use_is_refused_at_the_procedure(admin, case, new):
    decided(case)
    new.stages.get(key="permission").outcomes.get(key="refused").delete()
    form = edit_form(admin, case).fill_in(procedure=str(new.pk))
    assert "May the case go ahead?: Permission refused" in form.errors(form.publish())["procedure"][0]


def test_version_without_a_stage_that_only_a_draft_uses_is_refused(admin, case, new):
    letter = make_milestone(case=case)
    permission = case.procedure.stages.get(key="permission")
    edit_form(admin, letter).fill_in(sources(SOURCE), stage=str(permission.pk)).save_draft()
    stage_without(new, "permission")
    form = edit_form(admin, case).fill_in(procedure=str(new.pk))
    assert "May the case go ahead?" in form.errors(form.save_draft())["procedure"][0]


def test_stage_that_nothing_uses_may_be_missing(admin, case, new):
    letter = make_milestone(case=case)
    stage_without(new, "permission")
    assert edit_form(admin, case).fill_in(procedure=str(new.pk)).publish().status_code == 302
    assert of(letter)[0] == "2027.1"


def test_no_way_to_publish_leaves_milestones_behind(admin, case, new):
    """A milestone may come while the draft of the case waits."""
    edit_form(admin, case).fill_in(procedure=str(new.pk)).save_draft()
    milestone = decided(case)
    stage_without(new, "permission")
    case.refresh_from_db()
    with pytest.raises(ValidationError, match="May the case go ahead"):
        case.get_latest_revision().publish()
    case.refresh_from_db()
    assert case.procedure.version == "2026.1"
    assert of(milestone) == ("2026.1", "permission", "refused")


def test_revision_of_a_version_that_was_deleted_keeps_the_stage_of_its_row(admin, case, old, new):
    milestone = decided(case)
    revision = milestone.get_latest_revision()
    edit_form(admin, case).fill_in(procedure=str(new.pk)).publish()
    old.refresh_from_db()
    old.delete()
    page = revision.as_object()
    assert (page.stage.procedure, page.stage.key, page.outcome.key) == (new, "permission", "refused")
    assert case.revisions.first().as_object().procedure == new


def test_going_over_takes_as_many_queries_for_many_milestones_as_for_few(case, new, old):
    def queries():
        case.procedure = new
        with CaptureQueriesContext(
            connection,
        ) as captured:
            carry_over_rows(case)
        assert not MilestonePage.objects.child_of(case).exclude(stage__procedure=new).exists()
        return len(captured)

    for number, stage in enumerate(old.stages.all()[:3]):
        make_milestone(case=case, stage=stage, outcome=stage.outcomes.first(), date=f"2018-0{number + 1}")
    few = queries()
    other = make_case(procedure=old)
    for number, stage in enumerate(old.stages.exclude(key__in=["ended", "reopened"])):
        make_milestone(case=other, stage=stage, outcome=stage.outcomes.first(), date=f"19{number + 10}")
        make_milestone(case=other, stage=stage, date=f"20{number + 10}", occurrence="expected")
    case = other
    assert queries() <= few


def test_form_of_the_case_asks_as_many_questions_for_many_milestones_as_for_few(admin, old, new):
    def queries(number):
        case = make_case(procedure=old)
        for year in range(number):
            decided(case, date=str(1990 + year))
        form = edit_form(admin, case).fill_in(procedure=str(new.pk))
        with CaptureQueriesContext(connection) as captured:
            assert form.save_draft().status_code == 302
        return len(captured)

    queries(1)
    assert queries(2) == queries(9)


def test_other_case_of_the_same_version_stays(admin, case, new, old):
    other = make_milestone(case=make_case(procedure=old))
    make_milestone(case=case)
    edit_form(admin, case).fill_in(procedure=str(new.pk)).publish()
    assert of(other)[0] == "2026.1"
