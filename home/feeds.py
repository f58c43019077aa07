"""The feeds as the campaign publishes them: with its own name, and who stands behind it."""

from django.http import Http404
from wagtail.models import Site

from home.models import CampaignSettings
from timeline.feeds.channels import channel_named
from timeline.feeds.items import Signature
from timeline.feeds.views import channel_at, feed_response
from timeline.polling import for_pollers
from timeline.sharing.pages import name_of


@for_pollers(reads_query=False)
def feed(request, name, ext):
    """``/feeds/everything.atom`` and its like"""
    channel = channel_named(name)
    if channel is None:
        raise Http404
    return _respond(request, channel, ext)


@for_pollers(reads_query=False)
def feed_of(request, short_id, ext):
    """``/feeds/of/0123456789.atom``: what stands at or under the page with that permanent id"""
    return _respond(request, channel_at(Site.find_for_request(request), short_id), ext)


def signature_of(site) -> Signature:
    """Who speaks in the feeds of *site*."""
    campaign = CampaignSettings.for_site(site)
    name = name_of(campaign, site)
    return Signature(name, campaign.publisher or name, campaign.licence, campaign.licence_url)


def _respond(request, channel, ext):
    site = Site.find_for_request(request)
    return feed_response(site, channel, ext, signature_of(site))
