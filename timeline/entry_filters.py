"""The filters that every list of entries in the admin has."""

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from timeline.models import TimelineEntry


class KindAndStateFilterSet(WagtailFilterSet):
    kind = django_filters.ChoiceFilter(
        label=_("Kind"),
        method="of_kind",
        choices=lambda: [(kind.kind, kind.kind_label) for kind in TimelineEntry.kinds()],
    )
    live = django_filters.ChoiceFilter(
        label=_("State"), choices=[("true", _("Published")), ("false", _("Not published"))], method="in_state"
    )

    class Meta:
        model = TimelineEntry
        fields = []

    def of_kind(self, queryset, name, value):
        return queryset.type(next(kind for kind in TimelineEntry.kinds() if kind.kind == value))

    def in_state(self, queryset, name, value):
        return queryset.filter(live=value == "true")
