"""The inbox: drafts that came in by a short way, until somebody has gone through them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class InboxItem(models.Model):
    """How a draft came in, and when somebody was done with it. It stands beside the page, so that no revision and no
    copy of it has it; with the page it is deleted."""

    class Way(models.TextChoices):
        QUICK = "quick", _("quick add")
        BUTTON = "button", _("the button of a browser")
        PASTED = "pasted", _("a pasted address")
        FILE = "file", _("a saved copy")

    page = models.OneToOneField("timeline.TimelineEntry", on_delete=models.CASCADE, related_name="inbox_item")
    way = models.CharField(max_length=8, choices=Way)
    put_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    put_in_at = models.DateTimeField(auto_now_add=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    done_at = models.DateTimeField(null=True, editable=False, help_text=_("Since when it is out of the inbox."))

    # It says something of a page, and uses none.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-put_in_at", "-pk"]
        verbose_name = _("draft in the inbox")
        verbose_name_plural = _("drafts in the inbox")
        default_permissions = ()

    def __str__(self):
        return f"{self.page_id}: {self.get_way_display()}"
