"""What a milestone's page shows beside the milestone itself."""

from django.db.models import prefetch_related_objects

from legal.identifiers import Scheme, read_identifier


def milestone_context(milestone, request) -> dict:
    """The case, and the citation as courts print it."""
    if milestone.pk:
        prefetch_related_objects([milestone], "documents__document")
    citation = milestone.neutral_citation and read_identifier(milestone.neutral_citation, Scheme.NEUTRAL_CITATION)
    return {
        "case": milestone.case,
        "citation": citation or None,
    }
