"""What a milestone's page shows beside the milestone itself."""

from django.db.models import prefetch_related_objects
from wagtail.models import Site

from legal.identifiers import Scheme, read_identifier
from legal.structured_data import milestone_data


def milestone_context(milestone, request) -> dict:
    """The case, the citation as courts print it, and what machines are told."""
    if milestone.pk:
        prefetch_related_objects([milestone], "documents__document")
    citation = milestone.neutral_citation and read_identifier(milestone.neutral_citation, Scheme.NEUTRAL_CITATION)
    # A preview of a milestone that was never saved has no permanent address to tell.
    is_saved = bool(milestone.pk) and hasattr(milestone, "public_record")
    return {
        "case": milestone.case,
        "citation": citation or None,
        "structured_data": milestone_data(milestone, Site.find_for_request(request)) if is_saved else None,
    }
