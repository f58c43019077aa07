"""The pictures and styles that belong to a page, kept with it within limits."""

import dataclasses
import time
from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin

from lxml import etree

from timeline.links.fetch import FetchError

#: A copy is for reading again, not a mirror: so many parts at most, and so many bytes of each and of all, unpacked.
MOST_PARTS = 40
MOST_BYTES_OF_ONE = 5_000_000
MOST_BYTES = 25_000_000
#: Seconds for each of them, and for all.
DEADLINE = 10
DEADLINE_OF_ALL = 90
KINDS = ("image/", "text/css")


def addresses_of_parts(body: bytes, page_url: str) -> list[str]:
    """The addresses of the pictures and style sheets that the HTML *body* names, in its order, each once."""
    parser = etree.HTMLParser(recover=True, huge_tree=False, no_network=True)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        return []
    if root is None:
        return []
    try:
        base = urljoin(page_url, next(iter(root.xpath("//base/@href")), ""))
    except ValueError:
        base = page_url
    named = root.xpath(
        "//img/@src | //link[contains(concat(' ', translate(@rel, 'STYLEHN', 'stylehn'), ' '), ' stylesheet ')]/@href"
    )
    found = {}
    for address in named:
        try:
            url, _fragment = urldefrag(urljoin(base, address.strip()))
        except ValueError:
            continue
        if url.startswith(("http://", "https://")) and url != page_url:
            found.setdefault(url)
    return list(found)


def fetch_parts(fetcher, body: bytes, page_url: str, tell) -> Iterator:
    """Fetch the parts of a page one by one: each comes as a ``Fetched`` without its unpacked body, or as
    ``(address, reason)`` if it is left out. What the limits leave out comes as one such pair, under *page_url*.

    *tell* is called with a line of progress before each.
    """
    addresses = addresses_of_parts(body, page_url)
    total, end = 0, time.monotonic() + DEADLINE_OF_ALL
    for number, url in enumerate(addresses, start=1):
        left, seconds = len(addresses) - number + 1, end - time.monotonic()
        if number > MOST_PARTS or total > MOST_BYTES:
            yield page_url, f"and {left} more, which we do not keep of one page"
            return
        if seconds <= 0:
            yield page_url, f"and {left} more, for which the hosts left us no time"
            return
        tell(f"Fetching picture or style {number} of {min(len(addresses), MOST_PARTS)}")
        try:
            part = fetcher.fetch(url, max_bytes=MOST_BYTES_OF_ONE, deadline=min(DEADLINE, seconds))
        except FetchError as error:
            yield url, str(error)
            continue
        if part.status != 200:
            yield url, f"The host answered {part.status}."
        elif not (part.content_type or "").startswith(KINDS):
            yield url, "It is neither a picture nor a style sheet."
        else:
            # Of what is damaged, next to nothing unpacks.
            total += max(len(part.body), len(part.raw))
            yield dataclasses.replace(part, body=b"")
