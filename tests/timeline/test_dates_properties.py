"""What holds for every value of the subset and for any text, and what a second library says."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from timeline.dates import DateError, DateQuestion, EntryDate, Extent, parse, read

FRAGMENTS = """
    18 2 1 31 2018 2017 1996 0000 2999 3000 18th the of January june Sept may spring winter autumn 1990s
    2000s to - / . , and or between from since until by before after around circa c. possibly late early
    mid- end of week commencing fortnight Easter Christmas term Michaelmas Q3 10:30am 2pm midnight noon
    at on in GMT BST Thursday Fri (date uncertain) ? ~ % .. XX 199u unknown open 2018-06 2018-06-02
    2018-21 2020-21 T10:30 a day month in some time throughout present an unknown date 17/18 academic
    year 03/02/2018
"""

years = st.one_of(st.integers(1900, 2100), st.integers(1000, 2999)).map(str)
decades = st.integers(100, 299).map("{}X".format)
seasons = st.builds("{}-{}".format, years, st.sampled_from(["21", "22", "23"]))
months = st.builds("{}-{:02}".format, years, st.integers(1, 12))
days = st.dates(date(1000, 1, 1), date(2999, 12, 31)).map(str)
unspecified = st.one_of(years.map("{}-XX".format), years.map("{}-XX-XX".format), months.map("{}-XX".format))
qualifiers = st.sampled_from(["", "", "", "?", "~", "%"])
moments = st.one_of(
    st.datetimes(datetime(1848, 1, 1), datetime(2999, 12, 31), timezones=st.just(UTC)),
    # The nights when the clocks change, minute by minute.
    st.integers(0, 240).map(lambda minutes: datetime(2018, 10, 27, 23, tzinfo=UTC) + timedelta(minutes=minutes)),
    st.integers(0, 240).map(lambda minutes: datetime(2018, 3, 24, 23, tzinfo=UTC) + timedelta(minutes=minutes)),
).map(lambda moment: moment.replace(microsecond=0).isoformat())

exact_ends = st.one_of(years, decades, seasons, months, days)
dated_ends = st.builds("{}{}".format, st.one_of(years, months, days), qualifiers)
range_ends = st.builds("{}{}".format, exact_ends, qualifiers)
singles = st.one_of(
    st.builds("{}{}".format, st.one_of(years, decades, seasons, months, days, unspecified), qualifiers),
    moments,
)


@st.composite
def closed(draw, ends) -> str:
    first, last = sorted((draw(ends), draw(ends)), key=lambda end: parse(end).earliest)
    return f"{first}/{last}"


@st.composite
def ranges_of_one_year(draw) -> str:
    """Ranges whose words leave out the shared year or month."""
    year = draw(years)
    end = draw(
        st.sampled_from(
            [
                st.sampled_from(["21", "22", "23"]),
                st.integers(1, 12).map("{:02}".format),
                st.builds("{:02}-{:02}".format, st.integers(1, 12), st.integers(1, 28)),
            ]
        )
    )
    first, last = sorted((draw(end), draw(end)))
    return f"{year}-{first}{draw(qualifiers)}/{year}-{last}{draw(qualifiers)}"


ranges = st.one_of(
    closed(range_ends),
    ranges_of_one_year(),
    range_ends.map("{}/..".format),
    range_ends.map("{}/".format),
    range_ends.map("../{}".format),
    range_ends.map("/{}".format),
)
values = st.one_of(
    singles.map(parse),
    st.builds(lambda edtf, extent: parse(edtf, extent=extent), ranges, st.sampled_from([None, *Extent])),
)
fragments = st.sampled_from(FRAGMENTS.split())
phrases = st.lists(fragments, min_size=1, max_size=8).flatmap(
    lambda words: st.sampled_from([" ", ""]).map(lambda gap: gap.join(words))
)


@settings(max_examples=400, deadline=None)
@given(values)
def test_words_read_back_as_the_value(value):
    assert read(value.words, extent=value.extent) == value
    assert parse(value.edtf, extent=value.extent) == value


@settings(max_examples=200, deadline=None)
@given(values)
def test_words_are_plain(value):
    assert "".join(part.words for part in value.parts) == value.words
    assert not set("~?%/") & set(value.words)
    assert "XX" not in value.words


@settings(max_examples=200, deadline=None)
@given(values)
def test_bounds_are_in_order_and_one_of_them_is_known(value):
    assert value.earliest or value.latest
    if value.earliest and value.latest:
        assert value.earliest <= value.latest
    assert value.anchor == (value.earliest or value.latest)


RANKS = ["decade", "year", "season", "month", "day", "time"]


def ascending_key(value) -> tuple:
    return (value.anchor, RANKS.index(value.precision), value.time.astimezone(UTC) if value.time else None)


@settings(max_examples=200, deadline=None)
@given(values, values)
def test_order_agrees_with_the_key_it_stands_for(one, other):
    assume(one.precision != "time" or other.precision != "time" or one.anchor == other.anchor)
    first, second = ascending_key(one), ascending_key(other)
    if first[:2] == second[:2] and first[2] is None:
        assert one.order == other.order
    else:
        assert (one.order < other.order) == (first < second)


@settings(max_examples=50, deadline=None)
@given(st.lists(values, max_size=12))
def test_descending_is_the_reverse_of_ascending(several):
    orders = [value.order for value in several]
    assert sorted(orders, reverse=True) == sorted(orders)[::-1]
    assert all(0 < order < 9 * 10**18 and order % 10**5 == 0 for order in orders)


def answer(text: str) -> EntryDate | DateError | DateQuestion:
    try:
        return read(text)
    except (DateError, DateQuestion) as reply:
        return reply


def check_answer(text: str) -> None:
    reply = answer(text)
    assert reply.words if isinstance(reply, EntryDate) else reply.message
    if isinstance(reply, EntryDate):
        assert read(reply.words, extent=reply.extent) == reply
    if isinstance(reply, DateQuestion):
        assert len({(choice.text, choice.extent) for choice in reply.choices}) >= 2
        for choice in reply.choices:
            read(choice.text, extent=choice.extent)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=90))
@example("\x00")
@example("\ud800")
@example("İ 2018")
@example("٢٠١٨")
def test_any_text_is_read_asked_about_or_refused(text):
    check_answer(text)


@settings(max_examples=600, deadline=None)
@given(phrases)
@example("0000-21")
@example("0021-21")
@example("tax year 0000-01")
@example("Easter 0000")
@example("week of 1 January 1000")
@example("before 1000")
@example("after 2999")
@example("winter 1000")
@example("Friday 31 December 2999")
@example("Friday 28 October 2018, 1:30am")
@example("25 March 2018, 1:30am BST")
@example("1 December 1847, 12:00:30am")
@example("9999-99")
@example("2999-24")
def test_any_row_of_date_words_is_read_asked_about_or_refused(text):
    check_answer(text)


class TestSecondOpinion:
    """The bounds as the `edtf` package has them, where it has them right."""

    # Its grammar is written in a way that newer releases of pyparsing warn about on import.
    pytestmark = pytest.mark.filterwarnings("ignore::pyparsing.warnings.PyparsingDiagnosticWarning")

    @settings(max_examples=60, deadline=None)
    @given(st.one_of(days, months, years, seasons, decades, unspecified, closed(exact_ends), closed(dated_ends)))
    def test_bounds_agree(self, edtf):
        from edtf import parse_edtf

        opinion = parse_edtf(edtf)
        value = parse(edtf)
        assert value.earliest.timetuple()[:3] == opinion.lower_strict()[:3]
        assert value.latest.timetuple()[:3] == opinion.upper_strict()[:3]
