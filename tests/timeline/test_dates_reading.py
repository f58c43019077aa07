"""Free text that reads without a question, and the value it stands for."""

import pytest

from timeline.dates import Extent, parse, read

READS = {
    # Days
    "18 January 2018": "2018-01-18",
    "18 january 2018": "2018-01-18",
    "18 JANUARY 2018": "2018-01-18",
    "  18   January\t2018 ": "2018-01-18",
    "18\u00a0January\u00a02018": "2018-01-18",
    "１８ January ２０１８": "2018-01-18",
    "18 January, 2018": "2018-01-18",
    "18 January 2018.": "2018-01-18",
    "January 18, 2018": "2018-01-18",
    "January 18 2018": "2018-01-18",
    "18 Jan 2018": "2018-01-18",
    "18 Jan. 2018": "2018-01-18",
    "18-Jan-2018": "2018-01-18",
    "18th January 2018": "2018-01-18",
    "the 18th of January, 2018": "2018-01-18",
    "on 18 January 2018": "2018-01-18",
    "Thursday 18 January 2018": "2018-01-18",
    "Thursday, 18 January 2018": "2018-01-18",
    "Thu 18 Jan 2018": "2018-01-18",
    "2018-01-18": "2018-01-18",
    "29 February 2016": "2016-02-29",
    # Months, years, decades, seasons
    "September 2017": "2017-09",
    "Sept 2017": "2017-09",
    "Sep. 2017": "2017-09",
    "in September 2017": "2017-09",
    "May 2017": "2017-05",
    "2017-09": "2017-09",
    "2011-12": "2011-12",
    "1996": "1996",
    "2017": "2017",
    "in 1996": "1996",
    "the 1990s": "199X",
    "1990s": "199X",
    "1990's": "199X",
    "2000s decade": "200X",
    "spring 2018": "2018-21",
    "Summer 2018": "2018-22",
    "autumn 2018": "2018-23",
    "in the autumn of 2018": "2018-23",
    # Unspecified
    "a month in 2018": "2018-XX",
    "a day in June 2018": "2018-06-XX",
    "one day in June 2018": "2018-06-XX",
    "a day in 2018": "2018-XX-XX",
    # Qualified
    "circa June 2018": "2018-06~",
    "c. June 2018": "2018-06~",
    "c.1996": "1996~",
    "c1996": "1996~",
    "ca. June 2018": "2018-06~",
    "about June 2018": "2018-06~",
    "around June 2018": "2018-06~",
    "approximately June 2018": "2018-06~",
    "on or about 18 January 2018": "2018-01-18~",
    "around the 1990s": "199X~",
    "possibly 7 December 2017": "2017-12-07?",
    "perhaps 7 December 2017": "2017-12-07?",
    "probably 2018": "2018?",
    "possibly around 2018": "2018%",
    "7 December 2017 (date uncertain)": "2017-12-07?",
    "7 December 2017 (uncertain)": "2017-12-07?",
    "7 December 2017?": "2017-12-07?",
    "around 2018 (date uncertain)": "2018%",
    "2018?": "2018?",
    "2018~": "2018~",
    "2018%": "2018%",
    # Ranges
    "from 1996 to 2007": "1996/2007",
    "1996 to 2007": "1996/2007",
    "1996-2007": "1996/2007",
    "2016\u20132018": "2016/2018",
    "2016 \u2014 2018": "2016/2018",
    "18 to 20 March 2018": "2018-03-18/2018-03-20",
    "18-20 March 2018": "2018-03-18/2018-03-20",
    "18th to 20th March 2018": "2018-03-18/2018-03-20",
    "March 18 to 20, 2018": "2018-03-18/2018-03-20",
    "Sunday 18 to Tuesday 20 March 2018": "2018-03-18/2018-03-20",
    "18 January to 2 March 2018": "2018-01-18/2018-03-02",
    "18 January - 2 March 2018": "2018-01-18/2018-03-02",
    "18 January\u20132 March 2018": "2018-01-18/2018-03-02",
    "18 January 2018 until 2 March 2018": "2018-01-18/2018-03-02",
    "2016-09 to 2018-06": "2016-09/2018-06",
    "October 2016 to June 2018": "2016-10/2018-06",
    "from March 2016 to May 2017": "2016-03/2017-05",
    "from November to December 2015": "2015-11/2015-12",
    "2015-11/2015-12": "2015-11/2015-12",
    "2016-09 / 2018-06": "2016-09/2018-06",
    "2017/2018": "2017/2018",
    "throughout 2018": "2018/2018",
    "all of June 2018": "2018-06/2018-06",
    "around June 2004 to 2006": "2004-06~/2006",
    # Open and unknown ends
    "since 1996": "1996/..",
    "since the 1990s": "199X/..",
    "from 1996 onwards": "1996/..",
    "1996 onwards": "1996/..",
    "1996 to present": "1996/..",
    "June 2018 \u2013 present": "2018-06/..",
    "1996/..": "1996/..",
    "until 2007": "../2007",
    "up to 2007": "../2007",
    "../2007": "../2007",
    "from 1996 to an unknown date": "1996/",
    "from an unknown date to 2007": "/2007",
    "1996/": "1996/",
    "/2007": "/2007",
    # The draft of 2012
    "199u": "199X",
    "199x": "199X",
    "2018-uu": "2018-XX",
    "2018-06-uu": "2018-06-XX",
    "unknown/2007": "/2007",
    "1996/unknown": "1996/",
    "1996/open": "1996/..",
    "2018?~": "2018%",
}


@pytest.mark.parametrize(("text", "edtf"), READS.items())
def test_this_text_reads(text, edtf):
    value = read(text)
    assert value == parse(edtf)
    assert value.extent in (None, Extent.THROUGHOUT)


@pytest.mark.parametrize("edtf", sorted(set(READS.values()) - {"2018-21", "2018-22", "2018-23"}))
def test_the_value_in_edtf_reads_as_itself(edtf):
    assert read(edtf) == parse(edtf)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("between March 2016 and May 2017", "2016-03/2017-05"),
        ("between November and December 2015", "2015-11/2015-12"),
        ("between 18 and 20 March 2018", "2018-03-18/2018-03-20"),
        ("some time since 1996", "1996/.."),
        ("sometime up to June 2018", "../2018-06"),
        ("some time in June 2018", "2018-06/2018-06"),
    ],
)
def test_words_can_say_that_it_happened_once_within(text, edtf):
    assert read(text) == parse(edtf, extent=Extent.WITHIN)


@pytest.mark.parametrize("extent", [Extent.THROUGHOUT, Extent.WITHIN])
@pytest.mark.parametrize("text", ["November to December 2015", "Nov-Dec 2015", "2016 to 2018", "2016/2018"])
def test_the_extent_given_settles_what_a_range_says(text, extent):
    assert read(text, extent=extent).extent == extent


def test_the_extent_given_outweighs_the_words():
    assert read("between March and May 2016", extent="throughout").words == "March to May 2016"
    assert read("since 1996", extent="within").words == "some time since 1996"
