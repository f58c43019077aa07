from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable

from press.models.articles import PressArticlePage
from timeline.languages import LANGUAGES


class Quotation(Orderable):
    """Somebody's words in an article, and what the other side said to that."""

    class Side(models.TextChoices):
        CAMPAIGN = "campaign", _("The campaign")
        DEPARTMENT = "department", _("The department or body challenged")
        OTHER = "other", _("Somebody else")

    article = ParentalKey(PressArticlePage, on_delete=models.CASCADE, related_name="quotations")
    text = models.TextField(max_length=400)
    speaker = models.CharField(max_length=120)
    role = models.CharField(
        max_length=120, blank=True, help_text=_("“a mother of three”, “spokesman of the department”.")
    )
    language = models.CharField(
        max_length=3, choices=LANGUAGES, blank=True, help_text=_("Only where it is not that of the article.")
    )
    side = models.CharField(max_length=10, choices=Side, default=Side.OTHER)
    locator = models.CharField(
        _("where in the article"), max_length=60, blank=True, help_text=_("“paragraph 5”, “page 3”, “at 12:40”.")
    )
    answer = models.TextField(
        _("the other side's answer"),
        max_length=400,
        blank=True,
        help_text=_("Their words, in this article or elsewhere. Wherever the quotation is shown, the answer is shown."),
    )
    answer_by = models.CharField(_("who answered"), max_length=120, blank=True)
    answer_source = models.CharField(
        _("where they said it"),
        max_length=300,
        blank=True,
        help_text=_("Leave empty if in the same article. Else: “Hansard, 31 October 2016”."),
    )

    panels = [
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("speaker"), FieldPanel("role")]),
        FieldRowPanel([FieldPanel("side"), FieldPanel("locator"), FieldPanel("language")]),
        MultiFieldPanel(
            [FieldPanel("answer"), FieldRowPanel([FieldPanel("answer_by"), FieldPanel("answer_source")])],
            heading=_("The answer to it"),
        ),
    ]

    def __str__(self):
        return f"{self.speaker}: {self.text[:60]}"

    @property
    def sameness(self):
        return self.text.strip()

    def clean(self):
        super().clean()
        if self.answer and not self.answer_by:
            raise ValidationError({"answer_by": _("Say who answered.")})
        if self.answer_by and not self.answer:
            raise ValidationError({"answer": _("Type what they answered, or leave out who did.")})
