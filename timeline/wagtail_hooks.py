from django.urls import path
from wagtail import hooks

from timeline.documents import refuse_unused_document
from timeline.rich_text import GatedPageLinkHandler
from timeline.views import read_date
from timeline.viewsets import all_entries

hooks.register("before_serve_document", refuse_unused_document)


# After Wagtail's own handler, which this one takes the place of.
@hooks.register("register_rich_text_features", order=10)
def gated_links(features):
    features.register_link_type(GatedPageLinkHandler)


@hooks.register("register_admin_urls")
def date_reading_url():
    return [path("timeline/read-date/", read_date, name="timeline_read_date")]


@hooks.register("register_admin_viewset")
def all_entries_listing():
    return all_entries
