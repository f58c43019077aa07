"""What the reports on entries have in common: whose pages they show, their columns, their filters, their files."""

from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from timeline.entry_filters import KindAndStateFilterSet
from timeline.form_places import place_in_form
from timeline.models import TimelineEntry
from timeline.own_pages import entries_to_change

EDITORS = ("change", "publish")


def edit_url(entry, field: str = "") -> str:
    """The form of *entry*, at the panel of *field* if it is named."""
    address = reverse("wagtailadmin_pages:edit", args=[entry.pk])
    place = place_in_form(type(entry), field) if field else ""
    return f"{address}#{place}" if place else address


def admin_title(entry) -> str:
    return entry.get_admin_display_title()


class PlacesColumn(Column):
    """Words that lead to the fields in question: pairs of words and the name of a field."""

    def get_value(self, instance):
        places = super().get_value(instance)
        links = ((edit_url(instance, field), words) for words, field in places)
        return format_html("<ul>{}</ul>", format_html_join("", '<li><a href="{}">{}</a></li>', links)) if places else ""


TITLE = TitleColumn("title", label=_("Title"), accessor=admin_title, get_url=edit_url, classname="title")
WHEN = Column("when", label=_("When"), width="15%")
KIND = Column("kind_label", label=_("Kind"))
STATUS = Column("status_string", label=_("State"))
TOUCHED = DateColumn("latest_revision_created_at", label=_("Last touched"))


class EntryReportView(ReportView):
    """A list of entries that somebody should look at: those that the editor may work on, each as its own kind.

    A report says in ``help_text`` what it is about, in ``nothing`` what an empty list means, and in ``of_note()``
    what is to be looked at in one entry.
    """

    template_name = "timeline/admin/report.html"
    model = TimelineEntry
    permission_policy = page_permission_policy
    any_permission_required = EDITORS
    header_icon = "history"
    filterset_class = KindAndStateFilterSet
    #: The name of its address, without the part that the listings of one report have in common.
    name = ""
    help_text = ""
    nothing = ""
    nothing_found = _("Nothing matches these filters.")
    #: The heading of what is to be looked at.
    noted = _("To look at")
    menu_order = 100
    order = ("story_order", "pk")
    #: In the file: the heading of each column, and what stands in it.
    list_export = ["title", "kind", "when", "noted", "state", "last_touched", "address"]
    export_headings = {
        "title": _("Title"),
        "kind": _("Kind"),
        "when": _("When"),
        "noted": _("To look at"),
        "state": _("State"),
        "last_touched": _("Last touched"),
        "address": _("Where to edit it"),
    }

    #: What stands behind the title.
    told_first = KIND

    @cached_property
    def columns(self):
        places = PlacesColumn("places", label=self.noted)
        return [TITLE, self.told_first, WHEN, places, STATUS, TOUCHED]

    @classmethod
    def url_name(cls) -> str:
        return f"report_{cls.name}"

    def get_index_url(self):
        return reverse(self.url_name())

    def get_index_results_url(self):
        return reverse(f"{self.url_name()}_results")

    def get_filename(self):
        return self.name.replace("_", "-")

    @cached_property
    def no_results_message(self):
        return self.nothing_found if self.is_filtering else self.nothing

    def get_context_data(self, **kwargs):
        return super().get_context_data(help_text=self.help_text, **kwargs)

    def get_base_queryset(self):
        found = self.looked_for(entries_to_change(self.request.user))
        return self.with_what_is_shown(found).order_by(*self.order)

    def looked_for(self, entries):
        """Those of *entries* that belong in the report."""
        raise NotImplementedError

    def of_note(self, entry) -> list[tuple[str, str]]:
        """What is to be looked at in *entry*: words, and the name of a field of the form."""
        return []

    def with_what_is_shown(self, entries):
        """*entries*, each as its own kind with what its row shows: so many queries for all rows, none for one."""
        return entries.specific().annotate_approved_schedule().prefetch_workflow_states()

    def decorate_paginated_queryset(self, object_list):
        # The table has been given this very queryset, and draws the rows that it keeps.
        for entry in object_list:
            entry.places = self.of_note(entry)
        return object_list

    def to_row_dict(self, item):
        touched = item.latest_revision_created_at
        return {
            "title": item.get_admin_display_title(),
            "kind": str(item.kind_label),
            "when": item.when,
            "noted": "; ".join(str(words) for words, _field in item.places),
            "state": str(item.status_string),
            "last_touched": touched,
            "address": self.request.build_absolute_uri(edit_url(item)),
        }

    def get_heading(self, queryset, field):
        return str(self.noted if field == "noted" else self.export_headings[field])


class ReportMenuItem(MenuItem):
    """For those who may work on some page."""

    def is_shown(self, request):
        return page_permission_policy.user_has_any_permission(request.user, set(EDITORS))


def report_urls(*reports) -> list:
    """The addresses of *reports*, for the hook ``register_admin_urls``."""
    found = []
    for report in reports:
        where = f"reports/{report.name.replace('_', '-')}/"
        found += [
            path(where, report.as_view(), name=report.url_name()),
            path(f"{where}results/", report.as_view(results_only=True), name=f"{report.url_name()}_results"),
        ]
    return found


def report_menu_item(report) -> ReportMenuItem:
    """The line of *report* in the menu, for the hook ``register_reports_menu_item``."""
    return ReportMenuItem(
        report.page_title,
        reverse(report.url_name()),
        name=report.name.replace("_", "-"),
        icon_name=report.header_icon,
        order=report.menu_order,
    )
