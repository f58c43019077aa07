"""What we may print of an article. Kept beside the page, so that no revision turns it back."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from press.models.articles import PressArticlePage
from timeline.web_addresses import WebAddressField


class ArticleRights(models.Model):
    """The one decision on what every output may print of an article.

    It takes effect at once, without publishing. An article without a row is “link only”. “Withdrawn”
    is kept where the gate looks for it, in the article's ``PublicRecord``.
    """

    class State(models.TextChoices):
        LINK_ONLY = "link-only", _("Link only: headline, outlet, date, link and our own summary")
        SHORT_QUOTATION = "short-quotation", _("Short quotations, with who said them")
        LICENSED = "licensed", _("Licensed extract")
        OWN_WORK = "own-work", _("Our own work")
        PUBLIC_LICENCE = "public-licence", _("Public licence")

    page = models.OneToOneField(PressArticlePage, on_delete=models.CASCADE, related_name="article_rights")
    state = models.CharField(_("what we may print"), max_length=16, choices=State, default=State.LINK_ONLY)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_until = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The last day. After it nothing but the link is printed.")
    )
    scope = models.CharField(
        max_length=300, blank=True, help_text=_("What it covers: “120 words and one photograph, on this website”.")
    )
    reference = models.CharField(
        max_length=120, blank=True, help_text=_("Who gave it, when, and the number of the licence or letter.")
    )
    licence = models.CharField(
        _("which licence"), max_length=80, blank=True, help_text=_("“CC BY 4.0”, “Open Government Licence v3.0”.")
    )
    licence_url = WebAddressField(_("address of the licence"), blank=True)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    # Kept beside pages, and no use of one.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("rights in an article")
        verbose_name_plural = _("rights in articles")

    def __str__(self):
        return f"{self.get_state_display()}: {self.page.title}"

    def clean(self):
        super().clean()
        if self.state != self.State.LICENSED:
            # The days of a licence that is over would close what was decided since.
            self.valid_from = self.valid_until = None
        errors = {}
        if self.state == self.State.LICENSED:
            for name, message in (
                ("reference", "Say who gave the licence, and its number or date."),
                ("scope", "Say what the licence covers."),
                ("valid_from", "Say from which day it holds."),
            ):
                if not getattr(self, name):
                    errors[name] = message
        if self.state == self.State.PUBLIC_LICENCE and not self.licence:
            errors["licence"] = "Say which licence: “CC BY 4.0”."
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            errors["valid_until"] = "The last day is before the first one."
        if errors:
            raise ValidationError(errors)

    @property
    def in_force(self) -> str:
        """The state that counts today: a permission before its first and after its last day is “link only”."""
        today = timezone.localdate()
        too_early = self.valid_from is not None and today < self.valid_from
        too_late = self.valid_until is not None and today > self.valid_until
        return self.State.LINK_ONLY if too_early or too_late else self.State(self.state)
