"""What is promised is proved: docs/promises.md names tests that are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
WORDS = (ROOT / "docs/promises.md").read_text()
#: Each begins a line with "- **", and ends where the next one, or a heading, begins.
PROMISES = re.split(r"\n(?=- \*\*|## )", WORDS)
NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def said_by(promise: str) -> str:
    return re.search(r"\*\*(.+?)\*\*", promise, re.DOTALL)[1].replace("\n", " ")


@pytest.mark.parametrize("promise", [one for one in PROMISES if one.startswith("- **")], ids=said_by)
def test_promise_names_tests_that_are_there(promise):
    named = NAMED.findall(promise)
    assert named
    for file, name in named:
        assert (ROOT / file).is_file(), file
        if name:
            assert re.search(rf"^(async )?def {name}\(", (ROOT / file).read_text(), re.MULTILINE), f"{file}::{name}"


def test_every_line_is_a_promise_a_heading_or_the_beginning():
    assert all(part.startswith(("- **", "## ", "# ")) for part in PROMISES)
    assert len(PROMISES) > 30
