"""What the README names is there."""

import re
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
README = (ROOT / "README.md").read_text()
#: What is for whoever runs the server, and whoever follows Wagtail.
PAPERS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "SECURITY.md"]
TARGETS = set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE))


def test_readme_shows_each_picture_that_is_there_and_says_what_is_on_it():
    shown = {path: words for words, path in re.findall(r"!\[([^\]]*)\]\(docs/pictures/([^)]+)\)", README)}
    assert set(shown) == {path.name for path in PICTURES.glob("*.png")}
    assert all(len(words) > 20 for words in shown.values())
    for name in shown:
        with Image.open(PICTURES / name) as picture:
            picture.verify()


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_links_to_files_lead_to_one(paper):
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", paper.read_text())
    assert [link for link in links if not (paper.parent / link).exists()] == []


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_targets_of_make_that_are_named_are_there(paper):
    named = set(re.findall(r"`make ([a-z-]+)", paper.read_text()))
    assert named - TARGETS == set()
