"""Wagtail's own three lists on the dashboard, with an end: Wagtail draws every page that waits or is locked, and asks
some queries for each; past a thousand, SQLite refuses. Here ten stand on the dashboard, as elsewhere on it, and a line
says where the others are. The templates are Wagtail's. Nothing but pages has a workflow here."""

from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.urls import reverse
from wagtail.admin.views.home import (
    LockedPagesPanel,
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)
from wagtail.models import Page, Revision, Task, TaskState, WorkflowState
from wagtail.permissions import page_permission_policy

from timeline.desk_schedules import SHOWN
from timeline.querysets import GatedPageQuerySet


class _WithAnEnd:
    """Wagtail's panel, and below it whether there are more."""

    template_name = "timeline/admin/desk_waiting.html"
    wagtails_template = ""
    #: What Wagtail's template calls its list, and where all of it stands.
    listed, all_at = "", ""

    def get_context_data(self, parent_context):
        request = parent_context["request"]
        rows = list(self.rows(request.user))
        return {
            "request": request,
            "csrf_token": parent_context["csrf_token"],
            self.listed: rows[:SHOWN],
            "more": len(rows) > SHOWN,
            "all_at": reverse(self.all_at),
            "wagtails_template": self.wagtails_template,
        }

    def rows(self, user):
        """What is listed, and one more if there are more than are shown."""
        raise NotImplementedError


class LockedPages(_WithAnEnd, LockedPagesPanel):
    """Pages that the user has locked."""

    wagtails_template = LockedPagesPanel.template_name
    listed, all_at = "locked_pages", "wagtailadmin_reports:locked_pages"

    def get_context_data(self, parent_context):
        may_unlock = page_permission_policy.user_has_permission(parent_context["request"].user, "unlock")
        return super().get_context_data(parent_context) | {"can_remove_locks": may_unlock}

    def rows(self, user):
        locked = GatedPageQuerySet(model=Page).filter(locked=True, locked_by=user).order_by("-locked_at", "-pk")
        return locked.specific(defer=True).annotate_approved_schedule().prefetch_workflow_states()[: SHOWN + 1]


class WaitingOfMine(_WithAnEnd, UserObjectsInWorkflowModerationPanel):
    """What the user has submitted, or owns, and others have to look at."""

    wagtails_template = UserObjectsInWorkflowModerationPanel.template_name
    listed, all_at = "workflow_states", "wagtailadmin_reports:workflow"

    def rows(self, user):
        pages = GatedPageQuerySet(model=Page).annotate(key=Cast("pk", CharField()))
        own = Exists(pages.filter(owner=user, key=OuterRef("object_id")))
        waiting = WorkflowState.objects.active().filter(Q(requested_by=user) | own)
        waiting = waiting.select_related("current_task_state__task").order_by("-current_task_state__started_at", "-pk")
        states = waiting.prefetch_related("content_object__latest_revision")[: SHOWN + 1]
        return [state for state in states if state.content_object]


class WaitingForMe(_WithAnEnd, WorkflowObjectsToModeratePanel):
    """What the user is asked to look at, the last that came first."""

    wagtails_template = WorkflowObjectsToModeratePanel.template_name
    listed, all_at = "states", "wagtailadmin_reports:workflow_tasks"

    def rows(self, user):
        waiting = TaskState.objects.reviewable_by(user)
        waiting = waiting.select_related("revision__user", "workflow_state__workflow", "task")
        waiting = waiting.prefetch_related("revision__content_object__latest_revision")
        before = Revision.objects.previous_revision_id_subquery()
        newest = waiting.annotate(previous_revision_id=before).order_by("-started_at", "-pk")[: SHOWN + 1]
        tasks: dict[int, Task] = {}
        return [self._row(state, tasks, user) for state in newest if state.revision.content_object]

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
    panels[:] = [ours[type(panel)]() if type(panel) in ours else panel for panel in panels]
