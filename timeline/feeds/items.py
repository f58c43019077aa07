"""What a feed and its items hold, before any format."""

import datetime
from dataclasses import dataclass, field


@dataclass(frozen=True)
class EventDate:
    """When it happened, for programs: EDTF (Library of Congress, level 1), and the days that it may cover."""

    edtf: str
    earliest: datetime.date | None
    latest: datetime.date | None
    occurrence: str


@dataclass(frozen=True)
class Picture:
    """A public size of a picture: its absolute address, its length in bytes, its media type."""

    url: str
    length: int
    media_type: str


@dataclass(frozen=True)
class FeedItem:
    """One thing that subscribers are told. *title* and *summary* are plain text, *html* is the whole account.

    *told_at* never moves; *updated_at* moves with an update. *categories* are paths, as “press/opinion”, and names.
    *language* is empty where it is that of the feed.
    """

    id: str
    link: str
    title: str
    summary: str
    html: str
    told_at: datetime.datetime
    updated_at: datetime.datetime
    categories: tuple[str, ...] = ()
    date: EventDate | None = None
    picture: Picture | None = None
    language: str = ""


@dataclass(frozen=True)
class Gone:
    """The id of an item that readers had and that was taken back, and when: nothing else of it is told."""

    id: str
    at: datetime.datetime


@dataclass(frozen=True)
class Signature:
    """Who speaks, and under which licence."""

    name: str
    publisher: str
    licence: str = ""
    licence_url: str = ""


@dataclass(frozen=True)
class Feed:
    """A whole feed, of the newest item first. *address* is its own, *link* the page that it belongs to. It *is_whole*
    where nothing that belongs in it was left out."""

    id: str
    title: str
    description: str
    address: str
    link: str
    signature: Signature
    items: list[FeedItem] = field(default_factory=list)
    gone: list[Gone] = field(default_factory=list)
    is_whole: bool = True
