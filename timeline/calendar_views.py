"""The addresses of calendars. They stay for good: subscribers keep asking for them for years."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from wagtail.models import Site

from timeline.calendars import calendar_file
from timeline.gone import page_at
from timeline.models import TimelineEntry
from timeline.polling import for_pollers


@for_pollers(depends_on_day=False, reads_query=False)
def calendar_of(request, short_id):
    """What is published at or under the page with this permanent id: one entry, or all that stands in a case."""
    site = Site.find_for_request(request)
    page = page_at(site, short_id)
    entries = TimelineEntry.objects.published().filter(path__startswith=page.path)
    return calendar_response(site, request.path, entries, name=page.title, slug=page.slug)


def calendar_of_site(request, *, name: str):
    """All published entries of the site that belong in a calendar, under *name*."""
    site = Site.find_for_request(request)
    entries = TimelineEntry.objects.published().of_site(site)
    # Under whichever of its addresses it was asked for, it is one file.
    return calendar_response(site, reverse("calendar_everything"), entries, name=name, slug=slugify(name))


def calendar_response(site, path: str, entries, *, name: str, slug: str) -> HttpResponse:
    # The address by the site's own name: a file that another host name or a query changed would be another file.
    body = calendar_file(entries, name=name, address=site.root_url + path, root_url=site.root_url)
    filename = f"{slug or 'calendar'}.ics"
    headers = {"Content-Disposition": content_disposition_header(False, filename)}
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)
