"""What is left of an entry that turned out to be another one: a sign to that."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from timeline.models.permanent import SHORT_ID_LENGTH


class MergedEntryQuerySet(models.QuerySet):
    def standing(self):
        """Those whose id nothing has again: what was merged and taken in once more is there."""
        from timeline.models import PublicRecord

        return self.exclude(uid__in=PublicRecord.objects.values("uid"))


class MergedEntry(models.Model):
    """The id of an entry that was merged into another, and the id of the one that stays.

    Both are ids and not keys: what stays may be deleted in its turn, and its own id then says what became of it. An
    entry that stays and is merged later takes those along that lead to it: there are no chains.
    """

    uid = models.UUIDField(_("permanent id"), unique=True, editable=False)
    into = models.UUIDField(_("id of the entry that stays"), db_index=True, editable=False)
    page_key = models.PositiveBigIntegerField(
        unique=True, editable=False, help_text=_("The key that it had: old versions of other pages name it.")
    )
    was_item = models.BooleanField(
        default=False, editable=False, help_text=_("Whether feeds had it as an item: taken back later, it is told so.")
    )
    merged_at = models.DateTimeField(auto_now_add=True)

    objects = MergedEntryQuerySet.as_manager()

    # Names pages by their ids alone.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-merged_at", "-pk"]

    def __str__(self):
        return f"{self.uid.hex[:SHORT_ID_LENGTH]} is {self.into.hex[:SHORT_ID_LENGTH]}"

    @property
    def standing_short_id(self) -> str:
        """The short id of the entry that stays."""
        return self.into.hex[:SHORT_ID_LENGTH]
