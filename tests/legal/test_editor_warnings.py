"""What is kept, and looked at by somebody: numbers of unknown form, and copies of judgments."""

import pytest
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from legal.models import CaseIdentifier, CasePage, MilestonePage
from tests.admin_forms import add_form, edit_form, newest_page, sources
from tests.factories import make_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(front_page):
    return make_case()


def numbers(*rows) -> dict:
    blank = {"id": "", "scheme": "", "url": ""}
    return nested_form_data({"identifiers": inline_formset([{**blank, **row} for row in rows])})


def messages_of(response) -> str:
    return " ".join(str(one) for one in response.context["messages"])


def test_number_of_an_unknown_form_is_kept_with_a_warning(admin, case):
    form = edit_form(admin, case).fill_in(numbers({"value": "ZZ-7/queer"}))
    response = admin.post(form.url, form.data, follow=True)
    assert "“ZZ-7/queer”: This is not a form of number that we know." in messages_of(response)
    case.refresh_from_db()
    stored = case.get_latest_revision_as_object().identifiers.get()
    assert (stored.value, stored.scheme) == ("ZZ-7/queer", "")


def test_known_number_is_written_as_courts_write_it_without_a_word(admin, case):
    form = edit_form(admin, case).fill_in(numbers({"value": " [2018]  ewhc 920 (ADMIN). "}))
    response = admin.post(form.url, form.data, follow=True)
    assert "not a form" not in messages_of(response)
    case.refresh_from_db()
    stored = case.get_latest_revision_as_object().identifiers.get()
    assert (stored.value, stored.scheme) == ("[2018] EWHC 920 (Admin)", CaseIdentifier.Scheme.NEUTRAL_CITATION)


@pytest.mark.parametrize("field", ["identifiers", "sources"])
def test_copy_of_a_judgment_on_an_odd_host_is_warned_of(admin, case, field):
    address = "https://284350.2xuld1c9j.asia/ew/cases/EWHC/Admin/2018/920.html"
    if field == "identifiers":
        form = edit_form(admin, case).fill_in(numbers({"value": "CO/8/2018", "url": address}))
    else:
        form = add_form(admin, MilestonePage, case)
        stage = case.procedure.stages.first()
        row = {"title": "The judgment", "url": address, "publisher": "BAILII"}
        form.fill_in(sources(row), title="A", date="2018", summary="B", stage=str(stage.pk))
    response = admin.post(form.url, form.data, follow=True)
    assert f"“{address}”: " in messages_of(response)


def test_neutral_citation_of_a_milestone_is_written_as_courts_write_it(admin, case):
    form = add_form(admin, MilestonePage, case)
    stage = case.procedure.stages.get(key="judgment")
    form.fill_in(title="A", date="2018", summary="B", stage=str(stage.pk), neutral_citation="[2018]EWHC 0920(admin)")
    form.save_draft()
    assert newest_page().neutral_citation == "[2018] EWHC 920 (Admin)"


def test_form_says_that_a_draft_judgment_is_never_entered(admin, case):
    for form in (add_form(admin, MilestonePage, case), add_form(admin, CasePage, case.get_parent())):
        assert "A draft judgment under embargo is never entered here, in any form" in form.html
