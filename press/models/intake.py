"""Intake: what an editor pasted or uploaded, and the drafts that came of it."""

import secrets
from pathlib import PurePath

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from press.models.archive import PressArchivePage
from press.models.articles import PressArticlePage
from press.models.captures import Capture
from timeline.models.media import private_storage


def intake_path(instance, filename: str) -> str:
    return f"intake/{secrets.token_urlsafe(16)}{PurePath(filename).suffix.lower()}"


class Intake(models.Model):
    """One sending of the form “Add press coverage”."""

    archive = models.ForeignKey(PressArchivePage, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    # Kept beside pages, and no use of one.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"Intake {self.pk}"


class IntakeItem(models.Model):
    """One pasted address or uploaded file, with what was found in it and where each value came from."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        WORKING = "working", _("Being read")
        DRAFTED = "drafted", _("Draft made")
        KNOWN = "known", _("Already in the archive")
        REFUSED = "refused", _("Not taken")

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="items")
    given = models.CharField(max_length=2000, help_text=_("The address as pasted, or the name of the file."))
    url = models.CharField(_("address"), max_length=1000, blank=True, help_text=_("Unwrapped, without trackers."))
    taken_off = models.JSONField(default=list, help_text=_("What was taken off the address, in words."))
    upload = models.FileField(upload_to=intake_path, storage=private_storage, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING, db_index=True)
    started_at = models.DateTimeField(null=True)
    reason = models.CharField(_("what to know"), max_length=300, blank=True)
    page = models.ForeignKey(
        PressArticlePage, null=True, on_delete=models.SET_NULL, related_name="intake_items", help_text=_("The draft.")
    )
    known_as = models.ForeignKey(
        PressArticlePage, null=True, on_delete=models.SET_NULL, related_name="+", help_text=_("The entry that has it.")
    )
    likely_copies = models.JSONField(default=list, help_text=_("Keys of pages with nearly the same headline and date."))
    findings = models.JSONField(default=dict, help_text=_("By field: the value, and where it came from."))
    capture = models.ForeignKey(Capture, null=True, on_delete=models.SET_NULL, related_name="+")

    # Kept beside pages, and no use of one.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.given
