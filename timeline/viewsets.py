"""Listings of the admin."""

import datetime

import django_filters
from django import forms
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import PageStatusColumn, PageTitleColumn
from wagtail.admin.viewsets.pages import PageListingViewSet

from timeline.filters import FIRST_YEAR, LAST_YEAR
from timeline.models import TimelineEntry, Topic


class EntryFilterSet(WagtailFilterSet):
    """The filters that an editor looks for: kind, state, topic, importance, years."""

    kind = django_filters.ChoiceFilter(
        label="Kind", method="of_kind", choices=lambda: [(kind.kind, kind.kind_label) for kind in TimelineEntry.kinds()]
    )
    live = django_filters.ChoiceFilter(
        label="State", choices=[("true", "Published"), ("false", "Not published")], method="in_state"
    )
    topics = django_filters.ModelMultipleChoiceFilter(
        label="Topic", queryset=Topic.objects.all(), widget=forms.CheckboxSelectMultiple
    )
    from_year = django_filters.NumberFilter(
        label="From year", method="since", min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    to_year = django_filters.NumberFilter(label="To year", method="until", min_value=FIRST_YEAR, max_value=LAST_YEAR)

    class Meta:
        model = TimelineEntry
        fields = ["significance", "occurrence"]

    def of_kind(self, queryset, name, value):
        model = next(kind for kind in TimelineEntry.kinds() if kind.kind == value)
        return queryset.type(model)

    def in_state(self, queryset, name, value):
        return queryset.filter(live=value == "true")

    def since(self, queryset, name, value):
        return queryset.overlapping(first=datetime.date(int(value), 1, 1))

    def until(self, queryset, name, value):
        return queryset.overlapping(last=datetime.date(int(value), 12, 31))


class AllEntries(PageListingViewSet):
    """Every entry of every kind, drafts too, in story order."""

    model = TimelineEntry
    icon = "history"
    menu_label = "All entries"
    menu_order = 150
    add_to_admin_menu = True
    name = "all_entries"
    columns = [
        Column("when", label="When", sort_key="story_order", width="18%"),
        PageTitleColumn("title", label="Title", sort_key="title"),
        Column("kind_label", label="Kind"),
        Column("get_significance_display", label="Importance", sort_key="significance"),
        PageStatusColumn("status", label="Status", sort_key="live"),
    ]
    filterset_class = EntryFilterSet
    ordering = "story_order"


all_entries = AllEntries("all_entries")
