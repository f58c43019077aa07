"""Who and what the story is about: people, organisations and systems, each with a page."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from timeline.gate import GatedPage
from timeline.models.illustrated import IllustratedMixin
from timeline.models.media import CampaignImage
from timeline.web_addresses import WebAddressField


class SubjectIndexPage(GatedPage):
    """Every person, organisation and system that has a page, in groups."""

    introduction = RichTextField(blank=True, features=["bold", "italic", "link"])

    template = "timeline/subjects.html"
    is_room = True
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["timeline.SubjectPage"]
    page_description = _("People and bodies: who and what the story is about")
    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    search_fields = [*Page.search_fields, index.SearchField("introduction")]

    class Meta:
        verbose_name = _("people and bodies")

    def get_context(self, request, *args, **kwargs):
        from timeline.subjects import index_context

        return super().get_context(request, *args, **kwargs) | index_context(self)


class SubjectPage(IllustratedMixin, GatedPage):
    """A person in public office or one who chose to speak, an organisation, or a system under challenge."""

    class Kind(models.TextChoices):
        SYSTEM = "system", _("System or database")
        ORGANISATION = "organisation", _("Organisation")
        PERSON = "person", _("Person")

    kind = models.CharField(max_length=12, choices=Kind, default=Kind.ORGANISATION)
    line = models.CharField(
        _("what it is"),
        max_length=300,
        help_text=_("One plain sentence: “The ministry that runs schools in England and keeps the database.”"),
    )
    other_names = models.CharField(
        max_length=200, blank=True, help_text=_("With commas between them: “NPD”, “DfE”. Readers look for these too.")
    )
    official_url = WebAddressField(_("its own page"), max_length=1000, blank=True)
    body = RichTextField(blank=True, features=["h2", "bold", "italic", "ol", "ul", "link"])
    image = models.ForeignKey(CampaignImage, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    template = "timeline/subject.html"
    parent_page_types = ["timeline.SubjectIndexPage"]
    subpage_types = []
    show_in_menus_default = False
    page_description = _("A person, organisation or system, with every entry about it")
    content_panels = [
        *Page.content_panels,
        FieldPanel("kind"),
        FieldPanel("line"),
        FieldPanel("other_names"),
        FieldPanel("official_url"),
        FieldPanel("body"),
        FieldPanel("image"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("line", boost=2),
        index.SearchField("other_names", boost=2),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("person or body")
        verbose_name_plural = _("people and bodies")

    def get_context(self, request, *args, **kwargs):
        from timeline.subjects import subject_context

        return super().get_context(request, *args, **kwargs) | subject_context(self, request)
