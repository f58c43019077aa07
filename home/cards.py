"""Drawn cards at their addresses, under the campaign's own name and colour."""

from django.core.cache import caches
from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe
from wagtail.models import Site

from home.models import CampaignSettings
from timeline.gone import page_at
from timeline.sharing.cards import Card
from timeline.sharing.pages import card_of, card_of_site

#: Seconds. The hash of what is drawn is the key, so that a picture is never out of date.
KEPT_FOR = 24 * 60 * 60


@require_safe
def card_image(request, short_id):
    """The card of the published entry or case with this permanent id."""
    site = Site.find_for_request(request)
    page = page_at(site, short_id).specific
    return card_response(request, card_of(page, CampaignSettings.for_request(request), site))


@require_safe
def site_card_image(request):
    """``/cards/site.png``: for pages that have no card of their own."""
    site = Site.find_for_request(request)
    return card_response(request, card_of_site(CampaignSettings.for_request(request), site))


def card_response(request, card: Card) -> HttpResponse:
    """The picture, drawn if it is not kept; nothing is drawn for who has it already."""
    etag = f'"{card.version}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(_drawn(card), content_type="image/png")
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=3600"
    return response


def _drawn(card: Card) -> bytes:
    return caches["cards"].get_or_set(f"card-{card.version}", card.png, KEPT_FOR)
