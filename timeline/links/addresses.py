"""Addresses as people paste them: unwrapped, without trackers, and told apart from one another."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit


class AddressError(ValueError):
    """What was pasted is no address that we take. Its message is for the editor."""


@dataclass(frozen=True)
class CleanAddress:
    """An address without wrappers and trackers."""

    url: str
    #: What was taken off, each in words for the editor.
    taken_off: tuple[str, ...] = ()


def clean_address(text: str) -> CleanAddress:
    """Read what an editor pasted. ``AddressError`` if it is no http(s) address."""
    return CleanAddress(text.strip())


def bare_host(text: str) -> str:
    """The host of an address or a host name, in lower case and without “www.”."""
    host = (urlsplit(text if "//" in text else f"//{text}").hostname or "").lower().rstrip(".")
    return host.removeprefix("www.")


def address_key(url: str) -> str:
    """The same for every form of one address; empty for what is no address."""
    parts = urlsplit(url)
    return f"{bare_host(url)}{parts.path.rstrip('/')}{'?' + parts.query if parts.query else ''}"[:1000]


def archived_moment(url: str) -> datetime | None:
    """When a copy in the Wayback Machine was made, read off its address (14 digits, UTC)."""
    return None
