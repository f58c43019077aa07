"""What the dashboard shows of the clock: what goes out next and where, what did not, and whether the clock runs."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.models import Page, Revision
from wagtail.permission_policies.pages import PagePermissionPolicy

from timeline.command_runs import heartbeats
from timeline.dates import Occurrence
from timeline.models import MissedSchedule, PublicRecord, TimelineEntry
from timeline.querysets import closed_pages
from timeline.schedules import expired_pages, pages_with_an_end, scheduled_revisions

#: So many pages stand on the dashboard; the rest are a number.
SHOWN = 10
#: The command runs every minute: what is due for longer has been missed.
PATIENCE = timedelta(minutes=2)

_TOLD = {
    PublicRecord.Announcing.NOW: "feeds",
    PublicRecord.Announcing.DIGEST: "the next digest",
    PublicRecord.Announcing.QUIETLY: "in no feed",
    "": "feeds",
}


@dataclass(frozen=True)
class GoingOut:
    """One page with an hour to go out, and where it will be."""

    page: Page
    title: str
    out_at: datetime
    where: str


def pages_to_change(user):
    """The pages that *user* may work on. What an order closes is for those who see orders."""
    mine = PagePermissionPolicy().instances_user_has_any_permission_for(user, {"change", "publish"})
    if user.has_perm("timeline.view_restriction"):
        return mine
    return mine.exclude(pk__in=closed_pages().order_by().values("pk"))


class WhatGoesOut(Component):
    """Pages with an hour to go out or to come down, the next first."""

    order = 90
    template_name = "timeline/admin/desk_schedule.html"

    def __init__(self, user):
        self.user = user

    def get_context_data(self, parent_context):
        now, mine = timezone.now(), pages_to_change(self.user)
        coming = scheduled_revisions().filter(approved_go_live_at__gt=now - PATIENCE)
        revisions = list(coming.select_related("content_type")[: SHOWN * 3])
        pages = mine.in_bulk([int(revision.object_id) for revision in revisions])
        shown = [one for one in revisions if int(one.object_id) in pages]
        ending = pages_with_an_end().filter(expire_at__gt=now, pk__in=mine.values("pk"))[:SHOWN]
        return {
            "going_out": _with_where(shown[:SHOWN], pages),
            "more": max(coming.count() - SHOWN, 0),
            "ending": list(ending),
            "zone": timezone.get_default_timezone_name(),
        }


def _with_where(revisions: list[Revision], pages: dict[int, Page]) -> list[GoingOut]:
    """Where each will be: two queries, however many."""
    keys = [int(revision.object_id) for revision in revisions]
    records = {record.page_id: record for record in PublicRecord.objects.filter(page_id__in=keys)}
    entries = set(TimelineEntry.objects.order_by().filter(pk__in=keys).values_list("pk", flat=True))
    rows = []
    for revision in revisions:
        key = int(revision.object_id)
        places = ["its page"]
        if key in entries:
            record = records.get(key)
            is_told = record is not None and record.announced_at is not None
            places.append("feeds, not told again" if is_told else _TOLD[record.announcing if record else ""])
            if revision.content.get("occurrence") in (Occurrence.SCHEDULED, Occurrence.EXPECTED):
                places.append("calendar")
        rows.append(GoingOut(pages[key], revision.object_str, revision.approved_go_live_at, ", ".join(places)))
    return rows


class WhatWasMissed(Component):
    """What should have gone out or come down by now and did not, with the reason where there was a try."""

    order = 80
    template_name = "timeline/admin/desk_missed.html"

    def __init__(self, user):
        self.user = user

    def get_context_data(self, parent_context):
        mine, late = pages_to_change(self.user), timezone.now() - PATIENCE
        failed = list(MissedSchedule.objects.filter(page__in=mine).select_related("page")[:SHOWN])
        tried = Q(pk__in=[one.page_id for one in failed])
        overdue = scheduled_revisions().filter(approved_go_live_at__lte=late)[:SHOWN]
        keys = [int(key) for key in overdue.values_list("object_id", flat=True)]
        return {
            "failed": failed,
            "waiting": list(mine.filter(pk__in=keys).exclude(tried)),
            "still_up": list(mine.filter(pk__in=expired_pages(late).values("pk")).exclude(tried)[:SHOWN]),
        }


class CommandsThatRun(Component):
    """When the commands that run by themselves last came to their end; in red when one is late. For whoever may
    change the sites, who is the one to mend it, and for all when something is late."""

    order = 400
    template_name = "timeline/admin/desk_clock.html"

    def __init__(self, user):
        self.user = user

    def get_context_data(self, parent_context):
        beats = heartbeats()
        is_shown = self.user.has_perm("wagtailcore.change_site") or any(beat.is_late for beat in beats)
        return {"beats": beats if is_shown else [], "zone": timezone.get_default_timezone_name()}
