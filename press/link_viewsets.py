"""“Web links” in the admin: every address that an entry names, with what was seen of it."""

import django_filters
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet

from press.link_views import CopyForm, LinkActionView, LinkIndexView, LinkView, links_of_page
from timeline.models import WebLink


class LinkFilterSet(WagtailFilterSet):
    text_changed = django_filters.BooleanFilter(
        label=_("Text changed"), field_name="text_changed_at", lookup_expr="isnull", exclude=True
    )
    has_copy = django_filters.ChoiceFilter(
        label=_("Public copy"), method="with_copy", choices=[("yes", "There is one"), ("no", "There is none")]
    )

    named_by = django_filters.NumberFilter(label=_("Named by page number"), method="of_page", min_value=1)

    class Meta:
        model = WebLink
        fields = ["state"]

    def of_page(self, queryset, name, value):
        return queryset.filter(pk__in=links_of_page(int(value)))

    def with_copy(self, queryset, name, value):
        return queryset.filter(archived_url="") if value == "no" else queryset.exclude(archived_url="")


class WebLinks(ModelViewSet):
    """A list and a page for each. Links are made and left by what names them: nobody adds or deletes one."""

    model = WebLink
    name = "web_links"
    icon = "link"
    menu_label = _("Web links")
    menu_name = "web_links"
    menu_order = 170
    add_to_admin_menu = True
    copy_view_enabled = False
    add_to_reference_index = False
    index_view_class = LinkIndexView
    filterset_class = LinkFilterSet
    search_fields = ["url"]
    list_per_page = 50
    list_display = [
        TitleColumn("url", label=_("Address"), get_url=lambda link: reverse("web_links:link", args=[link.pk])),
        Column("get_state_display", label=_("State"), sort_key="state"),
        DateColumn("checked_at", label=_("Checked"), sort_key="checked_at"),
        Column("copies", label=_("Private copies"), accessor="number_of_captures", sort_key="number_of_captures"),
        Column("public_copy", label=_("Public copy"), accessor=lambda link: "Yes" if link.archived_url else "No"),
    ]

    def get_common_view_kwargs(self, **kwargs):
        nowhere = {"add_url_name": None, "delete_url_name": None, "edit_url_name": None, "usage_url_name": None}
        return super().get_common_view_kwargs(**nowhere, **kwargs)

    def get_form_class(self, for_update=False):
        return CopyForm

    def get_urlpatterns(self):
        kept = [one for one in super().get_urlpatterns() if one.name in ("index", "index_results")]
        return [
            *kept,
            path("<int:pk>/", self.construct_view(LinkView), name="link"),
            path("<int:pk>/<slug:action>/", LinkActionView.as_view(), name="act"),
        ]


web_links = WebLinks()
