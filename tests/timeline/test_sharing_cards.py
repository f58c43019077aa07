"""The drawn card: it fits, it is the same each time, and no text can make it fail."""

from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageFont

from timeline.sharing import faces, lines
from timeline.sharing.cards import ACCENT, HEIGHT, INK, WIDTH, Card
from timeline.sharing.faces import HAS_BIDI, SANS, SERIF, best_for, drawable, runs_right_to_left
from timeline.sharing.lines import ELLIPSIS, set_text, shortened, wrap

LONG = ("The department asked schools for the nationality of every pupil, and told no parent why. " * 4)[:255]
ARABIC = "المدارس تطلب جنسية التلاميذ"


@pytest.fixture
def built_in_alone(monkeypatch):
    """A system without fonts."""
    monkeypatch.setattr(faces, "_is_there", lambda name: False)
    faces.present.cache_clear()
    yield
    faces.present.cache_clear()


def picture(card: Card) -> Image.Image:
    return Image.open(BytesIO(card.png())).convert("RGB")


def columns_with(image, colour, top=16) -> list[int]:
    """The first and the last column with a point of that colour, or none."""
    below = image.crop((0, top, image.width, image.height))
    apart = ImageChops.difference(below, Image.new("RGB", below.size, colour)).split()
    # The largest difference of the three: nothing where the colour is the same.
    most = ImageChops.lighter(ImageChops.lighter(*apart[:2]), apart[2])
    box = most.point([255] + [0] * 255).getbbox()
    return [box[0], box[2] - 1] if box else []


def font(size=40):
    return ImageFont.load_default(size)


@pytest.mark.parametrize(
    "title",
    [
        "The census begins",
        LONG,
        "W" * 255,
        ARABIC,
        "No 🙅🏽‍♀️✊ more",
        "中文",
        "",
        "\ud800\x00\x07 broken",
        "e\u0301" * 120,
    ],
    ids=["short", "long", "one word", "right to left", "emoji", "no glyph", "empty", "no text", "accents"],
)
@pytest.mark.parametrize("system", ["fonts of the system", "no fonts"])
def test_any_title_is_drawn_within_the_picture(request, title, system):
    if system == "no fonts":
        request.getfixturevalue("built_in_alone")
    image = picture(Card(title, "18 January 2018", "Event", "The campaign"))
    assert image.size == (WIDTH, HEIGHT)
    inked = columns_with(image, INK)
    assert not inked or (min(inked) >= 130 and max(inked) <= WIDTH - 80)


def test_same_card_is_the_same_bytes():
    card = Card("The census begins", "6 October 2016", "Event", "The campaign")
    again = Card("The census begins", "6 October 2016", "Event", "The campaign")
    assert (card.png(), card.version) == (again.png(), again.version)


@pytest.mark.parametrize("change", ["title", "above", "below", "campaign", "accent"])
def test_version_changes_with_all_that_is_drawn(change):
    values = {"title": "A", "above": "B", "below": "C", "campaign": "D", "accent": ACCENT}
    assert Card(**values).version != Card(**{**values, change: "#123456"}).version


def test_accent_of_the_campaign_is_drawn():
    assert picture(Card("A", accent="#8a3b12")).getpixel((600, 5)) == (0x8A, 0x3B, 0x12)


def test_alternative_words_are_those_of_the_card():
    assert Card("A letter", "6 October 2016", "Event", "Us").alt == "6 October 2016. A letter. Event. Us"
    assert Card("A letter").alt == "A letter"


# Setting text


def test_lines_break_between_words_and_stay_within_the_measure():
    found = wrap(LONG, font(), 500)
    assert " ".join(found) == LONG.strip()
    assert all(font().getlength(line) <= 500 for line in found)


def test_word_wider_than_a_line_is_broken():
    found = wrap("so " + "w" * 60 + " so", font(), 300)
    assert "".join(found).replace(" ", "") == "so" + "w" * 60 + "so"
    assert all(font().getlength(line) <= 300 for line in found)


