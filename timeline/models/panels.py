"""The editor's form, in the order in which one writes: when, what, how we know, what it belongs to."""

from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
    PublishingPanel,
    TitleFieldPanel,
)

from timeline.readiness_panel import ReadinessPanel
from timeline.telling_panel import ToldPanel


class TitlePanel(TitleFieldPanel):
    """The title, from which the slug is made until the entry has been public once.

    Wagtail stops while a page is live, and begins again when it is taken back.
    """

    class BoundPanel(TitleFieldPanel.BoundPanel):
        def get_should_apply(self):
            return not self.instance.first_published_at


def date_panel(heading: str = _("When it happened"), date_heading: str = _("Date")):
    """The date and all that belongs to it; a kind may name them in its own words."""
    return MultiFieldPanel(
        [
            FieldPanel("date", heading=date_heading),
            FieldPanel("date_extent"),
            FieldPanel("occurrence"),
            FieldPanel("date_wording"),
            FieldPanel("date_note"),
            FieldPanel("sequence"),
        ],
        heading=heading,
    )


def base_panels(*, date=None, title=None, kind_panels=()):
    """The panels of an entry, with those of its kind where one expects them."""
    return [
        date or date_panel(),
        title or TitlePanel("title"),
        FieldPanel("summary"),
        *kind_panels,
        FieldPanel("body"),
        InlinePanel(
            "sources",
            heading=_("How we know"),
            label=_("Source"),
            panels=[
                FieldPanel("title"),
                FieldPanel("url"),
                FieldPanel("publisher"),
                FieldRowPanel([FieldPanel("date_given"), FieldPanel("accessed")]),
                FieldPanel("archived_url"),
                FieldPanel("supports"),
            ],
        ),
        FieldPanel("no_source_reason"),
        FieldPanel("image"),
        FieldPanel("topics"),
        FieldPanel("subjects"),
        FieldPanel("text_language"),
        FieldPanel("significance"),
        InlinePanel(
            "relations",
            heading=_("Related entries"),
            label=_("Related entry"),
            panels=[FieldPanel("word"), PageChooserPanel("to", page_type="timeline.TimelineEntry")],
        ),
        MultiFieldPanel(
            [ToldPanel(), FieldPanel("announcing"), FieldPanel("change"), FieldPanel("change_words")],
            heading=_("What readers are told"),
        ),
        ReadinessPanel(heading=_("Is it ready?")),
    ]


PROMOTE_PANELS = [MultiFieldPanel([FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")])]


def hours_panel():
    """Wagtail's panel of the hours, with the clock that they go by: it is the campaign's, wherever the editor is."""
    panel = PublishingPanel()
    for child in panel.children:
        child.help_text = format_lazy(_("By the clock of {zone}."), zone=settings.TIME_ZONE)
    return panel


SETTINGS_PANELS = [hours_panel()]
