"""What the campaign says of itself on every page and in every feed."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from timeline.models import CampaignImage
from timeline.web_addresses import WebAddressField


@register_setting(icon="cog")
class CampaignSettings(BaseSiteSetting):
    """What the campaign says of itself on every page and in every feed."""

    #: Every reader sees the mark, so sizes of it are public (``timeline.public_sizes``).
    shows_its_pictures = True

    name = models.CharField(max_length=120, blank=True, help_text=_("The campaign's name, as readers know it."))
    hashtag = models.CharField(
        max_length=60,
        blank=True,
        validators=[RegexValidator(r"^#\w+$", "Begin with # and use letters and digits only.")],
    )
    publisher = models.CharField(
        _("who publishes"), max_length=200, blank=True, help_text=_("The body that stands behind this site.")
    )
    mark = models.ForeignKey(
        CampaignImage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "A small square picture that stands before the name. Its rights must be known, or it is not shown."
        ),
    )
    accent_colour = models.CharField(
        max_length=7,
        default="#0f5d66",
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", "Type a colour as # and six digits, for example #0f5d66.")],
        help_text=_("For links and marks. It is made darker or lighter where words in it could not be read."),
    )
    licence = models.CharField(max_length=120, blank=True, help_text=_("For our own words: “CC BY 4.0”."))
    licence_url = WebAddressField(_("address of the licence"), blank=True)
    contact = models.EmailField(
        blank=True, help_text=_("Where readers and reporters write to. It stands on every page.")
    )

    set_up_closed_at = models.DateTimeField(
        null=True, editable=False, help_text=_("When somebody said that setting up goes no further.")
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("hashtag"), FieldPanel("publisher")], heading=_("The campaign")
        ),
        MultiFieldPanel([FieldPanel("licence"), FieldPanel("licence_url")], heading=_("Use of our words")),
        FieldPanel("contact"),
        MultiFieldPanel([FieldPanel("mark"), FieldPanel("accent_colour")], heading=_("Looks")),
    ]

    class Meta:
        verbose_name = _("campaign")

    def __str__(self):
        return str(_("Settings of the campaign"))
