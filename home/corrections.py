"""Where we were wrong: every correction that readers were told of, the newest first."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Site

from timeline.models import ChangeNote, TimelineEntry

PAGE_LENGTH = 50


@require_safe
def corrections(request):
    """``/corrections/``: the corrections of published entries."""
    site = Site.find_for_request(request)
    entries = TimelineEntry.objects.published().of_site(site)
    notes = ChangeNote.objects.filter(
        kind=ChangeNote.Kind.CORRECTION, told_at__isnull=False, page_id__in=entries.order_by().values("pk")
    )
    found = Paginator(notes.order_by("-told_at", "-pk"), PAGE_LENGTH).get_page(request.GET.get("page"))
    notes = list(found.object_list)
    by_key = {entry.pk: entry for entry in entries.filter(pk__in={note.page_id for note in notes}).for_cards()}
    context = {"found": found, "notes": [(note, by_key[note.page_id]) for note in notes if note.page_id in by_key]}
    return render(request, "home/corrections.html", context)
