"""The feed of announcements: what is in an item is written once, for every format."""

import re

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import prefetch_related_objects
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.html import escape
from django.utils.text import capfirst
from wagtail.models import Site

from timeline.models import TimelineEntry

#: What XML 1.0 cannot hold. One such character in one title would take the whole feed down.
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: Our own templates write attributes with double quotes, and text has them escaped.
ROOT_RELATIVE = re.compile(r'( (?:href|src)=")/(?!/)')


def xml_safe(text: str) -> str:
    """*text* without the characters that XML 1.0 has no way to write."""
    return NOT_XML.sub("", text)


def with_absolute_addresses(html: str, root_url: str) -> str:
    """*html* of our own templates, for a reader that is not on our site."""
    return ROOT_RELATIVE.sub(rf"\1{root_url}/", html)


class FullContentRss(Rss201rev2Feed):
    """RSS 2.0 by the Best Practices Profile of the RSS Advisory Board, the whole text in ``content:encoded``."""

    content_type = "application/rss+xml; charset=utf-8"

    def rss_attributes(self):
        return {**super().rss_attributes(), "xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["content"])


class FullContentAtom(Atom1Feed):
    """Atom (RFC 4287) with the whole text in ``content``."""

    content_type = "application/atom+xml; charset=utf-8"

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


class StoryFeed(Feed):
    """Everything that was announced, the newest announcement first.

    A feed's time is when the site told its readers; when the thing happened stands in the title. The
    id is the permanent one of the public record, so that renaming and moving send nothing twice.
    """

    feed_type = FullContentRss
    language = "en-GB"
    url_name = "feed_rss"
    item_guid_is_permalink = False

    def get_object(self, request):
        return Site.find_for_request(request)

    def title(self, site):
        return xml_safe(site.site_name or site.hostname)

    def link(self, site):
        return f"{site.root_url}/"

    def feed_guid(self, site):
        """An id that outlives the address: Wagtail gives every page one, and the front page stays."""
        return site.root_page.translation_key.urn

    def description(self, site):
        return "New entries in the timeline, as they are announced."

    def feed_url(self, site):
        return site.root_url + reverse(self.url_name)

    def author_name(self, site):
        return self.title(site)

    def items(self, site):
        announced = TimelineEntry.objects.published().of_site(site).announced()
        entries = list(announced.for_reading()[: settings.FEED_LENGTH])
        for kind in {type(entry) for entry in entries}:
            prefetch_related_objects([entry for entry in entries if type(entry) is kind], *kind.read_with)
        return entries

    def item_title(self, entry):
        return xml_safe(f"{capfirst(entry.when_with_occurrence)}: {entry.title}")

    def item_description(self, entry):
        # Readers take it for HTML, and what editors write there is plain text.
        return escape(xml_safe(entry.summary))

    def item_link(self, entry):
        return self._root_url(entry) + entry.public_record.short_path

    def item_guid(self, entry):
        return entry.public_record.urn

    def item_pubdate(self, entry):
        return entry.public_record.announced_at

    def item_updateddate(self, entry):
        return entry.public_record.last_told_at

    def item_categories(self, entry):
        return [xml_safe(name) for name in (entry.kind_label, *(topic.name for topic in entry.topics.all()))]

    def item_extra_kwargs(self, entry):
        html = render_to_string("timeline/feed_item.html", {"entry": entry, "page": entry})
        return {"content": xml_safe(with_absolute_addresses(html, self._root_url(entry)))}

    @staticmethod
    def _root_url(entry) -> str:
        return entry.get_url_parts()[1]


class StoryAtomFeed(StoryFeed):
    """The same announcements as Atom."""

    feed_type = FullContentAtom
    url_name = "feed_atom"
    subtitle = StoryFeed.description
