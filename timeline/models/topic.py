from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index
from wagtail.snippets.models import register_snippet


@register_snippet
class Topic(index.Indexed, models.Model):
    """A word of the managed vocabulary that readers may filter by."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True, help_text=_("As it stands in addresses: “home-office”."))
    description = models.CharField(max_length=255, blank=True, help_text=_("One line that says what belongs here."))

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name
