"""The words that somebody looked for are marked where they stand, and nothing that stands there becomes markup."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.highlights import LENGTH, forms_of, is_form_of, marked, snippet, words_of

MARKS = re.compile(r"</?mark>")


@pytest.mark.parametrize(
    ("text", "looked_for", "expected"),
    [
        ("The school census", "census", "The school <mark>census</mark>"),
        ("A CENSUS, a census", "Census", "A <mark>CENSUS</mark>, a <mark>census</mark>"),
        ("A hearing", "hearings", "A <mark>hearing</mark>"),
        ("Two hearings", "hearing", "Two <mark>hearings</mark>"),
        ("As an ass", "as", "<mark>As</mark> an ass"),
        ("Él votó", "voto", "Él <mark>votó</mark>"),
        ("a < b & census", "census", "a &lt; b &amp; <mark>census</mark>"),
        ("<b>census</b>", "census b", "&lt;<mark>b</mark>&gt;<mark>census</mark>&lt;/<mark>b</mark>&gt;"),
        ("SI 2017/807 made", "SI 2017/807", "<mark>SI</mark> <mark>2017</mark>/<mark>807</mark> made"),
        ("Nothing here", "census", "Nothing here"),
        ("", "census", ""),
    ],
)
def test_words_are_marked(text, looked_for, expected):
    assert marked(text, words_of(looked_for)) == expected


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("school", {"school", "schools", "schooles", "schoold", "schooled", "schooling"}),
        ("schools", {"school", "schools", "schoolss", "schoolses", "schoolsd", "schoolsed", "schoolsing"}),
        ("as", {"as"}),
        ("used", {"used", "useds", "usedes", "usedd", "useded", "useding"}),
    ],
)
def test_forms_of_a_word_are_those_that_are_marked(word, forms):
    assert set(forms_of(word)) == forms
    assert all(is_form_of(word, form) for form in forms)


def test_snippet_stands_around_the_words_and_says_where_it_was_cut():
    text = f"{'before ' * 60}the census was sent {'after ' * 60}"
    number, stretch = snippet(text, ["census"])
    assert number == 1
    assert "the <mark>census</mark> was sent" in stretch
    assert stretch.startswith("… before")
    assert stretch.endswith("after …")


def test_snippet_is_where_most_of_the_words_are():
    text = f"One census. {'word ' * 80}A census and a minister. {'word ' * 80}A minister."
    assert snippet(text, ["census", "minister"])[0] == 2
    assert "<mark>census</mark> and a <mark>minister</mark>" in snippet(text, ["census", "minister"])[1]


def test_text_without_the_words_has_no_snippet():
    assert snippet("Nothing of the kind", ["census"]) == (0, "")


@pytest.mark.parametrize(("one", "other"), [("census", "senses"), ("cat", "cats"), ("act", "acted"), ("data", "date")])
def test_other_words_are_no_forms(one, other):
    assert not is_form_of(one, other)


@given(st.text(max_size=600), st.text(max_size=40))
def test_marks_change_no_text_and_let_no_markup_through(text, looked_for):
    plain = MARKS.sub("", marked(text, words_of(looked_for)))
    assert not set("<>") & set(plain)
    stretch = MARKS.sub("", snippet(text, words_of(looked_for))[1])
    assert not set("<>") & set(stretch)
    # Escaped, a letter is at most five, and a last word may hang over.
    assert len(stretch) <= 5 * (LENGTH + len(text.split(" ")[-1]) + 600)
