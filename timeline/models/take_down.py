"""What was taken down at once: the log, which outlives what it tells of."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class TakeDownQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(lifted_at__isnull=True)


class TakeDown(models.Model):
    """One page, picture or document that somebody took from readers at once.

    A page is closed by a ``Restriction`` beside this, so that one gate decides. The row stays when the thing is
    deleted; of the thing it holds keys and no word: a title may be what had to go.
    """

    class Thing(models.TextChoices):
        PAGE = "page", _("Entry or page")
        PICTURE = "picture", _("Picture")
        DOCUMENT = "document", _("Document")

    class Why(models.TextChoices):
        CHILD = "child", _("A child can be recognised, or could come to harm")
        NAME = "name", _("A name or a detail that must not be public")
        CONSENT = "consent", _("Somebody has taken their consent back")
        COURT = "court", _("A court order: readers are not told that it was there")
        MISTAKE = "mistake", _("It is wrong, or went out by mistake")
        OTHER = "other", _("Something else")

    class Outcome(models.TextChoices):
        WAITING = "", _("Not decided yet")
        REMOVED = "removed", _("It stays away")
        REDACTED = "redacted", _("Put back without the words or the picture")
        CORRECTED = "corrected", _("Put back corrected")
        REFUSED = "refused", _("Put back as it was: the request was refused")

    thing = models.CharField(_("what"), max_length=8, choices=Thing)
    key = models.BigIntegerField(_("its number"))
    short_id = models.CharField(_("permanent id"), max_length=10, blank=True)
    page = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="take_downs")
    image = models.ForeignKey("timeline.CampaignImage", null=True, on_delete=models.SET_NULL, related_name="take_downs")
    document = models.ForeignKey(
        "timeline.CampaignDocument", null=True, on_delete=models.SET_NULL, related_name="take_downs"
    )
    restriction = models.OneToOneField(
        "timeline.Restriction", null=True, on_delete=models.SET_NULL, related_name="take_down"
    )
    why = models.CharField(_("why"), max_length=8, choices=Why)
    words = models.CharField(
        _("in a sentence"),
        max_length=300,
        help_text=_("What is wrong with it, without repeating it: “The summary names a pupil.” It is kept for good."),
    )
    asked_by = models.CharField(
        _("who asked"),
        max_length=200,
        blank=True,
        help_text=_("A role says enough: “her mother, by e-mail”. Empty: nobody but you."),
    )
    taken_at = models.DateTimeField(_("taken down"), auto_now_add=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by")
    )
    facts = models.JSONField(default=dict, help_text=_("What could not be recalled: counts and moments, no words."))
    is_withdrawn = models.BooleanField(default=False, help_text=_("Readers who had it are told that it is gone."))
    state_before = models.CharField(max_length=300, blank=True, help_text=_("Of a document: what it stood at."))
    versions_removed = models.PositiveIntegerField(null=True)
    outcome = models.CharField(_("what became of it"), max_length=9, choices=Outcome, blank=True, default="")
    outcome_words = models.CharField(
        _("said of that"), max_length=300, blank=True, help_text=_("For your colleagues: what was done, and who knows.")
    )
    outcome_at = models.DateTimeField(null=True)
    outcome_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    lifted_at = models.DateTimeField(_("put back"), null=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    lifted_why = models.CharField(_("why it is put back"), max_length=500, blank=True)

    objects = TakeDownQuerySet.as_manager()
    # It uses nothing: what is taken down is no more in use for it.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("take-down")
        verbose_name_plural = _("take-downs")
        ordering = ["-taken_at", "-pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="what_is_put_back_says_why", condition=Q(lifted_at__isnull=True) | ~Q(lifted_why="")
            )
        ]

    def __str__(self):
        # The history and the messages of the admin print this.
        return f"{self.get_thing_display()} {self.short_id or self.key}"

    @property
    def is_in_force(self) -> bool:
        return self.lifted_at is None

    @property
    def subject(self):
        """The page, picture or document; ``None`` once it is deleted."""
        return self.page or self.image or self.document
