"""What tells one address from another, whatever form it was written in (RFC 3986, section 6)."""

import hashlib
import re
from urllib.parse import SplitResult

import idna

from timeline.links.trackers import is_tracker

LONGEST = 1000
#: Names of the same house for other devices.
_PREFIXES = ("www.", "m.", "mobile.", "amp.")
_PORTS = (None, 80, 443)
#: What a server gives out when it is asked for the folder.
_INDEX = re.compile(r"/(?:index\.(?:html?|php|shtml|aspx?|jsp)|default\.(?:html?|aspx?))$", re.IGNORECASE)
#: AMP pages stand beside those that they are copies of, under these names.
_AMP_PATH = re.compile(r"(?:/amp|\.amp)$", re.IGNORECASE)
_AMP_FILE = re.compile(r"\.amp\.html$", re.IGNORECASE)
_AMP_PAIRS = re.compile(r"(?:amp(?:=(?:1|true))?|outputtype=amp)", re.IGNORECASE)

_UNRESERVED = r"A-Za-z0-9._~\-"
_NOT_PLAIN = re.compile(rf"%[0-9A-Fa-f]{{2}}|[^{_UNRESERVED}!$&'()*+,;=:@/?]")
_PLAIN = re.compile(rf"[{_UNRESERVED}]")


def key_of(parts: SplitResult) -> str:
    """The key of an address that was cleaned. Empty where its host cannot be written in ASCII."""
    host = _host(parts)
    if not host:
        return ""
    path = _path(parts.path)
    query = _query(parts.query, host)
    fragment = _normal(parts.fragment) if parts.fragment.startswith("!") else ""
    key = f"{host}{path}{'?' + query if query else ''}{'#' + fragment if fragment else ''}"
    return key if len(key) <= LONGEST else _shortened(host + (path or "/"), key)


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".").lower()
    if ":" in host:
        return f"[{host}]" + _port(parts) if host.isascii() else ""
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode()
        except idna.IDNAError:
            return ""
    while any(host.startswith(prefix) and "." in host[len(prefix) :] for prefix in _PREFIXES):
        host = host.partition(".")[2]
    return host + _port(parts)


def _port(parts: SplitResult) -> str:
    return "" if parts.port in _PORTS else f":{parts.port}"


def _path(path: str) -> str:
    path = _without_dots(_normal(path))
    while True:
        shorter = _AMP_FILE.sub(".html", _AMP_PATH.sub("", _INDEX.sub("", path.rstrip("/"))))
        if shorter == path:
            return path
        path = shorter


def _without_dots(path: str) -> str:
    """Steps such as “.” and “..” walked (RFC 3986, 5.2.4)."""
    steps = []
    for step in path.split("/"):
        if step == "..":
            steps = steps[:1] + steps[1:-1]
        elif step != ".":
            steps.append(step)
    return "/".join(steps)


def _query(query: str, host: str) -> str:
    pairs = [_normal(pair) for pair in query.split("&")]
    bare = host.partition(":")[0]
    return "&".join(
        sorted(
            pair
            for pair in pairs
            if pair and not _AMP_PAIRS.fullmatch(pair) and not is_tracker(pair.partition("=")[0], bare)
        )
    )


def _normal(text: str) -> str:
    """Escapes in one form: none where none is needed, capitals, and everything that is not ASCII escaped."""
    return _NOT_PLAIN.sub(_escape, text)


def _escape(found: re.Match) -> str:
    text = found[0]
    if len(text) == 3:
        character = chr(int(text[1:], 16))
        return character if _PLAIN.fullmatch(character) else text.upper()
    return "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "surrogatepass"))


def _shortened(start: str, key: str) -> str:
    """An end that is too long is told apart by its hash."""
    digest = hashlib.sha256(key.encode()).hexdigest()
    # Never in the middle of an escape.
    start = re.sub(r"%[0-9A-F]?$", "", start[: LONGEST - len(digest) - 1])
    return f"{start}~{digest}"
