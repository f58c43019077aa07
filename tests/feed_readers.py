"""Two ways to read a feed: with feedparser, as readers do, and as plain XML, where nothing is mended."""

import datetime
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import feedparser

ATOM, RSS = ADDRESSES = ("/feeds/everything.atom", "/feeds/everything.rss")
NAMES = {"atom": "http://www.w3.org/2005/Atom", "content": "http://purl.org/rss/1.0/modules/content/"}


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


def read_xml(client, address, **extra):
    """The root element of the feed."""
    return ElementTree.fromstring(get_feed(client, address, **extra).content)


def items_of(client, address, **extra) -> list[dict]:
    """The items of either format under one set of names. RSS knows no moment of the last change."""
    root = read_xml(client, address, **extra)
    read_feed(client, address, **extra)
    return [_atom_item(one) for one in root.findall("atom:entry", NAMES)] or [
        _rss_item(one) for one in root.findall("channel/item")
    ]


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
    }


def _rss_item(item) -> dict:
    return {
        "id": item.findtext("guid"),
        "title": item.findtext("title"),
        "link": item.findtext("link"),
        "published": parsedate_to_datetime(item.findtext("pubDate")),
        "updated": None,
        "summary": item.findtext("description"),
        "content": item.findtext("content:encoded", namespaces=NAMES),
    }
