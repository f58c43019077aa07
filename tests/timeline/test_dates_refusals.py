"""Free text that is refused, each with what to type instead."""

import pytest

from timeline.dates import DateError, read


@pytest.mark.parametrize(
    "text",
    [
        # Nothing is known
        "",
        "   ",
        "TBC",
        "TBD",
        "to be confirmed",
        "n.d.",
        "n/a",
        "unknown",
        "undated",
        "?",
        # Relative
        "yesterday",
        "today",
        "last September",
        "next spring",
        "this year",
        "two years ago",
        # No year
        "June 2",
        "2 June",
        "October",
        "Tuesday",
        "spring",
        "2 June to 5 June",
        "since June",
        "by June",
        "November 30 at 7pm",
        # Not in the calendar
        "29 February 2017",
        "2017-02-29",
        "31 June 2018",
        "0 June 2018",
        "2018-13",
        "2018-00",
        "31/31/2018",
        # Back to front
        "2018-03-02/2018-01-18",
        "2 March to 18 January 2018",
        "2018 to 2016",
        "November to February 2018",
        # Too far, too wide
        "-0500",
        "0500",
        "3000",
        "Y170000002",
        "y17000",
        "500 BC",
        "AD 1066",
        "19th century",
        "20XX",
        "19uu",
        "XXXX-06-02",
        "the 90s",
        "18 January 3000",
        # Figures
        "20180118",
        "201801",
        "18/01/2018",
        "12.12.2018",
        "3/2/18",
        "2018/01/18",
        "2018/06",
        "06/2018",
        "2018-1-8",
        "2016-21/2017-22",
        "2020-21~",
        "2020-21 ?",
        "since 2020-21",
        "c2020-21",
        "late 2020-21",
        "throughout 2020-21",
        "2018-21 until June 2018",
        "2018-21 June 2018",
        "by 2020-21",
        "since 2019-20",
        # Meaning would be lost
        "22st June 2018",
        "blah 2018",
        "2018 blah",
        "18 January 2018 in the morning",
        "18 January 2018 and 19 January 2018",
        "not 2018",
        "2018 2019",
        "2017 or 2017",
        "June 2018 July",
        "a month in June 2018",
        "around",
        "since",
        "to 2018 to",
        "from 2016 to 2017 to 2018",
        "2018/2019/2020",
        "2018-01-18T10:00/2018-01-19",
        "[2018..2019]",
        "2018-06-XX/2018-07",
        "Friday 15 to 16 May 2018",
        "around Friday 18 January 2018",
        "week of June 2018",
        "winter 2017/19",
        "academic year 2017/19",
        "((((((",
        "18\u0661 June 2018",
        "\u200b",
        "18 January 2018" + " " * 80,
        "\ufdfa" * 20,
    ],
)
def test_this_text_is_refused(text):
    with pytest.raises(DateError) as refusal:
        read(text)
    assert 20 < len(refusal.value.message) < 400
    assert str(refusal.value) == refusal.value.message


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("20180118", "“18 January 2018” or “2018-01-18”"),
        ("18/01/2018", "“18 January 2018”"),
        ("2018/06", "“June 2018” or “2018-06”"),
        ("June 2", "“June 2” has no year"),
        ("2018 blah", "“blah” was not understood"),
        ("29 February 2017", "There is no 29 February 2017"),
        ("2018-03-02/2018-01-18", "The end is before the start"),
        ("November to February 2018", "“November 2017 to February 2018”"),
        ("the 90s", "“1990s”"),
        ("TBC", "Type what is known"),
        ("last September", "Type what is known"),
        ("0500", "from 1000 to 2999"),
        ("15 to 16 May 2018, 10am", "“23 March 2018, 10:30am”"),
        ("1 June 2018 and 2 June 2018", "an entry for each date"),
    ],
)
def test_a_refusal_says_what_to_type_instead(text, advice):
    with pytest.raises(DateError) as refusal:
        read(text)
    assert advice in refusal.value.message


@pytest.mark.parametrize("text", ["18 January 2018 " * 700, "(" * 10_000, "2018/" * 2_000, "Ⅷ" * 10_000])
def test_a_pasted_page_is_refused_for_its_length(text):
    with pytest.raises(DateError, match="too long"):
        read(text)


def test_a_value_that_is_no_text_is_refused():
    with pytest.raises(DateError):
        read(None)
