"""Wagtail's own three lists on the dashboard, with an end: Wagtail draws every page that waits or is locked, and asks
some queries for each. Here ten stand on the dashboard, as elsewhere on it, and a line says where the others are."""

from django.urls import reverse
from wagtail.admin.views.home import (
    LockedPagesPanel,
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)
from wagtail.models import Revision, Task, TaskState

from timeline.desk_schedules import SHOWN


class _WithAnEnd:
    """Wagtail's panel, and below it how many more there are."""

    template_name = "timeline/admin/desk_waiting.html"
    wagtails_template = ""
    #: What the panel calls its list, and where all of it stands.
    listed, all_at = "", ""

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        rows = self.rows(context)
        return context | {
            self.listed: rows[:SHOWN],
            "more": len(rows) > SHOWN,
            "all_at": reverse(self.all_at),
            "wagtails_template": self.wagtails_template,
        }

    def rows(self, context):
        """What is listed: one row more than is shown is enough."""
        return context[self.listed]


class LockedPages(_WithAnEnd, LockedPagesPanel):
    """Pages that the user has locked."""

    wagtails_template = LockedPagesPanel.template_name
    listed, all_at = "locked_pages", "wagtailadmin_reports:locked_pages"

    def rows(self, context):
        return list(context["locked_pages"].annotate_approved_schedule().prefetch_workflow_states()[: SHOWN + 1])


class WaitingOfMine(_WithAnEnd, UserObjectsInWorkflowModerationPanel):
    """What the user has submitted, or owns, and others have to look at."""

    wagtails_template = UserObjectsInWorkflowModerationPanel.template_name
    listed, all_at = "workflow_states", "wagtailadmin_reports:workflow"


class WaitingForMe(_WithAnEnd, WorkflowObjectsToModeratePanel):
    """What the user is asked to look at, the last that came first. Wagtail's own method makes a list of all of it
    before anybody could shorten it, so this one is ours; nothing but pages has a workflow here."""

    wagtails_template = WorkflowObjectsToModeratePanel.template_name
    listed, all_at = "states", "wagtailadmin_reports:workflow_tasks"

    def get_context_data(self, parent_context):
        request = parent_context["request"]
        waiting = TaskState.objects.reviewable_by(request.user)
        waiting = waiting.select_related("revision__user", "workflow_state__workflow", "task").prefetch_related(
            "revision__content_object__latest_revision"
        )
        before = Revision.objects.previous_revision_id_subquery()
        newest = waiting.annotate(previous_revision_id=before).order_by("-started_at", "-pk")[: SHOWN + 1]
        tasks: dict[int, Task] = {}
        states = [self._row(state, tasks, request.user) for state in newest if state.revision.content_object]
        return {
            "request": request,
            "csrf_token": parent_context["csrf_token"],
            "states": states[:SHOWN],
            "more": len(states) > SHOWN,
            "all_at": reverse(self.all_at),
            "wagtails_template": self.wagtails_template,
        }

    @staticmethod
    def _row(state, tasks: dict, user) -> dict:
        page = state.revision.content_object
        # Few tasks, and many pages that wait for the same one.
        task = tasks.get(state.task_id) or tasks.setdefault(state.task_id, state.task.specific)
        return {
            "obj": page,
            "revision": state.revision,
            "previous_revision_id": state.previous_revision_id,
            "live_revision_id": page.live_revision_id,
            "task_state": state,
            "actions": task.get_actions(page, user),
            "workflow_tasks": state.workflow_state.all_tasks_with_status(),
            "workflow_action_url_name": "wagtailadmin_pages:workflow_action",
            "workflow_preview_url_name": "wagtailadmin_pages:workflow_preview",
            "revisions_compare_url_name": "wagtailadmin_pages:revisions_compare",
        }


def with_an_end(panels: list) -> None:
    """Put these in the places of Wagtail's own."""
    ours = {LockedPagesPanel: LockedPages, UserObjectsInWorkflowModerationPanel: WaitingOfMine}
    ours[WorkflowObjectsToModeratePanel] = WaitingForMe
    panels[:] = [ours.get(type(panel), lambda panel=panel: panel)() for panel in panels]
