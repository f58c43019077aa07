"""RSS 2.0 by the Best Practices Profile of the RSS Advisory Board."""

from html import escape

from django.utils.feedgenerator import Rss201rev2Feed

from timeline.feeds.generators import XML, FeedMixin

NAMESPACES = {
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:dcterms": "http://purl.org/dc/terms/",
    "xmlns:creativeCommons": "http://backend.userland.com/creativeCommonsRssModule",
}


class Rss(FeedMixin, Rss201rev2Feed):
    """The whole text in ``content:encoded``; when it happened in ``dcterms:temporal``, as EDTF."""

    content_type = XML

    def rss_attributes(self):
        return super().rss_attributes() | NAMESPACES

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        # RSS's own elements for people hold nothing but e-mail addresses.
        handler.addQuickElement("dc:creator", self.feed["author_name"])
        if self.feed["licence_url"]:
            handler.addQuickElement("creativeCommons:license", self.feed["licence_url"])

    def add_item_elements(self, handler, item):
        told = item["item"]
        # Readers take it for HTML, and what editors write there is plain text.
        super().add_item_elements(handler, item | {"description": escape(told.summary, quote=False)})
        handler.addQuickElement("content:encoded", told.html)
        if told.language:
            handler.addQuickElement("dc:language", told.language)
        if told.date:
            handler.addQuickElement("dcterms:temporal", told.date.edtf)
