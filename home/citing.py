"""Lists of citations as the campaign gives them: on its terms, and with the filter and the day written in."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from home.data_page import terms_of
from press.citation_views import cite_press as press_citations
from press.filters import ArchiveFilters
from timeline.citation_views import cite_story as story_citations
from timeline.data.terms import Terms, filter_words
from timeline.dates import parse
from timeline.filters import StoryFilters

#: How a format says what is no citation. RIS and CSL-JSON have no way to: for them the headers of the answer do.
REMARKS = {"txt": "# {words}\n\n", "bib": "@comment{{{words}}}\n\n"}


@require_safe
def cite_story(request, ext):
    """``/cite/story.ris`` and its like"""
    return _on_terms(request, ext, story_citations(request, ext), filter_words(StoryFilters(request)))


@require_safe
def cite_press(request, ext):
    """``/cite/press.ris`` and its like"""
    chosen = ArchiveFilters(request).query.removeprefix("?")
    return _on_terms(
        request, ext, press_citations(request, ext), _("press articles, {filters}").format(filters=chosen or _("all"))
    )


def _on_terms(request, ext: str, response, chosen: str):
    terms = terms_of(Site.find_for_request(request))
    if ext in REMARKS:
        # Of a brace in it, BibTeX would take what follows for citations.
        words = _words(terms, chosen).translate(str.maketrans("{}", "()"))
        response.content = REMARKS[ext].format(words=words).encode() + response.content
    if terms.licence_url:
        response["Link"] = f'<{terms.licence_url}>; rel="license"'
    return response


def _words(terms: Terms, chosen: str) -> str:
    day = parse(timezone.localdate().isoformat()).words
    sentences = (
        _("Citations from {title}, {address}, written on {day}.").format(
            title=terms.title, address=f"{terms.root_url}/", day=day
        ),
        _("Filter: {filters}.").format(filters=chosen),
        _("Licence: {licence}").format(licence=terms.licence_words),
    )
    return " ".join(" ".join(sentences).split())
