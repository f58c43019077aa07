"""What an editor chooses of an entry: how much it matters, whether it happened, what its range says."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from timeline.dates import Extent, Occurrence


class Significance(models.TextChoices):
    KEY = "key", _("Key moment")
    NORMAL = "normal", _("Normal")
    MINOR = "minor", _("Minor (one line)")


class Happening(models.TextChoices):
    HAPPENED = Occurrence.HAPPENED, _("It happened")
    SCHEDULED = Occurrence.SCHEDULED, _("Scheduled: fixed by someone who can fix it")
    EXPECTED = Occurrence.EXPECTED, _("Expected: a forecast")
    POSTPONED = Occurrence.POSTPONED, _("Postponed (keep the old date)")
    CANCELLED = Occurrence.CANCELLED, _("Cancelled")
    DID_NOT_HAPPEN = Occurrence.DID_NOT_HAPPEN, _("It did not happen")


class DateExtent(models.TextChoices):
    THROUGHOUT = Extent.THROUGHOUT, _("It lasted all that time")
    WITHIN = Extent.WITHIN, _("It happened once, somewhere in that time")
