"""Where sources say different things."""

import django_filters
from django.db.models import Exists, F, OuterRef, Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from timeline.entry_filters import KindAndStateFilterSet
from timeline.models import EntrySource
from timeline.reports.entries import EntryReportView

FIGURES = "figures_that_differ"


def blocks_named(name: str):
    """What the account of an entry has in its column where it has a block *name*. Quotation marks in what an editor
    typed are escaped there, so that no text looks like it."""
    return f'"type": "{name}"'


def with_account_as_text(entries):
    return entries.alias(account_as_text=Cast(F("body"), TextField()))


def _note() -> Q:
    return ~Q(date_note="")


def _dates() -> Q:
    return Q(Exists(EntrySource._base_manager.filter(entry=OuterRef("pk")).exclude(date_given="")))


def _figures() -> Q:
    return Q(account_as_text__contains=blocks_named(FIGURES))


CONDITIONS = {"note": _note, "dates": _dates, "figures": _figures}


class ConflictFilterSet(KindAndStateFilterSet):
    on = django_filters.ChoiceFilter(
        label=_("What differs"),
        method="that_differ",
        choices=[
            ("note", _("A note says so of the date")),
            ("dates", _("A source gives another date")),
            ("figures", _("Figures that differ")),
        ],
    )

    def that_differ(self, queryset, name, value):
        return queryset.filter(CONDITIONS[value]())


class SourcesThatDiffer(EntryReportView):
    """Entries that say of themselves that their sources differ."""

    name = "sources_that_differ"
    page_title = _("Sources that differ")
    header_icon = "resubmit"
    menu_order = 110
    filterset_class = ConflictFilterSet
    noted = _("What differs")
    help_text = _(
        "Entries with a note on their date, with a source that gives another date or a rougher one, and with “figures "
        "that differ” in their account. None of them is a fault. Look at them when a new document comes: it may settle "
        "the matter."
    )
    nothing = _("No entry says that its sources differ.")

    def looked_for(self, entries):
        return with_account_as_text(entries).filter(_note() | _dates() | _figures())

    def with_what_is_shown(self, entries):
        return super().with_what_is_shown(entries).prefetch_related("sources", for_specific_subqueries=True)

    def of_note(self, entry):
        places = [(entry.date_note, "date_note")] if entry.date_note else []
        for source in entry.sources.all():
            if source.date_given:
                places.append(
                    (_("{title}: {date}").format(title=source.title, date=source.date_given.words), "sources")
                )
        for block in entry.body.raw_data:
            if block["type"] == FIGURES:
                places.append((_("Figures: {label}").format(label=block["value"].get("label", "")), "body"))
        return places
