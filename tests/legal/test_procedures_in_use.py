"""A version of a procedure is kept as it is while a case follows it: in its form, in code, and when it is deleted."""

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.urls import reverse

from legal.models import Outcome, Procedure, Stage
from tests.factories import make_case, make_milestone
from tests.procedure_forms import STAGE, address, opened, stage

pytestmark = pytest.mark.django_db


def said(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def test_notice_at_the_top_leads_to_a_copy(admin, procedure):
    assert "Make a new version to change it" not in admin.get(address("edit", procedure.pk)).content.decode()
    make_case(procedure=procedure)
    html = admin.get(address("edit", procedure.pk)).content.decode()
    assert "1 case follows this version." in html
    assert address("copy", procedure.pk) in html
    make_case(procedure=procedure, live=False)
    assert "2 cases follow this version." in admin.get(address("edit", procedure.pk)).content.decode()


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Changed"},
        {"version": "9"},
        {"stages-0-explains": "Changed."},
        {"stages-0-hearing": "on"},
        {"stages-0-ORDER": "2", "stages-1-ORDER": "1"},
        {"stages-0-DELETE": "1"},
        {"stages-0-outcomes-0-label": "Changed"},
        {"stages-0-outcomes-0-DELETE": "1"},
    ],
    ids=str,
)
def test_version_that_a_case_follows_is_not_changed(admin, procedure, change):
    make_case(procedure=procedure)
    before = procedure.to_json()
    data = opened(admin, address("edit", procedure.pk)) | {"valid_to": "2027-01-01"} | change
    response = admin.post(address("edit", procedure.pk), data)
    assert response.status_code == 200
    html = response.content.decode()
    assert "Nothing was saved: 1 case follows this version." in html
    assert "This cannot be changed while a case follows the version." in html
    assert Procedure.objects.get(pk=procedure.pk).to_json() == before


def test_stage_is_not_added_to_a_version_that_a_case_follows(admin, procedure):
    make_case(procedure=procedure)
    data = opened(admin, address("edit", procedure.pk))
    last = int(data["stages-TOTAL_FORMS"])
    data |= {"stages-TOTAL_FORMS": str(last + 1)} | stage(last, STAGE)
    assert "Nothing was saved" in admin.post(address("edit", procedure.pk), data).content.decode()
    assert not procedure.stages.filter(key="petition").exists()


def test_days_on_which_it_holds_can_be_changed(admin, procedure):
    make_case(procedure=procedure)
    data = opened(admin, address("edit", procedure.pk)) | {"valid_from": "2026-01-01", "valid_to": "2027-01-01"}
    assert admin.post(address("edit", procedure.pk), data).status_code == 302
    procedure.refresh_from_db()
    assert (procedure.valid_from.year, procedure.valid_to.year) == (2026, 2027)


def changes(procedure):
    """Every way by which code may change *procedure*, by name."""
    stage, outcome = procedure.stages.first(), Outcome.objects.filter(stage__procedure=procedure).first()
    procedure.name = stage.explains = outcome.label = "Changed"
    other = Procedure.objects.exclude(pk=procedure.pk).first()
    taken, given = procedure.stages.last(), other.stages.last()
    taken.procedure, given.procedure, given.key = other, procedure, "given"
    return {
        "procedure": procedure.save,
        "stage": stage.save,
        "outcome": outcome.save,
        "new stage": Stage(procedure=procedure, key="new", name="N", plain_name="N", explains="N.").save,
        "new outcome": Outcome(stage=procedure.stages.first(), key="new", label="N").save,
        "stage taken": taken.save,
        "stage given": given.save,
        "without procedure": procedure.delete,
        "without stage": stage.delete,
        "without outcome": outcome.delete,
    }


def test_code_cannot_change_it_either(procedure):
    make_case(procedure=procedure, live=False)
    before = procedure.to_json()
    for name, change in changes(procedure).items():
        with pytest.raises(ValidationError, match="A case follows this version"):
            change()
        assert Procedure.objects.get(pk=procedure.pk).to_json() == before, name
    with pytest.raises(ProtectedError):
        Procedure.objects.filter(pk=procedure.pk).delete()


def test_refused_stage_takes_the_rest_of_a_change_along(procedure):
    make_case(procedure=procedure)
    procedure.valid_to = "2027-01-01"
    stages = list(procedure.stages.all())
    stages[-1].explains = "Changed."
    procedure.stages = stages
    with pytest.raises(ValidationError):
        procedure.save()
    assert Procedure.objects.get(pk=procedure.pk).valid_to is None


def test_code_changes_what_nobody_follows(procedure):
    for name, change in changes(procedure).items():
        if not name.startswith("without") and not name.startswith("stage "):
            change()
    assert procedure.stages.get(key="new")
    procedure.delete()


def test_version_stays_as_it_is_while_a_milestone_stands_in_it(admin, procedure):
    case = make_case(procedure=procedure)
    make_milestone(case=case)
    other = Procedure.objects.get(key="foi-uk")
    type(case).objects.filter(pk=case.pk).update(procedure=other)
    assert procedure.is_followed
    assert "Milestones of a case stand in stages" in admin.get(address("edit", procedure.pk)).content.decode()


def test_deleting_what_is_followed_is_refused_with_a_message(admin, procedure):
    make_case(procedure=procedure)
    for response in (admin.get(address("delete", procedure.pk)), admin.post(address("delete", procedure.pk))):
        assert response.status_code == 302
        assert response["Location"] == address("list")
    assert "cannot be deleted: 1 case follows this version." in admin.get(address("list")).content.decode()
    assert Procedure.objects.filter(pk=procedure.pk).exists()


def test_deleting_several_at_once_deletes_none_when_one_is_followed(admin, procedure):
    make_case(procedure=procedure)
    other = Procedure.objects.get(key="foi-uk")
    url = reverse("wagtail_bulk_action", args=["legal", "procedure", "delete"])
    response = admin.post(f"{url}?id={procedure.pk}&id={other.pk}")
    assert response.status_code == 302
    assert Procedure.objects.filter(pk__in=[procedure.pk, other.pk]).count() == 2
    assert "cannot be deleted" in said(response)


def test_procedure_that_nobody_follows_is_deleted(admin, procedure):
    assert admin.get(address("delete", procedure.pk)).status_code == 200
    assert admin.post(address("delete", procedure.pk)).status_code == 302
    assert not Procedure.objects.filter(pk=procedure.pk).exists()
