"""Filters of the story whose values are records: chapters, people and bodies, and what the rooms above add.

A room adds its own by ``add_to_the_story()`` when the site starts. The story then has it in its form, its counts, its
addresses and every output that takes the filters, without knowing of the room.
"""

import datetime
from dataclasses import dataclass

from django import forms
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Chosen:
    """A value that can be asked for: as it stands in addresses, in words, which entries it lets through, and what it
    names."""

    value: str
    words: str
    condition: Q
    record: object


@dataclass(frozen=True)
class Choice:
    """One value of a facet, how many entries it would show, and the query string that chooses it."""

    value: str
    words: str
    number: int
    address: str
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """A filter as a page offers it, with the values that would show something, and the chosen one."""

    name: str
    label: str
    choices: list[Choice]

    @property
    def is_set(self) -> bool:
        return any(choice.is_chosen for choice in self.choices)


class StoryFacet:
    """A filter of the story. A subclass says how its values are found and counted, of published records only, for a
    constant number of queries."""

    #: Its word in addresses.
    name = ""
    label = ""
    #: Said of a value that no reader can choose.
    unknown = ""

    def find(self, value: str, site) -> Chosen | None:
        """What *value* asks for, or ``None`` where *site* shows nothing of that name."""
        raise NotImplementedError

    def counted(self, entries, site) -> list[tuple[str, str, int]]:
        """Each value that would show something of *entries*: the value, its words, and how many entries."""
        raise NotImplementedError


class RecordField(forms.CharField):
    """The field of a ``StoryFacet``. It keeps what was found, and its words as its one choice."""

    def __init__(self, facet: StoryFacet, site):
        super().__init__(label=facet.label, required=False, max_length=255)
        self.facet, self.site, self.found, self.choices = facet, site, None, []

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return ""
        self.found = self.facet.find(text, self.site)
        if self.found is None:
            raise forms.ValidationError(self.facet.unknown)
        self.choices = [(self.found.value, self.found.words)]
        return self.found.value


def begins_between(first: datetime.date | None, last: datetime.date | None) -> Q:
    """The entries that begin on one of the days from *first* to *last*; ``None`` is an open end."""

    def within(column):
        lower = Q(**{f"{column}__gte": first}) if first else Q()
        return lower & Q(**{f"{column}__lte": last}) if last else lower

    return Q(earliest__isnull=False) & within("earliest") | Q(earliest__isnull=True) & within("latest")


class ChapterFacet(StoryFacet):
    """The entries under a chapter of the story."""

    name = "chapter"
    label = _("Chapter")
    unknown = _("There is no such chapter in this story.")

    def find(self, value, site):
        chapter = self._chapters(site).filter(slug=value).first()
        return chapter and Chosen(chapter.slug, chapter.title, self._condition(chapter), chapter)

    def counted(self, entries, site):
        chapters = sorted(self._chapters(site), key=lambda one: one.earliest or datetime.date.min)
        if not chapters:
            return []
        counts = {
            f"of_{chapter.pk}": Count("pk", distinct=True, filter=self._condition(chapter)) for chapter in chapters
        }
        numbers = entries.order_by().aggregate(**counts)
        counted = [(one.slug, one.title, numbers[f"of_{one.pk}"]) for one in chapters]
        return [row for row in counted if row[2]]

    @staticmethod
    def _chapters(site):
        from timeline.models import ChapterPage

        return ChapterPage.objects.published().of_site(site).order_by("path")

    @staticmethod
    def _condition(chapter) -> Q:
        return begins_between(chapter.earliest, chapter.latest)


class SubjectFacet(StoryFacet):
    """The entries about a person, an organisation or a system."""

    name = "subject"
    label = _("Person or body")
    unknown = _("There is no page here for such a person or body.")

    def find(self, value, site):
        subject = self._subjects(site).filter(slug=value).first()
        return subject and Chosen(subject.slug, subject.title, Q(subjects=subject.pk), subject)

    def counted(self, entries, site):
        about = self._subjects(site).filter(entries__in=entries.order_by().values("pk"))
        counted = about.annotate(number=Count("entries", distinct=True)).order_by("title", "pk")
        return list(counted.values_list("slug", "title", "number"))

    @staticmethod
    def _subjects(site):
        from timeline.models import SubjectPage

        return SubjectPage.objects.published().of_site(site).order_by("path")


_FACETS = {facet.name: facet for facet in (ChapterFacet(), SubjectFacet())}


def add_to_the_story(facet: StoryFacet) -> None:
    """Let readers narrow the story by *facet*."""
    _FACETS[facet.name] = facet


def story_facets() -> list[StoryFacet]:
    return list(_FACETS.values())
