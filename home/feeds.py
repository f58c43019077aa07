"""The feeds as the campaign publishes them: with its own name, and who stands behind it."""

from home.models import CampaignSettings
from timeline.feeds import StoryAtomFeed, StoryFeed, xml_safe


class SignedByCampaignMixin:
    """Takes the title and the author of a feed from the campaign's settings."""

    def title(self, site):
        return xml_safe(CampaignSettings.for_site(site).name or super().title(site))

    def author_name(self, site):
        return xml_safe(CampaignSettings.for_site(site).publisher or self.title(site))

    def feed_copyright(self, site):
        return xml_safe(CampaignSettings.for_site(site).licence) or None


class CampaignRss(SignedByCampaignMixin, StoryFeed):
    """``/feeds/everything.rss``"""


class CampaignAtom(SignedByCampaignMixin, StoryAtomFeed):
    """``/feeds/everything.atom``: the one that every page announces."""
