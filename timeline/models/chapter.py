"""A chapter: an editor's prose over the entries that it covers."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from timeline.fields import EntryDateField
from timeline.gate import GatedPage
from timeline.models.illustrated import IllustratedMixin
from timeline.models.media import CampaignImage


class ChapterPage(IllustratedMixin, GatedPage):
    """Prose that stands over the entries of a stretch of time, so that the story reads as one.

    It has no list of its entries: an entry belongs to the chapter in whose span it begins. ``earliest`` and
    ``latest`` are derived from the span on every save; an end that is not known is ``None`` and open.
    """

    NO_SPAN = _("Say which time the chapter covers: “2016 to 2018”, “September 2016 to June 2018”, “since 2024”.")

    span = EntryDateField(
        _("the time it covers"),
        help_text=_("“2016 to 2018”, “since September 2024”. Entries that begin in it stand under it."),
    )
    prose = RichTextField(
        features=["bold", "italic", "link"],
        help_text=_("A paragraph or two that lead through these entries. What it claims, the entries below it show."),
    )
    image = models.ForeignKey(CampaignImage, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    earliest = models.DateField(null=True, editable=False)
    latest = models.DateField(null=True, editable=False)

    template = "timeline/chapter.html"
    parent_page_types = ["timeline.TimelinePage"]
    subpage_types = []
    show_in_menus_default = False
    page_description = _("A chapter of the story: prose over the entries of a stretch of time")
    content_panels = [*Page.content_panels, FieldPanel("span"), FieldPanel("prose"), FieldPanel("image")]
    search_fields = [*Page.search_fields, index.SearchField("prose")]

    class Meta:
        verbose_name = _("chapter")

    @property
    def when(self) -> str:
        """Its time in the words that a reader sees."""
        return self.span.words

    def covers(self, day) -> bool:
        """Whether what begins on *day* stands under this chapter."""
        return (self.earliest is None or self.earliest <= day) and (self.latest is None or day <= self.latest)

    def get_context(self, request, *args, **kwargs):
        from timeline.story import chapter_context

        return super().get_context(request, *args, **kwargs) | chapter_context(self, request)

    def clean(self):
        super().clean()
        self._derive_from_span()
        if other := self._chapter_of_the_same_time():
            words = f"“{other.title}” covers some of this time ({other.when}). Let one end before the other begins."
            raise ValidationError({"span": words})

    def save(self, *args, **kwargs):
        self._derive_from_span()
        super().save(*args, **kwargs)

    def _derive_from_span(self) -> None:
        self.span = self._meta.get_field("span").to_python(self.span)
        if self.span is None:
            raise ValidationError({"span": self.NO_SPAN})
        self.earliest, self.latest = self.span.earliest, self.span.latest

    def _chapter_of_the_same_time(self):
        """A live chapter of the same story whose span has a day in common with this one, or ``None``."""
        story = self.get_parent() if self.path else getattr(self, "parent_page", None)
        others = type(self).objects.sent_out().exclude(pk=self.pk)
        if story is not None:
            others = others.child_of(story)
        if self.latest:
            others = others.filter(Q(earliest=None) | Q(earliest__lte=self.latest))
        if self.earliest:
            others = others.filter(Q(latest=None) | Q(latest__gte=self.earliest))
        return others.first()
