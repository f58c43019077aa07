"""Addresses of the core that are no pages."""

from django.http import JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe
from wagtail.models import Site

from timeline.dates import DateError, DateQuestion
from timeline.fields import known_extent, read_typed
from timeline.gone import page_at


@require_safe
def entry_short_address(request, short_id):
    """From the permanent address of an entry or a case to where it stands today. It never forgets, pages move."""
    return redirect(page_at(Site.find_for_request(request), short_id).get_url(request))


@require_safe
def read_date(request):
    """For the date's text box in the admin: what was understood, what is asked, or what to type instead."""
    text = request.GET.get("text", "").strip()
    if not text:
        return JsonResponse({"state": "empty"})
    try:
        extent = request.GET.get("extent")
        date = read_typed(text, extent=known_extent(extent), keeps_extent=extent is not None)
    except DateQuestion as question:
        choices = [
            {"label": one.label, "text": one.text, "extent": one.extent or "", "wording": one.wording}
            for one in question.choices
        ]
        return JsonResponse({"state": "question", "message": question.message, "choices": choices})
    except DateError as error:
        return JsonResponse({"state": "error", "message": error.message})
    return JsonResponse({"state": "read", "words": date.words, "edtf": date.edtf, "is_range": date.is_interval})
