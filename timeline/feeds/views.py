"""The answers of the feeds. Their addresses stay for good: subscribers keep asking for them for years."""

from django.http import Http404, HttpResponse
from wagtail.models import Page

from timeline.feeds.atom import Atom
from timeline.feeds.building import build
from timeline.feeds.channels import Channel, channel_of_page
from timeline.feeds.generators import write
from timeline.feeds.items import Signature
from timeline.feeds.json_feed import JsonFeed
from timeline.feeds.rss import Rss
from timeline.gone import not_there
from timeline.models import PublicRecord
from timeline.querysets import GatedPageQuerySet, published_pages

GENERATORS = {"atom": Atom, "rss": Rss, "json": JsonFeed}


def feed_response(site, channel: Channel, ext: str, signature: Signature) -> HttpResponse:
    generator = GENERATORS[ext]
    return HttpResponse(write(generator, build(site, channel, ext, signature)), content_type=generator.content_type)


def channel_at(site, short_id: str) -> Channel:
    """The feed of the published page with this permanent id. ``Http404``, or that it is gone, if there is none."""
    lookup = {f"public_record__{name}": value for name, value in PublicRecord.lookup(short_id).items()}
    page = published_pages().of_site(site).filter(**lookup).select_related("public_record").first()
    if page:
        return channel_of_page(page)
    there = GatedPageQuerySet(model=Page).of_site(site).filter(**lookup).first()
    raise not_there(there) if there else Http404()
