from django.core.exceptions import ValidationError
from django.http import Http404
from wagtail.models import Page

from timeline.querysets import GatedPageManager


class GatedPageMixin:
    """A page that answers a reader only when the gate lets it.

    Wagtail's own answer for a private page is a sign-in form, and for an expired page the page itself
    until a command has run. Here each of them is a page that is not there.
    """

    def clean(self):
        super().clean()
        if self.slug and self.slug.isdigit():
            # /timeline/2018/ is the year 2018, and other rooms may have years one day.
            raise ValidationError({"slug": "Use at least one letter: addresses of digits alone are those of years."})

    def is_published(self) -> bool:
        """Whether anybody may see this page now, as it stands in the database."""
        return type(self).objects.filter(pk=self.pk).published().exists()

    def route(self, request, path_components):
        result = super().route(request, path_components)
        if result.page.pk == self.pk and not self.is_published():
            raise Http404
        return result


class GatedPage(GatedPageMixin, Page):
    """The base of every page type that is not an entry."""

    objects = GatedPageManager()

    class Meta:
        abstract = True
