"""Atom (RFC 4287), with what is gone (RFC 6721)."""

from django.utils.feedgenerator import Atom1Feed, rfc3339_date
from django.utils.xmlutils import SimplerXMLGenerator

from timeline.feeds.generators import XML, FeedMixin

NAMESPACES = {"xmlns:dcterms": "http://purl.org/dc/terms/", "xmlns:at": "http://purl.org/atompub/tombstones/1.0"}


class Atom(FeedMixin, Atom1Feed):
    """The whole text in ``content``; when it happened in ``dcterms:temporal``, as EDTF."""

    content_type = XML

    def write(self, outfile, encoding):
        # Django's own writes no stylesheet.
        handler = SimplerXMLGenerator(outfile, encoding, short_empty_elements=True)
        handler.startDocument()
        for stylesheet in self.feed["stylesheets"]:
            handler.processingInstruction("xml-stylesheet", stylesheet)
        handler.startElement("feed", self.root_attributes())
        self.add_root_elements(handler)
        self.write_items(handler)
        handler.endElement("feed")

    def root_attributes(self):
        return super().root_attributes() | NAMESPACES

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        if self.feed["licence_url"]:
            handler.addQuickElement("link", "", {"rel": "license", "href": self.feed["licence_url"]})
        for one in self.feed["gone"]:
            handler.addQuickElement("at:deleted-entry", "", {"ref": one.id, "when": rfc3339_date(one.at)})

    def item_attributes(self, item):
        language = item["item"].language
        return super().item_attributes(item) | ({"xml:lang": language} if language else {})

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        told = item["item"]
        handler.addQuickElement("summary", told.summary)
        handler.addQuickElement("content", told.html, {"type": "html"})
        if told.date:
            handler.addQuickElement("dcterms:temporal", told.date.edtf)
