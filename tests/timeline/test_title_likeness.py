"""Headlines of one story, and of two."""

from time import perf_counter

import pytest

from timeline.title_likeness import LIKELY, same_headline

STORY = "Mum leads fight to guard children’s names"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (STORY, STORY),
        (STORY, f"{STORY} | The Harrowby Gazette"),
        (STORY, f"{STORY} - Harrowby Gazette"),
        (STORY, STORY.upper()),
        (STORY, "Mum leads fight to guard children's names"),
        (STORY, "‘Mum’ leads fight to guard “children’s names”"),
        (STORY, "Mother leads fight to guard child names"),
        (STORY, "Mum leading the fight to guard children’s names"),
        ("Café owner sues over list", "Cafe owner sues over list"),
        ("Parents take council to court over pupil list", "Parents taking council to court over the pupils’ list"),
    ],
)
def test_one_story_is_likely(one, other):
    assert same_headline(one, other) >= LIKELY
    assert same_headline(other, one) == pytest.approx(same_headline(one, other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (STORY, "Council leader resigns over school list"),
        ("Pupil data: minister answers questions", "Pupil data: parents ask questions"),
        ("Pupil data: minister answers questions", "Pupil data: minister ducks questions"),
        ("The census explained: part one", "The census explained: part two"),
        ("School census 2017 opens", "School census 2018 opens"),
        ("22,000 names were passed on", "30,000 names were passed on"),
        (STORY, ""),
        ("", ""),
        ("!!!", "???"),
    ],
)
def test_two_stories_are_not(one, other):
    assert same_headline(one, other) < LIKELY


def test_thousands_are_compared_quickly():
    headlines = [f"Council {number} leader resigns over school list {number * 7}" for number in range(3_000)]
    begun = perf_counter()
    assert max(same_headline(STORY, headline) for headline in headlines) < LIKELY
    assert perf_counter() - begun < 3
