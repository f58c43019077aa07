"""What the head of a page tells machines: JSON-LD, read back."""

import json

from tests.story_pages import soup_of


def graph_of(client, address) -> list[dict]:
    """All that the page at *address* tells."""
    scripts = soup_of(client, address).select("script[type='application/ld+json']")
    assert len(scripts) == 1
    data = json.loads(scripts[0].string)
    assert data["@context"] == "https://schema.org"
    return data["@graph"]


def of_type(graph, name) -> dict:
    return next((one for one in graph if one["@type"] == name), {})


def own(client, one) -> dict:
    """What is told of the page *one* itself."""
    return graph_of(client, one.url)[0]
