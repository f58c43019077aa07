from django.db.models import Q
from django.utils import timezone
from wagtail.models import Site

from legal.models import MilestonePage
from timeline.models import TimelineEntry
from timeline.spine import span

NEWEST = 5
KEY_MOMENTS = 8


def front_page_context(request) -> dict:
    """Where things stand: the latest milestone, what comes next, the newest entries, the key moments."""
    site = Site.find_for_request(request)
    entries = TimelineEntry.objects.published().of_site(site)
    milestones = MilestonePage.objects.published().of_site(site)
    happened = milestones.filter(occurrence=TimelineEntry.Happening.HAPPENED)
    return {
        "latest_milestone": happened.chronological(newest_first=True).for_cards().first(),
        "next_expected": _ahead(entries).chronological().for_cards().first(),
        "newest": list(_not_ahead(entries).chronological(newest_first=True).for_cards()[:NEWEST]),
        "key_moments": list(entries.filter(significance="key").chronological().for_cards()[:KEY_MOMENTS]),
        "total": entries.count(),
        "ends": span(entries),
    }


def _ahead_condition() -> Q:
    still_to_come = Q(occurrence__in=[TimelineEntry.Happening.SCHEDULED, TimelineEntry.Happening.EXPECTED])
    return still_to_come & (Q(latest__isnull=True) | Q(latest__gte=timezone.localdate()))


def _ahead(entries):
    return entries.filter(_ahead_condition())


def _not_ahead(entries):
    return entries.exclude(_ahead_condition())
