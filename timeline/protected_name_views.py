"""The names themselves, for those who may see them; and where published pages hold one."""

from django import forms
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.messages import button
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from timeline.models import ProtectedName, Restriction
from timeline.names_in_text import is_readable, pattern_of
from timeline.protected_names import protected_pattern
from timeline.protected_names_report import places_with, published_pages_with

HOLDS = {0: "No published page holds it.", 1: "1 published page holds it now."}
HOLD_MANY = "{number} published pages hold it now."


class ProtectedNameForm(WagtailAdminModelForm):
    class Meta:
        model = ProtectedName
        fields = ["name", "restriction"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Each order is called by its page.
        self.fields["restriction"].queryset = Restriction.objects.select_related("page")

    def clean_name(self):
        name = self.cleaned_data["name"]
        if not is_readable(name):
            raise forms.ValidationError(_("Type a name: there are no letters in this."))
        return name


class ProtectedNameIndexView(generic.IndexView):
    any_permission_required = ["view"]
    header_more_buttons = ()

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("restriction__page")


class ProtectedNameAddView(generic.CreateView):
    def save_instance(self):
        self.form.instance.added_by = self.request.user
        return super().save_instance()

    def get_success_message(self, instance):
        number = len(published_pages_with(pattern_of((instance.name,))))
        return f"The name is protected. {HOLDS.get(number, HOLD_MANY.format(number=number))}"

    def get_success_buttons(self):
        return [button(reverse("protected_names:report"), "Where names stand")]


class ProtectedNamesReport(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Page and field, for every protected name, and never the name."""

    model = ProtectedName
    permission_required = "view"
    template_name = "timeline/admin/protected_names_report.html"
    page_title = _("Where protected names stand")
    header_icon = "key"
    index_url_name = None

    def get_context_data(self, **kwargs):
        pattern = protected_pattern()
        pages = published_pages_with(pattern) if pattern else {}
        finder = AdminURLFinder(self.request.user)
        things = [
            (capfirst(thing._meta.verbose_name), thing.pk, field, finder.get_edit_url(thing))
            for thing, field in (places_with(pattern) if pattern else [])
        ]
        return super().get_context_data(pages=pages.items(), things=things, **kwargs)

    def get_breadcrumbs_items(self):
        names = {"url": reverse(self.index_url_name), "label": "Protected names"}
        return [*self.breadcrumbs_items, names, {"url": "", "label": self.page_title}]
