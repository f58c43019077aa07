"""Texts that are asked about instead of being guessed."""

import copy
import pickle
from datetime import date

import pytest

from timeline.dates import Choice, DateError, DateQuestion, Extent, parse, read
from timeline.dates.occasions import easter_sunday

#: Text -> values that must be on offer, each as EDTF and extent.
ASKED = {
    # Limits
    "by June 2018": [("../2018-06", "within"), ("../2018-06", "throughout"), ("2018-06", None)],
    "by the end of 2018": [("../2018", "within")],
    "no later than 2 June 2018": [("../2018-06-02", "within")],
    "by mid-June 2018": [("../2018-06-20", "within")],
    "before late 2017": [("../2017-08", "within")],
    "after early June 2018": [("2018-06-11/..", "within")],
    "before June 2018": [("../2018-05", "within"), ("../2018-05", "throughout")],
    "before 2018": [("../2017", "within")],
    "before 1 January 2018": [("../2017-12-31", "within")],
    "before around 2018": [("../2017~", "within")],
    "after June 2018": [("2018-07/..", "within"), ("2018-07/..", "throughout")],
    "after spring 2018": [("2018-06/..", "within")],
    "after the 1990s": [("2000/..", "within")],
    "on or after 2 June 2018": [("2018-06-02/..", "within")],
    # Parts
    "early 2018": [("2018-01/2018-04", "within"), ("2018", None)],
    "mid 2018": [("2018-05/2018-08", "within")],
    "late 2017": [("2017-09/2017-12", "within"), ("2017-09/2017-12", "throughout"), ("2017", None)],
    "start of 2018": [("2018-01/2018-01", "within")],
    "end of 2018": [("2018-12/2018-12", "within")],
    "the end of June 2018": [("2018-06-24/2018-06-30", "within")],
    "first half of 2018": [("2018-01/2018-06", "within")],
    "early June 2018": [("2018-06-01/2018-06-10", "within")],
    "mid-June 2018": [("2018-06-11/2018-06-20", "within"), ("2018-06", None)],
    "late June 2018": [("2018-06-21/2018-06-30", "within")],
    "late February 2016": [("2016-02-21/2016-02-29", "within")],
    "early 1990s": [("1990/1993", "within"), ("199X", None)],
    "late spring 2018": [("2018-05/2018-05", "within"), ("2018-21", None)],
    "Q3 2018": [("2018-07/2018-09", "within"), ("2018-07/2018-09", "throughout")],
    "last quarter of 2018": [("2018-10/2018-12", "within")],
    "2018 Q1": [("2018-01/2018-03", "within")],
    # Weeks
    "week of 18 January 2018": [("2018-01-15/2018-01-21", "within"), ("2018-01-18", None)],
    "week commencing 14 August 2023": [("2023-08-14/2023-08-20", "within"), ("2023-08-14", None)],
    "w/c 14 August 2023": [("2023-08-14/2023-08-20", "within")],
    "week ending 20 August 2023": [("2023-08-14/2023-08-20", "within")],
    "fortnight beginning 14 August 2023": [("2023-08-14/2023-08-27", "throughout")],
    "weekend of 13 January 2018": [("2018-01-13/2018-01-14", "throughout")],
    "first week of June 2018": [("2018-06-01/2018-06-07", "within")],
    "last week of February 2018": [("2018-02-22/2018-02-28", "within")],
    # Named times
    "Easter 2018": [
        ("2018-04-01", None),
        ("2018-03-30/2018-04-02", "throughout"),
        ("2018-03/2018-04", "within"),
    ],
    "Christmas 2017": [("2017-12-25", None), ("2017-12", None)],
    "winter 2018": [("2017-12/2018-02", "within"), ("2018-12/2019-02", "throughout")],
    "winter 2017/18": [("2017-12/2018-02", "within"), ("2017-12/2018-02", "throughout")],
    "winter 2017-2018": [("2017-12/2018-02", "within")],
    "Michaelmas term 2018": [("2018-10/2018-12", "throughout"), ("2018-10/2018-12", "within")],
    "Hilary term 2018": [("2018-01/2018-03", "throughout"), ("2018-01/2018-04", "throughout")],
    "autumn term 2018": [("2018-09/2018-12", "throughout")],
    "Easter term 2018": [("2018-04/2018-06", "throughout"), ("2018-04/2018-05", "throughout")],
    # Pairs of years
    "2020-21": [
        ("2020-21", None),
        ("2020-09/2021-08", "throughout"),
        ("2020-09/2021-08", "within"),
        ("2020-04/2021-03", "throughout"),
        ("2020/2021", "throughout"),
    ],
    "2021-22": [("2021-22", None), ("2021-09/2022-08", "throughout")],
    "2022-23": [("2022-23", None), ("2022-09/2023-08", "throughout")],
    "2023-24": [("2023-12/2024-02", "within"), ("2023-09/2024-08", "throughout")],
    "2018-21": [("2018-21", None), ("2018/2021", "throughout")],
    "2022-21": [("2022-21", None), ("2022", None)],
    "2024-24": [("2024-12/2025-02", "throughout")],
    "2019-20": [("2019-09/2020-08", "throughout"), ("2019/2020", "throughout")],
    "2017-18": [("2017-09/2018-08", "throughout")],
    "2017/18": [("2017-09/2018-08", "throughout"), ("2017-04/2018-03", "throughout")],
    "2017\u201318": [("2017-09/2018-08", "throughout")],
    "2017-2018": [("2017-09/2018-08", "throughout"), ("2017/2018", "throughout")],
    "2017 - 2018": [("2017-09/2018-08", "throughout")],
    "2011/12": [("2011-09/2012-08", "throughout"), ("2011-12", None)],
    "1999-00": [("1999-09/2000-08", "throughout")],
    "1996-98": [("1996/1998", "throughout")],
    "academic year 2020-21": [("2020-09/2021-08", "throughout"), ("2020-09/2021-08", "within")],
    "2020/21 financial year": [("2020-04/2021-03", "throughout")],
    "tax year 2017 to 2018": [("2017-04-06/2018-04-05", "throughout")],
    # Figures
    "03/02/2018": [("2018-02-03", None), ("2018-03-02", None)],
    "3.2.2018": [("2018-02-03", None), ("2018-03-02", None)],
    "03-02-2018": [("2018-02-03", None), ("2018-03-02", None)],
    "1800s": [("180X", None), ("1800/1899", "throughout")],
    "the 2000s": [("200X", None)],
    # Ranges
    "November to December 2015": [("2015-11/2015-12", "throughout"), ("2015-11/2015-12", "within")],
    "Nov-December 2015": [("2015-11/2015-12", "throughout"), ("2015-11/2015-12", "within")],
    "Nov\u2013Dec 2015": [("2015-11/2015-12", "throughout"), ("2015-11/2015-12", "within")],
    "2015-11 to 2015-12": [("2015-11/2015-12", "throughout"), ("2015-11/2015-12", "within")],
    "spring to autumn 2018": [("2018-21/2018-23", "throughout"), ("2018-21/2018-23", "within")],
    "June or July 2018": [("2018-06/2018-07", "within"), ("2018-06?", None), ("2018-07?", None)],
    "18 or 19 January 2018": [("2018-01-18/2018-01-19", "within")],
    "around 18 January to 2 March 2018": [
        ("2018-01-18~/2018-03-02~", "throughout"),
        ("2018-01-18~/2018-03-02", "throughout"),
    ],
    "18 January to 2 March 2018 (date uncertain)": [
        ("2018-01-18?/2018-03-02?", "throughout"),
        ("2018-01-18/2018-03-02?", "throughout"),
    ],
    "late 2017 to early 2018": [("2017-09/2018-04", "throughout"), ("2017-09/2018-04", "within")],
    "since late 2017": [("2017-09/..", "throughout")],
    "until mid-June 2018": [("../2018-06-20", "throughout")],
    # Days and times
    "Friday 18 January 2018": [("2018-01-18", None), ("2018-01-19", None)],
    "Sunday 18 January 2018": [("2018-01-18", None), ("2018-01-21", None)],
    "Monday 18 January 2018": [("2018-01-18", None), ("2018-01-15", None)],
    "18 January 2018, 2:30": [("2018-01-18T02:30:00+00:00", None), ("2018-01-18T14:30:00+00:00", None)],
    "18 January 2018, 12am": [("2018-01-18T00:00:00+00:00", None), ("2018-01-19T00:00:00+00:00", None)],
    "25 March 2018, 1:30am": [("2018-03-25T00:30:00+00:00", None)],
    "28 October 2018, 1:30am": [("2018-10-28T01:30:00+01:00", None), ("2018-10-28T01:30:00+00:00", None)],
    "18 January 2018, not before 2pm": [("2018-01-18T14:00:00+00:00", None), ("2018-01-18", None)],
}


