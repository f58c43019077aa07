"""Every field of the files is explained, on the page and in the documentation, and the examples there work."""

import html
import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from home.data_page import dictionary
from tests.data_files import body_of, fetched, make_rich_story, rows_of, story_of
from tests.factories import make_event
from timeline.blocks import EntryBody
from timeline.data.account import WRITERS
from timeline.data.account_taking import NOT_TAKEN, READERS
from timeline.data.csv_file import columns
from timeline.models import TimelineEntry

pytestmark = pytest.mark.django_db
DOCUMENT = Path(settings.BASE_DIR, "docs", "data-format.md").read_text(encoding="utf-8")


def paths_in(value, path="") -> set[str]:
    """The path of every field in *value*, as the dictionary writes them."""
    if isinstance(value, dict):
        return {one for name, inner in value.items() for one in paths_in(inner, f"{path}.{name}" if path else name)}
    if isinstance(value, list):
        # An empty list says nothing of what stands in it.
        return {one for inner in value for one in paths_in(inner, f"{path}[]")}
    return {path}


def explained() -> dict[str, set[str]]:
    return {heading: {field.name for field in fields} for heading, fields in dictionary()}


def unexplained(found: set[str], known: set[str]) -> set[str]:
    # “null” in place of a record is said at the record's own fields.
    return {one for one in found if one not in known and not any(name.startswith(f"{one}.") for name in known)}


@pytest.fixture(scope="module")
def files(test_database, django_db_blocker):
    from django.db import transaction
    from django.test import Client

    with django_db_blocker.unblock(), transaction.atomic():
        make_rich_story()
        client = Client()
        yield {
            "story": story_of(client),
            "page": json.loads(fetched(client, "/data/v1/entries.json")),
            "rows": rows_of(client),
            "shown": html.unescape(fetched(client, "/data/").decode()),
        }
        transaction.set_rollback(True)


def test_every_field_of_an_entry_is_explained(files):
    known = explained()["An entry"]
    for entry in files["story"]["entries"]:
        assert unexplained(paths_in({**entry, "facts": None, "topics": entry["topics"]}), known) == set()


def test_every_fact_of_a_kind_is_explained(files):
    kinds = {kind.kind: {field.name for field in kind.data_fields} for kind in TimelineEntry.kinds()}
    seen = set()
    for entry in files["story"]["entries"]:
        assert unexplained(paths_in(entry["facts"]), kinds[entry["kind"]]) == set()
        seen.add(entry["kind"])
    assert seen == set(kinds)


def test_every_field_beside_the_entries_is_explained(files):
    known = explained()
    for name in ("cases", "outlets"):
        found = {path for row in files["story"][name] for path in paths_in(row)}
        fields = known[f"A whole story: “{name}”"]
        assert unexplained(found, fields | {one.removesuffix("[]") for one in fields}) == set()
    head = known["The head of every JSON file"] | {"filter"}
    story = {name: value for name, value in files["story"].items() if name not in ("entries", "cases", "outlets")}
    assert unexplained(paths_in(story), head | known["A whole story"]) == set()
    page = {name: value for name, value in files["page"].items() if name != "entries"}
    assert unexplained(paths_in(page), head | known["A page of the read API"]) == set()


def test_columns_of_the_table_are_those_explained(files):
    assert list(files["rows"][0]) == [column.name for column in columns()]


@pytest.mark.parametrize("heading", [heading for heading, _fields in dictionary()])
def test_page_and_documentation_say_the_same_of_every_field(files, heading):
    for field in dict(dictionary())[heading]:
        assert f"| `{field.name}` | {field.words} |" in DOCUMENT
        assert f"<code>{field.name}</code>" in files["shown"]
        assert str(field.words) in files["shown"]


def test_page_and_documentation_say_the_same_of_every_column(files):
    for column in columns():
        written = column.words.replace("|", "\\|")
        assert f"| `{column.name}` | {written} |" in DOCUMENT
        assert str(column.words) in files["shown"]


def test_documentation_explains_no_field_that_is_no_more():
    rows = set(re.findall(r"^\| `([^`]+)` \| (?!a table|everything|the JSON|the read)", DOCUMENT, flags=re.MULTILINE))
    known = {name for names in explained().values() for name in names} | {column.name for column in columns()}
    assert {row for row in rows if not row.startswith("/")} == known


def test_every_block_of_an_account_can_be_written_and_read():
    assert set(WRITERS) == set(EntryBody().child_blocks) == set(READERS) | set(NOT_TAKEN)


EXAMPLES = re.findall(r'^curl "([^"]+)"', DOCUMENT, flags=re.MULTILINE)


@pytest.mark.parametrize("address", EXAMPLES)
def test_example_of_the_documentation_works(site, client, address):
    make_event(significance="key")
    parts = urlsplit(address)
    response = client.get(f"{parts.path}?{parts.query}", headers={"host": parts.netloc})
    assert response.status_code == 200
    assert json.loads(response.content)["version"] == 1


def test_examples_of_the_page_work(files, client, site):
    shown = re.findall(r'curl "([^"]+)"', files["shown"])
    assert len(shown) == 3
    for address in shown:
        parts = urlsplit(address)
        assert client.get(f"{parts.path}?{parts.query}").status_code == 200


def test_example_of_a_refusal_is_what_is_answered(site, client):
    (example,) = re.findall(r'^\{"error".*$', DOCUMENT, flags=re.MULTILINE)
    assert body_of(client.get("/data/v1/entries.json?from=abc")).decode() == example
