"""The front door: the front page and the standing pages."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.search import index

from timeline.gate import GatedPage
from timeline.web_addresses import WebAddressField


class HomePage(GatedPage):
    """Where things stand, what comes next, and the ways in."""

    strapline = models.CharField(
        max_length=200, blank=True, help_text=_("The story in one line: “Every child’s record, kept for life”.")
    )
    introduction = RichTextField(blank=True, features=["bold", "italic", "link"])

    is_room = True
    max_count_per_parent = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "timeline.TimelinePage",
        "press.PressArchivePage",
        "legal.LegalIndexPage",
        "timeline.SubjectIndexPage",
        "home.ReportersPage",
        "home.StandingPage",
    ]
    page_description = _("The front page of a campaign")
    content_panels = [
        *Page.content_panels,
        FieldPanel("strapline"),
        FieldPanel("introduction"),
        InlinePanel("actions", heading=_("What a reader can do"), label=_("Action")),
    ]

    class Meta:
        verbose_name = _("front page")

    def get_context(self, request, *args, **kwargs):
        from home.front_page import front_page_context

        return super().get_context(request, *args, **kwargs) | front_page_context(request)


class Action(Orderable):
    """Something that a reader can do: write, give, come, tell. It stands on the front page."""

    class Kind(models.TextChoices):
        ACTION = "action", _("Something to do")
        APPEAL = "appeal", _("An appeal for money")

    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="actions")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.ACTION)
    title = models.CharField(max_length=80, help_text=_("It begins with a verb: “Ask your child’s school”."))
    text = models.CharField(max_length=300, blank=True, help_text=_("A sentence: what it is, and how long it takes."))
    link_page = models.ForeignKey(
        Page, null=True, blank=True, on_delete=models.CASCADE, related_name="+", verbose_name=_("page of ours")
    )
    link_url = WebAddressField(_("or an address elsewhere"), max_length=1000, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("title")]),
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("link_page"), FieldPanel("link_url")]),
    ]

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        if self.link_page_id and self.link_url:
            raise ValidationError({"link_url": _("Choose a page of ours or type an address, not both.")})


class StandingPage(GatedPage):
    """A page that stays: about, how we know, corrections, privacy."""

    body = RichTextField(features=["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"])
    in_footer = models.BooleanField(_("at the foot of every page"), default=True)

    parent_page_types = ["home.HomePage", "home.StandingPage"]
    subpage_types = ["home.StandingPage"]
    page_description = _("A page that stays: about, how we know, privacy")
    content_panels = [*Page.content_panels, FieldPanel("body"), FieldPanel("in_footer")]
    search_fields = [*Page.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("standing page")
