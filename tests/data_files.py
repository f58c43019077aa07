"""Reads what the site gives as data, as programs elsewhere would."""

import csv
import io
import json

from timeline.data.csv_file import restored


def body_of(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def fetched(client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200, response
    return body_of(response)


def story_of(client, query: str = "") -> dict:
    return json.loads(fetched(client, f"/data/v1/story.json{query}"))


def entries_of(client, query: str = "") -> list[dict]:
    return json.loads(fetched(client, f"/data/v1/entries.json{query}"))["entries"]


def rows_of(client, query: str = "") -> list[dict]:
    """The rows of the CSV file, as the documentation says to read it."""
    text = fetched(client, f"/data/v1/entries.csv{query}").decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    return [{name: restored(cell) for name, cell in row.items()} for row in rows]


def all_pages(client, address: str) -> list[dict]:
    """Every entry, by following “next” from *address*."""
    found, pages = [], 0
    while address:
        page = json.loads(fetched(client, address))
        found += page["entries"]
        address = page["next"]
        pages += 1
        assert pages < 100
    return found
