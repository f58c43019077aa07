"""What the dashboard asks somebody to look at in the press archive and among the links."""

import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.permissions import page_permission_policy

from press.closed import sees_closed_pages
from press.models import ArticleRights, Capture
from timeline.models import WebLink
from timeline.querysets import closed_pages

#: So many stand on the dashboard; the rest are a number.
SHOWN = 10
#: A permission is listed so long before it ends, and so long after.
DAYS_BEFORE = 60
DAYS_AFTER = 30
#: A copy that could not be made is listed for so long, unless one of the same address was made since.
DAYS_OF_FAILURE = 30


class PermissionsThatEnd(Component):
    """Licences that end soon, have just ended, or ended while an extract is there that they covered, with time to ask
    for more of it: those of the user's own pages, the soonest first. Who may decide is led to the decision."""

    order = 140
    template_name = "press/admin/desk_rights.html"

    def __init__(self, user):
        self.user = user

    def get_context_data(self, parent_context):
        today = timezone.localdate()
        ending = Q(
            valid_until__gte=today - datetime.timedelta(days=DAYS_AFTER),
            valid_until__lte=today + datetime.timedelta(days=DAYS_BEFORE),
        )
        # For as long as readers miss what it covered.
        missed = Q(valid_until__lt=today, page__live=True) & ~Q(page__extract="")
        own = page_permission_policy.instances_user_has_any_permission_for(self.user, {"change", "publish"})
        listed = ArticleRights.objects.filter(ending | missed, page_id__in=own.order_by().values("pk"))
        if not sees_closed_pages(self.user):
            listed = listed.exclude(page_id__in=closed_pages().values("pk"))
        rights = list(listed.select_related("page").order_by("valid_until", "pk")[: SHOWN + 1])
        may_decide = page_permission_policy.instances_user_has_permission_for(self.user, "publish")
        decided = set(may_decide.filter(pk__in=[one.page_id for one in rights]).values_list("pk", flat=True))
        for one in rights:
            one.has_ended = one.valid_until < today
            one.may_decide = one.page_id in decided
        return {"rights": rights[:SHOWN], "more": len(rights) > SHOWN}


class LinksToLookAt(Component):
    """Addresses that are gone, whose text has changed, or that could not be kept."""

    order = 150
    template_name = "press/admin/desk_links.html"

    def __init__(self, user):
        self.user = user

    def get_context_data(self, parent_context):
        if not self.user.has_perm("timeline.view_weblink"):
            return {}
        used = WebLink.objects.in_use()
        asked_for = Q(state=WebLink.State.GONE, archived_url="") | Q(text_changed_at__isnull=False)
        links = list(used.filter(asked_for).order_by("-text_changed_at", "pk")[: SHOWN + 1])
        recent = timezone.now() - datetime.timedelta(days=DAYS_OF_FAILURE)
        kept = Capture.objects.filter(link=OuterRef("link"), state=Capture.State.KEPT)
        failed = Capture.objects.filter(~Exists(kept), state=Capture.State.FAILED, asked_at__gte=recent)
        failed = failed.select_related("link")
        return {
            "links": links[:SHOWN],
            "more": len(links) > SHOWN,
            "failed": list(failed[:SHOWN]) if self.user.has_perm("press.view_capture") else [],
        }
