"""Many citations at once, for a constant number of queries."""

from timeline.citations.facts import CitationFacts, citation_of


def citations_of(entries, site) -> list[CitationFacts]:
    """The citations of the published *entries* of *site*, in their order."""
    found = list(entries.specific().select_related("public_record", for_specific_subqueries=True).defer_streamfields())
    for kind in {type(entry) for entry in found}:
        kind.fetch_for_citations([entry for entry in found if type(entry) is kind])
    return [citation_of(entry, site) for entry in found]
