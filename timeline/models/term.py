from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index
from wagtail.snippets.models import register_snippet


@register_snippet
class Term(index.Indexed, models.Model):
    """A word of the law or of administration, and the sentence that explains it to those who meet it in an entry."""

    word = models.CharField(max_length=80, unique=True, help_text=_("As it stands in entries: “judicial review”."))
    other_forms = models.CharField(
        max_length=200, blank=True, help_text=_("With commas between them: “judicially reviewed, JR”.")
    )
    sentence = models.CharField(max_length=300, help_text=_("What it means, in one plain sentence."))

    search_fields = [
        index.SearchField("word"),
        index.SearchField("other_forms"),
        index.AutocompleteField("word"),
    ]

    class Meta:
        ordering = ["word"]
        verbose_name = _("explained word")

    def __str__(self):
        return self.word

    @property
    def forms(self) -> list[str]:
        """The word and its other forms."""
        return [self.word, *(form.strip() for form in self.other_forms.split(",") if form.strip())]
