"""The count of what may have changed what the public is given, so that a poll can be answered by one number.

Every save and every deletion of what readers see asks for one count, after its transaction: no lock is held
while an editor's transaction runs, and a thousand rows saved together count once. The few events that take something
away from readers are counted within their transaction, too.
"""

import threading

from django.apps import apps
from django.db import transaction
from django.db.models import F
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.utils import timezone
from wagtail.signals import page_published, page_unpublished, post_page_move

#: The one row.
ROW = 1
#: The rooms whose tables readers are given something of, all but the tables that follow.
ROOMS = ("timeline", "press", "legal", "home")
NOT_PUBLIC = {
    "timeline.LastChange",
    # Drawn while an answer is written: they follow from their picture.
    "timeline.CampaignRendition",
    # Stops a page from going out, and changes nothing that is out.
    "timeline.ProtectedName",
    # What the demo made: the things themselves are counted.
    "home.DemoThing",
    # What the desk shows of the clock.
    "timeline.CommandRun",
    "timeline.MissedSchedule",
    # Confidential; what it closes or opens is counted as it is kept.
    "timeline.ImageConsent",
    # Stand in the way of what goes out, and change nothing that is out.
    "timeline.LegalCheckTask",
    "timeline.LegalSignOff",
    "timeline.PublishingHold",
    # Files on their way in: what they make is pages, which are counted.
    "timeline.ImportBatch",
    "timeline.ImportRow",
    # Which drafts somebody has yet to go through.
    "timeline.InboxItem",
    "press.Intake",
    "press.IntakeItem",
    # Kept copies are for editors; that there is one to read is told of by the link.
    "press.Capture",
}
OTHERS = (
    "wagtailcore.Page",
    "wagtailcore.PageViewRestriction",
    "wagtailcore.Site",
    "wagtailcore.Locale",
    "wagtailredirects.Redirect",
)
#: What Wagtail writes to a page as a draft of it is kept, and as editors lock it: readers see nothing of it.
OF_DRAFTS = {
    "draft_title",
    "latest_revision",
    "latest_revision_created_at",
    "has_unpublished_changes",
    "wagtail_admin_comments",
    "locked",
    "locked_at",
    "locked_by",
}


class _Request:
    """One count, however often it is asked for until it is made."""

    is_made = False

    def make(self):
        # A method, which has a name: Django writes it into the log if it fails.
        if not self.is_made:
            self.is_made = True
            _count()


_waiting = threading.local()


def note_change(**kwargs) -> None:
    """Count a change once what is going on is committed. A query that sends no signal, as ``update()`` and
    ``bulk_create()``, needs this beside it where readers see what it changes."""
    request = getattr(_waiting, "request", None)
    if request is None or request.is_made:
        request = _waiting.request = _Request()
    # What is saved is saved: a count that fails is logged, and the editor is not told that the saving failed.
    transaction.on_commit(request.make, robust=True)


def note_now() -> None:
    """Count a change within what is going on, and once more when that is committed: it is seen even if the process
    ends between the two. For what readers must not be given a moment longer.

    Whoever else calls it waits until the transaction ends, so call it as late in it as may be.
    """
    _count()
    note_change()


def note_saving(sender, update_fields=None, **kwargs) -> None:
    if update_fields is None or not OF_DRAFTS.issuperset(update_fields):
        note_change()


def register() -> None:
    """Listen to everything that readers see."""
    for model in public_models():
        label = model._meta.label
        if model._meta.auto_created:
            m2m_changed.connect(note_change, sender=model, dispatch_uid=f"count_change_of_{label}")
        else:
            post_save.connect(note_saving, sender=model, dispatch_uid=f"count_saving_of_{label}")
            post_delete.connect(note_change, sender=model, dispatch_uid=f"count_deletion_of_{label}")
    for name, signal in (("published", page_published), ("unpublished", page_unpublished), ("moved", post_page_move)):
        signal.connect(note_change, dispatch_uid=f"count_page_{name}")


def public_models() -> list:
    """The tables of which readers are given something."""
    ours = (model for room in ROOMS for model in apps.get_app_config(room).get_models(include_auto_created=True))
    return [
        *(model for model in ours if model._meta.label not in NOT_PUBLIC),
        *(apps.get_model(label) for label in OTHERS),
    ]


def _count() -> None:
    from timeline.models import LastChange

    row, now = LastChange.objects.filter(pk=ROW), timezone.now()
    if not row.update(number=F("number") + 1, changed_at=now):
        LastChange.objects.get_or_create(pk=ROW, defaults={"changed_at": now})
        row.update(number=F("number") + 1, changed_at=now)
