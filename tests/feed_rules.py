"""What the W3C's feed validator, the RSS Advisory Board's profile, RFC 4287 and JSON Feed 1.1 ask of a feed.

Each function gives what it finds wrong, in words; nothing where a feed holds to the rules.
"""

import datetime
import re
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

import html5lib
from html5lib.html5parser import ParseError

ATOM = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
RFC_822 = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} "
    r"\d\d:\d\d:\d\d [+-]\d{4}"
)
LANGUAGE = re.compile(r"[a-z]{2}(-[A-Z]{2})?")
MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+")
#: Elements that readers take out, and the validator warns of.
UNSAFE = {"script", "style", "iframe", "object", "embed", "form", "input", "link", "meta", "base", "frame", "applet"}
ADDRESSES = {"href", "src", "cite", "poster", "action"}
ONCE_IN_CHANNEL = {"title", "link", "description"}
AT_MOST_ONCE_IN_CHANNEL = {"language", "copyright", "lastBuildDate", "ttl", "pubDate"}
IN_ITEM = {"title", "link", "description", "guid", "pubDate", "enclosure", "category"}
IN_FEED = {"id", "title", "updated", "author", "link", "subtitle", "rights", "entry"}
IN_ENTRY = {"id", "title", "updated", "published", "link", "summary", "content", "category"}


def complaints_of_rss(body: bytes, address: str) -> list[str]:
    root = ElementTree.fromstring(body)
    channel = root.find("channel")
    found = _complaints_of_text(body, b"<rss")
    if root.tag != "rss" or root.get("version") != "2.0" or len(root) != 1:
        return [*found, "The root is not rss 2.0 with one channel."]
    names = [one.tag for one in channel]
    found += [
        f"channel: {name} is there {names.count(name)} times" for name in ONCE_IN_CHANNEL if names.count(name) != 1
    ]
    found += [f"channel: {name} twice" for name in AT_MOST_ONCE_IN_CHANNEL if names.count(name) > 1]
    allowed = ONCE_IN_CHANNEL | AT_MOST_ONCE_IN_CHANNEL | {"item"}
    found += [f"channel: unknown element {name}" for name in names if "}" not in name and name not in allowed]
    if "item" in names and set(names[names.index("item") :]) != {"item"}:
        found.append("channel: an item stands ahead of what is said of the channel")
    links = [one.get("href") for one in channel.findall(f"{ATOM}link") if one.get("rel") == "self"]
    found += [] if links == [address] else [f"channel: atom:link self is {links}"]
    found += [] if LANGUAGE.fullmatch(channel.findtext("language", "")) else ["channel: language"]
    found += [] if channel.findtext("ttl", "1").isdigit() else ["channel: ttl is no number"]
    found += _complaints_of_822(channel, "lastBuildDate") + _complaints_of_address(channel.findtext("link"), "channel")
    found += _complaints_of_plain(channel, "title", "description", "copyright")
    items = channel.findall("item")
    found += _complaints_of_ids([item.findtext("guid") for item in items])
    for item in items:
        found += _complaints_of_item(item)
    return found


def _complaints_of_item(item) -> list[str]:
    names = [one.tag for one in item]
    once = (IN_ITEM - {"category", "enclosure"}) | {CONTENT}
    found = [f"item: {name} is there {names.count(name)} times" for name in once if names.count(name) != 1]
    found += [f"item: unknown element {name}" for name in names if "}" not in name and name not in IN_ITEM]
    if names.index("description") > names.index(CONTENT):
        found.append("item: content:encoded stands ahead of the description")
    if item.find("guid").attrib != {"isPermaLink": "false"}:
        found.append("item: guid")
    found += _complaints_of_plain(item, "title", "category") + _complaints_of_822(item, "pubDate")
    found += _complaints_of_address(item.findtext("link"), "item")
    found += complaints_of_html(item.findtext("description")) + complaints_of_html(item.findtext(CONTENT))
    if names.count("enclosure") > 1:
        found.append("item: more than one enclosure")
    for one in item.findall("enclosure"):
        found += _complaints_of_enclosure(one.get("url"), one.get("length"), one.get("type"))
    return found


