"""The one integer that puts dates in order."""

import itertools

import pytest

from timeline.dates import SEQUENCE_SPAN, YEAR_SPAN, parse, year_floor

IN_ORDER = [
    "198X",
    "1989",
    "199X",
    "1990",
    "1990-01",
    "1990-01-01",
    "1996",
    "1996-01",
    "1996-01-01",
    "1996-01-01T00:00:00+00:00",
    "1996-01-01T00:00:01+00:00",
    "1996-01-01T23:59:59+00:00",
    "1996-01-02",
    "1996-03-21",
    "1996-04-01/..",
    "1996-06",
    "1996-06-30",
    "2007-03",
    "../2007",
    "/2007-12",
    "../2007-12-31",
    "2008",
    "2018-21",
    "2018-03",
    "2018-03-01",
    "2018-10-28T00:59:59+01:00",
    "2018-10-28T01:30:00+01:00",
    "2018-10-28T01:30:00+00:00",
    "2018-10-28T02:00:00+00:00",
    "2018-10-28T23:59:59+00:00",
    "2018-10-29",
    "2999-12-31",
]


@pytest.mark.parametrize(("first", "second"), list(itertools.pairwise(IN_ORDER)))
def test_each_of_the_list_comes_before_the_next(first, second):
    assert parse(first).order < parse(second).order


@pytest.mark.parametrize(
    ("qualified", "exact"),
    [("2018-06~", "2018-06"), ("2018?", "2018"), ("2018-06/2019", "2018-06"), ("2018-XX", "2018")],
)
def test_qualified_dates_and_ranges_are_sorted_as_the_exact_start(qualified, exact):
    assert parse(qualified).order == parse(exact).order


@pytest.mark.parametrize("edtf", IN_ORDER)
def test_the_order_leaves_room_for_a_sequence_and_fits_a_database_integer(edtf):
    order = parse(edtf).order
    assert order % SEQUENCE_SPAN == 0 == order % 10**5
    assert 0 < order < 9 * 10**18


@pytest.mark.parametrize("edtf", IN_ORDER)
def test_the_year_of_the_anchor_is_read_off_the_order(edtf):
    value = parse(edtf)
    assert value.order // YEAR_SPAN == value.anchor.year
    assert year_floor(value.anchor.year) <= value.order < year_floor(value.anchor.year + 1)


def test_the_anchor_is_the_first_day_or_the_last_where_the_start_is_open():
    assert parse("2018-01-18/2018-03-02").anchor.isoformat() == "2018-01-18"
    assert parse("../2007").anchor.isoformat() == "2007-12-31"
    assert parse("/2007").anchor.isoformat() == "2007-12-31"
    assert parse("1996/..").anchor.isoformat() == "1996-01-01"
