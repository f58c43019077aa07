"""What a revision must never carry."""

import uuid

from django.db import models
from django.urls import reverse

SHORT_ID_LENGTH = 10


class RecordedPageMixin:
    """A page with a permanent id: an entry or a case. The record is made with the page."""

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        PublicRecord.objects.get_or_create(page_id=self.pk)


class PublicRecord(models.Model):
    """What the public was promised about one entry or case, kept beside it and out of its revisions.

    It takes effect without publishing, a copy of the page does not get it, and publishing an old
    revision does not turn it back. The moments are aware datetimes. What closes a page by order
    stands beside it too, in ``Restriction``: there may be several at once.
    """

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="public_record")
    uid = models.UUIDField(
        "permanent id",
        unique=True,
        editable=False,
        help_text="Made once. Feeds, citations and the short address use it; it survives renaming and moving.",
    )
    announced_at = models.DateTimeField(
        null=True,
        blank=True,
        db_index=True,
        help_text="When subscribers were first told. Empty for what went out quietly: that is in no feed.",
    )
    goes_out_quietly = models.BooleanField(
        default=False, help_text="Publishing tells nobody: for what is added to the record years later."
    )
    materially_updated_at = models.DateTimeField(
        null=True, blank=True, help_text="When the last change was made that an editor called material."
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text="Since when the page has been taken back.")
    calendar_sequence = models.PositiveIntegerField(
        null=True,
        editable=False,
        help_text="How often what calendars were told has changed (SEQUENCE, RFC 5545). Empty: never in a calendar.",
    )
    calendar_told = models.JSONField(
        null=True, editable=False, help_text="The start, end, state and place that calendars were last told."
    )
    calendar_start_before = models.CharField(
        max_length=40, blank=True, editable=False, help_text="The start before it was last moved."
    )

    class Meta:
        verbose_name = "public record"

    def __str__(self):
        return self.short_id

    def save(self, *args, **kwargs):
        if self.uid is None:
            self.uid = self._unused_uid()
        super().save(*args, **kwargs)

    @property
    def short_id(self) -> str:
        """The first ten hexadecimal digits of the permanent id: no two records begin alike."""
        return self.uid.hex[:SHORT_ID_LENGTH]

    @property
    def urn(self) -> str:
        """The permanent id as a URN (RFC 9562), for feeds."""
        return self.uid.urn

    @property
    def short_path(self) -> str:
        return reverse("entry_short_address", args=[self.short_id])

    @property
    def last_told_at(self):
        """The later of the two clocks that subscribers go by, or ``None``."""
        return max(filter(None, [self.announced_at, self.materially_updated_at]), default=None)

    @classmethod
    def _unused_uid(cls) -> uuid.UUID:
        while True:
            uid = uuid.uuid4()
            if not cls.objects.filter(**cls.lookup(uid.hex[:SHORT_ID_LENGTH])).exists():
                return uid

    @staticmethod
    def lookup(short_id: str) -> dict:
        """The query for the record whose permanent id begins with the ten digits of *short_id*."""
        missing = 32 - SHORT_ID_LENGTH
        return {
            "uid__gte": uuid.UUID(short_id + "0" * missing),
            "uid__lte": uuid.UUID(short_id + "f" * missing),
        }
