"""The page that fits a reporter's deadline."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from legal.models import CasePage
from timeline.gate import GatedPage
from timeline.models import CampaignImage
from timeline.models.illustrated import IllustratedMixin


class ReportersPage(IllustratedMixin, GatedPage):
    """What a reporter needs within the hour. Where the case stands, its numbers and the newest entries come from
    the record itself; here stands only what somebody must say."""

    case = models.ForeignKey(
        CasePage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Whose standing and numbers are shown. Empty: those of every published case."),
    )
    in_short = models.TextField(
        _("the case in two sentences"), max_length=600, help_text=_("What is challenged, by whom, and why it matters.")
    )
    contact_name = models.CharField(_("who to call"), max_length=120, blank=True)
    contact_role = models.CharField(
        max_length=120, blank=True, help_text=_("“director”, “solicitor for the claimant”.")
    )
    contact_phone = models.CharField(
        _("telephone"), max_length=40, blank=True, help_text=_("It is public: not a private number.")
    )
    contact_email = models.EmailField(_("email"), blank=True)
    contact_hours = models.CharField(_("when"), max_length=120, blank=True, help_text=_("“Weekdays, 8am to 8pm”."))
    quotation = models.TextField(
        _("a quotation cleared for use"),
        max_length=600,
        blank=True,
        help_text=_("Only what its speaker has agreed to."),
    )
    speaker = models.CharField(max_length=120, blank=True)
    speaker_role = models.CharField(max_length=120, blank=True)
    cleared_on = models.DateField(_("cleared on"), null=True, blank=True)
    image = models.ForeignKey(
        CampaignImage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("A picture that papers may print: its credit says on what terms."),
    )
    not_to_report = RichTextField(
        _("what may not be reported, and why"),
        blank=True,
        features=["bold", "italic", "ol", "ul", "link"],
        help_text=_("In the solicitor’s words. Never with the name that an order protects."),
    )
    worded_by = models.CharField(_("whose words these are"), max_length=200, blank=True)
    worded_on = models.DateField(_("as of"), null=True, blank=True)

    template = "home/reporters.html"
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    page_description = _("For reporters: one page that fits a deadline")
    content_panels = [
        *Page.content_panels,
        FieldPanel("case"),
        FieldPanel("in_short"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("contact_name"), FieldPanel("contact_role")]),
                FieldRowPanel([FieldPanel("contact_phone"), FieldPanel("contact_email")]),
                FieldPanel("contact_hours"),
            ],
            heading=_("Who to call"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("quotation"),
                FieldRowPanel([FieldPanel("speaker"), FieldPanel("speaker_role"), FieldPanel("cleared_on")]),
            ],
            heading=_("A quotation"),
        ),
        FieldPanel("image"),
        MultiFieldPanel(
            [FieldPanel("not_to_report"), FieldRowPanel([FieldPanel("worded_by"), FieldPanel("worded_on")])],
            heading=_("What may not be reported"),
        ),
    ]
    search_fields = [*Page.search_fields, index.SearchField("in_short")]

    class Meta:
        verbose_name = _("page for reporters")
        verbose_name_plural = _("pages for reporters")

    def clean(self):
        super().clean()
        errors = {}
        if self.quotation and not self.speaker:
            errors["speaker"] = "Say who said it."
        if self.not_to_report and not self.worded_by:
            errors["worded_by"] = "Say whose words these are: reporters go by them."
        if errors:
            raise ValidationError(errors)

    def get_context(self, request, *args, **kwargs):
        from home.reporters import reporters_context

        return super().get_context(request, *args, **kwargs) | reporters_context(self, request)
