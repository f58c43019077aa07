"""The rows of an entry: how we know, and what it is joined to."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from timeline.fields import EntryDateField
from timeline.links import WhereToRead, link_to, where_to_read
from timeline.links.addresses import address_key
from timeline.links.typed import without_trackers
from timeline.models.entry import TimelineEntry
from timeline.models.link import WebLinkField
from timeline.web_addresses import WebAddressField


class EntrySourceManager(models.Manager):
    """Each source comes with what is known of its address: pages print it for every one of them."""

    def get_queryset(self):
        return super().get_queryset().select_related("link")


class EntrySource(Orderable):
    """Something that says so: where the reader can check."""

    entry = ParentalKey(TimelineEntry, on_delete=models.CASCADE, related_name="sources")
    title = models.CharField(max_length=300)
    url = WebAddressField(_("address"), max_length=1000, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    date_given = EntryDateField(
        _("date that this source gives"), blank=True, help_text=_("If it differs from ours, or is less exact.")
    )
    accessed = models.DateField(_("looked up on"), null=True, blank=True)
    archived_url = WebAddressField(_("address of a kept copy"), max_length=1000, blank=True)
    supports = models.CharField(
        _("what it supports"), max_length=300, blank=True, help_text=_("“The day”, “the number of records”.")
    )
    link = WebLinkField(related_name="sources")

    objects = EntrySourceManager()

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        try:
            self.url = without_trackers(self.url)
        except ValidationError as error:
            raise ValidationError({"url": error}) from error

    def save(self, *args, **kwargs):
        self.link = link_to(self.url)
        super().save(*args, **kwargs)

    @property
    def sameness(self):
        """What two rows have in common that name one source: its address, in whatever form, or else its title."""
        return address_key(self.url) if self.url else self.title.strip().lower()

    @property
    def where_to_read(self) -> WhereToRead:
        return where_to_read(self.url, self.archived_url, self.link)


class EntryRelation(Orderable):
    """A row between two entries, with a word for the relation."""

    class Word(models.TextChoices):
        REPORTS = "reports", _("reports")
        ANSWERS = "answers", _("answers")
        DECIDES = "decides", _("decides")
        FOLLOWS = "follows", _("follows")
        LEADS_TO = "leads-to", _("leads to")
        ABOUT = "about", _("is about")

    #: The same relation, said from the other end.
    BACKWARDS = {
        Word.REPORTS: _("reported by"),
        Word.ANSWERS: _("answered by"),
        Word.DECIDES: _("decided by"),
        Word.FOLLOWS: _("followed by"),
        Word.LEADS_TO: _("came out of"),
        Word.ABOUT: _("discussed in"),
    }

    entry = ParentalKey(TimelineEntry, on_delete=models.CASCADE, related_name="relations")
    to = models.ForeignKey(
        TimelineEntry, on_delete=models.CASCADE, related_name="relations_to", verbose_name=_("entry")
    )
    word = models.CharField(_("relation"), max_length=10, choices=Word, default=Word.ABOUT)

    def __str__(self):
        return f"{self.get_word_display()} {self.to}"

    @property
    def sameness(self):
        return self.to_id, self.word

    def clean(self):
        super().clean()
        if self.to_id and self.to_id == self.entry_id:
            raise ValidationError({"to": _("An entry cannot be joined to itself.")})