def ask(text: str) -> DateQuestion:
    with pytest.raises(DateQuestion) as question:
        read(text)
    return question.value


@pytest.mark.parametrize(("text", "offered"), ASKED.items())
def test_this_text_is_asked_about_with_these_meanings_on_offer(text, offered):
    values = {read(choice.text, extent=choice.extent) for choice in ask(text).choices}
    assert {parse(edtf, extent=extent) for edtf, extent in offered} <= values


@pytest.mark.parametrize("text", ASKED)
def test_a_question_has_at_least_two_choices_that_differ(text):
    choices = ask(text).choices
    assert len(choices) >= 2
    assert len({choice.label for choice in choices}) == len(choices)
    assert len({(choice.text, choice.extent) for choice in choices}) == len(choices)
    assert all(choice.label and choice.text for choice in choices)


@pytest.mark.parametrize("text", ASKED)
def test_every_choice_reads_as_its_own_words(text):
    for choice in ask(text).choices:
        value = read(choice.text, extent=choice.extent)
        assert value.words == choice.text
        assert value.extent == choice.extent


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("by June 2018", "by June 2018"),
        ("BY JUN 2018", "by June 2018"),
        ("before 2 June 2018", "before 2 June 2018"),
        ("late 2017", "late 2017"),
        ("in late 2017", "late 2017"),
        ("mid-june 2018", "mid-June 2018"),
        ("week commencing 14th August 2023", "week commencing 14 August 2023"),
        ("EASTER 2018", "Easter 2018"),
        ("winter 2017/18", "winter 2017/18"),
        ("q3 2018", "Q3 2018"),
        ("june or july 2018", "June or July 2018"),
        ("michaelmas term 2018", "Michaelmas term 2018"),
        ("2022-23", "academic year 2022 to 2023"),
    ],
)
def test_the_editors_own_words_are_on_offer_where_they_carry_meaning(text, wording):
    assert wording in {choice.wording for choice in ask(text).choices}


