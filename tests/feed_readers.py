"""Ways to read a feed: with feedparser, as readers do; as plain XML, where nothing is mended; and as JSON."""

import datetime
import html
import json
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import feedparser

from tests import feed_rules

ATOM, RSS = XML_ADDRESSES = ("/feeds/everything.atom", "/feeds/everything.rss")
JSON = "/feeds/everything.json"
ADDRESSES = (*XML_ADDRESSES, JSON)
ROOT = "http://testserver"
NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "at": "http://purl.org/atompub/tombstones/1.0",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "creativeCommons": "http://backend.userland.com/creativeCommonsRssModule",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
}


def get_feed(client, address, **extra):
    response = client.get(address, **extra)
    assert response.status_code == 200
    return response


def read_feed(client, address, **extra):
    """The feed as feedparser has it, which must find nothing to complain of."""
    response = get_feed(client, address, **extra)
    feed = feedparser.parse(response.content, response_headers={"content-type": response["Content-Type"]})
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def read_json(client, address=JSON, **extra) -> dict:
    return json.loads(get_feed(client, address, **extra).content)


def read_xml(client, address, **extra):
    """The root element of the feed."""
    return ElementTree.fromstring(get_feed(client, address, **extra).content)


def items_of(client, address, **extra) -> list[dict]:
    """The items of any format under one set of names. RSS knows no moment of the last change."""
    if address.endswith(".json"):
        return [_json_item(one) for one in read_json(client, address, **extra)["items"]]
    root = read_xml(client, address, **extra)
    read_feed(client, address, **extra)
    return [_atom_item(one) for one in root.findall("atom:entry", NAMES)] or [
        _rss_item(one) for one in root.findall("channel/item")
    ]


def gone_of(client, address=ATOM, **extra) -> dict:
    """The moments at which entries went, by their ids."""
    root = read_xml(client, address, **extra)
    found = {one.get("ref"): one.get("when") for one in root.findall("at:deleted-entry", NAMES)}
    return {ref: datetime.datetime.fromisoformat(when) for ref, when in found.items()}


def _json_item(item) -> dict:
    moments = {name: datetime.datetime.fromisoformat(item[f"date_{name}"]) for name in ("published", "modified")}
    return {
        "id": item["id"],
        "title": item["title"],
        "link": item["url"],
        "published": moments["published"],
        "updated": moments["modified"],
        "summary": item["summary"],
        "content": item["content_html"],
        "categories": item["tags"],
    }


def _atom_item(item) -> dict:
    def text(name):
        return item.findtext(f"atom:{name}", namespaces=NAMES)

    return {
        "id": text("id"),
        "title": text("title"),
        "link": item.find("atom:link", NAMES).get("href"),
        "published": datetime.datetime.fromisoformat(text("published")),
        "updated": datetime.datetime.fromisoformat(text("updated")),
        "summary": text("summary"),
        "content": text("content"),
        "categories": [one.get("term") for one in item.findall("atom:category", NAMES)],
    }


def _rss_item(item) -> dict:
    return {
        "id": item.findtext("guid"),
        "title": item.findtext("title"),
        "link": item.findtext("link"),
        "published": parsedate_to_datetime(item.findtext("pubDate")),
        "updated": None,
        # Readers take it for HTML.
        "summary": html.unescape(item.findtext("description")),
        "content": item.findtext("content:encoded", namespaces=NAMES),
        "categories": [one.text for one in item.findall("category")],
    }


def complaints_of(client, address: str) -> list[str]:
    """What the rules of its format find wrong in the feed."""
    body = get_feed(client, address).content
    if address.endswith(".json"):
        return feed_rules.complaints_of_json(json.loads(body), ROOT + address)
    check = feed_rules.complaints_of_rss if address.endswith(".rss") else feed_rules.complaints_of_atom
    return check(body, ROOT + address)
