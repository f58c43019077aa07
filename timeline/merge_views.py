"""The page that merges an entry into another: the choice, both side by side, and the word to do it."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.models import Page

from timeline.choosing_views import EntryThatStaysView
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


class MergeEntryView(EntryThatStaysView):
    """Merges an entry into another of its kind."""

    template_name = "timeline/admin/merge.html"
    page_title = _("Merge")
    header_icon = "resubmit"
    choice_label = _("Merge it into")

    def dispatch(self, request, *args, **kwargs):
        if not isinstance(self.goes, TimelineEntry) or not may_merge(self.goes, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def goes(self):
        return get_object_or_404(GatedPageQuerySet(model=Page), pk=self.kwargs["pk"]).specific

    def kinds(self):
        return [type(self.goes)]

    def refuse(self, stays):
        if not may_merge(stays, self.request.user):
            raise MergeError(NOT_YOURS)
        refuse(self.goes, stays, self.request.user)

    def both(self, stays):
        return {"lines": side_by_side(self.goes, stays)}

    def let_go(self, stays):
        title = self.goes.get_admin_display_title()
        added = merge(self.goes, stays, user=self.request.user)
        words = DONE.format(goes=title, stays=stays.get_admin_display_title(), added=", ".join(added) or NOTHING_NEW)
        messages.success(self.request, words)
        return reverse("wagtailadmin_pages:edit", args=[stays.pk])

    def get_breadcrumbs_items(self):
        edit = reverse("wagtailadmin_pages:edit", args=[self.goes.pk])
        return [
            *super().get_breadcrumbs_items(),
            {"url": edit, "label": self.goes.get_admin_display_title()},
            {"url": "", "label": self.page_title},
        ]
