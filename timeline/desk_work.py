"""What the dashboard offers to work on: what to add, drafts that wait, and one small job."""

from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.permissions import page_permission_policy

from timeline.adding import ways_to_add
from timeline.desk_schedules import SHOWN
from timeline.jobs import job_of
from timeline.own_pages import entries_to_change
from timeline.reports.drafts import DraftsThatWait, old_drafts
from timeline.reports.entries import EDITORS


def may_work(user) -> bool:
    """Whether *user* may work on some page."""
    return page_permission_policy.user_has_any_permission(user, set(EDITORS))


class AddToTheStory(Component):
    """A button for each kind of entry that the user may add, to the form itself where there is one place for it."""

    order = 70
    template_name = "timeline/admin/desk_add.html"

    def __init__(self, user):
        self.user = user

    def get_context_data(self, parent_context):
        return {"ways": ways_to_add(self.user)}


class DraftsOlderThanAMonth(Component):
    """Drafts that nobody has touched for a month, the oldest first."""

    order = 160
    template_name = "timeline/admin/desk_drafts.html"

    def __init__(self, user):
        self.user = user

    def get_context_data(self, parent_context):
        if not may_work(self.user):
            return {}
        drafts = list(old_drafts(entries_to_change(self.user))[: SHOWN + 1])
        return {
            "drafts": drafts[:SHOWN],
            "more": len(drafts) > SHOWN,
            "report_url": reverse(DraftsThatWait.url_name()),
        }


class OneJob(Component):
    """One job for 20 minutes: the same all day, and another tomorrow."""

    order = 170
    template_name = "timeline/admin/desk_job.html"

    def __init__(self, user):
        self.user = user

    def get_context_data(self, parent_context):
        return {"job": job_of(timezone.localdate(), self.user) if may_work(self.user) else None}
