"""The editor guide: one text, in docs/ and in the admin, with pictures that are there."""

import re

import pytest
from django.urls import reverse
from PIL import Image

from home.guide import NAMED, PICTURES, TEXT, draw, guide, picture_path

#: The pictures are looked at on a phone on a train.
MOST_BYTES = 60_000
GUIDE = TEXT.read_text(encoding="utf-8")
PICTURE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<address>[^)]*)\)")


def named() -> dict[str, str]:
    """The description of each picture, by its address."""
    return {found["address"]: found["alt"] for found in PICTURE.finditer(GUIDE)}


def test_every_picture_that_is_named_is_there_and_every_one_that_is_there_is_named():
    there = {f"pictures/guide/{path.name}" for path in PICTURES.iterdir()}
    assert set(named()) == there
    assert all(NAMED.fullmatch(address) for address in there)


def test_every_picture_is_described():
    assert [address for address, alt in named().items() if len(alt) < 20] == []


@pytest.mark.parametrize("path", sorted(PICTURES.iterdir()), ids=lambda path: path.name)
def test_picture_is_small(path):
    assert path.stat().st_size <= MOST_BYTES
    with Image.open(path) as picture:
        assert picture.format == "WEBP"
        assert picture.width <= 1280


def test_links_lead_to_headings_that_are_there():
    html = guide().html
    anchors = set(re.findall(r' id="([^"]+)"', html))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= anchors


def test_headings_have_anchors_of_their_own_and_stand_in_the_contents():
    drawn = draw("# Guide\n\n## A *date*\n\n### More\n\n## A date\n\n### More\n\n## ?\n")
    assert [(one.words, one.anchor) for one in drawn.contents] == [
        ("A date", "a-date"),
        ("A date", "a-date-2"),
        ("?", "part"),
    ]
    assert [one.below[0].anchor for one in drawn.contents[:2]] == ["more", "more-2"]
    assert "<h1" not in drawn.html
    assert '<h2 id="a-date-2">' in drawn.html


def test_markup_in_the_text_is_shown_and_not_obeyed():
    drawn = draw(
        "## A <b>x</b>\n\n<script>alert(1)</script>\n\n[a](javascript:alert(1)) ![](https://example.org/a.png)\n"
    )
    assert "<script" not in drawn.html
    assert "<img" not in drawn.html
    assert 'href="javascript' not in drawn.html


def test_picture_that_is_not_ours_or_not_there_is_left_out():
    drawn = draw("![one](pictures/guide/none-such.webp) ![two](../private/x.webp) ![three](pictures/front.png)")
    assert "<img" not in drawn.html


@pytest.mark.django_db
def test_guide_stands_in_the_admin_with_its_pictures(admin):
    html = admin.get(reverse("home_guide")).content.decode()
    assert '<h2 id="add-an-entry">' in html
    assert '<a href="#add-an-entry">' in html
    pictures = re.findall(r'<img src="([^"]+)"', html.split('class="guide"')[1])
    assert len(pictures) == len(named())
    for address in pictures:
        response = admin.get(address)
        assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
        assert b"".join(response.streaming_content)


@pytest.mark.django_db
def test_desk_and_help_lead_to_it_and_not_to_somebody_elses(admin):
    html = admin.get("/admin/").content.decode()
    assert f'<a href="{reverse("home_guide")}">The guide</a>' in html
    assert "&quot;Guide&quot;" in html or '"Guide"' in html
    assert "Editor Guide" not in html


@pytest.mark.django_db
def test_nobody_gets_it_without_signing_in(client):
    picture = reverse("home_guide_picture", args=["desk.webp"])
    for address in (reverse("home_guide"), picture):
        response = client.get(address)
        assert (response.status_code, response.url.partition("?")[0]) == (302, "/admin/login/")


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["../front.png", "..%2Ffront.png", "../../../manage.py", "none-such.webp", "desk.png"])
def test_no_other_file_is_given_out(admin, name):
    assert admin.get(f"/admin/guide/pictures/{name}", follow=True).status_code == 404
    assert picture_path(name) is None
