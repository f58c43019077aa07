"""The page that merges an entry into another: the choice, both side by side, and the word to do it."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from timeline.choosing_entry import EntryThatStaysForm
from timeline.merging import MANY_TO_MANY, MergeError, may_merge, merge, read_for_merging, refuse, what_is_missing
from timeline.models import TimelineEntry
from timeline.querysets import GatedPageQuerySet

DONE = "“{goes}” is merged into “{stays}”, which got {added}. All that led to it leads here."
NOTHING_NEW = "nothing, as it had all of it"
NOT_YOURS = "You may not publish and delete the entry that you have chosen. Both must be yours to do so."


@dataclass(frozen=True)
class Line:
    """What both have of one thing: for the one that goes, each with whether it is added."""

    label: str
    goes: list[tuple[str, bool]]
    stays: list[str]


def side_by_side(goes, stays) -> list[Line]:
    """What the entries *goes* and *stays* have, and what of it is added."""
    giving, draft = read_for_merging(goes, stays)
    facts = [
        (_("Title"), lambda page: page.title),
        (_("When"), lambda page: page.when),
        (_("Summary"), lambda page: page.summary),
        (_("State"), lambda page: page.status_string),
        (_("Address"), lambda page: page.url_path),
    ]
    lines = [Line(label, [(str(of(giving)), False)], [str(of(draft))]) for label, of in facts]
    for name, missing in what_is_missing(draft, giving).items():
        theirs, ours = list(getattr(giving, name).all()), list(getattr(draft, name).all())
        if theirs or ours:
            _one, many = (draft.merged_relations | MANY_TO_MANY)[name]
            lines.append(Line(many.capitalize(), [(str(one), one in missing) for one in theirs], [*map(str, ours)]))
    return lines


class MergeEntryView(WagtailAdminTemplateMixin, TemplateView):
    """Asks which entry stays, then shows both; sent as a form, it merges them."""

    template_name = "timeline/admin/merge.html"
    page_title = _("Merge")
    header_icon = "resubmit"

    def dispatch(self, request, *args, **kwargs):
        if not isinstance(self.page, TimelineEntry) or not may_merge(self.page, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def page(self):
        return get_object_or_404(GatedPageQuerySet(model=Page), pk=self.kwargs["pk"]).specific

    @cached_property
    def form(self):
        given = self.request.POST if self.request.method == "POST" else self.request.GET
        return EntryThatStaysForm(
            given if "into" in given else None,
            user=self.request.user,
            kinds=[type(self.page)],
            label=_("Merge it into"),
        )

    @cached_property
    def stays(self):
        """The entry that stays, if it was chosen and nothing stands against it: what does is an error of the form."""
        if not self.form.is_bound or not self.form.is_valid():
            return None
        stays = self.form.cleaned_data["into"].specific
        try:
            if not may_merge(stays, self.request.user):
                raise MergeError(NOT_YOURS)
            refuse(self.page, stays, self.request.user)
        except MergeError as error:
            self._say(error)
            return None
        return stays

    def _say(self, error: MergeError) -> None:
        words = str(error)
        if error.look_at:
            address = reverse("wagtailadmin_pages:edit", args=[error.look_at.pk])
            words = format_html('{} <a href="{}">{}</a>', words, address, _("Open its draft"))
        self.form.add_error("into", words)

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            {
                "url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
                "label": self.page.get_admin_display_title(),
            },
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        stays = self.stays
        return super().get_context_data(
            page=self.page,
            stays=stays,
            lines=side_by_side(self.page, stays) if stays else [],
            form=self.form,
            media=self.form.media,
            action_url=self.request.path,
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        goes, stays = self.page.get_admin_display_title(), self.stays
        if stays is None:
            return self.get(request, *args, **kwargs)
        try:
            added = merge(self.page, stays, user=request.user)
        except MergeError as error:
            self._say(error)
            self.stays = None
            return self.get(request, *args, **kwargs)
        words = DONE.format(goes=goes, stays=stays.get_admin_display_title(), added=", ".join(added) or NOTHING_NEW)
        messages.success(request, words)
        return redirect("wagtailadmin_pages:edit", stays.pk)
