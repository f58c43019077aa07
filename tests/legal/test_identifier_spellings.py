"""A number is the same number however it is typed, and two numbers are two."""

import pytest

from tests.identifier_table import READ, read


@pytest.mark.parametrize(("typed", "scheme", "printed", "court", "year", "number", "url"), READ)
def test_a_number_is_read_however_it_is_typed(typed, scheme, printed, court, year, number, url):
    found = read(typed)
    assert (found.scheme, found.value, found.court) == (scheme, printed, court)
    assert (found.year, found.number, found.url, found.warning) == (year, number, url, "")


@pytest.mark.parametrize("row", READ, ids=lambda row: row[0])
def test_the_printed_number_reads_as_itself_under_its_scheme(row):
    found = read(row[0])
    assert read(found.value, found.scheme) == found


def test_leading_zeros_do_not_make_another_citation():
    padded, plain = read("[2023] UKFTT 00880 (GRC)"), read("[2023] ukftt 880 (grc)")
    assert padded == plain
    assert padded.key == "[2023] ukftt 880 (grc)"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("EA/2022/0245", "ea/2022/245"),
        ("AC-2024-LON-003129", "AC-2024-LON-3129"),
        ("SI 2017/807", "807/2017"),
        ("UKSC 2021/0213", "UKSC-2021-213"),
        ("[2018] CSIH 18", "(2018) CSIH 018."),
    ],
)
def test_two_spellings_of_one_number_have_one_key(one, other):
    assert read(one).key == read(other).key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("[2018] EWHC 920 (Admin)", "[2018] EWHC 920 (Ch)"),
        ("[2018] EWHC 920 (Admin)", "[2019] EWHC 920 (Admin)"),
        ("[2018] EWHC 920 (Admin)", "[2018] EWHC 9200 (Admin)"),
        ("CA/2021/0012", "CA-2021-000012"),
        ("SI 2015/228", "SSI 2015/228"),
        ("EA/2022/0245", "FT/EA/2022/0245"),
    ],
)
def test_two_numbers_have_two_keys(one, other):
    assert read(one).key != read(other).key
