"""Addresses of copies in public web archives: what they are copies of, and when they were made."""

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

#: The moment stands before the address of the original: as up to 14 digits (with a flag such as “id_” for the copy as
#: it came, "if_" for one in a frame), or with full stops. All in UTC. Sources: the addresses that the Internet
#: Archive, archive.today under its names, the UK Government Web Archive and the UK Web Archive give out.
_ORIGINAL = r"(?:[a-z]{2}_)?/(?P<original>.+)"
_DIGITS = rf"(?P<digits>\d{{1,14}}){_ORIGINAL}"
_WAYBACK = re.compile(rf"/web/{_DIGITS}", re.DOTALL)
_TODAY = re.compile(rf"/(?P<digits>\d{{8,14}}|\d{{4}}\.\d\d\.\d\d-\d{{6}}){_ORIGINAL}", re.DOTALL)
_FORMS = {
    "web.archive.org": _WAYBACK,
    "archive.org": _WAYBACK,
    "www.archive.org": _WAYBACK,
    "webarchive.nationalarchives.gov.uk": re.compile(rf"/(?:ukgwa/)?{_DIGITS}", re.DOTALL),
    "www.webarchive.org.uk": re.compile(rf"/(?:[a-z-]+/)*(?:archive|wayback)/{_DIGITS}", re.DOTALL),
} | {f"archive.{ending}": _TODAY for ending in ("today", "ph", "is", "li", "vn", "fo", "md")}

#: Shorter ones are accepted by the archives, and name no day.
_SHORTEST = 8
_EARLIEST_COPY = 1991


def archived_original(url: str) -> str:
    """What a copy in a public web archive is a copy of; empty for any other address."""
    found = _read(url)
    if not found:
        return ""
    original = found["original"]
    # Servers on the way make one slash of two; and the archives take an original without "http://".
    original = re.sub(r"^(https?:/)(?=[^/])", r"\1/", original, flags=re.IGNORECASE)
    if not re.match(r"https?://", original, re.IGNORECASE):
        original = f"http://{original}"
    return original


def archived_moment(url: str) -> datetime | None:
    """When a copy in a public web archive was made, read off its address (aware, UTC).

    ``None`` where the address gives no day, or is none of a copy.
    """
    found = _read(url)
    digits = re.sub(r"\D", "", found["digits"]) if found else ""
    if len(digits) < _SHORTEST or int(digits[:4]) < _EARLIEST_COPY:
        return None
    # Half an hour, minute or second is none.
    digits = digits[: len(digits) // 2 * 2].ljust(14, "0")
    numbers = [int(digits[:4]), *(int(digits[start : start + 2]) for start in range(4, 14, 2))]
    try:
        return datetime(*numbers, tzinfo=UTC)
    except ValueError:
        return None


def _read(url: str) -> re.Match | None:
    try:
        parts = urlsplit(url.strip())
        form = _FORMS.get((parts.hostname or "").lower()) if parts.scheme in ("http", "https") else None
    except ValueError:
        return None
    return form and form.fullmatch(parts._replace(scheme="", netloc="").geturl())
