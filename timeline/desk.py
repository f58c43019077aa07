"""What the dashboard asks somebody to look at."""

from django.core.cache import cache
from django.db.models import Count, Max
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.models import Site

from timeline.announcing import waiting_entries
from timeline.dates import Occurrence
from timeline.digest_views import may_send
from timeline.feeds.building import entries_that_cannot_be_written
from timeline.models import Restriction, TimelineEntry
from timeline.polling import MAX_AGE
from timeline.querysets import published_pages

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
        waits = {"digests__records__announcing": "digest", "digests__records__announced_at": None}
        sites = Site.objects.filter(**waits).distinct()
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
        keys = cache.get_or_set(f"left-out-{self._state()}", self._left_out, MAX_AGE)
        user, pages = self.request.user, published_pages().filter(pk__in=keys)
        return {"entries": [page for page in pages if page.permissions_for_user(user).can_edit()]}

    @staticmethod
    def _left_out() -> set[int]:
        """The keys of the entries. Every entry of the feeds of every site is tried for it."""
        sites = Site.objects.select_related("root_page")
        return {page.pk for site in sites for page in entries_that_cannot_be_written(site)}

    @staticmethod
    def _state() -> str:
        """It moves with what goes out, is announced or is taken away, and not with each link that is checked."""
        state = TimelineEntry.objects.published().aggregate(
            number=Count("pk"), out=Max("last_published_at"), told=Max("public_record__announced_at")
        )
        moments = (moment and moment.timestamp() for moment in (state["out"], state["told"]))
        return "-".join(str(part) for part in (state["number"], *moments))
