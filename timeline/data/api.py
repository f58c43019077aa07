"""The read API: a page of the entries at a time."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse

from timeline.data.asking import asked_for, page_asked_for
from timeline.data.gathering import Place, gather, places_after
from timeline.data.http import JSON
from timeline.data.records import as_json, records
from timeline.data.terms import Terms


def entries_page(request, terms: Terms) -> HttpResponse:
    """The entries that the address of *request* asks for, and the address of those that follow.

    A page is told by the place in the story after which it begins, so that an entry that is added or taken back
    meanwhile shifts no other: nothing comes twice and nothing is left out.
    """
    filters = asked_for(request, also=("limit", "after"))
    after, limit = page_asked_for(request)
    entries = filters.entries()
    places = list(places_after(entries, after, newest_first=filters.newest_first)[: limit + 1])
    shown, more = places[:limit], len(places) > limit
    page = {
        **terms.head(filters),
        "next": _next_address(terms, filters, limit, Place(*shown[-1])) if more else None,
        "entries": list(records(gather(entries, shown, filters.site))) if shown else [],
    }
    return HttpResponse(as_json(page), content_type=JSON)


def _next_address(terms, filters, limit, place) -> str:
    asked = {**filters.chosen, "limit": limit, "after": place}
    return f"{terms.root_url}{reverse('data_json')}?{urlencode(asked)}"
