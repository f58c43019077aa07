"""The hosts that publish judgments and official papers, and copies that stand elsewhere.

Whole copies of BAILII stand on odd hosts that search engines show. They look like the real thing, can
be changed by whoever runs them, and send visitors where they like. A public record of a case must
not link to one by mistake, so an editor is warned. It stays a warning: a form of address proves
nothing, and there are honest copies. The hosts and the shapes are in ``data/identifiers.json``.
"""

import json
import re
import unicodedata
from urllib.parse import unquote

from legal.identifiers import DATA

_HOSTS = json.loads(DATA.read_text(encoding="utf-8"))["hosts"]

#: A subdomain of one of these is official too.
OFFICIAL_HOSTS = frozenset(_HOSTS["official"])
#: Publishers, libraries and archives that say what they are.
HONEST_HOSTS = frozenset(_HOSTS["honest"])
#: Longer addresses are read up to here.
MAX_LENGTH = 4000

_NAMES = tuple(_HOSTS["names"])
_SHAPES = tuple(re.compile(shape, re.ASCII) for shape in _HOSTS["paths"])
_WEB_SCHEME = re.compile(r"(?:https?|ftp):/*", re.IGNORECASE | re.ASCII)
_OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+-]*:(?!\d)", re.IGNORECASE | re.ASCII)
#: Letters of other alphabets that look like ours.
_LOOKALIKES = {
    ord(lookalike): letter
    for letter, lookalikes in {
        "a": "аɑα",
        "b": "ьƅ",
        "c": "сϲ",
        "e": "еҽ",
        "h": "һ",
        "i": "іιıɩї",
        "l": "ӏļɭ",
        "n": "ոп",
        "o": "оοօ",
        "r": "гᴦ",
        "s": "ѕ",
        "v": "ѵν",
        "w": "ԝω",
    }.items()
    for lookalike in lookalikes
}

COPY = (
    "This address has the form of a copy of a judgment, but “{host}” is not an official host. Copies on other "
    "hosts can be false or changed. Link to caselaw.nationalarchives.gov.uk or www.bailii.org instead."
)
NAMESAKE = (
    "“{host}” has a name like an official host, but is not one. "
    "Link to caselaw.nationalarchives.gov.uk or www.bailii.org instead."
)
DISGUISE = (
    "This address begins like an official one, but leads to “{host}”, which is not official. "
    "Link to caselaw.nationalarchives.gov.uk or www.bailii.org instead."
)


def is_official(url: str) -> bool:
    """Whether the address is on an official host, whatever it says before the host's name."""
    return _is_of(_parts(url)[1], OFFICIAL_HOSTS)


def warn_of_mirror(url: str) -> str:
    """Why an editor should look twice at this address, in plain words, or ""."""
    before, host, rest = _parts(url)
    if not host or _is_of(host, OFFICIAL_HOSTS):
        return ""
    if any(name in _plain(before) for name in _NAMES):
        return DISGUISE.format(host=host)
    if _is_of(host, HONEST_HOSTS):
        return ""
    if any(name in _plain(host) for name in _NAMES):
        return NAMESAKE.format(host=host)
    path, _, query = rest.partition("?")
    places = (path, *(part[4:] for part in query.split("&") if part.startswith("doc=")))
    if any(shape.search(f"/{place}") for place in places for shape in _SHAPES):
        return COPY.format(host=host)
    return ""


def _parts(url: str) -> tuple[str, str, str]:
    """What stands before the "@", the host, and the path with its query; as a browser would take them."""
    address = "".join(character for character in url[:MAX_LENGTH] if character.isprintable()).strip()
    address = address.replace("\\", "/")
    web_scheme = _WEB_SCHEME.match(address)
    if web_scheme:
        address = address[web_scheme.end() :]
    elif _OTHER_SCHEME.match(address.split("/")[0]) and "@" not in address.split("/")[0]:
        return "", "", ""
    end = re.search(r"[/?#]|$", address.lstrip("/"))
    address = address.lstrip("/")
    before, _, place = address[: end.start()].rpartition("@")
    rest = unquote(address[end.start() :]).partition("#")[0].casefold()
    return unquote(before), _host(unquote(place)), rest


def _host(place: str) -> str:
    name = unicodedata.normalize("NFKC", place).replace("。", ".").casefold().strip()
    if name.startswith("["):
        return name.partition("]")[0] + "]"
    return name.partition(":")[0].strip(".")


def _is_of(host: str, hosts: frozenset[str]) -> bool:
    labels = host.split(".")
    return any(".".join(labels[start:]) in hosts for start in range(max(0, len(labels) - 8), len(labels)))


def _plain(name: str) -> str:
    """The name as it strikes the eye: punycode decoded, no accents, no hyphens, lookalikes as Latin letters."""
    shown = ".".join(_decoded(label) for label in name.casefold().split("."))
    letters = unicodedata.normalize("NFKD", shown.translate(_LOOKALIKES))
    return "".join(letter for letter in letters if letter != "-" and not unicodedata.combining(letter))


def _decoded(label: str) -> str:
    # A label of a host name has 63 characters at most.
    if not label.startswith("xn--") or len(label) > 63:
        return label
    try:
        return label[4:].encode("ascii").decode("punycode").casefold()
    except (ValueError, OverflowError):
        return label
