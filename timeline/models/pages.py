"""The story page, and the plainest kind of entry."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, re_path
from wagtail.contrib.routable_page.models import path as routable_path
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from timeline.filters import StoryFilters
from timeline.gate import GatedPageMixin
from timeline.models.entry import TimelineEntry
from timeline.querysets import GatedPageManager
from timeline.spine import year_addresses
from timeline.story import story_context


class EventPage(TimelineEntry):
    """Something that happened: a law made, a letter sent, an answer given."""

    kind = "event"
    kind_label = _("Event")
    kind_label_plural = _("Events")
    template = "timeline/entry.html"
    card_template = "timeline/cards/event.html"
    parent_page_types = ["timeline.TimelinePage"]
    page_description = _("Something that happened: a law made, a letter sent, an answer given")
    is_creatable = True
    is_added_quickly = True
    fits_in_a_row = True

    class Meta:
        verbose_name = _("event")


class TimelinePage(GatedPageMixin, RoutablePageMixin, Page):
    """The story: every published entry of the site on one line.

    ``/timeline/`` holds all of it while it is short, and the list of its years when it is long;
    ``/timeline/2018/`` holds what begins in 2018. There are no pages by offset, so that an entry that
    is added to the past changes one page and moves no other.
    """

    introduction = RichTextField(blank=True, features=["bold", "italic", "link"])

    objects = GatedPageManager()

    is_room = True
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["timeline.EventPage", "timeline.ChapterPage"]
    page_description = _("The story: every entry on one line")
    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    search_fields = [*Page.search_fields, index.SearchField("introduction")]

    class Meta:
        verbose_name = _("timeline")

    @routable_path("")
    def the_story(self, request):
        filters = StoryFilters(request)
        return self.render(request, context_overrides=story_context(filters, story_url=self.get_url(request)))

    @re_path(r"^(?P<year>[1-2]\d{3})/$", name="year")
    def one_year(self, request, year):
        filters = StoryFilters(request)
        context = story_context(filters, story_url=self.get_url(request), year=int(year))
        return self.render(request, context_overrides=context)

    def get_sitemap_urls(self, request=None):
        return [*super().get_sitemap_urls(request), *year_addresses(self, request)]
