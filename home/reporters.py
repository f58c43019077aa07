"""What the page for reporters shows beside what its editors wrote: all of it taken from the record."""

import re
from dataclasses import dataclass

from wagtail.models import Site

from legal.models import CasePage
from legal.standing import Standing, published_milestones, standing_of
from timeline.evidence import evidence_of
from timeline.models import TimelineEntry

NEWEST = 5


@dataclass(frozen=True)
class CaseInShort:
    """A case as a reporter needs it: where it stands, by which numbers courts know it, what may not be told of it."""

    case: CasePage
    standing: Standing
    #: Its milestones that name a reporting restriction, in story order.
    restricted: list


def reporters_context(page, request) -> dict:
    """What stands beside the fields of *page*, a ``ReportersPage``, for a constant number of queries."""
    site = Site.find_for_request(request)
    cases = cases_in_short(page, site)
    return {
        "cases": cases,
        "is_restricted": bool(page.not_to_report) or any(one.restricted for one in cases),
        "call_url": telephone_url(page.contact_phone),
        "newest": newest_with_evidence(site),
        "site_root_url": site.root_url,
    }


def cases_in_short(page, site) -> list[CaseInShort]:
    """The case that *page* names, or all cases where it names none; of either only what readers may see."""
    published = CasePage.objects.published().of_site(site).order_by("path").select_related("public_record")
    chosen = published.filter(pk=page.case_id) if page.case_id else published
    cases = list(chosen.prefetch_related("identifiers"))
    found, milestones = [], published_milestones(*cases)
    for case in cases:
        own = [one for one in milestones if one.path.startswith(case.path)]
        found.append(CaseInShort(case, standing_of(own), [one for one in own if one.reporting_restriction]))
    return found


def newest_with_evidence(site) -> list[tuple]:
    """The last entries of *site* that happened, the newest first, each with what it goes by."""
    happened = TimelineEntry.objects.published().of_site(site).filter(occurrence=TimelineEntry.Happening.HAPPENED)
    newest = happened.chronological(newest_first=True).for_cards()[:NEWEST]
    return [(entry, evidence_of(entry)) for entry in newest]


def telephone_url(number: str) -> str:
    """The ``tel:`` address (RFC 3966) of *number* as people write it: “+44 (0)20 7946 0000”, “020 7946 0000, then 2”.
    What follows the digits is for whoever dials; empty where there are none."""
    dialled = re.match(r"[+\d\s()./-]*", number.strip())[0]
    if dialled.startswith("+"):
        dialled = dialled.replace("(0)", "")
    digits = re.sub(r"\D", "", dialled)
    return f"tel:{'+' * dialled.startswith('+')}{digits}" if digits else ""
