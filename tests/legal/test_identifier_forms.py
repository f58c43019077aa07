"""The known forms of numbers: each has an example that reads as itself, sources, and courts."""

import pytest

from legal.identifiers import LABELS, Scheme, forms
from tests.identifier_table import BAILII, FIND, LAW, read


@pytest.mark.parametrize("form", forms(), ids=lambda form: form.name)
def test_the_example_of_a_form_reads_as_itself(form):
    found = read(form.example, form.scheme)
    assert (found.scheme, found.value, found.warning) == (form.scheme, form.example, "")
    assert read(form.example).scheme == form.scheme


@pytest.mark.parametrize("form", forms(), ids=lambda form: form.name)
def test_every_form_and_every_address_has_a_source(form):
    sources = [form.source, *(address["source"] for address in form.addresses)]
    assert [source for source in sources if not source.startswith("https://")] == []
    assert [one["form"] for one in form.addresses if not one["form"].startswith((FIND, BAILII, LAW))] == []


@pytest.mark.parametrize("form", forms(), ids=lambda form: form.name)
def test_every_division_of_a_form_has_a_court_and_every_address_a_division(form):
    assert form.scheme in LABELS
    assert all(name == "" or court["name"] for name, court in form.courts.items())
    assert {name for address in form.addresses for name in address["divisions"]} <= set(form.courts)
    assert ("division" in form.regex.groupindex) == ("" not in form.courts)


def test_every_scheme_has_a_label_and_a_form():
    assert set(LABELS) == set(Scheme)
    assert {form.scheme for form in forms()} == set(Scheme) - {Scheme.REFERENCE}
