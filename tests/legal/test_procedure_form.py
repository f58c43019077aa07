"""The form of a procedure: what it keeps, and what it refuses, beside the field."""

import pytest

from legal.models import Outcome, Procedure
from tests.procedure_forms import END, STAGE, address, errors_of, filled_in, opened, outcome, stage

pytestmark = pytest.mark.django_db


def test_procedure_is_made_with_a_stage_and_an_outcome(admin, procedure):
    data = filled_in([STAGE, ("granted", "Permission granted")], [END, ("withdrawn", "Withdrawn")])
    assert admin.post(address("add"), data).status_code == 302
    made = Procedure.objects.get(key="petition-s")
    assert [one.key for one in made.stages.all()] == ["petition", "ended"]
    assert [one.key for one in made.stages.get(key="petition").outcomes.all()] == ["granted", "not-known"]


def test_stage_and_outcome_are_added_to_a_procedure_that_nobody_follows(admin, procedure):
    data = opened(admin, address("edit", procedure.pk))
    last = int(data["stages-TOTAL_FORMS"])
    places = int(data["stages-0-outcomes-TOTAL_FORMS"])
    data |= {"stages-TOTAL_FORMS": str(last + 1), "stages-0-outcomes-TOTAL_FORMS": str(places + 1)}
    data |= stage(last, STAGE) | outcome(0, places, "asked-again", "Asked again")
    before = list(procedure.stages.all())
    assert admin.post(address("edit", procedure.pk), data).status_code == 302
    assert list(procedure.stages.all())[:-1] == before
    assert list(procedure.stages.all())[-1].key == "petition"
    assert list(procedure.stages.all()[0].outcomes.all())[-1].key == "asked-again"


def test_form_that_is_sent_back_as_it_came_changes_nothing(admin, procedure):
    before = procedure.to_json()
    data = opened(admin, address("edit", procedure.pk))
    assert admin.post(address("edit", procedure.pk), data).status_code == 302
    assert Procedure.objects.get(pk=procedure.pk).to_json() == before


def test_outcome_that_nobody_knows_is_added_where_it_is_missing(admin, procedure):
    assert admin.post(address("add"), filled_in([END])).status_code == 302
    assert Outcome.objects.get(stage__procedure__key="petition-s").key == Outcome.NOT_KNOWN
    made = Procedure.objects.get(key="petition-s")
    made.stages.get().outcomes.all()[0].delete()
    data = opened(admin, address("edit", made.pk))
    assert admin.post(address("edit", made.pk), data).status_code == 302
    assert Outcome.objects.get(stage__procedure=made).key == Outcome.NOT_KNOWN


@pytest.mark.parametrize(
    ("stages", "message"), [([], "Add at least one stage."), ([[STAGE]], "No stage ends the case.")]
)
def test_procedure_needs_a_stage_and_an_end(admin, procedure, stages, message):
    response = admin.post(address("add"), filled_in(*stages))
    assert message in errors_of(response)["all"][0]
    assert message in response.content.decode()
    assert not Procedure.objects.filter(key="petition-s").exists()


def test_last_end_cannot_be_taken_away(admin, procedure):
    data = opened(admin, address("edit", procedure.pk))
    number = next(n for n in range(30) if data[f"stages-{n}-key"] == "ended")
    data[f"stages-{number}-DELETE"] = "1"
    response = admin.post(address("edit", procedure.pk), data)
    assert "No stage ends the case." in errors_of(response)["all"][0]
    assert procedure.stages.filter(key="ended").exists()


def test_two_stages_with_one_key_are_refused_at_the_row(admin, procedure):
    response = admin.post(address("add"), filled_in([END], [STAGE], [STAGE]))
    assert [list(row) for row in errors_of(response)["stages"]] == [[], [], ["key"]]
    assert "is the key of another row too" in response.content.decode()


def test_two_outcomes_with_one_key_are_refused_at_the_row(admin, procedure):
    response = admin.post(address("add"), filled_in([END, ("a", "One"), ("a", "Two")]))
    rows = response.context["form"].formsets["stages"].forms[0].formsets["outcomes"]
    assert [list(row) for row in rows.errors] == [[], ["key"]]


def test_two_stages_cannot_swap_their_keys_in_one_go(admin, procedure):
    data = opened(admin, address("edit", procedure.pk))
    data["stages-0-key"], data["stages-1-key"] = data["stages-1-key"], data["stages-0-key"]
    response = admin.post(address("edit", procedure.pk), data)
    assert [list(row) for row in errors_of(response)["stages"][:2]] == [["key"], ["key"]]
    assert "in two goes" in response.content.decode()


def test_key_of_a_stage_that_goes_can_be_used_again(admin, procedure):
    data = opened(admin, address("edit", procedure.pk))
    last = int(data["stages-TOTAL_FORMS"])
    data |= {"stages-TOTAL_FORMS": str(last + 1), "stages-0-DELETE": "1"}
    data |= stage(last, {**STAGE, "key": data["stages-0-key"]})
    assert admin.post(address("edit", procedure.pk), data).status_code == 302
    assert procedure.stages.get(key="preparing").name == "Petition"


def test_version_that_is_there_is_refused_at_the_version(admin, procedure):
    response = admin.post(address("add"), filled_in([END], key=procedure.key, version=procedure.version))
    assert list(errors_of(response)["form"]) == ["version"]
    assert "2026.2" in response.content.decode()


def test_end_that_reopens_and_days_in_the_wrong_order_are_refused(admin, procedure):
    data = filled_in([{**END, "after_end": "reopens"}], valid_from="2026-02-01", valid_to="2026-01-01")
    found = errors_of(admin.post(address("add"), data))
    assert list(found["form"]) == ["valid_to"]
    assert list(found["stages"][0]) == ["after_end"]


def test_every_field_of_the_form_has_a_hint(admin, procedure):
    form = admin.get(address("add")).context["form"]
    for rows in (
        form,
        form.formsets["stages"].empty_form,
        form.formsets["stages"].empty_form.formsets["outcomes"].empty_form,
    ):
        assert rows.fields
    html = admin.get(address("add")).content.decode()
    for hint in ("“CPR 54.8; form N462”", "At least one, and at least one that ends the case", "added by itself"):
        assert hint in html
