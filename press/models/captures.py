"""Captures: copies of somebody's page that are kept for evidence and never published."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from press.models.articles import PressArticlePage
from timeline.models.link import WebLink
from timeline.models.media import private_storage


def capture_path(instance, filename: str) -> str:
    return f"captures/{secrets.token_urlsafe(16)}.warc.gz"


class Capture(models.Model):
    """A kept copy of one page, or of a file that an editor gave us: a WARC file (ISO 28500) and its text.

    For permitted editors alone: no output and no search index knows of it. A failure is a state of it,
    with the reason in words; trying again makes use of the same row.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Being fetched")
        KEPT = "kept", _("Kept")
        FAILED = "failed", _("Failed")

    class Origin(models.TextChoices):
        FETCHED = "fetched", _("Fetched from the web")
        UPLOADED = "uploaded", _("A file from an editor")

    link = models.ForeignKey(WebLink, null=True, blank=True, on_delete=models.CASCADE, related_name="captures")
    page = models.ForeignKey(
        PressArticlePage, null=True, blank=True, on_delete=models.SET_NULL, related_name="captures"
    )
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.FETCHED)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING, db_index=True)
    reason = models.CharField(_("what went wrong"), max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    progress = models.CharField(max_length=200, blank=True, help_text=_("What it is doing now."))
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    started_at = models.DateTimeField(null=True)
    fetched_at = models.DateTimeField(_("kept"), null=True)
    filename = models.CharField(max_length=255, blank=True, help_text=_("Of an uploaded file, as it was called."))
    final_url = models.CharField(max_length=2000, blank=True)
    redirects = models.JSONField(default=list, help_text=_("Each step: status and address."))
    status = models.PositiveSmallIntegerField(null=True, help_text=_("HTTP status code."))
    content_type = models.CharField(max_length=200, blank=True)
    size = models.PositiveBigIntegerField("bytes", null=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True, help_text=_("Of the page's own bytes."))
    text = models.TextField(blank=True)
    text_sha256 = models.CharField(max_length=64, blank=True)
    words = models.PositiveIntegerField(null=True)
    resources = models.PositiveSmallIntegerField(_("pictures and styles kept"), default=0)
    left_out = models.JSONField(default=list, help_text=_("Pictures and styles that were not kept, with the reason."))
    closed_at = models.DateTimeField(
        null=True,
        help_text=_("Since when nobody may open it: its article was withdrawn, or deleted while closed."),
    )
    warc = models.FileField(upload_to=capture_path, storage=private_storage, blank=True)

    # Kept beside pages, and no use of one.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-pk"]
        permissions = [("download_capture", "Can open and download captures")]

    def __str__(self):
        return self.filename or (self.link.url if self.link_id else f"Capture {self.pk}")