def test_a_date_that_says_all_has_no_wording_of_its_own():
    assert {choice.wording for choice in ask("03/02/2018").choices} == {""}
    assert {choice.wording for choice in ask("November to December 2015").choices} == {""}


def test_bare_academic_year_is_asked_about():
    assert ask("2022-23").choices[1] == Choice(
        "All of the academic year 2022 to 2023: September 2022 to August 2023",
        "September 2022 to August 2023",
        Extent.THROUGHOUT,
        "academic year 2022 to 2023",
    )


def test_the_question_of_day_and_month_is_put_in_plain_words():
    assert ask("03/02/2018").message == "“03/02/2018” could be 3 February or 2 March. Which is it?"


@pytest.mark.parametrize("text", ["2020-21", "by June 2018", "03/02/2018", "late 2017"])
def test_an_extent_does_not_answer_another_question(text):
    with pytest.raises(DateQuestion):
        read(text, extent=Extent.WITHIN)


def test_a_question_is_no_error_and_an_error_no_question():
    assert not issubclass(DateQuestion, DateError)
    assert not issubclass(DateError, DateQuestion)
    assert issubclass(DateQuestion, ValueError)
    assert issubclass(DateError, ValueError)


def test_a_question_survives_copying():
    question = ask("03/02/2018")
    copied = pickle.loads(pickle.dumps(question))
    assert (copied.message, copied.choices) == (question.message, question.choices)
    assert copy.copy(question).choices == question.choices
    assert str(question) == question.message


@pytest.mark.parametrize(
    "sunday",
    ["1818-03-22", "1943-04-25", "2000-04-23", "2016-03-27", "2018-04-01", "2019-04-21", "2025-04-20"],
)
def test_easter_sunday_is_the_real_one(sunday):
    day = date.fromisoformat(sunday)
    assert easter_sunday(day.year) == day
