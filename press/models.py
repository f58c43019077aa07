"""The press archive: what the papers wrote, cited and summed up in our own words, never republished."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.search import index
from wagtail.snippets.models import register_snippet

from timeline.gate import GatedPage
from timeline.models import TimelineEntry
from timeline.models.panels import TitlePanel, base_panels, date_panel
from timeline.querysets import EntryManager


@register_snippet
class Outlet(index.Indexed, models.Model):
    """Who publishes: a paper, a broadcaster, a blog."""

    class Kind(models.TextChoices):
        NATIONAL = "national", "National"
        LOCAL = "local", "Local"
        TRADE = "trade", "Trade"
        BROADCAST = "broadcast", "Broadcast"
        BLOG = "blog", "Blog"
        CAMPAIGN = "campaign", "A campaign's own"
        OTHER = "other", "Other"

    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.OTHER)
    place = models.CharField(max_length=120, blank=True, help_text="For a local paper: where it is read.")
    url = models.URLField("address", blank=True)

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class PressArchivePage(GatedPage):
    """Every published article, by year."""

    introduction = RichTextField(blank=True, features=["bold", "italic", "link"])

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["press.PressArticlePage"]
    page_description = "The press archive: every article by year"
    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    template = "press/archive.html"

    class Meta:
        verbose_name = "press archive"

    def get_context(self, request, *args, **kwargs):
        from press.archive import archive_context

        return super().get_context(request, *args, **kwargs) | archive_context(request)


class PressArticlePage(TimelineEntry):
    """One article: its citation, our summary, a few quotations. Its title is the headline as printed.

    There is no field for the text of the article: the rights to it are not ours.
    """

    class Kind(models.TextChoices):
        NEWS = "news", "News"
        OPINION = "opinion", "Opinion"
        LETTER = "letter", "Letter"
        EDITORIAL = "editorial", "Editorial"
        INTERVIEW = "interview", "Interview"
        BROADCAST = "broadcast", "Broadcast"
        BLOG = "blog", "Blog"
        PRESS_RELEASE = "press-release", "Press release"
        TRADE = "trade", "Trade report"

    class Access(models.TextChoices):
        FREE = "free", "Free to read"
        METERED = "metered", "Free for a few articles"
        PAYWALL = "paywall", "For subscribers"
        REGISTRATION = "registration", "Free after signing up"
        UNKNOWN = "unknown", "Not known"

    class Rights(models.TextChoices):
        LINK_ONLY = "link-only", "Link only: headline, outlet, date, link and our own summary"
        SHORT_QUOTATION = "short-quotation", "Short quotations, with who said them"
        LICENSED = "licensed", "Licensed extract"
        OWN_WORK = "own-work", "Our own work"
        PUBLIC_LICENCE = "public-licence", "Public licence"

    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="articles")
    byline = models.CharField(max_length=200, blank=True, help_text="Exactly as printed. Leave empty if not known.")
    press_kind = models.CharField("kind of article", max_length=14, choices=Kind, default=Kind.NEWS)
    article_url = models.URLField("address", max_length=1000, blank=True)
    archived_url = models.URLField("address of a kept copy", max_length=1000, blank=True)
    access = models.CharField(max_length=12, choices=Access, default=Access.UNKNOWN)
    rights = models.CharField(
        "what we may print",
        max_length=16,
        choices=Rights,
        default=Rights.LINK_ONLY,
        help_text="With “link only” the quotations below are kept but not shown.",
    )
    reply = models.TextField(
        "the other side's reply",
        blank=True,
        help_text="In our own words: what the department or firm answered, in this article or elsewhere.",
    )

    objects = EntryManager("outlet")

    kind = "press"
    kind_label = "Press"
    kind_label_plural = "Press articles"
    template = "press/article.html"
    card_template = "press/cards/article.html"
    feed_extras = "press/feed_extras.html"
    read_with = ("quotations",)
    parent_page_types = ["press.PressArchivePage"]
    page_description = "What a paper or broadcaster wrote: cited, summed up, never copied"
    is_creatable = True
    # The article's own address is the evidence that it was published.
    evidence_fields = ("article_url",)

    content_panels = base_panels(
        date=date_panel("When it was published", "Date published"),
        title=TitlePanel("title", heading="Headline", help_text="Exactly as printed.", placeholder=False),
        kind_panels=[
            MultiFieldPanel(
                [
                    FieldPanel("outlet"),
                    FieldPanel("byline"),
                    FieldRowPanel([FieldPanel("press_kind"), FieldPanel("access")]),
                    FieldPanel("article_url"),
                    FieldPanel("archived_url"),
                    FieldPanel("rights"),
                ],
                heading="The article",
            ),
            InlinePanel(
                "quotations",
                heading="Short quotations",
                label="Quotation",
                help_text="A sentence or two, with who said it. Not the article.",
            ),
            FieldPanel("reply"),
        ],
    )
    search_fields = [
        *TimelineEntry.search_fields,
        index.SearchField("byline"),
        index.RelatedFields("outlet", [index.SearchField("name")]),
        index.FilterField("outlet"),
    ]

    class Meta:
        verbose_name = "press article"

    @property
    def headline(self) -> str:
        """The headline as printed, which is the page's title."""
        return self.title

    @property
    def card_facts(self):
        facts = [self.outlet.name]
        if self.access == self.Access.PAYWALL:
            facts.append("for subscribers")
        return facts

    def printable_quotations(self):
        """The quotations that the article's rights let us print."""
        return [] if self.rights == self.Rights.LINK_ONLY else self.quotations.all()


class Quotation(Orderable):
    """Somebody's words in an article."""

    class Side(models.TextChoices):
        CAMPAIGN = "campaign", "The campaign"
        DEPARTMENT = "department", "The department or body challenged"
        OTHER = "other", "Somebody else"

    article = ParentalKey(PressArticlePage, on_delete=models.CASCADE, related_name="quotations")
    text = models.TextField(max_length=400)
    speaker = models.CharField(max_length=120)
    role = models.CharField(max_length=120, blank=True)
    side = models.CharField(max_length=10, choices=Side, default=Side.OTHER)

    panels = [
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("speaker"), FieldPanel("role")]),
        FieldPanel("side"),
    ]

    def __str__(self):
        return f"{self.speaker}: {self.text[:60]}"
