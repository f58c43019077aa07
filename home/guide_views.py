"""The editor guide in the admin, for whoever may enter it."""

from django.http import FileResponse, Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from home.guide import guide, picture_path


class GuideView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "home/admin/guide.html"
    page_title = _("Guide")
    header_icon = "help"

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"guide": guide()}


def guide_picture(request, name: str):
    """A picture of the guide. All addresses of the admin ask who it is (``register_admin_urls``)."""
    path = picture_path(name)
    if path is None:
        raise Http404
    response = FileResponse(path.open("rb"), content_type="image/webp")
    response["Cache-Control"] = "private, max-age=3600"
    return response


def guide_menu_item() -> MenuItem:
    return MenuItem(_("Guide"), reverse("home_guide"), name="guide", icon_name="help", order=100)


class WayToTheGuide(Component):
    """A line on the desk."""

    order = 75
    template_name = "home/admin/desk_guide.html"
