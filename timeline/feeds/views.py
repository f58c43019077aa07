"""The answers of the feeds. Their addresses stay for good: subscribers keep asking for them for years."""

from django.http import HttpResponse

from timeline.feeds.atom import Atom
from timeline.feeds.building import build
from timeline.feeds.channels import Channel, channel_of_page
from timeline.feeds.generators import write
from timeline.feeds.items import Signature
from timeline.feeds.json_feed import JsonFeed
from timeline.feeds.rss import Rss
from timeline.gone import page_at

GENERATORS = {"atom": Atom, "rss": Rss, "json": JsonFeed}


def feed_response(site, channel: Channel, ext: str, signature: Signature) -> HttpResponse:
    generator = GENERATORS[ext]
    feed = build(site, channel, ext, signature)
    response = HttpResponse(write(generator, feed), content_type=generator.content_type)
    if not feed.is_whole:
        # What was left out may be there the next time: nobody keeps this one.
        response["Cache-Control"] = "no-cache"
    return response


def channel_at(site, short_id: str) -> Channel:
    """The feed of the published page with this permanent id. ``Http404``, or that it is gone, if there is none."""
    return channel_of_page(page_at(site, short_id))
