"""The strict grammar, the bounds of each form and the words it is shown in."""

import copy
import pickle
from datetime import date

import pytest

from timeline.dates import DateError, EntryDate, Extent, parse, read

#: EDTF, words, first day, last day.
FORMS = [
    ("2018-01-18", "18 January 2018", "2018-01-18", "2018-01-18"),
    ("2017-09", "September 2017", "2017-09-01", "2017-09-30"),
    ("1996", "1996", "1996-01-01", "1996-12-31"),
    ("2018-03-23T10:30:00+00:00", "23 March 2018, 10:30am", "2018-03-23", "2018-03-23"),
    ("2018-01-18/2018-03-02", "18 January to 2 March 2018", "2018-01-18", "2018-03-02"),
    ("2017-21", "spring 2017", "2017-03-01", "2017-05-31"),
    ("2017-22", "summer 2017", "2017-06-01", "2017-08-31"),
    ("2017-23", "autumn 2017", "2017-09-01", "2017-11-30"),
    ("2017-12-07?", "7 December 2017 (date uncertain)", "2017-12-07", "2017-12-07"),
    ("2018-06~", "around June 2018", "2018-06-01", "2018-06-30"),
    ("2018%", "around 2018 (date uncertain)", "2018-01-01", "2018-12-31"),
    ("199X", "1990s", "1990-01-01", "1999-12-31"),
    ("199X~", "around the 1990s", "1990-01-01", "1999-12-31"),
    ("200X", "2000s decade", "2000-01-01", "2009-12-31"),
    ("2018-XX", "a month in 2018", "2018-01-01", "2018-12-31"),
    ("2018-XX-XX", "a day in 2018", "2018-01-01", "2018-12-31"),
    ("2018-06-XX", "a day in June 2018", "2018-06-01", "2018-06-30"),
    ("1996/..", "since 1996", "1996-01-01", None),
    ("../2007", "until 2007", None, "2007-12-31"),
    ("1996/", "from 1996 to an unknown date", "1996-01-01", None),
    ("/2007", "from an unknown date to 2007", None, "2007-12-31"),
    ("199X/..", "since the 1990s", "1990-01-01", None),
    ("199X/2007", "1990s to 2007", "1990-01-01", "2007-12-31"),
    ("2018-05-15/2018-05-16", "15 to 16 May 2018", "2018-05-15", "2018-05-16"),
    ("2016-09/2018-06", "September 2016 to June 2018", "2016-09-01", "2018-06-30"),
    ("2015-11/2015-12", "November to December 2015", "2015-11-01", "2015-12-31"),
    ("2018-21/2018-23", "spring to autumn 2018", "2018-03-01", "2018-11-30"),
    ("2018-01-18/2018-03", "18 January 2018 to March 2018", "2018-01-18", "2018-03-31"),
    ("2004-06~/2006", "around June 2004 to 2006", "2004-06-01", "2006-12-31"),
    (
        "2018-01-18?/2018-03-02",
        "18 January 2018 (date uncertain) to 2 March 2018",
        "2018-01-18",
        "2018-03-02",
    ),
    ("2018-01-18?/2018-03-02?", "18 January to 2 March 2018 (dates uncertain)", "2018-01-18", "2018-03-02"),
    (
        "2018-01-18%/2018-03-02%",
        "around 18 January 2018 to around 2 March 2018 (dates uncertain)",
        "2018-01-18",
        "2018-03-02",
    ),
    ("2018-06/2018-06", "throughout June 2018", "2018-06-01", "2018-06-30"),
    ("2018-06?/2018-06?", "throughout June 2018 (date uncertain)", "2018-06-01", "2018-06-30"),
    ("2016-02-29", "29 February 2016", "2016-02-29", "2016-02-29"),
]


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(("edtf", "words", "earliest", "latest"), FORMS)
def test_every_form_has_its_words_and_bounds(edtf, words, earliest, latest):
    value = parse(edtf)
    assert (value.edtf, value.words, str(value)) == (edtf, words, words)
    assert (value.earliest, value.latest) == (day(earliest), day(latest))


@pytest.mark.parametrize(("edtf", "words"), [form[:2] for form in FORMS])
def test_the_words_of_every_form_read_back(edtf, words):
    value = parse(edtf)
    assert read(words, extent=value.extent) == value


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2015-11/2015-12", "between November and December 2015"),
        ("2018-01-18/2018-03-02", "between 18 January and 2 March 2018"),
        ("199X/2007", "between the 1990s and 2007"),
        ("../2018-06", "some time up to June 2018"),
        ("2018-06/..", "some time since June 2018"),
        ("1996/", "some time from 1996 to an unknown date"),
        ("/2007", "some time from an unknown date to 2007"),
        ("2018-06/2018-06", "some time in June 2018"),
        ("2018-06-02/2018-06-02", "some time on 2 June 2018"),
        ("2004~/2006?", "between around 2004 and 2006 (date uncertain)"),
    ],
)
def test_a_range_within_which_it_happened_says_so_and_reads_back_without_help(edtf, words):
    value = parse(edtf, extent=Extent.WITHIN)
    assert value.words == words
    assert read(words) == value


