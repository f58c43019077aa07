"""Listings of the admin."""

import datetime
from typing import ClassVar

import django_filters
from django import forms
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.admin.widgets.button import HeaderButton

from timeline.entry_filters import KindAndStateFilterSet
from timeline.filters import FIRST_YEAR, LAST_YEAR
from timeline.models import TimelineEntry, Topic


class EntryFilterSet(KindAndStateFilterSet):
    """The filters that an editor looks for: kind, state, topic, importance, years."""

    topics = django_filters.ModelMultipleChoiceFilter(
        label=_("Topic"), queryset=Topic.objects.all(), widget=forms.CheckboxSelectMultiple
    )
    from_year = django_filters.NumberFilter(
        label=_("From year"), method="since", min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    to_year = django_filters.NumberFilter(label=_("To year"), method="until", min_value=FIRST_YEAR, max_value=LAST_YEAR)

    class Meta(KindAndStateFilterSet.Meta):
        fields = ["significance", "occurrence"]

    def since(self, queryset, name, value):
        return queryset.overlapping(first=datetime.date(int(value), 1, 1))

    def until(self, queryset, name, value):
        return queryset.overlapping(last=datetime.date(int(value), 12, 31))


class AllEntriesView(IndexView):
    """The list, with a button for each kind in place of one for the entry that is never made alone."""

    template_name = "timeline/admin/all_entries.html"
    kind_url_names: ClassVar[dict[str, str]] = {}

    def get_add_url(self):
        return None

    @cached_property
    def header_buttons(self):
        return [
            HeaderButton(
                f"Add {kind.get_verbose_name().lower()}", url=reverse(self.kind_url_names[kind.kind]), icon_name="plus"
            )
            for kind in TimelineEntry.kinds()
        ]


class AllEntries(PageListingViewSet):
    """Every entry of every kind, drafts too, in story order."""

    index_view_class = AllEntriesView

    model = TimelineEntry
    icon = "history"
    menu_label = _("All entries")
    menu_order = 150
    add_to_admin_menu = True
    name = "all_entries"
    columns = [
        BulkActionsColumn("bulk_actions"),
        Column("when", label=_("When"), sort_key="story_order", width="18%"),
        PageTitleColumn("title", label=_("Title"), sort_key="title"),
        Column("kind_label", label=_("Kind")),
        Column("get_significance_display", label=_("Importance"), sort_key="significance"),
        PageStatusColumn("status", label=_("Status"), sort_key="live"),
    ]
    filterset_class = EntryFilterSet
    ordering = "story_order"

    def get_index_view_kwargs(self, **kwargs):
        names = {kind.kind: self.get_url_name(f"add_{kind.kind}") for kind in TimelineEntry.kinds()}
        return super().get_index_view_kwargs(kind_url_names=names, **kwargs)

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            *(
                path(f"add/{kind.kind}/", ChooseParentView.as_view(model=kind), name=f"add_{kind.kind}")
                for kind in TimelineEntry.kinds()
            ),
        ]


all_entries = AllEntries("all_entries")
