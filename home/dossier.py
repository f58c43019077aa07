"""``/dossier/``: any view of the story, a chapter or a case as one document to print."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from home.data_page import terms_of
from legal.models import CasePage
from legal.standing import published_milestones, standing_of
from legal.story_facet import condition_of
from timeline.dossier import AT_MOST, Dossier, dossier_of
from timeline.filters import StoryFilters
from timeline.gone import page_at
from timeline.models import TimelineEntry


@require_safe
def dossier(request):
    """``/dossier/?chapter=new-labels``: what the filters of the story let through."""
    filters = StoryFilters(request)
    document = dossier_of(filters.entries(), filters.site, newest_first=filters.newest_first)
    chapter = filters.record("chapter")
    query = f"?{urlencode(sorted(filters.chosen.items()))}" if filters.chosen else ""
    context = {
        "heading": _heading(filters),
        "filters": filters,
        "chosen": filters.in_words,
        "mistakes": [
            (filters.form.fields[name].label, " ".join(errors)) for name, errors in filters.form.errors.items()
        ],
        "chapter": chapter,
        # A chapter that is narrowed further is no longer the chapter.
        "is_chapter": chapter is not None and len(filters.in_words) == 1,
        "address": f"{filters.site.root_url}{reverse('dossier')}{query}",
    }
    return render(request, "timeline/dossier.html", context | _shared(document, filters.site, filters.chosen))


@require_safe
def dossier_of_case(request, short_id):
    """``/dossier/of/0123456789/``: a case with its milestones, and the entries that are joined to them."""
    site = Site.find_for_request(request)
    case = page_at(site, short_id).specific
    if not isinstance(case, CasePage):
        raise Http404("Only a case has a document of its own.")
    entries = TimelineEntry.objects.published().of_site(site).filter(condition_of(case, site))
    context = {
        "heading": case.title,
        "case": case,
        "standing": standing_of(published_milestones(case)),
        "identifiers": list(case.identifiers.all()),
        "address": site.root_url + reverse("dossier_of_case", args=[short_id]),
    }
    shared = _shared(dossier_of(entries, site), site, {"case": case.slug})
    return render(request, "legal/dossier.html", context | shared)


def _heading(filters: StoryFilters) -> str:
    """What the document is called: by the one thing that was chosen, where it was one."""
    if not filters.are_set:
        return _("The whole story")
    return filters.in_words[0][1] if len(filters.in_words) == 1 else _("Part of the story")


def _shared(document: Dossier, site, chosen: dict) -> dict:
    """What the templates of all documents need. *chosen* are the filters that ask for the same entries."""
    return {
        "document": document,
        "years_alone": [
            (one.number, one.count, urlencode(chosen | {"from": one.number, "to": one.number}))
            for one in document.years
        ],
        "most": AT_MOST,
        "terms": terms_of(site),
        "today": timezone.localdate(),
        "site_root_url": site.root_url,
    }
