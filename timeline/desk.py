"""What the dashboard asks somebody to look at."""

from django.core.cache import cache
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.models import Site

from timeline.announcing import waiting_entries
from timeline.dates import Occurrence
from timeline.digest_views import may_send
from timeline.feeds.building import entries_that_cannot_be_written
from timeline.models import Restriction, TimelineEntry
from timeline.polling import MAX_AGE, current_version

#: So many entries stand on the dashboard; the rest are a number.
SHOWN = 10


class RestrictionsToReview(Component):
    """Orders in force whose day of review has come. For those who may see restrictions."""

    order = 120
    template_name = "timeline/admin/desk_restrictions.html"

    def __init__(self, user):
        self.user = user

    def get_context_data(self, parent_context):
        due = Restriction.objects.none()
        if self.user.has_perm("timeline.view_restriction"):
            due = Restriction.objects.due_for_review(timezone.localdate()).select_related("page")
        return {"due": due, "may_change": self.user.has_perm("timeline.change_restriction")}


class DatesThatHavePassed(Component):
    """Public entries that were still to come, and of which nobody has said what came of them."""

    order = 130
    template_name = "timeline/admin/desk_dates.html"

    def get_context_data(self, parent_context):
        ahead = (Occurrence.SCHEDULED, Occurrence.EXPECTED)
        passed = TimelineEntry.objects.published().filter(occurrence__in=ahead, latest__lt=timezone.localdate())
        entries = list(passed.chronological()[:SHOWN])
        return {"entries": entries, "more": passed.count() - len(entries) if len(entries) == SHOWN else 0}


class DigestThatWaits(Component):
    """How many published entries wait for a digest. For those who may send it."""

    order = 110
    template_name = "timeline/admin/desk_digest.html"

    def __init__(self, request):
        self.request = request

    def get_context_data(self, parent_context):
        sites = Site.objects.filter(digests__sent_at=None, digests__records__isnull=False).distinct()
        user = self.request.user
        counted = [
            (site, waiting_entries(site).count()) for site in sites.select_related("root_page") if may_send(user, site)
        ]
        return {"waiting": [(site, number) for site, number in counted if number]}


class EntriesLeftOutOfFeeds(Component):
    """Entries that cannot be written down for subscribers: the feeds do without them until somebody mends them."""

    order = 105
    template_name = "timeline/admin/desk_feeds.html"

    def __init__(self, request):
        self.request = request

    def get_context_data(self, parent_context):
        site = Site.find_for_request(self.request)
        return {"entries": self._left_out(site) if site else []}

    @staticmethod
    def _left_out(site):
        """Every entry of the feeds is tried for it: once for each state of the site."""
        version = current_version()
        if version is None:
            return entries_that_cannot_be_written(site)
        return cache.get_or_set(
            f"left-out-{site.pk}-{version}".replace(" ", "-"), lambda: entries_that_cannot_be_written(site), MAX_AGE
        )
