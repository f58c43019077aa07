"""The entry: one dated point of the story, whatever its kind."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from timeline.blocks import EntryBody
from timeline.calendar_facts import CalendarFacts
from timeline.calendar_spans import span_of
from timeline.citations.facts import CitationFacts, facts_of_our_page
from timeline.data.kinds import DataMixin
from timeline.dates import Extent, occurrence_label, parse
from timeline.fields import EntryDateField
from timeline.forms import NO_DATE, EntryForm
from timeline.gate import GatedPageMixin
from timeline.languages import LANGUAGES
from timeline.models.choices import DateExtent, Happening, Significance
from timeline.models.illustrated import IllustratedMixin
from timeline.models.looked_over import LookedOverMixin
from timeline.models.media import CampaignImage
from timeline.models.panels import PROMOTE_PANELS, SETTINGS_PANELS, base_panels
from timeline.models.quickly import AddedQuicklyMixin
from timeline.models.record import RecordedPageMixin
from timeline.models.subject import SubjectPage
from timeline.models.told import ToldMixin
from timeline.models.topic import Topic
from timeline.querysets import EntryManager
from timeline.sharing.kinds import SharedMixin

MAX_SEQUENCE = 9999
NO_LINE = _("Say in a sentence or two what happened: it stands on the timeline and in feeds.")


class TimelineEntry(
    ToldMixin,
    AddedQuicklyMixin,
    LookedOverMixin,
    DataMixin,
    SharedMixin,
    RecordedPageMixin,
    IllustratedMixin,
    GatedPageMixin,
    Page,
):
    """What every entry has, in one table that orders and filters them all.

    Never created alone: ``EventPage`` and the page types of the rooms above are its children by
    multi-table inheritance. ``earliest``, ``latest`` and ``story_order`` are derived from the date on
    every save. They are no form fields: an autosave would write the old values back.
    """

    Significance, Happening, DateExtent = Significance, Happening, DateExtent

    date = EntryDateField(
        help_text=_(
            "When it happened, as far as you know: “18 January 2018”, “September 2017”, “around June 2018”, "
            "“since 1996”, “September 2016 to June 2018”."
        ),
    )
    date_extent = models.CharField(
        _("if the date is a range"),
        max_length=12,
        choices=DateExtent,
        blank=True,
        help_text=_("Leave empty for a single day, month or year."),
    )
    date_wording = models.CharField(
        _("shown instead"),
        max_length=120,
        blank=True,
        help_text=_(
            "Only where words say more than the date can: “in the week of 24 June 2013”. Never used for order."
        ),
    )
    date_note = models.CharField(
        _("what readers should know of the date"),
        max_length=500,
        blank=True,
        help_text=_("For instance that two sources differ: “The campaign’s page says 21 July; Hansard says 27 July.”"),
    )
    occurrence = models.CharField(_("did it happen?"), max_length=16, choices=Happening, default=Happening.HAPPENED)
    sequence = models.PositiveSmallIntegerField(
        _("place among entries of the same date"),
        default=0,
        help_text=_("Higher comes later. Leave 0 unless two entries of one day stand in the wrong order."),
    )
    summary = models.TextField(
        max_length=500, help_text=_("One or two plain sentences of your own. It stands on the timeline and in feeds.")
    )
    body = StreamField(EntryBody(), blank=True, help_text=_("The whole account, if there is more to say."))
    image = models.ForeignKey(
        CampaignImage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Its credit, rights and description (for those who cannot see it) belong to the picture."),
    )
    significance = models.CharField(
        _("importance"),
        max_length=8,
        choices=Significance,
        default=Significance.NORMAL,
        help_text=_("The few key moments tell the whole story; minor entries stand as one line."),
    )
    topics = ParentalManyToManyField(Topic, blank=True, related_name="entries")
    subjects = ParentalManyToManyField(
        SubjectPage,
        blank=True,
        related_name="entries",
        verbose_name=_("people and bodies"),
        help_text=_("Whom it is about."),
    )
    text_language = models.CharField(
        _("language of this text"),
        max_length=3,
        choices=LANGUAGES,
        blank=True,
        help_text=_("Only where it is not that of the site."),
    )
    no_source_reason = models.CharField(
        _("why there is no source"),
        max_length=255,
        blank=True,
        help_text=_("An entry goes out with a source. If there can be none, say why: it is kept in the history."),
    )

    earliest = models.DateField(null=True, editable=False, db_index=True)
    latest = models.DateField(null=True, editable=False, db_index=True)
    story_order = models.BigIntegerField(editable=False, db_index=True)

    objects = EntryManager()

    base_form_class = EntryForm
    is_creatable = False
    show_in_menus_default = False
    subpage_types = []
    template = "timeline/entry.html"
    card_template = "timeline/cards/entry.html"
    preview_modes = [("", _("The page")), ("card", _("Its card on the timeline"))]
    #: The word for this kind in addresses, and the words that readers see.
    kind = "entry"
    kind_label = _("Entry")
    kind_label_plural = _("Entries")
    #: Relations of this kind alone that its whole account prints: a feed fetches them for all its entries at once.
    read_with = ()

    NO_EVIDENCE = _(
        "An entry needs at least one source before it goes out. Add one above, or say here why there is none."
    )
    #: Where the evidence of this kind may stand: a row in one of the relations, or a filled field.
    evidence_relations = ("sources",)
    evidence_fields = ()

    content_panels = base_panels()
    promote_panels = PROMOTE_PANELS
    settings_panels = SETTINGS_PANELS

    search_fields = [
        *Page.search_fields,
        index.SearchField("summary", boost=2),
        index.SearchField("body"),
        index.RelatedFields("sources", [index.SearchField("title"), index.SearchField("publisher")]),
        index.RelatedFields("topics", [index.SearchField("name")]),
        index.FilterField("page_ptr_id"),
        index.FilterField("story_order"),
        index.FilterField("occurrence"),
        index.FilterField("significance"),
    ]

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")

    @property
    def title_language(self) -> str:
        """The language of its title, where it is not that of the site."""
        return self.text_language

    # Dates

    @property
    def dated(self):
        """The date together with its extent, as an ``EntryDate``."""
        if self.date and self.date.is_interval and self.date_extent:
            return parse(self.date.edtf, extent=self.date_extent)
        return self.date

    @property
    def when(self) -> str:
        """The date in the words that a reader sees."""
        return self.date_wording or self.dated.words

    @property
    def occurrence_label(self) -> str:
        """“Scheduled”, “Was expected” and the like; empty for what happened."""
        return occurrence_label(self.occurrence, self.dated, today=timezone.localdate(), wording=self.date_wording)

    @property
    def when_with_occurrence(self) -> str:
        """“January 1996”, or “Was expected: June 2018” for what is not known to have happened."""
        return f"{self.occurrence_label}: {self.when}" if self.occurrence_label else self.when

    @property
    def is_ahead(self) -> bool:
        """Whether it is still to come: scheduled or expected, and its last day has not passed."""
        ahead = self.occurrence in (self.Happening.SCHEDULED, self.Happening.EXPECTED)
        return ahead and (self.latest is None or self.latest >= timezone.localdate())

    @property
    def year(self) -> int:
        """The year that it stands under: that of its start, or of its end where the start is not known."""
        return self.dated.anchor.year

    # What a kind hands over to the outputs

    @property
    def card_facts(self) -> list[str]:
        """Short facts of this kind for the last line of a card."""
        return []

    @property
    def calendar_facts(self) -> CalendarFacts:
        """What this kind adds to its event in a calendar."""
        return CalendarFacts()

    @classmethod
    def fetch_for_calendars(cls, entries) -> None:
        """Fetch at once what the calendar facts of *entries*, all of this kind, are taken from."""

    @property
    def citation_facts(self) -> CitationFacts:
        """What is cited: our page, unless a kind tells of something that has a citation of its own."""
        return facts_of_our_page(self)

    @classmethod
    def fetch_for_citations(cls, entries) -> None:
        """Fetch at once what the citation facts of *entries*, all of this kind, are taken from."""

    @property
    def fits_calendars(self) -> bool:
        """Whether its date is not too rough for a calendar."""
        return span_of(self, CalendarFacts()) is not None

    @classmethod
    def kinds(cls) -> list[type["TimelineEntry"]]:
        """The classes of entries that can be created, in the order of the admin's labels."""
        return sorted((kind for kind in cls.__subclasses__() if kind.is_creatable), key=lambda kind: kind.kind)

    # Saving

    def clean(self):
        super().clean()
        if self.date and self.sequence is not None and self.sequence > MAX_SEQUENCE:
            raise ValidationError({"sequence": _("Use a number from 0 to {last}.").format(last=MAX_SEQUENCE)})

    def obstacles(self) -> dict[str, str]:
        found = super().obstacles()
        if not self.has_evidence and not self.no_source_reason:
            found["no_source_reason"] = self.NO_EVIDENCE
        if not self.summary.strip():
            found["summary"] = NO_LINE
        return found

    def save(self, *args, **kwargs):
        """Derive what the date tells, whatever is saved."""
        self._derive_from_date()
        super().save(*args, **kwargs)

    def full_clean(self, exclude=None, *args, **kwargs):
        # A form excludes what it has already complained of.
        if "date" not in (exclude or ()):
            self._derive_from_date()
        super().full_clean(exclude, *args, **kwargs)

    def _derive_from_date(self) -> None:
        # Assigning a string is what an importer does; the field reads it.
        self.date = self._meta.get_field("date").to_python(self.date)
        if self.date is None:
            raise ValidationError({"date": NO_DATE})
        if self.date.extent == Extent.WITHIN and not self.date_extent:
            # “Between 2016 and 2018”: EDTF has no way to write the difference from “2016 to 2018”.
            self.date_extent = self.DateExtent.WITHIN
        self.earliest, self.latest = self.dated.earliest, self.dated.latest
        self.story_order = self.dated.order + (self.sequence or 0)

    def get_preview_template(self, request, mode_name):
        return "timeline/card_preview.html" if mode_name == "card" else self.get_template(request)

    def get_context(self, request, *args, **kwargs):
        from timeline.spine import entry_context

        return super().get_context(request, *args, **kwargs) | entry_context(self, request)
