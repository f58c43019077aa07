from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from timeline.gate import GatedPage


class PressArchivePage(GatedPage):
    """Every published article: by year, outlet, kind and language."""

    introduction = RichTextField(blank=True, features=["bold", "italic", "link"])

    is_room = True
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["press.PressArticlePage"]
    page_description = _("The press archive: every article by year")
    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    template = "press/archive.html"

    class Meta:
        verbose_name = _("press archive")

    def get_context(self, request, *args, **kwargs):
        from press.archive import archive_context

        return super().get_context(request, *args, **kwargs) | archive_context(request)
