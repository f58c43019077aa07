"""From a public page to its card, and to what other sites are told of it. All of it stands on the page itself."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.encoding import escape_uri_path
from django.utils.translation import gettext as _

from timeline.dates.clock import in_london
from timeline.languages import site_language
from timeline.sharing.cards import HEIGHT, WIDTH, Card


@dataclass(frozen=True)
class Shared:
    """What the head of a page says in the words of Open Graph. ``published`` and ``updated`` are moments as ISO 8601
    has them, and empty where readers were told of none."""

    title: str
    description: str
    kind: str
    address: str
    site_name: str
    image: str
    image_alt: str
    published: str = ""
    updated: str = ""
    image_width: int = WIDTH
    image_height: int = HEIGHT

    @property
    def locale(self) -> str:
        """The language of the site, as Open Graph writes it: “en_GB”."""
        return site_language().replace("-", "_")


def name_of(campaign, site) -> str:
    """The name under which the site of *campaign* (its settings) speaks."""
    return campaign.name or site.site_name or site.hostname


def card_of(page, campaign, site) -> Card | None:
    """The card of an entry or a case; ``None`` for a page of any other type, which has that of the site."""
    facts = getattr(page, "sharing_facts", None)
    if facts is None:
        return None
    return Card(facts.title, facts.above, facts.below, name_of(campaign, site), campaign.accent_colour)


def card_of_site(campaign, site) -> Card:
    published_by = _("Published by {name}").format(name=campaign.publisher) if campaign.publisher else ""
    return Card(name_of(campaign, site), below=published_by, accent=campaign.accent_colour)


def shared_page(page, request, campaign, site) -> Shared:
    """What is told of *page*, which readers may see."""
    facts = getattr(page, "sharing_facts", None)
    if facts is None:
        return shared_view(page.seo_title or page.title, page.search_description, request, campaign, site)
    record, card = page.public_record, card_of(page, campaign, site)
    return Shared(
        facts.title,
        facts.description,
        "article" if facts.is_article else "website",
        address_of(request, site),
        name_of(campaign, site),
        _image(site, "card_image", card, record.short_id),
        card.alt,
        published=_moment(record.announced_at) if facts.is_article else "",
        updated=_moment(record.materially_updated_at) if facts.is_article else "",
    )


def shared_view(title: str, description: str, request, campaign, site) -> Shared:
    """What is told of an address that has no card of its own."""
    card = card_of_site(campaign, site)
    image = _image(site, "site_card_image", card)
    return Shared(title, description, "website", address_of(request, site), name_of(campaign, site), image, card.alt)


def address_of(request, site) -> str:
    """The one address of what *request* asks for: on the site's own host, and without filters."""
    return site.root_url + escape_uri_path(request.path)


def _image(site, view: str, card: Card, *named: str) -> str:
    # The version makes it another address after each change: other sites keep a picture by its address.
    return f"{site.root_url}{reverse(view, args=named)}?v={card.version}"


def _moment(moment) -> str:
    return in_london(moment).isoformat(timespec="seconds") if moment else ""
