"""A new version of a procedure is a copy, and the cases of the old one do not notice."""

import pytest
from django.test import Client

from legal.models import Procedure, Stage
from tests.factories import make_case, make_milestone
from tests.procedure_forms import address, errors_of, opened

pytestmark = pytest.mark.django_db


def test_copy_asks_for_a_version_and_holds_all_the_rest(admin, procedure):
    data = opened(admin, address("copy", procedure.pk))
    assert (data["name"], data["key"], data["version"]) == (procedure.name, procedure.key, "")
    assert int(data["stages-TOTAL_FORMS"]) == procedure.stages.count()
    response = admin.post(address("add"), data)
    assert list(errors_of(response)["form"]) == ["version"]
    response = admin.post(address("add"), data | {"version": procedure.version})
    assert list(errors_of(response)["form"]) == ["version"]
    assert Procedure.objects.filter(key=procedure.key).count() == 1


def shape(procedure):
    """All that a procedure says, without the keys of its rows."""
    rows = []
    for stage in procedure.stages.all():
        values = {field.name: getattr(stage, field.name) for field in Stage._meta.concrete_fields}
        del values["id"], values["procedure"]
        rows.append((values, [(one.key, one.label) for one in stage.outcomes.all()]))
    return rows


def test_published_case_stays_byte_for_byte_while_a_copy_is_made_and_changed(admin, procedure):
    case = make_case(procedure=procedure)
    permission = procedure.stages.get(key="permission")
    milestone = make_milestone(case=case, stage=permission, outcome=permission.outcomes.first())
    reader = Client()
    before = [reader.get(page.url).content for page in (case, milestone)]
    before_shape = shape(procedure)

    data = opened(admin, address("copy", procedure.pk)) | {"version": "2027.1"}
    assert admin.post(address("add"), data).status_code == 302
    copy = Procedure.objects.get(version="2027.1")
    assert shape(copy) == before_shape

    data = opened(admin, address("edit", copy.pk))
    for number in range(int(data["stages-TOTAL_FORMS"])):
        data[f"stages-{number}-explains"] = data[f"stages-{number}-plain_name"] = "Said otherwise."
    assert admin.post(address("edit", copy.pk), data).status_code == 302
    assert set(copy.stages.values_list("explains", flat=True)) == {"Said otherwise."}
    assert shape(procedure) == before_shape
    assert [reader.get(page.url).content for page in (case, milestone)] == before
