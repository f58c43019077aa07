"""What subscribers are told beside the entries themselves: digests, updates and corrections, and what is gone."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from timeline.models.permanent import AbstractPermanent


class Digest(AbstractPermanent):
    """One item of the feeds that tells of many entries: the open one, which gathers them, or one that was sent.

    What it tells of are the public records that name it. Of a digest that was sent, each of them has the
    moment of sending as ``announced_at``.
    """

    # A digest outlives its site: what it told of must not be told again by itself.
    site = models.ForeignKey("wagtailcore.Site", null=True, on_delete=models.SET_NULL, related_name="digests")
    title = models.CharField(
        max_length=160, blank=True, help_text=_("“Twelve entries on 2012 to 2016 were added to the story”.")
    )
    introduction = models.TextField(
        max_length=1000,
        blank=True,
        help_text=_("What these entries are, in a sentence or two. They are listed below it."),
    )
    sent_at = models.DateTimeField(null=True, editable=False, db_index=True)
    told_of = models.PositiveIntegerField(
        null=True, editable=False, help_text=_("Of how many entries it told when it was sent, whatever became of them.")
    )
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    # Names no page: the records name it.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["site"], condition=Q(sent_at__isnull=True), name="a_site_has_one_digest_that_waits"
            )
        ]

    def __str__(self):
        return self.title or "The digest that waits"

    @property
    def short_path(self) -> str:
        return reverse("digest", args=[self.short_id])


class ChangeNote(AbstractPermanent):
    """What readers are told of a change to a published entry: an update, or a correction.

    One that has no ``told_at`` waits for its change to go out. An update moves the entry's own clock and
    shows on its page; a correction is an item of the feeds of its own besides.
    """

    class Kind(models.TextChoices):
        UPDATE = "update", _("Update")
        CORRECTION = "correction", _("Correction")

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="change_notes")
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.CharField(_("said to readers"), max_length=500)
    told_at = models.DateTimeField(null=True, editable=False, db_index=True)
    since_revision = models.PositiveBigIntegerField(
        null=True, editable=False, help_text=_("The first revision of the page that holds the change.")
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-told_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page"], condition=Q(told_at__isnull=True), name="a_page_has_one_change_that_waits"
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.words}"

    @property
    def anchor(self) -> str:
        """The fragment of its line on the page of the entry."""
        return f"change-{self.short_id}"


class TombstoneQuerySet(models.QuerySet):
    def standing(self):
        """Those whose id nothing has again: what was deleted and taken in once more is there."""
        from timeline.models import PublicRecord

        return self.filter(~Exists(PublicRecord.objects.filter(uid=OuterRef("uid"))))


class Tombstone(models.Model):
    """The id of something that readers had and that was deleted: it is told as gone (RFC 6721, 410), and nothing
    else of it is kept."""

    uid = models.UUIDField(_("permanent id"), unique=True, editable=False)
    site = models.ForeignKey("wagtailcore.Site", on_delete=models.CASCADE, related_name="+", editable=False)
    gone_at = models.DateTimeField(auto_now_add=True, db_index=True)
    was_item = models.BooleanField(
        default=False, editable=False, help_text=_("Whether feeds had it as an item: then they tell that it is gone.")
    )

    objects = TombstoneQuerySet.as_manager()

    class Meta:
        ordering = ["-gone_at", "-pk"]

    def __str__(self):
        return self.uid.hex


class LastChange(models.Model):
    """The one row that counts what may have changed what the public is given, for polls that cost a query."""

    number = models.PositiveBigIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(editable=False)

    def __str__(self):
        return str(self.number)
