"""Addresses as people paste them: unwrapped, without trackers, and told apart from one another."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

import idna

from timeline.links.archives import archived_moment, archived_original
from timeline.links.keys import key_of
from timeline.links.trackers import fragment_without_trackers, without_trackers
from timeline.links.wrappers import unwrapped

__all__ = [
    "AddressError",
    "CleanAddress",
    "address_key",
    "archived_moment",
    "archived_original",
    "bare_host",
    "clean_address",
]

LONGEST = 1000
#: Wrappers in wrappers: a mail that was sent on has two or three.
MOST_WRAPPERS = 10

#: Soft hyphens, joiners without width, and marks of the direction of writing, which come along when text is copied.
_INVISIBLE = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_AROUND = "<>\"'“”‘’«» "
_SCHEME = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*):(?!\d)", re.IGNORECASE)
_BARE = re.compile(r"[^\s/?#@:]+\.[^\s/?#@:.]+(:\d+)?([/?#].*)?", re.DOTALL)
_NOT_IN_HOST = re.compile(r"[\s<>\"\\^`{|}%!$&'()*+,;=~#?@\[\]]")


class AddressError(ValueError):
    """What was pasted is no address that we take. Its message is for the editor."""


@dataclass(frozen=True)
class CleanAddress:
    """An address without wrappers and trackers."""

    url: str
    #: What was taken off, each in words for the editor.
    taken_off: tuple[str, ...] = ()


def clean_address(text: str) -> CleanAddress:
    """Read what an editor pasted: at most 1000 characters. ``AddressError`` if it is no http(s) address.

    What is neither wrapper nor tracker stays exactly as it was written.
    """
    found = _cleaned(text)
    if len(found.url) > LONGEST:
        raise AddressError(f"This address is longer than {LONGEST} characters. Is there a shorter one?")
    return found


def bare_host(text: str) -> str:
    """The host of an address or a host name, in lower case and without “www.”; empty for what has none."""
    try:
        host = (urlsplit(text if "//" in text else f"//{text}").hostname or "").lower().rstrip(".")
    except ValueError:
        return ""
    return host.removeprefix("www.")


@lru_cache(maxsize=10_000)
def address_key(url: str) -> str:
    """The same for every form of one address, ASCII, at most 1000 characters; empty for what is no address."""
    try:
        key = key_of(urlsplit(_cleaned(url).url))
        # An address in another form may turn out to be wrapped, or to carry trackers.
        for _ in range(MOST_WRAPPERS):
            again = key_of(urlsplit(_cleaned(f"https://{key}").url))
            if again == key:
                break
            key = again
    except ValueError:
        return ""
    return key


def _cleaned(text: str) -> CleanAddress:
    url, off = _tidy(text), []
    for _ in range(MOST_WRAPPERS):
        parts = _checked(url)
        # In the address of a copy every character counts: an archive finds it by them.
        if archived_original(url):
            return CleanAddress(url, tuple(dict.fromkeys(off)))
        found = unwrapped(url)
        if not found:
            break
        url = _tidy(found[0])
        off.append(found[1])
    else:
        raise AddressError("This address is wrapped in others too often. Open it and copy the address of the page.")
    host = bare_host(url)
    query, trackers = without_trackers(parts.query, host)
    fragment, marks = fragment_without_trackers(parts.fragment, host)
    if trackers or marks:
        # What stands at the end now may be a quotation mark, or whatever else came along.
        again = _cleaned(_put_together(url, query, fragment))
        return CleanAddress(again.url, tuple(dict.fromkeys([*off, *trackers, *marks, *again.taken_off])))
    return CleanAddress(url, tuple(dict.fromkeys(off)))


def _tidy(text: str) -> str:
    pieces = unicodedata.normalize("NFKC", text).split()
    if sum(bool(re.match(r"<?https?://", piece, re.IGNORECASE)) for piece in pieces) > 1:
        raise AddressError("These are several addresses. Give one at a time.")
    # Mail programs break long addresses over lines; a space is another matter.
    lines = [line.strip() for line in unicodedata.normalize("NFKC", text).splitlines()]
    url = unicodedata.normalize("NFKC", _INVISIBLE.sub("", "".join(lines))).strip(_AROUND)
    url = re.sub(r"^url:\s*", "", url, flags=re.IGNORECASE)
    if not url:
        raise AddressError("There is no address here.")
    if " " in url:
        raise AddressError("There is a space in this address. Paste the address alone, with nothing around it.")
    if url.startswith("//"):
        return f"https:{url}"
    scheme = _SCHEME.match(url)
    if not scheme and _BARE.fullmatch(url):
        return f"https://{url}"
    if scheme and scheme["scheme"].lower() in ("http", "https"):
        return url[: scheme.end()].lower() + url[scheme.end() :]
    raise AddressError("This is no address of a page on the web: that begins with “https://” or “http://”.")


def _checked(url: str) -> SplitResult:
    """The parts of an address. ``AddressError`` for what clearly leads nowhere."""
    broken = AddressError("This address is not complete, or holds characters that no address has. Copy it once more.")
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        raise broken from None
    if "@" in parts.netloc:
        raise AddressError("This address holds a name or a password before the “@”. Give it without them.")
    if not host or "\\" in url.partition("?")[0] or len(host) > 253:
        raise broken
    if not parts.netloc.startswith("[") and (_NOT_IN_HOST.search(host) or not _is_name(host)):
        raise broken
    return parts


def _is_name(host: str) -> bool:
    labels = host.removesuffix(".").split(".")
    if not all(labels) or any(len(label) > 63 for label in labels):
        return False
    try:
        return bool(host.isascii() or idna.encode(host, uts46=True))
    except idna.IDNAError:
        return False


def _put_together(url: str, query: str, fragment: str) -> str:
    """The address with another query and fragment, and everything before them as it was written."""
    start = re.split(r"[?#]", url, maxsplit=1)[0]
    return f"{start}{'?' + query if query else ''}{'#' + fragment if fragment else ''}"
