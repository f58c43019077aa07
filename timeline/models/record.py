"""What a revision must never carry."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from timeline.models.permanent import AbstractPermanent


class RecordedPageMixin:
    """A page with a permanent id: an entry or a case. The record is made with the page."""

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        PublicRecord.objects.get_or_create(page_id=self.pk)


class PublicRecord(AbstractPermanent):
    """What the public was promised about one entry or case, kept beside it and out of its revisions.

    It takes effect without publishing, a copy of the page does not get it, and publishing an old
    revision does not turn it back. The moments are aware datetimes. What closes a page by order
    stands beside it too, in ``Restriction``: there may be several at once.
    """

    class Announcing(models.TextChoices):
        NOW = "now", _("Tell subscribers when it goes out: an item of its own")
        DIGEST = "digest", _("Tell them in a digest, together with others")
        QUIETLY = "quietly", _("Quietly: it stands in the story, and nobody is told")

    class WithdrawnWhy(models.TextChoices):
        PRIVACY = "privacy", _("Somebody’s privacy or safety: readers get no reason")
        LAW = "law", _("The law, or advice on it")
        ERROR = "error", _("It was wrong")
        OTHER = "other", _("Something else")

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="public_record")
    announcing = models.CharField(
        _("telling subscribers"),
        max_length=8,
        choices=Announcing,
        blank=True,
        help_text=_("How subscribers are to hear of it. Empty: nobody has chosen, and it is told as it goes out."),
    )
    announced_at = models.DateTimeField(
        null=True,
        blank=True,
        db_index=True,
        help_text=_("When subscribers were first told. Empty for what went out quietly: that is in no feed."),
    )
    digest = models.ForeignKey(
        "timeline.Digest",
        null=True,
        blank=True,
        editable=False,
        # Without its digest an entry would be an item of its own, and told again.
        on_delete=models.PROTECT,
        related_name="records",
        help_text=_("The digest that tells of it, or that it waits for."),
    )
    materially_updated_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When the last change was made that an editor called an update.")
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text=_("Since when the page has been taken back."))
    withdrawn_why = models.CharField(_("why it is withdrawn"), max_length=8, choices=WithdrawnWhy, blank=True)
    withdrawn_words = models.CharField(
        _("said to readers"),
        max_length=300,
        blank=True,
        help_text=_("One sentence that stands where the page stood. Not for what is withdrawn for privacy."),
    )
    calendar_sequence = models.PositiveIntegerField(
        null=True,
        editable=False,
        help_text=_("How often what calendars were told has changed (SEQUENCE, RFC 5545). Empty: never in a calendar."),
    )
    calendar_told = models.JSONField(
        null=True, editable=False, help_text=_("The start, end, state and place that calendars were last told.")
    )
    calendar_start_before = models.CharField(
        max_length=40, blank=True, editable=False, help_text=_("The start before it was last moved.")
    )

    class Meta:
        verbose_name = _("public record")
        constraints = [
            models.CheckConstraint(
                name="privacy_is_no_reason_to_print", condition=~Q(withdrawn_why="privacy") | Q(withdrawn_words="")
            )
        ]

    def __str__(self):
        return self.short_id

    @property
    def short_path(self) -> str:
        return reverse("entry_short_address", args=[self.short_id])

    @property
    def is_told_alone(self) -> bool:
        """Whether subscribers were told of it in an item of its own."""
        return self.announced_at is not None and self.digest_id is None

    @property
    def last_told_at(self):
        """The later of the two clocks that subscribers go by, or ``None``."""
        return max(filter(None, [self.announced_at, self.materially_updated_at]), default=None)
