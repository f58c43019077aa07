"""A citation says of a date what is known, and no day or month that nobody claimed."""

import pytest

from tests.timeline.citation_readers import as_bibtex, as_ris, as_typed, field_of, rendered
from tests.timeline.citation_table import ADDRESS, COPY, DATES, DRAWN, GONE, made
from timeline.citations.bibtex import bibtex_file
from timeline.citations.csl import csl_file, csl_item
from timeline.citations.plain import plain_line
from timeline.citations.ris import ris_file
from timeline.dates import parse


@pytest.mark.parametrize(("edtf", "extent", "csl", "ris", "bibtex", "in_words"), DATES)
class TestDates:
    def test_csl_is_told_what_is_known(self, edtf, extent, csl, ris, bibtex, in_words):
        facts = made(edtf=edtf, extent=extent)
        item = csl_item(facts)
        assert item["issued"] == csl
        assert (facts.date_words in item["note"]) is ("csl" in in_words)

    def test_ris_has_empty_places_for_what_is_not_known(self, edtf, extent, csl, ris, bibtex, in_words):
        facts = made(edtf=edtf, extent=extent)
        (record,) = as_ris(facts)
        assert (record.get("date"), record.get("year")) == (ris, ris and ris[:4])
        assert any(facts.date_words in note for note in record["notes"]) is ("ris" in in_words)

    def test_bibtex_has_no_field_for_what_is_not_known(self, edtf, extent, csl, ris, bibtex, in_words):
        facts = made(edtf=edtf, extent=extent)
        (entry,) = as_bibtex(facts)
        assert tuple(field_of(entry, name) for name in ("date", "year", "month")) == bibtex
        assert (facts.date_words in as_typed(field_of(entry, "note"))) is ("bibtex" in in_words)

    def test_plain_text_has_the_words(self, edtf, extent, csl, ris, bibtex, in_words):
        facts = made(edtf=edtf, extent=extent)
        assert f", {parse(edtf, extent=extent or None).words}, {ADDRESS}" in plain_line(facts)


@pytest.mark.parametrize(("edtf", "drawn"), DRAWN.items())
def test_bibliography_draws_the_date_and_no_more(edtf, drawn):
    (line,) = rendered(made("A plain report", authors=("Jane Roe", "J. Doe"), edtf=edtf, where=GONE))
    assert line == f"Jane Roe + J. Doe | A plain report | The Courier | {drawn} | {ADDRESS} | {COPY}"


def test_wording_of_an_editor_is_kept_beside_the_date():
    facts = made(edtf="2013-06", issued_wording="in the week of 24 June 2013")
    assert csl_item(facts)["issued"] == {"date-parts": [[2013, 6]]}
    (record,), (entry,) = as_ris(facts), as_bibtex(facts)
    assert (record["date"], field_of(entry, "date")) == ("2013/06//", "2013-06")
    for told in (csl_item(facts)["note"], " ".join(record["notes"]), field_of(entry, "note"), plain_line(facts)):
        assert "in the week of 24 June 2013" in told


def test_what_has_no_date_is_given_none():
    facts = made(issued=None)
    assert "issued" not in csl_item(facts)
    assert not {"date", "year"} & as_ris(facts)[0].keys()
    assert not {"date", "year", "month"} & as_bibtex(facts)[0].fields_dict.keys()
    assert "Date as known" not in csl_file([facts]) + ris_file([facts]) + bibtex_file([facts])
