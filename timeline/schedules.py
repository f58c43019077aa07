"""What goes out and what comes down at its hour.

One transaction a page: whatever ends the process, each page is either as it was, with its schedule, or done. A page
that cannot be done stays scheduled, is shown on the desk, and holds up no other. Several runs at once, on one
machine or on many, do each page once.
"""

import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision

from timeline import last_change
from timeline.holds import current_hold
from timeline.models import MissedSchedule
from timeline.public_sizes import sort_sizes

logger = logging.getLogger(__name__)

Action = MissedSchedule.Action
#: For editors, who cannot mend a program.
PROGRAM_FAILED = "Something went wrong that no editor can mend. The log of the site says more."


class RunOfSchedules:
    """One run over everything that is due. ``counts`` says how many pages were published, expired, failed, and
    troubled: done, but what should have followed was not."""

    def __init__(self, tell: Callable[[str], None] = lambda line: None):
        self.tell = tell
        self.counts = Counter()

    def work(self, now: datetime | None = None) -> None:
        """Do what is due at *now*, an aware datetime; the present if not given. Never anything before its time."""
        now = now or timezone.now()
        self._sort_sizes()
        # Down before out: what was to end is not kept up by what takes long.
        for key in list(expired_pages(now).values_list("pk", flat=True)):
            self._do(Action.EXPIRE, key, lambda key=key: _expire(key, now))
        if current_hold():
            self.tell("Everything is on hold: nothing goes out.")
            return
        for key, page_key in list(due_revisions(now).values_list("pk", "object_id")):
            self._do(Action.PUBLISH, int(page_key), lambda key=key: _publish(key, now))
        _forget_what_nobody_asks_for(now)

    def _sort_sizes(self) -> None:
        """What closes by the clock alone takes its pictures with it: a consent that ends, a page above that expires."""
        try:
            sort_sizes()
        except Exception:
            # A disk that is away must not keep anything from going out or coming down.
            logger.exception("The sizes of pictures could not be sorted")
            self.counts["troubled"] += 1

    def _do(self, action, page_key: int, attempt: Callable[[], bool]) -> None:
        committed = []
        try:
            with transaction.atomic():
                # The first to be called once it is committed, before anything of others that may fail.
                transaction.on_commit(lambda: committed.append(True))
                is_done = attempt()
                if is_done:
                    MissedSchedule.objects.filter(page_id=page_key, action=action).delete()
        except Exception as fault:
            if committed:
                self._follow_up(action, page_key)
            else:
                self._miss(action, page_key, fault)
        else:
            if is_done:
                self.counts[action] += 1
                self.tell(f"Page {page_key}: {'published' if action == Action.PUBLISH else 'taken down'}.")

    def _follow_up(self, action, page_key: int) -> None:
        """It is done, and something that should have followed was not: what stood behind it in line is made good."""
        logger.exception("Page %s did %s, but something that follows from it failed", page_key, action.label)
        last_change.note_now()
        self.counts[action] += 1
        self.counts["troubled"] += 1

    def _miss(self, action, page_key: int, fault: Exception) -> None:
        if isinstance(fault, ValidationError):
            logger.warning("Page %s could not %s: %s", page_key, action.label, fault)
        else:
            logger.error("Page %s could not %s", page_key, action.label, exc_info=fault)
        self.counts["failed"] += 1
        why = in_words(fault)
        self.tell(f"Page {page_key} could not {action.label}: {why}")
        page = Page.objects.filter(pk=page_key).first()
        if page is None:
            return
        MissedSchedule.objects.update_or_create(
            page=page,
            action=action,
            defaults={"due_at": _due_at(page, action), "failed_at": timezone.now(), "why": why[:500]},
        )


def in_words(fault: Exception) -> str:
    """What an editor is told of *fault*."""
    return " ".join(str(words) for words in fault.messages) if isinstance(fault, ValidationError) else PROGRAM_FAILED


def expired_pages(now: datetime):
    """Pages that are up past their time, the longest first."""
    return pages_with_an_end().filter(expire_at__lte=now)


def pages_with_an_end():
    """Pages that are up and have an hour to come down, the next first."""
    return Page.objects.filter(live=True, expire_at__isnull=False).order_by("expire_at", "pk")


def scheduled_revisions():
    """Revisions of pages with an hour to go out, the next first."""
    return Revision.page_revisions.filter(approved_go_live_at__isnull=False).order_by("approved_go_live_at", "pk")


def due_revisions(now: datetime):
    return scheduled_revisions().filter(approved_go_live_at__lte=now)


def _locked(page_key: int) -> Page | None:
    """The page, for this transaction alone; ``None`` while another has it: that one does what is due."""
    return Page.objects.select_for_update(skip_locked=True).filter(pk=page_key).first()


def _expire(page_key: int, now: datetime) -> bool:
    page = _locked(page_key)
    # Another run may have been here, or an editor.
    if page is None or not expired_pages(now).filter(pk=page_key).exists():
        return False
    # Wagtail empties the hours of all revisions of what it unpublishes: what is to go out again would not.
    hours = dict(scheduled_revisions().filter(object_id=str(page_key)).values_list("pk", "approved_go_live_at"))
    page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    for key, hour in hours.items():
        Revision.objects.filter(pk=key).update(approved_go_live_at=hour)
    return True


def _publish(revision_key: int, now: datetime) -> bool:
    revision = due_revisions(now).filter(pk=revision_key).first()
    if revision is None or _locked(int(revision.object_id)) is None:
        return False
    revision = due_revisions(now).filter(pk=revision_key).first()
    if revision is None:
        return False
    revision.publish(log_action="wagtail.publish.scheduled")
    return True


def _due_at(page: Page, action) -> datetime:
    if action == Action.EXPIRE:
        return page.expire_at or timezone.now()
    revision = scheduled_revisions().filter(object_id=str(page.pk)).first()
    return revision.approved_go_live_at if revision else timezone.now()


def _forget_what_nobody_asks_for(now: datetime) -> None:
    """An editor has published it by hand, or taken the hour away."""
    missed = MissedSchedule.objects
    due = [int(key) for key in due_revisions(now).values_list("object_id", flat=True)]
    missed.filter(action=Action.PUBLISH).exclude(page_id__in=due).delete()
    missed.filter(action=Action.EXPIRE).exclude(page_id__in=expired_pages(now).values("pk")).delete()
