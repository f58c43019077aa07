"""The log of what was taken down."""

import django_filters
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from timeline.models import Restriction, TakeDown
from timeline.take_down_access import SEES_ORDERS


def state_of(row: TakeDown) -> str:
    return _("Down") if row.is_in_force else _("Put back")


class TakeDownFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=[("down", _("Down")), ("back", _("Put back"))], method="in_state"
    )

    class Meta:
        model = TakeDown
        fields = ["thing", "why", "outcome"]

    def in_state(self, queryset, name, value):
        return queryset.filter(lifted_at__isnull=value == "down")


class TakeDowns(ReportView):
    """What was taken down, by whom, why, and what became of it: for those who see orders."""

    model = TakeDown
    permission_policy = ModelPermissionPolicy(Restriction)
    any_permission_required = ["view"]
    template_name = "timeline/admin/report.html"
    page_title = _("Take-downs")
    header_icon = "warning"
    filterset_class = TakeDownFilterSet
    is_searchable = False
    nothing = _("Nothing was ever taken down.")
    help_text = _(
        "What was taken from readers at once, and what became of it. The log stays when the thing is deleted, and says "
        "nothing of what it said: open one to see it, to say what became of it, and to put it back."
    )
    columns = [
        TitleColumn(
            "what",
            label=_("What"),
            accessor=str,
            get_url=lambda row: reverse("timeline_taken_down", args=[row.pk]),
            classname="title",
        ),
        Column("why", label=_("Why"), accessor="get_why_display"),
        Column("words", label=_("In a sentence")),
        DateColumn("taken_at", label=_("When")),
        Column("taken_by", label=_("By")),
        Column("state", label=_("State"), accessor=state_of),
        Column("outcome", label=_("What became of it"), accessor="get_outcome_display"),
    ]
    export_headings = {
        "what": _("What"),
        "why": _("Why"),
        "words": _("In a sentence"),
        "asked_by": _("Who asked"),
        "taken_at": _("When"),
        "taken_by": _("By"),
        "versions_removed": _("Older versions removed"),
        "outcome": _("What became of it"),
        "outcome_words": _("Said of that"),
        "lifted_at": _("Put back"),
        "lifted_by": _("Put back by"),
        "lifted_why": _("Why it was put back"),
    }
    list_export = list(export_headings)

    def get_index_url(self):
        return reverse("report_take_downs")

    def get_index_results_url(self):
        return reverse("report_take_downs_results")

    def get_filename(self):
        return "take-downs"

    @cached_property
    def no_results_message(self):
        return _("Nothing matches these filters.") if self.is_filtering else self.nothing

    def get_context_data(self, **kwargs):
        return super().get_context_data(help_text=self.help_text, **kwargs)

    def get_base_queryset(self):
        return TakeDown.objects.select_related("taken_by", "lifted_by").order_by("-taken_at", "-pk")

    def to_row_dict(self, item):
        named = {"taken_by": item.taken_by, "lifted_by": item.lifted_by}
        return {
            **{name: getattr(item, name) for name in self.list_export if name not in ("what", *named)},
            **{name: user.get_username() if user else "" for name, user in named.items()},
            "what": str(item),
            "why": item.get_why_display(),
            "outcome": item.get_outcome_display(),
        }

    def get_heading(self, queryset, field):
        return str(self.export_headings[field])


class TakeDownsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(SEES_ORDERS)


def take_downs_menu_item() -> MenuItem:
    return TakeDownsMenuItem(
        TakeDowns.page_title, reverse("report_take_downs"), name="take-downs", icon_name="warning", order=20
    )


def take_downs_urls() -> list:
    return [
        path("reports/take-downs/", TakeDowns.as_view(), name="report_take_downs"),
        path("reports/take-downs/results/", TakeDowns.as_view(results_only=True), name="report_take_downs_results"),
    ]
