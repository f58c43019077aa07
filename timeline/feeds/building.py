"""A whole feed. An entry that cannot be written is left out, and the rest is told.

A database that does not answer is no fault of an entry: then there is no feed, and whoever asked comes again.
"""

import logging
import uuid
from collections.abc import Callable

from django.db import Error as DatabaseTrouble

from timeline.feeds import choosing, making
from timeline.feeds.channels import EVERYTHING, Channel, channels
from timeline.feeds.items import Feed, FeedItem, Signature
from timeline.querysets import published_pages

logger = logging.getLogger("timeline.feeds")


def build(site, channel: Channel, ext: str, signature: Signature) -> Feed:
    """The feed of *channel* as it stands now, at its address in the format *ext*."""
    told = choosing.newest_told(site, channel)
    left_out = []

    def leave_out(one) -> None:
        logger.exception("Left out of a feed, because it cannot be written: %s %s", one.kind, one.key)
        left_out.append(one)

    made = _make(site, channel, told, leave_out)
    return Feed(
        id=_id(site, channel),
        title=f"{signature.name}: {channel.label}",
        description=channel.description,
        address=site.root_url + channel.address(ext),
        link=channel.page.get_full_url() if channel.page else f"{site.root_url}/",
        signature=signature,
        items=[made[one] for one in told if one in made],
        gone=choosing.gone(site, channel),
        is_whole=not left_out,
    )


def entries_that_cannot_be_written(site) -> list:
    """The pages of the entries that subscribers of *site* do not get because they cannot be written: each is tried."""
    failed = []
    told = {one for channel in channels() for one in choosing.newest_told(site, channel) if one.kind == choosing.ENTRY}
    _make(site, None, told, lambda one: failed.append(one.key))
    return list(published_pages().filter(pk__in=failed))


def _id(site, channel: Channel) -> str:
    """An id that outlives the address: Wagtail gives every page one, and the front page stays."""
    key = site.root_page.translation_key
    return key.urn if channel.name == EVERYTHING else uuid.uuid5(key, channel.name).urn


def _make(site, channel, told, failed: Callable) -> dict[choosing.Told, FeedItem]:
    """The items of *told*, by what each tells of. *failed* is called with each that cannot be written, while its
    exception is at hand."""
    ways = {
        choosing.ENTRY: (lambda keys: choosing.entries_to_read(keys, site), making.item_of_entry),
        choosing.CORRECTION: (choosing.corrections, making.item_of_correction),
        choosing.DIGEST: (lambda keys: choosing.digests(keys, site, channel), making.item_of_digest),
    }
    made = {}
    for kind, (read, make) in ways.items():
        wanted = {one.key: one for one in told if one.kind == kind}
        for parts in _read(read, wanted, failed):
            one = wanted[parts[0].pk]
            try:
                made[one] = make(*parts, site.root_url)
            except DatabaseTrouble:
                raise
            except Exception:
                failed(one)
    return made


def _read(read: Callable, wanted: dict, failed: Callable) -> list:
    """What *read* gives for the keys of *wanted*. One row that cannot be read takes the query of all down: then each
    is read by itself."""
    if not wanted:
        return []
    try:
        return read(list(wanted))
    except DatabaseTrouble:
        raise
    except Exception:
        found = []
        for key, one in wanted.items():
            try:
                found += read([key])
            except DatabaseTrouble:
                raise
            except Exception:
                failed(one)
        return found
