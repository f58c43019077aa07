"""Milestones of a case, in the admin and on the case's page."""

import pytest
from django.core.exceptions import ValidationError

from legal.models import MilestonePage, Outcome, Procedure, Stage
from tests.admin_forms import SOURCE, add_form, edit_form, newest_page, sources
from tests.factories import make_case, make_milestone

pytestmark = pytest.mark.django_db


def optgroups(field) -> dict:
    """The grouped choices of a select box, as words."""
    return {str(group): [str(label) for _key, label in rows] for group, rows in field.choices if isinstance(rows, list)}


@pytest.fixture
def case(front_page):
    return make_case()


@pytest.fixture
def other_procedure(case):
    return Procedure.objects.exclude(pk=case.procedure_id).first()


def test_form_offers_only_the_stages_of_the_case_in_their_order(admin, case):
    form = add_form(admin, MilestonePage, case)
    response = admin.get(form.url)
    offered = list(response.context["form"].fields["stage"].queryset)
    assert offered == list(case.procedure.stages.order_by("sort_order"))
    assert Stage.objects.exclude(procedure=case.procedure).exists()


def test_form_groups_the_outcomes_under_their_stages(admin, case):
    response = admin.get(add_form(admin, MilestonePage, case).url)
    groups = optgroups(response.context["form"].fields["outcome"])
    stages = case.procedure.stages.order_by("sort_order")
    assert groups == {
        stage.plain_name: [outcome.label for outcome in stage.outcomes.order_by("sort_order")]
        for stage in stages
        if stage.outcomes.exists()
    }
    assert "<optgroup" in response.content.decode()


def test_stage_of_another_procedure_is_refused(admin, case, other_procedure):
    form = add_form(admin, MilestonePage, case)
    form.fill_in(sources(SOURCE), title="A", date="2018", summary="B", stage=str(other_procedure.stages.first().pk))
    assert "stage" in form.errors(form.publish())


def test_outcome_of_another_procedure_is_refused(admin, case, other_procedure):
    stage = case.procedure.stages.first()
    theirs = Outcome.objects.filter(stage__procedure=other_procedure).first()
    form = add_form(admin, MilestonePage, case)
    form.fill_in(sources(SOURCE), title="A", date="2018", summary="B", stage=str(stage.pk), outcome=str(theirs.pk))
    assert list(form.errors(form.publish())) == ["outcome"]


@pytest.mark.parametrize("way", ["save_draft", "publish"])
def test_outcome_of_another_stage_is_refused_beside_the_field(admin, case, way):
    first, second = case.procedure.stages.filter(outcomes__isnull=False).distinct().order_by("sort_order")[:2]
    wrong = second.outcomes.first()
    form = add_form(admin, MilestonePage, case)
    form.fill_in(sources(SOURCE), title="A", date="2018", summary="B", stage=str(first.pk), outcome=str(wrong.pk))
    errors = form.errors(getattr(form, way)())
    assert list(errors) == ["outcome"]
    assert first.plain_name in errors["outcome"][0]
    form.fill_in(outcome=str(first.outcomes.first().pk))
    assert form.publish().status_code == 302
    assert newest_page().outcome == first.outcomes.first()


def test_outcome_of_another_stage_is_refused_by_code(case):
    first, second = case.procedure.stages.filter(outcomes__isnull=False).distinct().order_by("sort_order")[:2]
    page = make_milestone(case=case, stage=first, live=False)
    page.outcome = second.outcomes.first()
    with pytest.raises(ValidationError, match="is no outcome of the stage"):
        page.full_clean()


def test_document_is_evidence_for_a_milestone(admin, case):
    from legal.models import MilestoneDocument
    from tests.factories import make_document

    row = MilestoneDocument(document=make_document(), may_publish="yes", basis="ours")
    page = make_milestone(case=case, live=False, sources=0, documents=[row])
    assert edit_form(admin, page).publish().status_code == 302
    page.refresh_from_db()
    assert page.live


def test_document_that_readers_may_not_open_is_no_evidence(admin, case):
    from legal.models import MilestoneDocument
    from tests.factories import make_document

    row = MilestoneDocument(document=make_document(), may_publish="no")
    page = make_milestone(case=case, live=False, sources=0, documents=[row])
    form = edit_form(admin, page)
    assert list(form.errors(form.publish())) == ["no_source_reason"]


def test_each_shipped_procedure_says_for_each_stage_that_the_outcome_may_not_be_known():
    for stage in Stage.objects.filter(outcomes__isnull=False).distinct():
        assert stage.outcomes.filter(key=Outcome.NOT_KNOWN).exists(), stage


def test_case_page_shows_its_milestones_and_where_it_stands(client, case):
    make_milestone(case=case, title="A letter was sent", date="2018-01-18")
    html = client.get(case.url).content.decode()
    assert "A letter was sent" in html
    assert case.procedure.stages.get(key="letter-before-claim").plain_name in html


def test_milestone_names_its_case_and_stage(client, case):
    page = make_milestone(case=case)
    html = client.get(page.url).content.decode()
    assert case.title in html
    assert page.stage.plain_name in html
