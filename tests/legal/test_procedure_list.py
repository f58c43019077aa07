"""Where editors find procedures: the list of them, and the choice in the form of a case."""

import pytest
from django.urls import reverse

from legal.models import Procedure
from tests.factories import make_case
from tests.procedure_forms import address

pytestmark = pytest.mark.django_db


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


def test_form_of_a_case_has_a_procedure_to_choose(admin, procedure):
    from legal.models import CasePage, LegalIndexPage

    names = (CasePage._meta.app_label, CasePage._meta.model_name, LegalIndexPage.objects.get().pk)
    html = admin.get(reverse("wagtailadmin_pages:add", args=names)).content.decode()
    assert 'name="procedure"' in html
