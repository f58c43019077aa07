"""Drafts that nobody has touched for long."""

import datetime

import django_filters
from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from timeline.entry_filters import KindAndStateFilterSet
from timeline.reports.entries import EntryReportView

#: A draft is old when nobody has touched it for so long.
DAYS = 30
NEVER, CHANGES = "never", "changes"
_WHICH = {
    NEVER: Q(live=False, first_published_at=None),
    CHANGES: Q(live=True, has_unpublished_changes=True),
}


def old_drafts(entries):
    """Those of *entries* that are drafts which nobody has touched for long, the oldest first. What was taken down is no
    draft, and what has an hour to go out waits for that."""
    before = timezone.now() - datetime.timedelta(days=DAYS)
    old = entries.filter(_WHICH[NEVER] | _WHICH[CHANGES], latest_revision_created_at__lt=before)
    scheduled = Revision.page_revisions.filter(
        approved_go_live_at__isnull=False, object_id=Cast(OuterRef("pk"), CharField())
    )
    return old.exclude(Exists(scheduled)).order_by("latest_revision_created_at", "pk")


class DraftFilterSet(KindAndStateFilterSet):
    which = django_filters.ChoiceFilter(
        label=_("Which"),
        method="of_which",
        choices=[(NEVER, _("Never published")), (CHANGES, _("Changes to a published entry"))],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # “Which” asks it better.
        del self.filters["live"]

    def of_which(self, queryset, name, value):
        return queryset.filter(_WHICH[value])


class DraftsThatWait(EntryReportView):
    """Drafts older than a month: to be finished, or to be deleted."""

    name = "drafts_that_wait"
    page_title = _("Drafts that wait")
    header_icon = "time"
    menu_order = 90
    order = ("latest_revision_created_at", "pk")
    filterset_class = DraftFilterSet
    noted = _("What waits")
    help_text = _(
        "Entries that were never published, and changes to published ones, that nobody has touched for more than "
        "30 days. Finish them, or delete them. What is scheduled is not listed: it goes out at its hour."
    )
    nothing = _("No draft waits longer than a month.")

    def looked_for(self, entries):
        return old_drafts(entries)

    def with_what_is_shown(self, entries):
        users = super().with_what_is_shown(entries)
        return users.select_related("latest_revision__user", for_specific_subqueries=True)

    def of_note(self, entry):
        user = entry.latest_revision.user if entry.latest_revision else None
        words = _("Changes that readers do not see") if entry.live else _("It was never published")
        return [(_("{what}, last by {user}").format(what=words, user=user.get_username()) if user else words, "")]
