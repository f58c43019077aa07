"""The inbox: what came in by a short way, and what is to be known of each draft to be done with it in a minute."""

from dataclasses import dataclass

from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.permissions import page_permission_policy

from timeline.likely_same import Like, likely_same
from timeline.models import InboxItem, TimelineEntry
from timeline.own_pages import entries_to_change
from timeline.readiness_of_many import Readiness, readiness_of
from timeline.schedules import scheduled_revisions


@dataclass(frozen=True)
class Row:
    """One draft of the inbox."""

    entry: TimelineEntry
    readiness: Readiness
    like: list[Like]


def put_in(page, way: str, user=None) -> InboxItem:
    """Put the draft *page* into the inbox: it came in by *way*, an ``InboxItem.Way``."""
    return InboxItem.objects.create(page_id=page.pk, way=way, put_in_by=user)


def may_look(user) -> bool:
    """Whether there may ever be something for *user* in the inbox."""
    return page_permission_policy.user_has_any_permission(user, {"add", "change", "publish"})


def waiting_for(user):
    """The drafts in the inbox that *user* may work on. What has been out, and what has an hour to go out, somebody has
    gone through."""
    drafts = entries_to_change(user).filter(inbox_item__isnull=False, inbox_item__done_at=None)
    scheduled = scheduled_revisions().filter(object_id=Cast(OuterRef("pk"), CharField()))
    return drafts.filter(~Exists(scheduled), live=False, first_published_at=None)


def newest_first(drafts):
    """*drafts*, each as its own kind, with what a row says of it."""
    drafts = drafts.order_by("-inbox_item__put_in_at", "-pk").specific()
    drafts = drafts.select_related("inbox_item__put_in_by", for_specific_subqueries=True)
    return drafts.annotate_approved_schedule().prefetch_workflow_states()


def rows_of(drafts, user) -> list[Row]:
    """A row for each of the *drafts* of one page: so many queries, however many there are. Of entries that may be the
    same, only those are named that *user* may work on."""
    drafts = list(drafts)
    readiness, like = readiness_of(drafts), likely_same(drafts, entries_to_change(user))
    return [Row(draft, readiness[draft.pk], like[draft.pk]) for draft in drafts]


def leave(draft, user) -> None:
    """Take *draft* out of the inbox: somebody has gone through it, and it stays a draft."""
    waiting = InboxItem.objects.filter(page_id=draft.pk, done_at=None)
    waiting.update(done_at=timezone.now(), done_by=user)
