"""What entries lack: a source, a copy of what a source says, words for a picture, a topic."""

from dataclasses import dataclass

import django_filters
from django.db.models import BooleanField, Case, Exists, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from timeline.entry_filters import KindAndStateFilterSet
from timeline.models import EntrySource, TimelineEntry
from timeline.reports.entries import EntryReportView


@dataclass(frozen=True)
class Lack:
    """One thing that entries may lack: the words of the filter, of a row and of an empty list, and the field."""

    key: str
    label: str
    words: str
    nothing: str
    field: str

    @property
    def mark(self) -> str:
        """The name under which a row says whether it lacks it."""
        return f"lacks_{self.key}"

    @property
    def condition(self) -> Q:
        return CONDITIONS[self.key]()


def _of_kinds(name: str) -> Q:
    """What the kinds say by their method *name*, taken together."""
    said = Q()
    for kind in TimelineEntry.kinds():
        if (condition := getattr(kind, name)()) is not None:
            said |= condition
    return said


def _has_no_source() -> Q:
    other = _of_kinds("has_other_evidence")
    none = ~Exists(EntrySource._base_manager.filter(entry=OuterRef("pk")))
    return Q(none) & ~other if other else Q(none)


def _has_no_copy() -> Q:
    sources = EntrySource._base_manager.filter(entry=OuterRef("pk"), archived_url="").exclude(url="")
    without = sources.filter(Q(link=None) | Q(link__archived_url=""))
    return Q(Exists(without)) | _of_kinds("lacks_other_copy")


def _has_no_words_for_its_picture() -> Q:
    return Q(image__isnull=False, image__description="")


def _has_no_topic() -> Q:
    return ~Q(Exists(TimelineEntry.topics.through._base_manager.filter(timelineentry=OuterRef("pk"))))


CONDITIONS = {
    "source": _has_no_source,
    "copy": _has_no_copy,
    "description": _has_no_words_for_its_picture,
    "topic": _has_no_topic,
}
LACKS = (
    Lack("source", _("A source"), _("No source"), _("Nothing lacks a source."), "sources"),
    Lack(
        "copy",
        _("An archived copy"),
        _("An address without an archived copy"),
        _("Every address has an archived copy."),
        "sources",
    ),
    Lack(
        "description",
        _("Words for its picture"),
        _("The picture has no description"),
        _("Every picture has a description."),
        "image",
    ),
    Lack("topic", _("A topic"), _("No topic"), _("Nothing lacks a topic."), "topics"),
)
REASON = _("No source; the reason is given")


def lack_of(key: str) -> Lack:
    return next(lack for lack in LACKS if lack.key == key)


def with_marks(entries):
    """*entries*, each with a mark for everything that it may lack."""
    return entries.annotate(**{lack.mark: _as_mark(lack.condition) for lack in LACKS})


def _as_mark(condition: Q):
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


class MissingFilterSet(KindAndStateFilterSet):
    """Begins with what is missing."""

    missing = django_filters.ChoiceFilter(
        label=_("What is missing"), method="that_lack", choices=[(lack.key, lack.label) for lack in LACKS]
    )

    def that_lack(self, queryset, name, value):
        return queryset.filter(**{lack_of(value).mark: True})


class WhatIsMissing(EntryReportView):
    """Entries in which something is missing that a reader, a court or an archive would look for."""

    name = "what_is_missing"
    page_title = _("What is missing")
    header_icon = "warning"
    menu_order = 100
    filterset_class = MissingFilterSet
    noted = _("What is missing")
    help_text = _(
        "Entries without a source, without an archived copy of an address, whose picture has no description for those "
        "who cannot see it, or without a topic. Each line leads to the place in the form. Of a published entry, what "
        "readers have is looked at, and not its draft. A press article is its own source."
    )
    nothing = _("Nothing is missing.")

    def looked_for(self, entries):
        wanted = Q()
        for lack in LACKS:
            wanted |= Q(**{lack.mark: True})
        return with_marks(entries).filter(wanted)

    @property
    def nothing_found(self):
        keys = {"missing"} == set(self.filters.form.changed_data)
        return lack_of(self.filters.form.cleaned_data["missing"]).nothing if keys else EntryReportView.nothing_found

    def of_note(self, entry):
        lacking = (lack for lack in LACKS if getattr(entry, lack.mark))
        return [(self._words(entry, lack), entry.fields_of_lacks.get(lack.key, lack.field)) for lack in lacking]

    @staticmethod
    def _words(entry, lack: Lack) -> str:
        return REASON if lack.key == "source" and entry.no_source_reason else lack.words
