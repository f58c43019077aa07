"""Files of entries that editors bring in: what was sent, what each row of it became, and how to take it back."""

import secrets
from pathlib import PurePath

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from timeline.models.media import private_storage


def import_path(instance, filename: str) -> str:
    return f"imports/{secrets.token_urlsafe(16)}{PurePath(filename).suffix.lower()[:10]}"


class ImportBatch(models.Model):
    """One file on its way into the story of a site."""

    class State(models.TextChoices):
        COLUMNS = "columns", _("Columns to be named")
        CHECKED = "checked", _("Checked, and not brought in yet")
        WAITING = "waiting", _("Waiting to be brought in")
        WRITING = "writing", _("Being brought in")
        INDEXING = "indexing", _("Brought in, being made findable")
        DONE = "done", _("Brought in")
        FAILED = "failed", _("Stopped, and nothing was brought in")
        UNDONE = "undone", _("Taken back")

    class Shape(models.TextChoices):
        CSV = "csv", _("Table (CSV)")
        XLSX = "xlsx", _("Spreadsheet (XLSX)")
        OWN_CSV = "own-csv", _("Table that was exported from a site like this one")
        TIMELINEJS = "timelinejs", _("TimelineJS")
        HTML = "html", _("Page with years as headings (HTML)")
        RECORDS = "records", _("List of records (JSON)")
        STORY = "story", _("Whole story that was exported from a site like this one")

    #: In these nothing of it is brought in, and nothing is under way.
    OPEN = (State.COLUMNS, State.CHECKED, State.FAILED)

    site = models.ForeignKey("wagtailcore.Site", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    name = models.CharField(_("file"), max_length=300)
    shape = models.CharField(max_length=12, choices=Shape)
    upload = models.FileField(upload_to=import_path, storage=private_storage)
    columns = models.JSONField(default=list, help_text=_("For each column of the file, the field that it fills."))
    how = models.JSONField(default=dict, help_text=_("What the editor has chosen and answered."))
    findings = models.JSONField(default=dict, help_text=_("What the check found: counts, traps, questions."))
    state = models.CharField(max_length=10, choices=State, default=State.COLUMNS, db_index=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    started_at = models.DateTimeField(null=True)
    written_at = models.DateTimeField(null=True, help_text=_("What is logged of its entries later was done by others."))
    why = models.CharField(_("what stopped it"), max_length=500, blank=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    # Kept beside pages, and no use of one.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("import")

    def __str__(self):
        return f"{self.name} ({self.get_state_display()})"

    @property
    def is_open(self) -> bool:
        """Whether the editor may still change how it is read."""
        return self.state in self.OPEN

    @property
    def is_going_on(self) -> bool:
        return self.state in (self.State.WAITING, self.State.WRITING, self.State.INDEXING)


class ImportRow(models.Model):
    """One row of a file: how it reads, what is to become of it, and what became of it."""

    class Action(models.TextChoices):
        NEW = "new", _("New")
        UPDATE = "update", _("Updates")
        ASK = "ask", _("Asked: is it the same?")
        SAME = "same", _("Left alone")
        ERROR = "error", _("With a mistake")
        OUT = "out", _("Left out")

    class Outcome(models.TextChoices):
        MADE = "made", _("Made")
        UPDATED = "updated", _("Updated")
        UNDONE = "undone", _("Taken back")
        KEPT = "kept", _("Changed since, and so left")

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    action = models.CharField(max_length=6, choices=Action)
    title = models.CharField(max_length=255, blank=True)
    when = models.CharField(max_length=255, blank=True)
    line = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=1000, blank=True)
    errors = models.JSONField(default=list)
    remarks = models.JSONField(default=list)
    external_id = models.CharField(max_length=200, blank=True, db_index=True)
    fingerprint = models.CharField(max_length=64, blank=True, help_text=_("The same for what says the same."))
    page = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    revision_before = models.PositiveBigIntegerField(null=True)
    revision_made = models.PositiveBigIntegerField(null=True)
    was_published = models.BooleanField(default=False, help_text=_("Whether the import published it."))
    to_index = models.BooleanField(default=False, db_index=True)

    # It says something of a page, and uses none.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["number", "pk"]

    def __str__(self):
        return f"{self.number}: {self.title}"
