from wagtail.contrib.sitemaps import Sitemap

from timeline.querysets import published_pages


class PublishedSitemap(Sitemap):
    """Every page that anybody may see, by the gate."""

    def items(self):
        return published_pages().of_site(self.get_wagtail_site()).defer_streamfields().specific()
