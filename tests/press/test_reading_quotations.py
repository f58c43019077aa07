"""Direct speech: where it begins and ends, and who said it as far as the article makes that plain."""

import pytest

from press.reading import quotations_in

SPOKESMAN = "A spokesman for the Department of Tides"

CASES = {
    "name before": ("Mrs Hale said: “We were never asked about it.”", "Mrs Hale", ""),
    "role behind the name": ("Mrs Hale, who teaches, said: “We were not there.”", "Mrs Hale", "who teaches"),
    "role before the name": ("Council leader Dai Pugh said: “We have nothing to hide.”", "Dai Pugh", "Council leader"),
    "an office": ("Jo Frost, the leader of the pack, said: “It is so wrong.”", "Jo Frost", "the leader of the pack"),
    "age and street stay out": ("Kelly Frost, 34, of Mill Road, said: “It is all wrong.”", "Kelly Frost", ""),
    "place": ("“We were never asked,” said Kelly Frost, from Tarnley.", "Kelly Frost", "from Tarnley"),
    "inverted": ("“We were never asked about it,” said Mrs Hale at a meeting.", "Mrs Hale", ""),
    "name behind": ("“We were never asked about it,” Mrs Hale said.", "Mrs Hale", ""),
    "circumstances first": ("In the hall, Cllr Rhys Morgan added: “It was a long day.”", "Cllr Rhys Morgan", ""),
    "told the paper": ("Mrs Hale told the Courier: “We were never asked about it.”", "Mrs Hale", ""),
    "a group": ("In a letter, tidewatch said: “We ask for an answer.”", "tidewatch", ""),
    "spokesman": (f"{SPOKESMAN} said: “We look at every case.”", SPOKESMAN, ""),
    "colon at the end of a line": ("Mrs Hale said:\n“We were never asked about it.”", "Mrs Hale", ""),
    "straight marks": ('Mrs Hale said: "We were never asked about it."', "Mrs Hale", ""),
    "single marks": ("Mrs Hale said: ‘We weren’t asked about it, and that’s that.’", "Mrs Hale", ""),
    "single marks, inverted": ("‘We were never asked about it,’ said Mrs Hale.", "Mrs Hale", ""),
    "part of a sentence": ("Mrs Hale said she was “shocked and appalled by it” at once.", "Mrs Hale", ""),
    "somebody unnamed": ("One parent told us: “I took my child away.”", "One parent", ""),
    "nobody": ("“We were never asked about it.”", "", ""),
    "one of somebody else": ("Mrs Hale said the minister claimed it was “a waste of money too”.", "", ""),
    "a pronoun for nobody": ("She said: “We were never asked about it.”", "", ""),
    "guillemets": ("قالت الأم: «لم يسألنا أحد عن ذلك أبدا»", "", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_speaker_is_read_as_printed(name):
    text, speaker, role = CASES[name]
    [found] = quotations_in(text)
    assert (found.speaker, found.role) == (speaker, role)


@pytest.mark.parametrize(
    ("story", "speakers"),
    [
        ("Mrs Hale said: “One two three four.”\nShe added: “Five six seven eight.”", ["Mrs Hale", "Mrs Hale"]),
        (f"Mrs Hale said: “One two three four.”\n{SPOKESMAN} defended it.\nShe said: “Five six seven eight.”",
         ["Mrs Hale", SPOKESMAN]),
        (f"{SPOKESMAN} said: “One two three four.”\nIt added: “Five six seven eight.”", [SPOKESMAN, SPOKESMAN]),
        ("Mrs Hale said: “One two three four.”\nHe said: “Five six seven eight.”", ["Mrs Hale", ""]),
        ("Mr Hale said: “One two three four.”\nShe said: “Five six seven eight.”", ["Mr Hale", ""]),
        ("Mrs Hale said: “One two three four.”\nThe Board said: “One two three five.”\nShe said: “One two three six.”",
         ["Mrs Hale", "The Board", ""]),
        ("“One two three four,” said Mrs Hale. “Five six seven eight.”", ["Mrs Hale", "Mrs Hale"]),
        ("Jo Hale, from Tarnley, was ‘shocked’.\nShe said: “One two three four.”", ["Jo Hale"]),
        ("Mrs Hale said: “One two three four.”\n“Five six seven eight.”", ["Mrs Hale", ""]),
    ],
)  # fmt: skip
def test_pronoun_means_whoever_was_named_last_or_nobody(story, speakers):
    assert [found.speaker for found in quotations_in(story)] == speakers


def test_role_is_remembered_for_what_the_same_person_says_next():
    story = "Mrs Hale, who teaches there, said: “One two three four.”\nShe added: “Five six seven eight.”"
    assert [found.role for found in quotations_in(story)] == ["who teaches there"] * 2


@pytest.mark.parametrize(
    ("story", "texts"),
    [
        ("A said: “First of all this.\n“And then that.”\nNo more.", ["First of all this. And then that."]),
        ("A said: “First of all.\n“And then.\n“At last the end.”", ["First of all. And then. At last the end."]),
        ("A said: “First of all this.\nA line without a mark.", ["First of all this."]),
        ("“We were asked,” she said, “and nobody came to us.”", ["We were asked, and nobody came to us."]),
        ("It is ‘very private’ and “quite odd” and ‘a matter of great concern’ here.", []),
        ("The children’s list and the parents’ list were ‘Not For Sale’ here.", []),
        ("A said: “It’s a ‘private setting’ and that’s it.”", ["It’s a ‘private setting’ and that’s it."]),
        ("A said: “It stops in the middle of", ["It stops in the middle of"]),
        ("", []),
    ],
)  # fmt: skip
def test_speech_begins_and_ends_where_its_marks_say(story, texts):
    assert [found.text for found in quotations_in(story)] == texts


def test_long_speech_is_cut_at_the_end_of_a_sentence():
    [found] = quotations_in(f"A said: “{'This is a sentence of words. ' * 30}”")
    assert len(found.text) <= 400
    assert found.text.endswith("of words. …")


def test_endless_sentence_is_cut_at_a_word():
    [found] = quotations_in(f"A said: “{'word ' * 300}”")
    assert len(found.text) <= 400
    assert found.text.endswith("word …")


def test_no_more_than_twelve_are_offered():
    assert len(quotations_in("\n".join(f"A said: “Number {number} of so many.”" for number in range(30)))) == 12
