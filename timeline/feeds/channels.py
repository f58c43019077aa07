"""Which feeds there are: few, and each says what it is."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from timeline.models import TimelineEntry

FORMATS = {"atom": "Atom", "rss": "RSS", "json": "JSON Feed"}
EVERYTHING = "everything"


@dataclass(frozen=True)
class Channel:
    """One feed. *label* follows the name of the campaign in its title; *description* says what to expect."""

    name: str
    label: str
    description: str
    #: Entries, narrowed to those that belong here.
    narrowed: Callable
    #: The page at or under which they stand, where it is the feed of a page.
    page: object = None

    def address(self, ext: str) -> str:
        """Its path in one of ``FORMATS``."""
        if self.page is None:
            return reverse("feed", args=[self.name, ext])
        return reverse("feed_of", args=[self.page.public_record.short_id, ext])

    @property
    def addresses(self) -> list[tuple[str, str]]:
        """The name and the path of each format."""
        return [(name, self.address(ext)) for ext, name in FORMATS.items()]


def channels() -> list[Channel]:
    """The feeds of every campaign, the one that readers are offered first."""
    return [
        Channel(EVERYTHING, _("new entries"), _("Every new entry of the story, as it is announced."), _all),
        Channel("key", _("key moments"), _("Only the key moments, as they are announced."), _key),
        *(_channel_of_kind(kind) for kind in TimelineEntry.kinds()),
    ]


def channel_named(name: str) -> Channel | None:
    return next((one for one in channels() if one.name == name), None)


def channel_of_page(page) -> Channel:
    """The feed of what stands at or under *page*, which has a permanent id."""
    return Channel(
        name=f"of/{page.public_record.short_id}",
        label=page.title,
        description=_("New entries of “{title}”, as they are announced.").format(title=page.title),
        narrowed=lambda entries: entries.filter(path__startswith=page.path),
        page=page,
    )


def _all(entries):
    return entries


def _key(entries):
    return entries.filter(significance=TimelineEntry.Significance.KEY)


def _channel_of_kind(kind: type[TimelineEntry]) -> Channel:
    words = kind.kind_label_plural.lower()
    description = _("New {kinds}, as they are announced.").format(kinds=words)
    return Channel(kind.kind, words, description, lambda entries: entries.exact_type(kind))
