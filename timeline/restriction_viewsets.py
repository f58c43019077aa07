"""“Restrictions” and “Protected names” in the admin's menu."""

import django_filters
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet

from timeline import protected_name_views, restriction_views
from timeline.models import ProtectedName, Restriction


class MenuItemForThoseWhoMayView(MenuItem):
    permission = ""

    def is_shown(self, request):
        return request.user.has_perm(self.permission)


class NoDeletion(ModelViewSet):
    """Without the views that Wagtail gives for nothing: an order is lifted, never deleted."""

    copy_view_enabled = False
    add_to_reference_index = False
    #: The views that stay.
    kept_views = ("index", "index_results", "add", "edit", "history", "history_results")

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(**{"delete_url_name": None, "usage_url_name": None, **kwargs})

    def get_urlpatterns(self):
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in self.kept_views]

    def get_permissions_to_register(self):
        """All of them, for the forms of groups: Wagtail leaves out the one to view."""
        return Permission.objects.filter(content_type=ContentType.objects.get_for_model(self.model))


class RestrictionFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=[("in-force", "In force"), ("lifted", "Lifted")], method="in_state"
    )

    class Meta:
        model = Restriction
        fields = ["kind"]

    def in_state(self, queryset, name, value):
        return queryset.filter(lifted_at__isnull=value == "in-force")


class RestrictionMenuItem(MenuItemForThoseWhoMayView):
    permission = "timeline.view_restriction"


class Restrictions(NoDeletion):
    model = Restriction
    icon = "lock"
    menu_label = _("Restrictions")
    menu_order = 160
    menu_item_class = RestrictionMenuItem
    add_to_admin_menu = True
    name = "restrictions"
    index_view_class = restriction_views.RestrictionIndexView
    add_view_class = restriction_views.RestrictionAddView
    edit_view_class = restriction_views.RestrictionEditView
    filterset_class = RestrictionFilterSet
    list_display = [
        "page",
        "kind",
        DateColumn("made_on", label=_("Made on"), sort_key="made_on"),
        DateColumn("review_on", label=_("Look at it again on"), sort_key="review_on"),
        Column("state", label=_("State"), accessor=lambda one: "In force" if one.is_in_force else "Lifted"),
    ]

    def get_form_class(self, for_update=False):
        return restriction_views.RestrictionChangeForm if for_update else restriction_views.RestrictionForm

    def get_add_view_kwargs(self, **kwargs):
        return super().get_add_view_kwargs(template_name="timeline/admin/restrict.html", **kwargs)

    def get_edit_view_kwargs(self, **kwargs):
        return super().get_edit_view_kwargs(template_name="timeline/admin/edit_restriction.html", **kwargs)

    @property
    def lift_view(self):
        return self.construct_view(restriction_views.RestrictionLiftView, header_icon="lock-open")

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("lift/<int:pk>/", self.lift_view, name="lift")]


class ProtectedNameMenuItem(MenuItemForThoseWhoMayView):
    permission = "timeline.view_protectedname"


class ProtectedNames(NoDeletion):
    """A name may be taken off the list again, by those who may see it."""

    model = ProtectedName
    icon = "key"
    menu_label = _("Protected names")
    menu_order = 165
    menu_item_class = ProtectedNameMenuItem
    add_to_admin_menu = True
    name = "protected_names"
    kept_views = (*NoDeletion.kept_views, _("delete"))
    index_view_class = protected_name_views.ProtectedNameIndexView
    add_view_class = protected_name_views.ProtectedNameAddView
    list_display = [
        TitleColumn("name", label=_("Name"), url_name="protected_names:edit"),
        Column("restriction", label=_("Order")),
        DateColumn("added_at", label=_("Added")),
    ]

    def get_form_class(self, for_update=False):
        return protected_name_views.ProtectedNameForm

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(delete_url_name=self.get_url_name("delete"), **kwargs)

    @property
    def report_view(self):
        return self.construct_view(protected_name_views.ProtectedNamesReport)

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("report/", self.report_view, name="report")]


restrictions = Restrictions("restrictions")
protected_names = ProtectedNames("protected_names")
