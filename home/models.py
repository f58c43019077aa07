"""The front door: the front page, standing pages, and what the campaign says of itself."""

from django.core.validators import RegexValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from timeline.gate import GatedPage


@register_setting(icon="cog")
class CampaignSettings(BaseSiteSetting):
    """What the campaign says of itself on every page and in every feed."""

    name = models.CharField(max_length=120, blank=True, help_text="The campaign's name, as readers know it.")
    hashtag = models.CharField(
        max_length=60,
        blank=True,
        validators=[RegexValidator(r"^#\w+$", "Begin with # and use letters and digits only.")],
    )
    publisher = models.CharField(
        "who publishes", max_length=200, blank=True, help_text="The body that stands behind this site."
    )
    accent_colour = models.CharField(
        max_length=7,
        default="#0f5d66",
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", "Type a colour as # and six digits, for example #0f5d66.")],
        help_text="For links and marks. Choose a dark one: it stands on a light ground.",
    )
    licence = models.CharField(max_length=120, blank=True, help_text="For our own words: “CC BY 4.0”.")
    licence_url = models.URLField("address of the licence", blank=True)
    contact = models.EmailField(blank=True, help_text="Where readers and reporters write to. It stands on every page.")

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("hashtag"), FieldPanel("publisher")], heading="The campaign"),
        MultiFieldPanel([FieldPanel("licence"), FieldPanel("licence_url")], heading="Use of our words"),
        FieldPanel("contact"),
        FieldPanel("accent_colour"),
    ]

    class Meta:
        verbose_name = "campaign"


class HomePage(GatedPage):
    """Where things stand, what comes next, and the ways in."""

    strapline = models.CharField(
        max_length=200, blank=True, help_text="The story in one line: “Every child’s record, kept for life”."
    )
    introduction = RichTextField(blank=True, features=["bold", "italic", "link"])

    max_count_per_parent = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "timeline.TimelinePage",
        "press.PressArchivePage",
        "legal.LegalIndexPage",
        "home.StandingPage",
    ]
    page_description = "The front page of a campaign"
    content_panels = [*Page.content_panels, FieldPanel("strapline"), FieldPanel("introduction")]

    class Meta:
        verbose_name = "front page"

    def get_context(self, request, *args, **kwargs):
        from home.front_page import front_page_context

        return super().get_context(request, *args, **kwargs) | front_page_context(request)


class StandingPage(GatedPage):
    """A page that stays: about, how we know, corrections, privacy."""

    body = RichTextField(features=["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"])

    parent_page_types = ["home.HomePage", "home.StandingPage"]
    subpage_types = ["home.StandingPage"]
    page_description = "A page that stays: about, how we know, privacy"
    content_panels = [*Page.content_panels, FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = "standing page"
