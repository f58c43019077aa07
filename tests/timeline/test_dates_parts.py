"""What a page may put into the HTML `time` element."""

import pytest

from timeline.dates import DatePart, parse


@pytest.mark.parametrize("edtf", ["2018-01-18", "2018-06", "1996", "2018-03-23T10:30:00+00:00"])
def test_an_exact_date_is_one_part_with_its_machine_value(edtf):
    value = parse(edtf)
    assert value.parts == (DatePart(value.words, edtf),)


@pytest.mark.parametrize(
    "edtf", ["2018-21", "199X", "2018-XX", "2018-06-XX", "2018-06~", "2018-01-18?", "1996%", "199X~"]
)
def test_what_html_cannot_say_has_no_machine_value(edtf):
    value = parse(edtf)
    assert value.parts == (DatePart(value.words, None),)


@pytest.mark.parametrize(
    ("edtf", "extent", "parts"),
    [
        (
            "2018-01-18/2018-03-02",
            None,
            [("18 January", "2018-01-18"), (" to ", None), ("2 March 2018", "2018-03-02")],
        ),
        ("2015-11/2015-12", None, [("November", "2015-11"), (" to ", None), ("December 2015", "2015-12")]),
        (
            "2015-11/2015-12",
            "within",
            [("between ", None), ("November", "2015-11"), (" and ", None), ("December 2015", "2015-12")],
        ),
        ("1996/..", None, [("since ", None), ("1996", "1996")]),
        ("../2007", None, [("until ", None), ("2007", "2007")]),
        ("1996/", None, [("from ", None), ("1996", "1996"), (" to an unknown date", None)]),
        ("/2007", None, [("from an unknown date to ", None), ("2007", "2007")]),
        ("2004-06~/2006", None, [("around June 2004", None), (" to ", None), ("2006", "2006")]),
        ("2018-21/2018-06-30", None, [("spring 2018", None), (" to ", None), ("30 June 2018", "2018-06-30")]),
        ("2018-06/2018-06", None, [("throughout ", None), ("June 2018", "2018-06")]),
    ],
)
def test_a_range_has_a_part_for_each_date_and_none_spans_it(edtf, extent, parts):
    assert parse(edtf, extent=extent).parts == tuple(DatePart(*part) for part in parts)