def complaints_of_atom(body: bytes, address: str) -> list[str]:
    root = ElementTree.fromstring(body)
    found = _complaints_of_text(body, b"<feed")
    if root.tag != f"{ATOM}feed":
        return [*found, "The root is no feed of Atom."]
    names = [one.tag.removeprefix(ATOM) for one in root]
    once = ("id", "title", "updated", "author")
    found += [f"feed: {name} is there {names.count(name)} times" for name in once if names.count(name) != 1]
    found += [f"feed: unknown element {name}" for name in names if "}" not in name and name not in IN_FEED]
    found += [] if LANGUAGE.fullmatch(root.get(f"{XML}lang", "")) else ["feed: xml:lang"]
    found += [] if root.findtext(f"{ATOM}author/{ATOM}name") else ["feed: the author has no name"]
    links = [one.get("href") for one in root.findall(f"{ATOM}link") if one.get("rel") == "self"]
    found += [] if links == [address] else [f"feed: link self is {links}"]
    found += _complaints_of_links(root) + _complaints_of_3339(root, "updated") + _complaints_of_uri(root)
    entries = root.findall(f"{ATOM}entry")
    found += _complaints_of_ids([root.findtext(f"{ATOM}id"), *(one.findtext(f"{ATOM}id") for one in entries)])
    updated = [one.findtext(f"{ATOM}updated") for one in entries]
    found += [f"Two entries are updated at {one}" for one in set(updated) if updated.count(one) > 1]
    for entry in entries:
        found += _complaints_of_entry(entry)
    return found


def _complaints_of_entry(entry) -> list[str]:
    names = [one.tag.removeprefix(ATOM) for one in entry]
    once = IN_ENTRY - {"link", "category"}
    found = [f"entry: {name} is there {names.count(name)} times" for name in once if names.count(name) != 1]
    found += [f"entry: unknown element {name}" for name in names if "}" not in name and name not in IN_ENTRY]
    if [one.get("rel") for one in entry.findall(f"{ATOM}link")].count("alternate") != 1:
        found.append("entry: not one link alternate")
    if entry.find(f"{ATOM}content").get("type") != "html":
        found.append("entry: content is not said to be HTML")
    found += [f"entry: category {one.attrib}" for one in entry.findall(f"{ATOM}category") if not one.get("term")]
    found += _complaints_of_3339(entry, "updated", "published") + _complaints_of_links(entry)
    found += _complaints_of_uri(entry)
    return found + complaints_of_html(entry.findtext(f"{ATOM}content"))


def _complaints_of_links(element) -> list[str]:
    found = []
    for one in element.findall(f"{ATOM}link"):
        if one.get("rel") == "enclosure":
            found += _complaints_of_enclosure(one.get("href"), one.get("length"), one.get("type"))
        elif one.get("rel") in ("self", "alternate", "license"):
            found += _complaints_of_address(one.get("href"), "link")
        else:
            found.append(f"link: rel {one.get('rel')}")
    return found


def _complaints_of_uri(element) -> list[str]:
    uri = element.findtext(f"{ATOM}id") or ""
    return [] if urlsplit(uri).scheme else [f"id: {uri} is no URI"]


def complaints_of_json(told: dict, address: str) -> list[str]:
    """By the text of JSON Feed 1.1: what must be there, and of which type; nothing that it does not know but
    objects whose names begin with an underscore."""
    text, strings = str, list
    top = {"version": text, "title": text, "home_page_url": text, "feed_url": text, "description": text}
    top |= {"authors": list, "language": text, "items": list}
    of_item = {"id": text, "url": text, "title": text, "content_html": text, "summary": text, "image": text}
    of_item |= {"date_published": text, "date_modified": text, "tags": strings, "attachments": list}
    found = _complaints_of_object(told, top, {"version", "title", "items"}, "feed")
    if told.get("version") != "https://jsonfeed.org/version/1.1" or told.get("feed_url") != address:
        found.append("feed: version or feed_url")
    if not all(set(one) <= {"name", "url", "avatar"} and one for one in told.get("authors", [])):
        found.append("feed: authors")
    found += _complaints_of_address(told.get("home_page_url"), "feed")
    found += _complaints_of_ids([item.get("id") for item in told["items"]])
    for item in told["items"]:
        found += _complaints_of_object(item, of_item, {"id", "content_html"}, "item")
        found += _complaints_of_address(item["url"], "item") + complaints_of_html(item["content_html"])
        for name in ("date_published", "date_modified"):
            found += _complaints_of_moment(item[name])
        found += [f"item: tag {one!r}" for one in item["tags"] if not isinstance(one, str) or not one]
        for one in item.get("attachments", []):
            found += _complaints_of_enclosure(one["url"], str(one["size_in_bytes"]), one["mime_type"])
    return found


