"""What the clock does to pages: when its commands last ran, and what they could not do."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CommandRun(models.Model):
    """When a command that runs by itself last began, and last came to its end."""

    name = models.CharField(max_length=60, unique=True)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, help_text=_("The last end without a fault, of whichever run."))
    went_wrong = models.CharField(
        max_length=500, blank=True, help_text=_("What the last run failed with; empty when it came to its end.")
    )

    wagtail_reference_index_ignore = True

    def __str__(self):
        return self.name


class MissedSchedule(models.Model):
    """A page that should have gone out, or been taken down, by itself, and could not be. It is tried again with each
    run, and this row goes when it has come to pass or nobody asks for it any more."""

    class Action(models.TextChoices):
        PUBLISH = "publish", _("go out")
        EXPIRE = "expire", _("be taken down")

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="missed_schedules")
    action = models.CharField(max_length=8, choices=Action)
    due_at = models.DateTimeField(help_text=_("When it should have come to pass."))
    failed_at = models.DateTimeField(help_text=_("The last time that it was tried."))
    why = models.CharField(max_length=500, help_text=_("For editors: what stopped it."))

    # It says something of a page, and uses none.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["page", "action"], name="a_page_misses_a_schedule_once")]

    def __str__(self):
        return f"{self.page_id}: {self.why}"
