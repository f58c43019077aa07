"""The consent of a person whom a picture shows. It is nobody's business but the editors': no page, no search and no
export has it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ImageConsentQuerySet(models.QuerySet):
    def valid(self):
        """Those that hold today."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=timezone.localdate()), withdrawn_on__isnull=True)


class ImageConsent(models.Model):
    """Who has agreed that a picture of a person is published, to what, and until when."""

    image = models.OneToOneField("timeline.CampaignImage", on_delete=models.CASCADE, related_name="consent")
    who = models.CharField(_("who agreed"), max_length=200)
    scope = models.CharField(_("to what"), max_length=300, blank=True)
    evidence = models.CharField(_("where the proof is kept"), max_length=300)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)

    objects = ImageConsentQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("consent to a picture")
        verbose_name_plural = _("consents to pictures")

    def __str__(self):
        return self.who
