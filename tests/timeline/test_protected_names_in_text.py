"""A name is found in text however it is written, and in no other word."""

import pytest

from timeline.names_in_text import pattern_of

NAME = "Jane Example"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (NAME, "jane example"),
        (NAME, "JANE\u00a0EXAMPLE’S"),
        (NAME, "Ms Jane-Example, of"),
        (NAME, "jane_example.pdf"),
        (NAME, "Jané  Exãmple"),
        (NAME, "Jane%20Example"),
        (NAME, "Jane%2520Example"),
        (NAME, "Ja\u200bne Ex\u00adample"),
        (NAME, "Jane&nbsp;Example"),
        (NAME, "Ja&shy;ne Example"),
        (NAME, "<p>J<b>ane</b> Example</p>"),
        (NAME, "<p>Jane<br/>Example</p>"),
        (NAME, '<a href="/about/jane-example/">her page</a>'),
        (NAME, '<a href="https://example.org/janeexample">her page</a>'),
        (NAME, "see https://example.org/JaneExample.pdf there"),
        (NAME, "Ｊａｎｅ Ｅｘａｍｐｌｅ"),
        (NAME, "Jane\nExample"),
        (NAME, "Jane. Example"),
        ("Ann", "said Ann."),
        ("Seán O’Brien", "Sean O'Brien"),
        ("Seán O’Brien", "SEAN OBRIEN"),
        ("Sean OBrien", "Seán O’Brien"),
        ("Smith-Jones", "Smith Jones"),
        ("Łucja Öst", "Lucja Ost"),
        ("Groß", "GROSS"),
        ("Child 1", "child 1."),
    ],
)
def test_name_is_found_in(name, text):
    assert pattern_of((name,)).is_in(text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ann", "announced"),
        ("Ann", "Joanne and Anne"),
        (NAME, "Jane is an example"),
        (NAME, "janeexample"),
        (NAME, "Example Jane"),
        (NAME, "for example"),
        ("An Other", "another"),
        ("Child 1", "Child 12"),
    ],
)
def test_name_is_not_found_in(name, text):
    assert not pattern_of((name,)).is_in(text)


@pytest.mark.parametrize("text", ["janeexample", "miss-janeexample-2", "JaneExample2.png", "jane-example"])
def test_name_is_found_in_an_address_as_one_word(text):
    assert pattern_of((NAME,)).is_in(text, joined=True)


def test_names_of_no_letters_are_looked_for_nowhere():
    assert pattern_of(()) is None
    assert pattern_of(("…", "'")) is None