def _complaints_of_object(told: dict, types: dict, needed: set, where: str) -> list[str]:
    found = [f"{where}: {name} is missing" for name in needed - set(told)]
    for name, value in told.items():
        if name.startswith("_"):
            found += [] if isinstance(value, dict) else [f"{where}: {name} is no object"]
        elif name not in types:
            found.append(f"{where}: unknown {name}")
        elif not isinstance(value, types[name]):
            found.append(f"{where}: {name} is of another type")
    return found


# What the formats share


def _complaints_of_text(body: bytes, root: bytes) -> list[str]:
    found = [] if root in body[:512] else ["The root does not stand in the first 512 bytes."]
    bad = re.findall("[\u0080-\u009f\ufffd]", body.decode())
    return found + [f"A character that was lost, or of an old code page: {one!r}" for one in bad]


def _complaints_of_ids(ids: list) -> list[str]:
    found = [f"Two have the id {one}" for one in set(ids) if ids.count(one) > 1]
    return found + [f"An id that is not unique enough: {one}" for one in ids if not one or len(one) < 9]


def _complaints_of_address(address: str | None, where: str) -> list[str]:
    parts = urlsplit(address or "")
    return [] if parts.scheme in ("http", "https") and parts.netloc else [f"{where}: no absolute address: {address}"]


def _complaints_of_enclosure(url, length, media_type) -> list[str]:
    found = _complaints_of_address(url, "enclosure")
    found += [] if (length or "").isdigit() and int(length) > 0 else [f"enclosure: length {length}"]
    return found + ([] if MEDIA_TYPE.fullmatch(media_type or "") else [f"enclosure: type {media_type}"])


def _complaints_of_822(element, name: str) -> list[str]:
    text = element.findtext(name) or ""
    if not RFC_822.fullmatch(text):
        return [f"{name}: {text!r} is no date of RFC 822 with a year of four digits"]
    return _complaints_of_time(parsedate_to_datetime(text), text)


def _complaints_of_3339(element, *names: str) -> list[str]:
    return [one for name in names for one in _complaints_of_moment(element.findtext(f"{ATOM}{name}") or "")]


def _complaints_of_moment(text: str) -> list[str]:
    if not RFC_3339.fullmatch(text):
        return [f"{text!r} is no moment of RFC 3339"]
    return _complaints_of_time(datetime.datetime.fromisoformat(text), text)


def _complaints_of_time(moment, text: str) -> list[str]:
    soon = datetime.datetime.now(datetime.UTC) + datetime.timedelta(minutes=10)
    return [] if moment.year >= 1990 and moment <= soon else [f"{text} is implausible"]


def _complaints_of_plain(element, *names: str) -> list[str]:
    texts = [one.text or "" for name in names for one in element.findall(name)]
    return [
        f"Markup, or nothing, where plain text belongs: {one!r}"
        for one in texts
        if re.search("<[a-z/!]", one) or not one
    ]


def complaints_of_html(markup: str) -> list[str]:
    """HTML that a strict parser takes, without what readers take out, and every address absolute."""
    try:
        tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(markup)
    except ParseError as error:
        return [f"No HTML: {error}"]
    found = []
    for one in tree.iter():
        if not isinstance(one.tag, str):
            continue
        found += [f"<{one.tag}>"] if one.tag in UNSAFE else []
        for name, value in one.attrib.items():
            if name == "style" or name.startswith("on"):
                found.append(f"<{one.tag} {name}>")
            elif name in ADDRESSES and not re.match("(https?://|mailto:)", value):
                found.append(f"<{one.tag} {name}> is not absolute: {value}")
    return found
