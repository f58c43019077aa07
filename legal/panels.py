"""The editor's forms of cases and milestones, in the order in which one writes."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
    PublishingPanel,
)
from wagtail.models import Page

from timeline.models.panels import base_panels, date_panel

EMBARGO = (
    "<p><strong>A draft judgment under embargo is never entered here, in any form:</strong> not its outcome, not a "
    "title, not as a draft, not as a scheduled page. Neither the draft nor what it says may be told to anyone before "
    "it is handed down, and preparing publicity is no exception. Write the page after the hand-down.</p>"
)

INDEX_PANELS = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("legal_check")]

CASE_PANELS = [
    HelpPanel(EMBARGO, heading=_("Before you write")),
    *Page.content_panels,
    FieldPanel("question"),
    FieldPanel("summary"),
    MultiFieldPanel([FieldPanel("formal_title"), FieldPanel("formal_title_as_at")], heading=_("Its name at court")),
    FieldPanel("procedure"),
    FieldPanel("body"),
    FieldPanel("challenged"),
    InlinePanel("grounds", heading=_("Grounds: why it is said to be unlawful"), label=_("Ground")),
    FieldPanel("remedy"),
    InlinePanel(
        "parties",
        heading=_("Parties"),
        label=_("Party"),
        panels=[FieldPanel("name"), FieldRowPanel([FieldPanel("role"), FieldPanel("period")])],
    ),
    InlinePanel(
        "representatives",
        heading=_("Who acts for them"),
        label=_("Representative"),
        panels=[FieldPanel("name"), FieldRowPanel([FieldPanel("role"), FieldPanel("period")])],
    ),
    InlinePanel(
        "identifiers",
        heading=_("Numbers and citations"),
        label=_("Number"),
        panels=[FieldPanel("value"), FieldPanel("scheme"), FieldPanel("url")],
    ),
    InlinePanel(
        "links",
        heading=_("Other cases that it belongs to"),
        label=_("Case"),
        panels=[FieldPanel("word"), PageChooserPanel("to", page_type="legal.CasePage")],
    ),
]
CASE_SETTINGS_PANELS = [PublishingPanel()]

MILESTONE_PANELS = [
    HelpPanel(EMBARGO, heading=_("Before you write")),
    *base_panels(
        date=date_panel("When it happened, or is to happen"),
        kind_panels=[
            MultiFieldPanel(
                [
                    FieldPanel("stage"),
                    FieldPanel("outcome"),
                    FieldPanel("result_for"),
                    FieldPanel("outcome_words"),
                    FieldPanel("court_words"),
                    FieldPanel("grounds_concerned"),
                ],
                heading=_("In the case"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("court"),
                    FieldRowPanel([FieldPanel("judge"), FieldPanel("filed_by")]),
                    FieldPanel("neutral_citation"),
                ],
                heading=_("By whom"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("room"),
                    FieldRowPanel([FieldPanel("not_before"), FieldPanel("ends_at")]),
                    FieldRowPanel([FieldPanel("remote_link"), FieldPanel("remote_url")]),
                    FieldPanel("reporting_restriction"),
                ],
                heading=_("If it is a hearing"),
                help_text=_(
                    "The start stands in the date: “23 March 2018, 10:30am”. Leave out a time that is not known."
                ),
            ),
            InlinePanel(
                "documents",
                heading=_("Documents"),
                label=_("Document"),
                panels=[
                    FieldPanel("document"),
                    FieldPanel("title"),
                    FieldRowPanel([FieldPanel("may_publish"), FieldPanel("basis")]),
                ],
            ),
        ],
    ),
]