@pytest.mark.parametrize(
    ("edtf", "precision"),
    [
        ("199X", "decade"),
        ("1996", "year"),
        ("2018-XX", "year"),
        ("2018-XX-XX", "year"),
        ("2018-21", "season"),
        ("2018-06", "month"),
        ("2018-06-XX", "month"),
        ("2018-06-02", "day"),
        ("2018-06-02T10:00:00+01:00", "time"),
        ("2018-06/2019", "month"),
        ("../2019", "year"),
        ("/2019-06-01", "day"),
    ],
)
def test_precision_is_the_finest_unit_known_at_the_start_or_else_the_end(edtf, precision):
    assert parse(edtf).precision == precision


def test_qualifiers_at_either_end_of_a_range_are_told():
    value = parse("2004-06~/2006?")
    assert value.approximate
    assert value.uncertain
    assert not parse("2004-06/2006").approximate
    assert parse("2018%").approximate
    assert parse("2018%").uncertain


def test_an_open_end_goes_on_and_an_unknown_end_does_not():
    assert parse("1996/..").is_open_ended
    assert not parse("1996/").is_open_ended
    assert not parse("../2007").is_open_ended
    assert not parse("1996").is_open_ended


def test_a_range_lasted_throughout_unless_told_otherwise():
    assert parse("2018/2019").extent == Extent.THROUGHOUT == "throughout"
    assert parse("2018/2019", extent="within").extent == Extent.WITHIN == "within"
    assert parse("2018/2019", extent="") == parse("2018/2019")


def test_a_single_date_has_no_extent():
    assert parse("2018", extent="within").extent is None
    assert not parse("2018").is_interval
    assert parse("2018/..").is_interval


def test_values_are_equal_by_edtf_and_extent():
    assert parse("2018/2019") == read("2018 to 2019")
    assert parse("2018/2019") != parse("2018/2019", extent="within")
    assert len({parse("2018"), read("2018"), parse("2018-01")}) == 2


def test_values_cannot_be_changed_and_survive_copying():
    value = parse("2018-03-23T10:30:00+00:00")
    with pytest.raises(AttributeError):
        value.edtf = "2019"
    assert not hasattr(value, "__dict__")
    assert pickle.loads(pickle.dumps(value)) == copy.deepcopy(value) == value


def test_a_parsed_value_is_remembered():
    assert parse("2018-01-18") is parse("2018-01-18")


def test_an_unknown_extent_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="sometimes"):
        parse("2018/2019", extent="sometimes")


@pytest.mark.parametrize(
    "edtf",
    [
        "",
        " 2018",
        "2018 ",
        "2018-1-8",
        "20180118",
        "18 January 2018",
        "2018-00",
        "2018-13",
        "2018-20",
        "2018-24",
        "2018-25",
        "2018-01-00",
        "2018-01-32",
        "2017-02-29",
        "1900-02-29",
        "2018-06-31",
        "0999",
        "3000",
        "-0500",
        "Y170000002",
        "y17000",
        "12018",
        "19XX",
        "XXXX",
        "XXXX-06-02",
        "199X-05",
        "2018-XX-05",
        "199u",
        "2018-uu",
        "199x",
        "2018?~",
        "?2018",
        "2018-06~-01",
        "unknown/2007",
        "1996/open",
        "/",
        "../..",
        "/..",
        "../",
        "2018//2019",
        "2018/2019/2020",
        "2018-03-02/2018-01-18",
        "2018/2017-12",
        "2018-06-XX/2018-07",
        "2018/2019-XX",
        "2018-01-18T10:30:00/2018-01-19",
        "2018-01-18/2018-01-19T10:30:00Z",
        "2018-01-18T10:30",
        "2018-01-18T10:30:00~",
        "2018-01-18T24:00:00",
        "2018-01-18T10:60:00",
        "2018-01-18T10:30:60",
        "2018-01-18T10:30:00.5",
        "2018-01-18T10:30:00+24:00",
        "2018-01T10:30:00",
        "1830-01-01T10:30:00",
        "2999-12-31T23:30:00-05:00",
        "[2018..2019]",
        "{2018,2019}",
        "2018S2",
        "２０１８",
        "2018" * 3000,
    ],
)
def test_what_is_outside_the_subset_is_refused(edtf):
    with pytest.raises(DateError) as refusal:
        parse(edtf)
    assert refusal.value.message
    assert len(refusal.value.message) < 250


def test_a_value_that_is_no_text_is_refused():
    with pytest.raises(DateError):
        parse(None)


def test_a_range_whose_end_only_starts_earlier_is_accepted():
    assert parse("2018-06-15/2018").latest == date(2018, 12, 31)
    assert isinstance(parse("2018/2018-06"), EntryDate)
