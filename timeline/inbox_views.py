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

from timeline.choosing_entry import EntryThatStaysForm
from timeline.evidence import evidence_of
from timeline.inbox import leave, may_look, newest_first, rows_of, waiting_for
from timeline.merging import may_merge
from timeline.models import TimelineEntry
from timeline.quick_add import quick_kinds
from timeline.same_entry import SameError, addresses_to_add, drop_for, refuse

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


class InboxSameView(OneDraftMixin, TemplateView):
    """Asks which entry the draft is the same as, then shows both; sent as a form, it drops the draft for it."""

    template_name = "timeline/admin/inbox_same.html"
    page_title = gettext_lazy("It is the same as …")

    @cached_property
    def form(self):
        given = self.request.POST if self.request.method == "POST" else self.request.GET
        return EntryThatStaysForm(
            given if "into" in given else None,
            user=self.request.user,
            kinds=TimelineEntry.kinds(),
            label=_("It is the same as"),
        )

    @cached_property
    def chosen(self):
        is_good = self.form.is_bound and self.form.is_valid()
        return self.form.cleaned_data["into"].specific if is_good else None

    @cached_property
    def stays(self):
        """The entry that stays, if nothing stands against it: what does is an error of the form."""
        if self.chosen is None:
            return None
        try:
            refuse(self.draft, self.chosen, self.request.user)
        except SameError as error:
            self.form.add_error("into", str(error))
            return None
        return self.chosen

    def merge_url(self) -> str:
        """The page that merges the two, where dropping is refused and merging may do."""
        user, draft, chosen = self.request.user, self.draft, self.chosen
        if self.stays is not None or chosen is None or chosen.pk == draft.pk or type(chosen) is not type(draft):
            return ""
        if not may_merge(draft, user) or not may_merge(chosen, user):
            return ""
        return f"{reverse('timeline_merge', args=[draft.pk])}?{urlencode({'into': chosen.pk})}"

    def get_page_subtitle(self):
        return self.draft.get_admin_display_title()

    def get_breadcrumbs_items(self):
        inbox = {"url": reverse("timeline_inbox"), "label": InboxView.page_title}
        return [*super().get_breadcrumbs_items(), inbox, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        stays = self.stays
        return super().get_context_data(
            draft=self.draft,
            stays=stays,
            **(_side_by_side(self.draft, stays) if stays else {}),
            merge_url=self.merge_url(),
            form=self.form,
            media=self.form.media,
            action_url=self.request.path,
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        goes, stays = self.draft.get_admin_display_title(), self.stays
        if stays is None:
            return self.get(request, *args, **kwargs)
        try:
            added = drop_for(self.draft, stays, user=request.user)
        except SameError as error:
            self.form.add_error("into", str(error))
            self.stays = None
            return self.get(request, *args, **kwargs)
        edit = messages.button(reverse("wagtailadmin_pages:edit", args=[stays.pk]), _("Look at it"))
        messages.success(request, _in_words(goes, stays, added), buttons=[edit])
        return redirect("timeline_inbox")


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
