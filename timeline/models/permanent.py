"""Ids that outlive names and addresses."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

SHORT_ID_LENGTH = 10


class AbstractPermanent(models.Model):
    """A row with an id that is made once and never again given out: what readers' programs go by."""

    uid = models.UUIDField(
        _("permanent id"),
        unique=True,
        editable=False,
        help_text=_("Made once. Feeds, citations and the short address use it; it survives renaming and moving."),
    )

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.uid is None:
            self.uid = self._unused_uid()
        super().save(*args, **kwargs)

    @property
    def short_id(self) -> str:
        """The first ten hexadecimal digits of the permanent id: no two rows begin alike."""
        return self.uid.hex[:SHORT_ID_LENGTH]

    @property
    def urn(self) -> str:
        """The permanent id as a URN (RFC 9562), for feeds."""
        return self.uid.urn

    @classmethod
    def _unused_uid(cls) -> uuid.UUID:
        while True:
            uid = uuid.uuid4()
            if not cls.objects.filter(**cls.lookup(uid.hex[:SHORT_ID_LENGTH])).exists():
                return uid

    @staticmethod
    def lookup(short_id: str) -> dict:
        """The query for the row whose permanent id begins with the ten digits of *short_id*."""
        missing = 32 - SHORT_ID_LENGTH
        return {
            "uid__gte": uuid.UUID(short_id + "0" * missing),
            "uid__lte": uuid.UUID(short_id + "f" * missing),
        }
