"""The article: its citation, our summary, and the words that rights may let us print."""

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Orderable
from wagtail.search import index

from press.article_forms import NO_DATE_YET, NO_OUTLET, QUOTED_IN_BODY, ArticleForm
from press.citation_facts import facts_of, fetch_outlet_names
from press.data_facts import ArticleDataMixin
from press.looked_over import ArticleLookedOverMixin, SameAddressMixin
from press.models.outlets import Outlet
from press.panels import FindingsPanel, RightsPanel
from press.printable import Printable
from press.quick import QuickArticleMixin
from press.structured_data import article_data
from timeline.languages import LANGUAGES
from timeline.links import WhereToRead, link_to, where_to_read
from timeline.links.typed import without_trackers
from timeline.models import TimelineEntry
from timeline.models.link import WebLinkField
from timeline.models.panels import TitlePanel, base_panels, date_panel
from timeline.querysets import EntryManager
from timeline.structured_data import entry_data
from timeline.web_addresses import WebAddressField

#: The speaker of a quotation that was found in a copy which does not make plain who spoke.
UNNAMED = "Not named in this copy"


class PressArticlePage(QuickArticleMixin, ArticleDataMixin, ArticleLookedOverMixin, TimelineEntry):
    """One article: its citation, our summary, a few quotations. Its title is the headline as printed.

    There is no field for the text of the article: the rights to it are not ours.
    """

    class Kind(models.TextChoices):
        NEWS = "news", _("News")
        OPINION = "opinion", _("Opinion")
        LETTER = "letter", _("Letter")
        EDITORIAL = "editorial", _("Editorial")
        INTERVIEW = "interview", _("Interview")
        BROADCAST = "broadcast", _("Broadcast")
        BLOG = "blog", _("Blog")
        PRESS_RELEASE = "press-release", _("Press release")
        TRADE = "trade", _("Trade report")

    class Access(models.TextChoices):
        FREE = "free", _("Free to read")
        METERED = "metered", _("Free for a few articles")
        PAYWALL = "paywall", _("For subscribers")
        REGISTRATION = "registration", _("Free after signing up")
        UNKNOWN = "unknown", _("Not known")

    # A draft may lack it: a saved copy of an article often says neither where nor when it stood.
    outlet = models.ForeignKey(Outlet, null=True, blank=True, on_delete=models.PROTECT, related_name="articles")
    byline = models.CharField(max_length=200, blank=True, help_text=_("Exactly as printed. Leave empty if not known."))
    press_kind = models.CharField(_("kind of article"), max_length=14, choices=Kind, default=Kind.NEWS)
    article_url = WebAddressField(_("address"), max_length=1000, blank=True)
    archived_url = WebAddressField(_("address of a kept copy"), max_length=1000, blank=True)
    access = models.CharField(max_length=12, choices=Access, default=Access.UNKNOWN)
    language = models.CharField(max_length=8, choices=LANGUAGES, default="en")
    updated_on = models.DateField(
        _("changed by the outlet on"), null=True, blank=True, help_text=_("If the article says that it was changed.")
    )
    edition = models.CharField(max_length=80, blank=True, help_text=_("In print: “West Sussex edition”."))
    print_page = models.CharField(_("page"), max_length=40, blank=True, help_text=_("In print: “4”, “1 and 3”."))
    programme = models.CharField(
        max_length=200, blank=True, help_text=_("For broadcast: the programme, the channel and the time of day.")
    )
    place_in_programme = models.CharField(
        max_length=80,
        blank=True,
        help_text=_("For broadcast: where it begins and how long it is, “at 1:12:30, 4 minutes”."),
    )
    length_in_words = models.PositiveIntegerField(
        _("length of the article in words"), null=True, blank=True, help_text=_("Counted for you where a copy is kept.")
    )
    extract = models.TextField(
        blank=True,
        max_length=4000,
        help_text=_("More than a short quotation. Printed only while a licence or our own authorship covers it."),
    )
    copy_of = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="copies",
        verbose_name=_("syndicated copy of"),
        help_text=_("The same text in another paper: a reprint, an agency report. It is not counted as a story."),
    )
    reply = models.TextField(
        _("the other side's reply"),
        blank=True,
        help_text=_("In our own words: what the department or firm answered, in this article or elsewhere."),
    )

    article_link = WebLinkField(related_name="articles")

    objects = EntryManager("outlet", "article_rights", "article_link", fetched_with=("outlet__former_names",))

    base_form_class = ArticleForm
    kind = "press"
    kind_label = _("Press")
    kind_label_plural = _("Press articles")
    template = "press/article.html"
    card_template = "press/cards/article.html"
    feed_extras = "press/feed_extras.html"
    read_with = ("quotations",)
    parent_page_types = ["press.PressArchivePage"]
    page_description = _("What a paper or broadcaster wrote: cited, summed up, never copied")
    is_creatable = True
    # The article's own address is the evidence that it was published.
    evidence_fields = ("article_url",)

    content_panels = [
        FindingsPanel(heading=_("Where these values come from")),
        *base_panels(
            date=date_panel(_("When it was published"), _("Date published")),
            title=TitlePanel("title", heading=_("Headline"), help_text=_("Exactly as printed."), placeholder=False),
            kind_panels=[
                MultiFieldPanel(
                    [
                        FieldPanel("outlet"),
                        FieldPanel("byline"),
                        FieldRowPanel([FieldPanel("press_kind"), FieldPanel("language")]),
                        FieldRowPanel([FieldPanel("updated_on"), FieldPanel("length_in_words")]),
                        FieldPanel("article_url"),
                        FieldPanel("archived_url"),
                        FieldPanel("access"),
                        PageChooserPanel("copy_of"),
                    ],
                    heading=_("The article"),
                ),
                MultiFieldPanel(
                    [
                        FieldRowPanel([FieldPanel("edition"), FieldPanel("print_page")]),
                        FieldRowPanel([FieldPanel("programme"), FieldPanel("place_in_programme")]),
                    ],
                    heading=_("In print, or broadcast"),
                    classname="collapsed",
                ),
                InlinePanel(
                    "addresses",
                    heading=_("Other addresses of the same article"),
                    label=_("Address"),
                    help_text=_("Where it also stands or stood: pasting one of them finds this entry."),
                    classname="collapsed",
                ),
                RightsPanel(heading=_("What we may print")),
                InlinePanel(
                    "quotations",
                    heading=_("Short quotations"),
                    label=_("Quotation"),
                    help_text=_("A sentence or two, with who said it. Not the article."),
                ),
                FieldPanel("extract"),
                FieldPanel("reply"),
            ],
        ),
    ]
    search_fields = [
        *TimelineEntry.search_fields,
        index.SearchField("byline"),
        index.RelatedFields("outlet", [index.SearchField("name")]),
        index.FilterField("outlet"),
    ]

    class Meta:
        verbose_name = _("press article")

    @property
    def category_path(self) -> str:
        return f"{self.kind}/{self.press_kind}"

    @property
    def title_language(self) -> str:
        """The headline is the outlet's, in the language of the article."""
        return self.language

    @property
    def headline(self) -> str:
        """The headline as printed, which is the page's title."""
        return self.title

    @property
    def outlet_name(self) -> str:
        """What its outlet was called when the article came out; empty in a draft without one."""
        return self.outlet.name_on(self.dated) if self.outlet else ""

    @property
    def card_facts(self):
        facts = [self.outlet_name] if self.outlet else []
        if self.language != "en":
            facts.append(gettext("in {language}").format(language=self.get_language_display()))
        if self.access == self.Access.PAYWALL:
            facts.append(gettext("for subscribers"))
        if self.copy_of_id:
            facts.append(gettext("syndicated copy"))
        return facts

    @property
    def citation_facts(self):
        return facts_of(self)

    def structured_data(self, site):
        return entry_data(self, site, article_data(self))

    @classmethod
    def fetch_for_citations(cls, entries):
        fetch_outlet_names(entries)

    # What rights let us print

    @property
    def may_print(self) -> Printable:
        """What every output may print of it today. Without a decision: the link alone."""
        try:
            return Printable.of(self.article_rights)
        except ObjectDoesNotExist:
            return Printable()

    def printable_quotations(self):
        """The quotations that the article's rights let us print, each with its answer."""
        if not self.may_print.quotations:
            return []
        # Nobody is quoted whom nobody has named: those stand in a draft until an editor has looked.
        return [one for one in self.quotations.all() if one.speaker != UNNAMED]

    @property
    def printable_extract(self) -> str:
        return self.extract if self.may_print.extract else ""

    @property
    def published_original(self):
        """The article that this is a syndicated copy of, if readers may see it."""
        return PressArticlePage.objects.published().filter(pk=self.copy_of_id).first() if self.copy_of_id else None

    @property
    def published_copies(self):
        """The syndicated copies of it in other papers that readers may see."""
        return PressArticlePage.objects.published().filter(copy_of_id=self.pk).chronological() if self.pk else []

    @property
    def where_to_read(self) -> WhereToRead:
        return where_to_read(self.article_url, self.archived_url, self.article_link)

    # Saving

    def clean(self):
        super().clean()
        try:
            self.article_url = without_trackers(self.article_url)
        except ValidationError as error:
            raise ValidationError({"article_url": error}) from error

    def obstacles(self):
        found = super().obstacles()
        if not self.outlet_id:
            found["outlet"] = NO_OUTLET
        if self.date_is_a_stopgap:
            found["date"] = NO_DATE_YET
        if any(block["type"] == "quotation" for block in self.body.raw_data):
            found["body"] = QUOTED_IN_BODY
        return found

    def save(self, *args, **kwargs):
        if self.outlet_id:
            self.outlet = self.outlet.standing_for
        self.article_link = link_to(self.article_url)
        super().save(*args, **kwargs)


class ArticleAddress(SameAddressMixin, Orderable):
    """Another address of the same article, exactly as it was found."""

    article = ParentalKey(PressArticlePage, on_delete=models.CASCADE, related_name="addresses")
    url = WebAddressField(_("address"), max_length=1000)
    link = WebLinkField(related_name="other_addresses")

    panels = [FieldPanel("url")]

    def __str__(self):
        return self.url

    def save(self, *args, **kwargs):
        self.link = link_to(self.url)
        super().save(*args, **kwargs)
