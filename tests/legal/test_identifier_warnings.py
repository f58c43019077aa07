"""What is kept when the form of a number is not known, and what editors are told of a doubtful one."""

from time import thread_time

import pytest

from legal.identifiers import MAX_LENGTH, UNKNOWN, read_identifier
from tests.identifier_table import read

#: Forms that nobody here has heard of.
KEPT = [
    "banana",
    "[2018] EWHC 920",
    "[2020] UKSC 0",
    "[2020] MADEUP 5",
    "[2017] 1 WLR 1234",
    "EA/2022/0245, EA/2022/0246",
    "[2018] EWHC 920 (Admin) at [45]",
    "[2014] UKIPTrib 13_77-H",
    "2016/808/EU",
    "C-5/08",
    "  ƒ – ref  ",
    "٢٠١٦/٨٠٨",
    "[0001] UKSC 5",
]


@pytest.mark.parametrize("text", KEPT)
def test_an_unknown_form_is_kept_as_it_was_typed_and_the_editor_is_told(text):
    found = read(text)
    assert (found.scheme, found.value, found.warning) == ("reference", text.strip(), UNKNOWN)
    assert (found.court, found.year, found.number, found.url) == ("", None, None, "")
    assert read(found.value) == found


@pytest.mark.parametrize("text", KEPT)
def test_an_unknown_form_keeps_the_scheme_that_was_chosen(text):
    found = read(text, "claim-number")
    assert (found.scheme, found.value, found.warning) == ("claim-number", text.strip(), UNKNOWN)


def test_whoever_chose_other_reference_is_not_warned_of_an_unknown_form():
    assert read("Our file 7", "reference").warning == ""


def test_only_outer_blanks_and_control_characters_are_taken_off_an_unknown_form():
    assert read("\x00\u200b\u00a0 file  no.\u00a07, \x07\n").value == "file  no.\u00a07,"


@pytest.mark.parametrize("text", ["", "   ", "\x00\n", "\u200b"])
def test_nothing_is_no_number(text):
    found = read(text)
    assert (found.value, found.key) == ("", "")
    assert found.warning


def test_a_number_of_another_kind_keeps_the_chosen_scheme_and_what_was_typed():
    found = read("[2018] ewhc 920 (admin)", "claim-number")
    assert (found.scheme, found.value, found.url) == ("claim-number", "[2018] ewhc 920 (admin)", "")
    assert "“Claim number”" in found.warning
    assert "“Neutral citation”" in found.warning
    assert found.key == read("[2018] EWHC 920 (Admin)").key


def test_a_bare_number_is_a_question_and_says_that_this_is_a_guess():
    assert (read("108570").scheme, bool(read("108570").warning)) == ("parliamentary-question", True)
    assert read("108570", "parliamentary-question").warning == ""
    assert read("108570", "claim-number").scheme == "claim-number"
    assert read("108570", "reference").warning == ""


def test_an_instrument_of_two_years_is_read_year_first_and_says_so():
    assert read("2016/2018").value == "SI 2016/2018"
    assert read("2016/2018").warning
    assert read("SI 2016/2018").warning == ""


@pytest.mark.parametrize(
    "text",
    [
        "[1999] EWHC 5 (Admin)",
        "[2008] UKSC 5",
        "[2027] UKSC 5",
        "[2019] EWHC 5 (KB)",
        "[2024] EWHC 5 (QB)",
        "[2015] NIKB 5",
        "[2012] UKHL 5",
        "CO/8/2999",
    ],
)
def test_a_year_that_cannot_be_gets_a_warning_and_no_refusal(text):
    found = read(text)
    assert (found.scheme != "reference", found.value) == (True, text)
    assert found.warning


@pytest.mark.parametrize("text", ["[2022] EWHC 5 (KB)", "[2022] EWHC 5 (QB)", "[2026] UKSC 1", "[2001] EWCA Civ 1"])
def test_a_year_at_the_edge_gets_no_warning(text):
    assert read(text).warning == ""


@pytest.mark.parametrize("url", ["[2019] CSIH 3", "[2030] CSIH 3", "[2016] CSOH 3", "[2015] UKFTT 7 (GRC)"])
def test_where_the_form_of_address_is_not_known_there_is_none(url):
    assert read(url).url == ""


def test_only_text_is_read():
    with pytest.raises(TypeError):
        read_identifier(None)


@pytest.mark.parametrize(
    "nonsense",
    ["[" * 10_000, "0" * 10_000, "2018 " * 2_000, "EA/" * 3_000, " " * 10_000 + "x", "A.B." * 2_500, "\ufdfa" * 200],
)
def test_long_nonsense_is_kept_in_no_time(nonsense):
    start = thread_time()
    found = read(nonsense)
    assert thread_time() - start < 0.5
    assert (found.value, bool(found.warning)) == (nonsense.strip(), True)


def test_text_at_the_limit_is_still_read():
    assert read("[2018] EWHC" + " " * (MAX_LENGTH - 23) + " 920 (Admin)").number == 920
