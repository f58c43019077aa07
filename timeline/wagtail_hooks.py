from django.urls import path
from wagtail import hooks

from timeline.documents import refuse_unused_document
from timeline.views import read_date
from timeline.viewsets import all_entries

hooks.register("before_serve_document", refuse_unused_document)


@hooks.register("register_admin_urls")
def date_reading_url():
    return [path("timeline/read-date/", read_date, name="timeline_read_date")]


@hooks.register("register_admin_viewset")
def all_entries_listing():
    return all_entries
