"""Procedures in the admin: seen, made, copied, and kept as they are while a case follows them."""

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from legal.models import Outcome, Procedure, Stage
from tests.factories import make_case, make_milestone

pytestmark = pytest.mark.django_db

STAGE = {
    "id": "",
    "name": "Petition",
    "key": "petition",
    "plain_name": "Asking the court",
    "explains": "People ask the court to look at a decision.",
    "rule_ref": "",
    "usual_limit": "",
    "as_at": "",
    "after_end": "",
    "DELETE": "",
}
BOXES = {"optional", "repeatable", "starts_clock", "hearing", "terminal"}
END = {**STAGE, "name": "Ended", "key": "ended", "plain_name": "Ended another way", "terminal": "on"}


@pytest.fixture
def procedure(front_page):
    return Procedure.objects.get(key="judicial-review-ew")


def address(view, *args):
    return reverse(f"wagtailsnippets_legal_procedure:{view}", args=args)


def opened(client, url) -> dict:
    """What the form at *url* holds, as a browser would send it back."""
    response = client.get(url)
    assert response.status_code == 200
    data = querydict_from_html(response.content.decode(), form_id="w-editor-form").dict()
    # A ticked box without a value is sent as “on”.
    return {name: "on" if name.rpartition("-")[2] in BOXES else value for name, value in data.items()}


def outcome(number, place, key, label, **more) -> dict:
    prefix = f"stages-{number}-outcomes-{place}"
    values = {"id": "", "label": label, "key": key, "ORDER": str(place + 1), "DELETE": "", **more}
    return {f"{prefix}-{name}": value for name, value in values.items()}


def stage(number, values, *outcomes) -> dict:
    """The fields of one more stage, with its outcomes."""
    rows = {f"stages-{number}-{name}": value for name, value in {**values, "ORDER": str(number + 1)}.items()}
    counts = {"TOTAL_FORMS": len(outcomes), "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    rows |= {f"stages-{number}-outcomes-{name}": str(value) for name, value in counts.items()}
    for place, one in enumerate(outcomes):
        rows |= outcome(number, place, *one)
    return rows


def filled_in(*stages, **fields) -> dict:
    """The form of a new procedure with *stages*, each its values and then its outcomes."""
    counts = {"TOTAL_FORMS": len(stages), "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    data = {"name": "Petition", "key": "petition-s", "version": "2026.1", "jurisdiction": "Scotland"}
    data |= {"valid_from": "", "valid_to": "", **fields}
    data |= {f"stages-{name}": str(value) for name, value in counts.items()}
    for number, (values, *outcomes) in enumerate(stages):
        data |= stage(number, values, *outcomes)
    return data


def errors_of(response) -> dict:
    assert response.status_code == 200
    form = response.context["form"]
    return {
        "form": form.errors,
        "stages": form.formsets["stages"].errors,
        "all": form.formsets["stages"].non_form_errors(),
    }


def said(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


# The list


def test_list_says_how_many_cases_follow_each_version(admin, procedure):
    html = admin.get(address("list")).content.decode()
    assert html.count("No case") == Procedure.objects.count()
    make_case(procedure=procedure)
    make_case(procedure=procedure, live=False)
    html = admin.get(address("list")).content.decode()
    assert "2 cases" in html
    assert "England and Wales" in html
    assert "2026.1" in html


def test_list_takes_a_constant_number_of_queries(
    admin, procedure, django_assert_num_queries, django_assert_max_num_queries
):
    admin.get(address("list"))
    with django_assert_max_num_queries(20) as few:
        admin.get(address("list"))
    for number in range(10):
        Procedure.objects.create(key=f"p-{number}", version="1", name=f"P {number}")
    make_case(procedure=procedure)
    with django_assert_num_queries(len(few)):
        admin.get(address("list"))


@pytest.mark.parametrize("words", ["Freedom", "foi-uk"])
def test_list_is_searched(admin, procedure, words):
    html = admin.get(address("list"), {"q": words}).content.decode()
    assert "Freedom of information request" in html
    assert "Judicial review" not in html


def test_list_is_sorted_by_the_number_of_cases(admin, procedure):
    make_case(procedure=procedure)
    response = admin.get(address("list"), {"ordering": "-number_of_cases"})
    assert response.context["object_list"][0] == procedure


def test_empty_list_says_what_a_procedure_is(admin, procedure):
    assert "No procedure matches" in admin.get(address("list"), {"q": "zebra"}).content.decode()
    Procedure.objects.all().delete()
    html = admin.get(address("list")).content.decode()
    assert "There is no procedure yet" in html
    assert address("add") in html


# The form


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


# A version that a case follows


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


# A new version


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


def test_form_of_a_case_has_a_procedure_to_choose(admin, procedure):
    from legal.models import CasePage, LegalIndexPage

    names = (CasePage._meta.app_label, CasePage._meta.model_name, LegalIndexPage.objects.get().pk)
    html = admin.get(reverse("wagtailadmin_pages:add", args=names)).content.decode()
    assert 'name="procedure"' in html
