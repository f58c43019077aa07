"""The inbox in the admin: the list, “done” for one draft, and “it is the same as …”."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Site

from timeline.choosing_views import EntryThatStaysView
from timeline.evidence import evidence_of
from timeline.inbox import leave, may_look, newest_first, rows_of, waiting_for
from timeline.merging import may_merge
from timeline.models import TimelineEntry
from timeline.quick_add import quick_kinds
from timeline.same_entry import addresses_to_add, drop_for, refuse

SHOWN = 20


class InboxPaginator(WagtailPaginator):
    verbose_name, verbose_name_plural = gettext_lazy("draft"), gettext_lazy("drafts")


def where_to_paste(user) -> str:
    """The form into which *user* pastes many addresses; empty if there is none for them."""
    return next(filter(None, (kind.address_to_paste(user) for kind in TimelineEntry.kinds())), "")


class InboxMixin(WagtailAdminTemplateMixin):
    header_icon = "mail"

    def dispatch(self, request, *args, **kwargs):
        if not may_look(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class InboxView(InboxMixin, TemplateView):
    """Every draft that came in by a short way and that nobody has gone through, the newest first."""

    template_name = "timeline/admin/inbox.html"
    page_title = gettext_lazy("Inbox")

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        user = self.request.user
        page = InboxPaginator(newest_first(waiting_for(user)), SHOWN).get_page(self.request.GET.get("p"))
        address = f"{reverse('timeline_inbox')}?{urlencode({'p': page.number})}"
        return super().get_context_data(
            page_obj=page,
            rows=rows_of(page.object_list, user),
            elided_page_range=page.paginator.get_elided_page_range(page.number),
            # Where to come back to from a form, and from Wagtail's own page that deletes.
            back=urlencode({"next": address}),
            paste_url=where_to_paste(user),
            adds=bool(quick_kinds(user, Site.find_for_request(self.request))),
            **kwargs,
        )


class OneDraftMixin(InboxMixin):
    """One draft of the inbox, for those who may work on it."""

    @cached_property
    def draft(self):
        return get_object_or_404(waiting_for(self.request.user), pk=self.kwargs["pk"]).specific

    def back(self):
        return redirect(f"{reverse('timeline_inbox')}?{urlencode({'p': self.request.POST.get('p', '1')})}")


class InboxDoneView(OneDraftMixin, View):
    """Takes one draft out of the inbox. Sent twice, or by two, it is done once."""

    http_method_names = ["post"]

    def post(self, request, pk):
        draft = waiting_for(request.user).filter(pk=pk).first()
        if draft is not None:
            leave(draft, request.user)
            edit = messages.button(reverse("wagtailadmin_pages:edit", args=[pk]), _("Look at it"))
            words = _("“{title}” is out of the inbox, and still a draft.")
            messages.success(request, words.format(title=draft.get_admin_display_title()), buttons=[edit])
        return self.back()


class InboxSameView(OneDraftMixin, EntryThatStaysView):
    """Drops the draft for an entry that is there."""

    template_name = "timeline/admin/inbox_same.html"
    page_title = gettext_lazy("It is the same as …")
    choice_label = gettext_lazy("It is the same as")

    @property
    def goes(self):
        return self.draft

    def kinds(self):
        return TimelineEntry.kinds()

    def refuse(self, stays):
        refuse(self.draft, stays, self.request.user)

    def both(self, stays):
        return _side_by_side(self.draft, stays)

    def let_go(self, stays):
        title = self.draft.get_admin_display_title()
        added = drop_for(self.draft, stays, user=self.request.user)
        edit = messages.button(reverse("wagtailadmin_pages:edit", args=[stays.pk]), _("Look at it"))
        messages.success(self.request, _in_words(title, stays, added), buttons=[edit])
        return reverse("timeline_inbox")

    def merge_url(self) -> str:
        """The page that merges the two, where dropping is refused and merging may do."""
        user, draft, chosen = self.request.user, self.draft, self.chosen
        if self.stays is not None or chosen is None or chosen.pk == draft.pk or type(chosen) is not type(draft):
            return ""
        if not may_merge(draft, user) or not may_merge(chosen, user):
            return ""
        return f"{reverse('timeline_merge', args=[draft.pk])}?{urlencode({'into': chosen.pk})}"

    def get_breadcrumbs_items(self):
        inbox = {"url": reverse("timeline_inbox"), "label": InboxView.page_title}
        return [*super().get_breadcrumbs_items(), inbox, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        inbox = {"back_url": reverse("timeline_inbox"), "back_label": _("Back to the inbox")}
        return super().get_context_data(merge_url=self.merge_url(), **inbox, **kwargs)


def _side_by_side(draft, stays) -> dict:
    """Both as they were last kept, and their addresses, each with whether it is added."""
    sides = [page.get_latest_revision_as_object() for page in (draft, stays)]
    new = {one.url for one in addresses_to_add(*sides)}
    theirs, ours = ([one.url for one in evidence_of(side) if one.url] for side in sides)
    return {
        "sides": sides,
        "addresses_of_sides": [[(url, url in new) for url in theirs], [(url, False) for url in ours]],
    }


def _in_words(goes: str, stays, added: int) -> str:
    if not added:
        words = _("The draft “{goes}” is deleted. “{stays}” had its addresses already.")
        return words.format(goes=goes, stays=stays.get_admin_display_title())
    words = ngettext(
        "The draft “{goes}” is deleted. {added} address of it is added to “{stays}”",
        "The draft “{goes}” is deleted. {added} addresses of it are added to “{stays}”",
        added,
    ).format(goes=goes, added=added, stays=stays.get_admin_display_title())
    return f"{words}{_(': readers get it when that is published.') if stays.live else '.'}"


class InboxMenuItem(MenuItem):
    """With the number of the drafts in it. Wagtail keeps the item, and draws it for each request."""

    def is_shown(self, request):
        return may_look(request.user)

    def render_component(self, request):
        number = waiting_for(request.user).count()
        label = _("Inbox ({number})").format(number=number) if number else str(self.label)
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name, attrs=self.attrs)


class InboxThatWaits(Component):
    """A line on the desk, while there is something in the inbox."""

    order = 75
    template_name = "timeline/admin/desk_inbox.html"

    def __init__(self, user):
        self.user = user

    def get_context_data(self, parent_context):
        return {"number": waiting_for(self.user).count() if may_look(self.user) else 0}
