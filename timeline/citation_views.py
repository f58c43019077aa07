"""The addresses of citations: of one entry by its permanent id, and of a whole filtered list."""

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_safe
from wagtail.models import Site

from timeline.citations.formats import FORMATS
from timeline.citations.gather import citations_of
from timeline.filters import StoryFilters
from timeline.gone import page_at
from timeline.models import TimelineEntry


@require_safe
def cite_entry(request, short_id, ext):
    """The citation of the published entry with this permanent id. A case, which has one too, is not cited."""
    page = page_at(Site.find_for_request(request), short_id)
    entry = TimelineEntry.objects.published().filter(pk=page.pk)
    if not entry.exists():
        raise Http404
    return cite_list(request, entry, ext, slugify(page.slug) or short_id)


@require_safe
def cite_story(request, ext):
    """The citations of the story, narrowed and in the order that the address says."""
    filters = StoryFilters(request)
    entries = filters.entries().chronological(newest_first=filters.newest_first)
    return cite_list(request, entries, ext, "story")


def cite_list(request, entries, ext: str, name: str) -> HttpResponse:
    """The citations of the published *entries*, in their order, as a file called *name* (ASCII).

    *ext* is one of ``FORMATS``; for any other there is no such page.
    """
    if ext not in FORMATS:
        raise Http404
    form = FORMATS[ext]
    text = form.write(citations_of(entries, Site.find_for_request(request)))
    headers = {"Content-Disposition": content_disposition_header(form.is_kept, f"{name}.{ext}")}
    return HttpResponse(text.encode(), content_type=f"{form.content_type}; charset=utf-8", headers=headers)
