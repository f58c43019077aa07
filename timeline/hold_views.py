"""The switch that holds everything, and lets it go."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from timeline.holds import current_hold, hold_everything, let_go
from timeline.models import PublishingHold

HELD = "Nothing goes out any more until the hold is lifted. What is out stays out."
LET_GO = "Publishing goes on. What has come to its hour meanwhile goes out within a minute."


class HoldMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("timeline.add_publishinghold")


class HoldForm(WagtailAdminModelForm):
    class Meta:
        model = PublishingHold
        fields = ["why"]


class HoldView(WagtailAdminTemplateMixin, FormView):
    """Begins a hold, or lifts the one that stands."""

    form_class = HoldForm
    template_name = "timeline/admin/hold.html"
    page_title = _("Hold everything")
    header_icon = "lock"
    _show_breadcrumbs = True

    @cached_property
    def hold(self):
        return current_hold()

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("timeline.add_publishinghold"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "hold": self.hold,
            "may_lift": self.request.user.has_perm("timeline.change_publishinghold"),
            "action_url": reverse("timeline_hold"),
            "media": context["form"].media,
            "submit_button_label": _("Hold everything now"),
        }

    def post(self, request, *args, **kwargs):
        if "lift" not in request.POST:
            return super().post(request, *args, **kwargs)
        if not request.user.has_perm("timeline.change_publishinghold"):
            raise PermissionDenied
        if self.hold:
            let_go(self.hold, user=request.user)
            messages.success(request, LET_GO)
        return redirect("wagtailadmin_home")

    def form_valid(self, form):
        hold_everything(user=self.request.user, why=form.cleaned_data["why"])
        messages.success(self.request, HELD)
        return redirect("wagtailadmin_home")


class HoldInForce(Component):
    """What nobody may overlook: that nothing goes out, and why. Without a hold, the way to begin one."""

    order = 70
    template_name = "timeline/admin/desk_hold.html"

    def __init__(self, user):
        self.user = user

    def get_context_data(self, parent_context):
        return {"hold": current_hold(), "may_hold": self.user.has_perm("timeline.add_publishinghold")}