def test_long_title_is_made_smaller_before_it_is_cut():
    found = set_text(LONG, SERIF, width=960, height=380, sizes=(90, 60, 40))
    assert found.font.size == 40
    assert not found.lines[-1].endswith(ELLIPSIS)
    assert set_text("Short", SERIF, width=960, height=380, sizes=(90, 60, 40)).font.size == 90


def test_word_is_made_smaller_before_it_is_broken():
    found = set_text("#BoycottTheSchoolCensus", SERIF, width=900, height=400, sizes=(112, 80, 60, 40))
    assert found.lines == ("#BoycottTheSchoolCensus",)


def test_what_fits_in_no_size_ends_with_an_ellipsis_and_only_there():
    found = set_text(LONG, SERIF, width=500, height=100, sizes=(60, 40))
    assert len(found.lines) == 2
    assert "".join(found.lines).count(ELLIPSIS) == 1
    assert found.lines[-1].endswith(ELLIPSIS)
    assert found.font.getlength(found.lines[-1]) <= 500
    assert found.height <= 100


def test_lines_are_of_like_length():
    found = set_text("one two three four five six seven", SERIF, width=500, height=400, sizes=(50,))
    widths = [found.font.getlength(line) for line in found.lines]
    assert min(widths) > max(widths) / 2


def test_shortened_line_ends_at_no_comma():
    assert shortened(f"it went, and{ELLIPSIS}", font(), font().getlength(f"it went, a{ELLIPSIS}") - 1) == "it went…"


@pytest.mark.parametrize("text", ["", "   ", "中", "\u200d"])
def test_text_of_which_nothing_is_drawn_has_no_lines(text):
    assert len(set_text(text, ("none-such.ttf",), width=500, height=100, sizes=(40,)).lines) <= 1


# What a face can draw


def test_no_box_is_drawn_for_what_no_face_has():
    name, drawn = best_for("Census \U0010fffd \uf8ff 2016\x07", SANS)
    assert drawn == "Census 2016"
    assert drawable("No\n\tto it", name) == "No to it"


def test_letter_without_a_glyph_loses_its_accent_alone(built_in_alone):
    assert best_for("Siân’s café", SERIF) == (faces.BUILT_IN, "Sian’s cafe")


def test_accent_that_stands_by_itself_is_joined_to_its_letter():
    name, drawn = best_for("cafe\u0301", SERIF)
    assert drawn in ("café", "cafe")
    assert (name == faces.BUILT_IN) == (faces.present(SERIF) == (faces.BUILT_IN,))


def test_first_face_that_can_draw_all_is_taken(monkeypatch):
    monkeypatch.setattr(faces, "present", lambda wanted: ("latin", "more", faces.BUILT_IN))
    monkeypatch.setattr(faces, "drawable", lambda text, name: text if name == "more" or text.isascii() else "")
    assert best_for("plain", SERIF)[0] == "latin"
    assert best_for("Жan", SERIF)[0] == "more"


@pytest.mark.parametrize(
    ("text", "expected"),
    [(ARABIC, True), ("2016: " + ARABIC, True), ("בית המשפט", True), ("The " + ARABIC, False), ("2016", False)],
)
def test_direction_is_that_of_the_first_letter(text, expected):
    assert runs_right_to_left(text) is expected


def test_without_a_library_for_directions_no_line_is_drawn_backwards(monkeypatch):
    monkeypatch.setattr(faces, "HAS_BIDI", False)
    assert best_for(f"Census {ARABIC} 2016", SERIF)[1] == "Census 2016"


def test_line_that_runs_to_the_left_begins_at_the_right():
    if not HAS_BIDI or not best_for(ARABIC, SERIF)[1]:
        pytest.skip("This system has no face, or no library, for Arabic.")
    inked = columns_with(picture(Card(ARABIC)), INK, top=60)
    assert max(inked) > WIDTH - 110
    assert lines.set_text(ARABIC, SERIF, width=900, height=200, sizes=(50,)).right_to_left
