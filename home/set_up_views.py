"""The page that leads through setting up a new site, and the panel on the desk that leads to it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.permissions import policy_registry

from home.models import CampaignSettings
from home.set_up import SetUp
from home.standing_pages import build_standing_pages, words_to_write
from home.structure import TITLE, build_structure
from timeline.holds import current_hold

SAVED = _("That is kept, and stands on every page.")
HELD = _("That is kept. All publishing is on hold: give the front page its title when the hold is lifted.")
PAGES_MADE = _("The pages are made. Their drafts say what is to be written on them.")
ENOUGH = _("The dashboard leads here no more. You find this page in the menu, under Settings.")
AGAIN = _("The dashboard leads here again, until all is done.")


def may_set_up(user, set_up: SetUp) -> bool:
    """Whether *user* may change what the campaign says of itself."""
    policy = policy_registry.get_by_type(CampaignSettings)
    if set_up.site is None:
        return user.is_superuser
    return policy.user_has_permission_for_instance(user, "change", set_up.site)


def may_make_pages(user, set_up: SetUp) -> bool:
    """Whether *user* may add the pages that are missing: a front page below the root, or pages below it."""
    above = set_up.home or Page.get_first_root_node()
    return above.permissions_for_user(user).can_add_subpage()


class CampaignForm(WagtailAdminModelForm):
    class Meta:
        model = CampaignSettings
        fields = ["name", "publisher", "contact"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True


class SetUpView(WagtailAdminTemplateMixin, FormView):
    """The steps as they stand, with a form for the three that are quicker here."""

    form_class = CampaignForm
    template_name = "home/admin/set_up.html"
    page_title = _("Set up this site")
    header_icon = "list-ol"

    def dispatch(self, request, *args, **kwargs):
        if not may_set_up(request.user, self.set_up):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def set_up(self) -> SetUp:
        return SetUp(self.request)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.set_up.campaign}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "set_up": self.set_up,
            "action_url": reverse("home_set_up"),
            "media": context["form"].media,
            "submit_button_label": _("Keep this"),
            "may_make_pages": may_make_pages(self.request.user, self.set_up),
        }

    def post(self, request, *args, **kwargs):
        if "pages" in request.POST:
            return self._make_pages()
        if "enough" in request.POST or "again" in request.POST:
            return self._close("enough" in request.POST)
        return super().post(request, *args, **kwargs)

    def _make_pages(self):
        if not may_make_pages(self.request.user, self.set_up):
            raise PermissionDenied
        with transaction.atomic():
            home = build_structure(self.set_up.campaign.name or TITLE)
            build_standing_pages(home, words_to_write(), live=False)
        messages.success(self.request, PAGES_MADE)
        return redirect("home_set_up")

    def _close(self, is_enough: bool):
        campaign = self.set_up.campaign
        campaign.set_up_closed_at = timezone.now() if is_enough else None
        campaign.save(update_fields=["set_up_closed_at"])
        messages.success(self.request, ENOUGH if is_enough else AGAIN)
        return redirect("wagtailadmin_home" if is_enough else "home_set_up")

    @transaction.atomic
    def form_valid(self, form):
        before = form.initial["name"]
        campaign = form.save()
        log(campaign, "wagtail.edit", user=self.request.user)
        is_titled = self._name_the_rest(before, campaign.name)
        messages.success(self.request, SAVED if is_titled else HELD)
        return redirect("home_set_up")

    def _name_the_rest(self, before: str, name: str) -> bool:
        """The site, which citations name, and the front page have the same name, where nobody gave them another.
        Whether the front page could be told."""
        site, home = self.set_up.site, self.set_up.home
        if site.site_name in ("", TITLE, before):
            site.site_name = name
            site.save()
        if home is None or home.title not in (TITLE, before) or home.title == name or home.has_unpublished_changes:
            return True
        if current_hold():
            return False
        if home.permissions_for_user(self.request.user).can_publish():
            home.title = home.draft_title = name
            home.save_revision(user=self.request.user, log_action=True).publish(user=self.request.user)
        return True


class SetUpMenuItem(MenuItem):
    def is_shown(self, request):
        return may_set_up(request.user, SetUp(request))


class WhatToSetUp(Component):
    """The way to the page, until all is done or somebody said that it is enough."""

    order = 60
    template_name = "home/admin/desk_set_up.html"

    def __init__(self, request):
        self.request = request

    def get_context_data(self, parent_context):
        set_up = SetUp(self.request)
        if not may_set_up(self.request.user, set_up) or set_up.campaign.set_up_closed_at or not set_up.open_steps:
            return {}
        # A panel is drawn without the request.
        return {"set_up": set_up, "csrf_token": get_token(self.request)}
