"""Taking something down, in one short form; and what was taken down, with what becomes of it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from timeline.beyond_recall import beyond_recall, facts_of, pages_that_use
from timeline.models import TakeDown
from timeline.restrictions import reach_of
from timeline.take_down_access import SEES_ORDERS, find, may_publish, may_put_back, may_see, may_take_down
from timeline.take_down_forms import OutcomeForm, PutBackForm, TakeDownForm
from timeline.take_downs import in_force_on, put_back, remove_versions, take_down

Thing = TakeDown.Thing
DOWN = _("It is down. Readers do not get it any more.")
DECIDED = _("Kept in the log.")
REMOVED = _("{number} older versions are deleted. The newest stays.")
IS_BACK = _("It is back: readers have it again if it is published and nothing else closes it.")
EDIT = {
    Thing.PAGE: "wagtailadmin_pages:edit",
    Thing.PICTURE: "wagtailimages:edit",
    Thing.DOCUMENT: "wagtaildocs:edit",
}


class TakeDownView(WagtailAdminTemplateMixin, FormView):
    """Takes a page, a picture or a document down at once."""

    form_class = TakeDownForm
    template_name = "timeline/admin/take_down.html"
    page_title = _("Take down")
    header_icon = "warning"

    def dispatch(self, request, *args, **kwargs):
        if self.subject is None:
            raise Http404
        if not may_take_down(request.user, self.subject, self.thing):
            raise PermissionDenied
        there = in_force_on(self.subject)
        return redirect("timeline_taken_down", there.pk) if there else super().dispatch(request, *args, **kwargs)

    @property
    def thing(self) -> str:
        return self.kwargs["thing"]

    @cached_property
    def subject(self):
        return find(self.thing, self.kwargs["pk"])

    @cached_property
    def title(self) -> str:
        is_page = self.thing == Thing.PAGE
        return self.subject.get_admin_display_title() if is_page else self.subject.title

    def get_page_subtitle(self):
        return self.title

    def get_breadcrumbs_items(self):
        back = {"url": reverse(EDIT[self.thing], args=[self.subject.pk]), "label": self.title}
        return [*super().get_breadcrumbs_items(), back, {"url": "", "label": self.page_title}]

    def get_form_kwargs(self):
        may_purge = self.thing == Thing.PAGE and may_publish(self.request.user, self.subject, self.thing)
        return super().get_form_kwargs() | {"may_purge": may_purge}

    def get_context_data(self, **kwargs):
        facts = facts_of(self.subject, self.thing)
        is_page = self.thing == Thing.PAGE
        context = super().get_context_data(**kwargs)
        return context | {
            "thing": self.thing,
            "facts": facts,
            "says_gone": is_page and hasattr(self.subject, "public_record"),
            "reach": reach_of(self.subject) if is_page else None,
            "used_by": () if is_page else pages_that_use(self.subject, self.thing),
            "stays": beyond_recall(facts, self.thing, address_of(self.subject, self.thing)),
            "action_url": reverse("timeline_take_down", args=[self.thing, self.subject.pk]),
            "media": context["form"].media,
            "submit_button_label": _("Take down now"),
            "submit_button_active_label": _("Taking down…"),
        }

    def form_valid(self, form):
        data = form.cleaned_data
        row = take_down(
            self.subject,
            why=data["why"],
            words=data["words"],
            asked_by=data["asked_by"],
            user=self.request.user,
            purge=data.get("purge", False),
        )
        messages.success(self.request, DOWN)
        return redirect("timeline_taken_down", row.pk)


class TakenDownView(WagtailAdminTemplateMixin, TemplateView):
    """One line of the log: what was done, what stays out there, and the two forms that come later."""

    template_name = "timeline/admin/taken_down.html"
    page_title = _("Taken down")
    header_icon = "warning"
    forms = None

    @cached_property
    def row(self) -> TakeDown:
        rows = TakeDown.objects.select_related("page", "image", "document", "restriction", "taken_by")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def dispatch(self, request, *args, **kwargs):
        if not may_see(request.user, self.row):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def may_decide(self) -> bool:
        return may_put_back(self.request.user, self.row)

    @cached_property
    def may_remove_versions(self) -> bool:
        return self.row.page is not None and may_publish(self.request.user, self.row.page, Thing.PAGE)

    def get_page_subtitle(self):
        return str(self.row)

    def get_breadcrumbs_items(self):
        listed = {"url": reverse("report_take_downs"), "label": _("Take-downs")}
        log = [listed] if self.request.user.has_perm(SEES_ORDERS) else []
        return [*super().get_breadcrumbs_items(), *log, {"url": "", "label": str(self.row)}]

    def get_context_data(self, **kwargs):
        row, subject = self.row, self.row.subject
        is_file = subject is not None and row.thing != Thing.PAGE
        forms = {"outcome_form": OutcomeForm(instance=row), "back_form": PutBackForm(instance=row)}
        context = super().get_context_data(**kwargs)
        return context | {
            "row": row,
            "subject": subject,
            "edit_url": reverse(EDIT[row.thing], args=[subject.pk]) if subject else "",
            "stays": beyond_recall(row.facts, row.thing, address_of(subject, row.thing)),
            "used_by": pages_that_use(subject, row.thing) if is_file else (),
            "may_decide": self.may_decide,
            "may_put_back": self.may_decide and row.is_in_force,
            "may_remove_versions": self.may_remove_versions,
            **forms,
            **(self.forms or {}),
        }

    def post(self, request, *args, **kwargs):
        if "remove-versions" in request.POST and self.may_remove_versions:
            messages.success(request, REMOVED.format(number=remove_versions(self.row)))
            return redirect("timeline_taken_down", self.row.pk)
        if not self.may_decide:
            raise PermissionDenied
        if "put-back" in request.POST:
            return self._put_back(request)
        form = OutcomeForm(request.POST, instance=self.row)
        if not form.is_valid():
            return self._again(outcome_form=form)
        row = form.save(commit=False)
        row.outcome_at, row.outcome_by = timezone.now(), request.user
        row.save(update_fields=["outcome", "outcome_words", "outcome_at", "outcome_by"])
        messages.success(request, DECIDED)
        return redirect("timeline_taken_down", self.row.pk)

    def _put_back(self, request):
        form = PutBackForm(request.POST, instance=TakeDown.objects.get(pk=self.row.pk))
        if not form.is_valid():
            return self._again(back_form=form)
        put_back(self.row, why=form.cleaned_data["lifted_why"], user=request.user)
        messages.success(request, IS_BACK)
        return redirect("timeline_taken_down", self.row.pk)

    def _again(self, **forms):
        self.forms = forms
        return self.get(self.request)


def address_of(subject, thing: str) -> str:
    """Where the page stood, in full; empty for a file, which archives are asked for by the pages that showed it."""
    return (subject.get_full_url() or "") if subject is not None and thing == Thing.PAGE else ""
