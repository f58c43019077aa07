from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable

from press.models.articles import PressArticlePage
from timeline.languages import LANGUAGES


class Quotation(Orderable):
    """Somebody's words in an article, and what the other side said to that."""

    class Side(models.TextChoices):
        CAMPAIGN = "campaign", "The campaign"
        DEPARTMENT = "department", "The department or body challenged"
        OTHER = "other", "Somebody else"

    article = ParentalKey(PressArticlePage, on_delete=models.CASCADE, related_name="quotations")
    text = models.TextField(max_length=400)
    speaker = models.CharField(max_length=120)
    role = models.CharField(max_length=120, blank=True, help_text="“a mother of three”, “spokesman of the department”.")
    language = models.CharField(
        max_length=3, choices=LANGUAGES, blank=True, help_text="Only where it is not that of the article."
    )
    side = models.CharField(max_length=10, choices=Side, default=Side.OTHER)
    locator = models.CharField(
        "where in the article", max_length=60, blank=True, help_text="“paragraph 5”, “page 3”, “at 12:40”."
    )
    answer = models.TextField(
        "the other side's answer",
        max_length=400,
        blank=True,
        help_text="Their words, in this article or elsewhere. Wherever the quotation is shown, the answer is shown.",
    )
    answer_by = models.CharField("who answered", max_length=120, blank=True)
    answer_source = models.CharField(
        "where they said it",
        max_length=300,
        blank=True,
        help_text="Leave empty if in the same article. Else: “Hansard, 31 October 2016”.",
    )

    panels = [
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("speaker"), FieldPanel("role")]),
        FieldRowPanel([FieldPanel("side"), FieldPanel("locator"), FieldPanel("language")]),
        MultiFieldPanel(
            [FieldPanel("answer"), FieldRowPanel([FieldPanel("answer_by"), FieldPanel("answer_source")])],
            heading="The answer to it",
        ),
    ]

    def __str__(self):
        return f"{self.speaker}: {self.text[:60]}"

    def clean(self):
        super().clean()
        if self.answer and not self.answer_by:
            raise ValidationError({"answer_by": "Say who answered."})
        if self.answer_by and not self.answer:
            raise ValidationError({"answer": "Type what they answered, or leave out who did."})
