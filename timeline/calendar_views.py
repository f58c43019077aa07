"""The addresses of calendars. They stay for good: subscribers keep asking for them for years."""

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import conditional_page, require_safe
from wagtail.models import Site

from timeline.calendars import calendar_file
from timeline.models import PublicRecord, TimelineEntry
from timeline.querysets import published_pages


@conditional_page
@require_safe
def calendar_of(request, short_id):
    """What is published at or under the page with this permanent id: one entry, or all that stands in a case."""
    site = Site.find_for_request(request)
    page = (
        published_pages()
        .of_site(site)
        .filter(**{f"public_record__{name}": value for name, value in PublicRecord.lookup(short_id).items()})
        .first()
    )
    if page is None:
        raise Http404
    entries = TimelineEntry.objects.published().filter(path__startswith=page.path)
    return calendar_response(request, site, entries, name=page.title, slug=page.slug)


def calendar_of_site(request, *, name: str):
    """All published entries of the site that belong in a calendar, under *name*."""
    site = Site.find_for_request(request)
    entries = TimelineEntry.objects.published().of_site(site)
    return calendar_response(request, site, entries, name=name, slug=slugify(name))


def calendar_response(request, site, entries, *, name: str, slug: str) -> HttpResponse:
    # The address by the site's own name: a file that another host name or a query changed would be another file.
    body = calendar_file(entries, name=name, address=site.root_url + request.path, root_url=site.root_url)
    filename = f"{slug or 'calendar'}.ics"
    headers = {"Content-Disposition": content_disposition_header(False, filename)}
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)
