"""What milestones hand over to citations: a judgment by its number, or our own page."""

from dataclasses import replace

from django.utils.translation import gettext as _

from legal.identifiers import Scheme, read_identifier
from timeline.citations.facts import LEGAL_CASE, CitationFacts, facts_of_our_page
from timeline.dates import Occurrence
from timeline.links import WhereToRead


def facts_of(milestone) -> CitationFacts:
    case = milestone.fetched_case or milestone.case
    if milestone.neutral_citation and milestone.occurrence == Occurrence.HAPPENED:
        return _judgment(milestone, case)
    facts = facts_of_our_page(milestone)
    return replace(facts, notes=(*facts.notes, _("Case: {title}").format(title=case.title))) if case else facts


def _judgment(milestone, case) -> CitationFacts:
    number = read_identifier(milestone.neutral_citation, Scheme.NEUTRAL_CITATION)
    return CitationFacts(
        LEGAL_CASE,
        case.cited_title if case else milestone.title,
        issued=milestone.dated,
        issued_wording=milestone.date_wording,
        where=WhereToRead(number.url, original_url=number.url),
        number=number.value,
        authority=milestone.court,
        notes=(_("In our timeline: {title}").format(title=milestone.title),),
    )
