"""What a page said in older versions: kept from accounts that see no orders, and removed where somebody asks for it."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import ProtectedError, Q
from wagtail.admin.auth import permission_denied
from wagtail.models import Page, PageLogEntry, Revision, WorkflowState

from timeline.querysets import closed_pages

#: Wagtail's views that show, compare or bring back a version of a page, by the names of their addresses.
OF_VERSIONS = {"view_draft", "revisions_view", "revisions_compare", "revisions_revert"}


class OlderVersionsMiddleware:
    """Versions of what an order or a take-down closes are for those who see orders: an old one may say what had to go.
    The form of the page stays with those who may change it, who have to mend it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        match = request.resolver_match
        if match.namespace == "wagtailadmin_pages" and match.url_name in OF_VERSIONS:
            page_key = kwargs.get("page_id") or kwargs["pk"]
            sees_orders = request.user.has_perm("timeline.view_restriction")
            if request.user.is_authenticated and not sees_orders and closed_pages().filter(pk=page_key).exists():
                return permission_denied(request)
        return None


def remove_older_versions(page) -> int:
    """Delete the versions of *page* but the newest, and the titles that its history keeps; how many versions there
    were. One that has an hour to go out, or that somebody moderates, stays."""
    newest = page.latest_revision_id
    states = [WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES]
    at_work = Q(task_states__workflow_state__status__in=states)
    removable = Revision.page_revisions.filter(object_id=str(page.pk)).exclude(pk=newest)
    removable = removable.exclude(approved_go_live_at__isnull=False).exclude(
        pk__in=Revision.objects.filter(at_work).values("pk")
    )
    removed = 0
    for revision in removable:
        try:
            revision.delete()
        except ProtectedError:
            continue
        removed += 1
    _forget_titles(page)
    return removed


def _forget_titles(page) -> None:
    """Each line of the history holds the title of its day, and a new name the old one."""
    lines = PageLogEntry.objects.filter(page_id=page.pk)
    lines.update(label=f"{ContentType.objects.get_for_model(Page).name} {page.pk}")
    for line in lines:
        if "title" in line.data:
            line.data = {name: value for name, value in line.data.items() if name != "title"}
            line.save(update_fields=["data"])
