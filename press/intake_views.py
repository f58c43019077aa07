"""“Add press coverage” in the admin, and the page that shows how far it has come."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.generic import FormView, TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Site

from press import intake as intakes
from press.closed import closed_to
from press.intake_forms import IntakeForm
from press.models import Intake, IntakeItem, PressArchivePage, PressArticlePage
from press.tasks import has_worker, read_intake_item

SHOWN_BEFORE = 10
#: Long texts that the page does not show, and is asked for every second or so.
NOT_SHOWN = [
    "findings",
    "capture__text",
    "capture__left_out",
    "capture__redirects",
    *(f"{page}__{name}" for page in ("page", "known_as") for name in ("body", "summary", "extract")),
]


def archive_for(request) -> PressArchivePage | None:
    """The press archive in which the editor may add articles: that of the site at hand, if it is one of them."""
    archives = [one for one in PressArchivePage.objects.all() if _may_add(request.user, one)]
    site = Site.find_for_request(request)
    here = [one for one in archives if site and one.path.startswith(site.root_page.path)]
    return next(iter(here or archives), None)


def _may_add(user, archive) -> bool:
    return archive.permissions_for_user(user).can_add_subpage()


class AddCoverageView(WagtailAdminTemplateMixin, FormView):
    """The form. What it sends is written down first, and read item by item on the next page."""

    form_class = IntakeForm
    template_name = "press/admin/add_coverage.html"
    page_title = "Add press coverage"
    header_icon = "doc-full-inverse"

    def dispatch(self, request, *args, **kwargs):
        self.archive = archive_for(request)
        if self.archive is None:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        before = Intake.objects.filter(made_by=self.request.user).prefetch_related("items")[:SHOWN_BEFORE]
        return super().get_context_data(
            before=before,
            archive=self.archive,
            submit_button_label="Make drafts",
            submit_button_active_label="Sending…",
            **kwargs,
        )

    def form_valid(self, form):
        intake = intakes.begin(
            self.archive,
            user=self.request.user,
            addresses=form.cleaned_data["addresses"],
            files=form.cleaned_data["files"],
        )
        if has_worker():
            for item in intake.items.all():
                read_intake_item.enqueue(item.pk)
        return redirect(reverse("press_intake", args=[intake.pk]))


class IntakeMixin:
    """One intake, for those who may add to its archive."""

    def dispatch(self, request, *args, **kwargs):
        self.intake = get_object_or_404(Intake.objects.select_related("archive"), pk=kwargs["pk"])
        if not _may_add(request.user, self.intake.archive):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def progress(self) -> dict:
        items = list(self.intake.items.select_related("page", "known_as", "capture").defer(*NOT_SHOWN))
        likely = PressArticlePage.objects.select_related("outlet").in_bulk(
            {pk for item in items for pk in item.likely_copies}
        )
        named = {item.pk: [page for page in (item.page or item.known_as,) if page] for item in items}
        closed = closed_to(self.request.user, [*likely.values(), *(page for pages in named.values() for page in pages)])
        for item in items:
            likely_pages = [likely[pk] for pk in item.likely_copies if pk in likely]
            item.became = next((page for page in named[item.pk] if page.pk not in closed), None)
            item.likely_pages = [page for page in likely_pages if page.pk not in closed]
            item.closed = len({page.pk for page in [*named[item.pk], *likely_pages]} & closed)
        ended = [item for item in items if item.state not in (IntakeItem.State.WAITING, IntakeItem.State.WORKING)]
        return {"intake": self.intake, "items": items, "ended": len(ended), "done": len(ended) == len(items)}


class IntakeView(IntakeMixin, WagtailAdminTemplateMixin, TemplateView):
    template_name = "press/admin/intake.html"
    page_title = "Press coverage added"
    header_icon = "doc-full-inverse"

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("press_add_coverage"), "label": AddCoverageView.page_title},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**self.progress(), **kwargs)


class IntakeStepView(IntakeMixin, View):
    """Reads the next item, unless a worker does that, and says how far it has come.

    ``worked`` is whether an item was read in this very request: only then is it worth asking again at once.
    """

    http_method_names = ["post"]

    def post(self, request, pk):
        worked = False
        if has_worker():
            self._enqueue_what_was_broken_off()
        elif (free := intakes.free_items(self.intake).first()) is not None:
            worked = intakes.read_item(free)
        progress = self.progress()
        if request.headers.get("Accept") != "application/json":
            return redirect(reverse("press_intake", args=[pk]))
        html = render_to_string("press/admin/intake_items.html", progress, request=request)
        return JsonResponse({"html": html, "done": progress["done"], "worked": worked})

    def _enqueue_what_was_broken_off(self):
        """Give the worker another task for each item whose own was killed with it. An item that has it waits like
        any other, so that asking again a second later adds none."""
        broken_off = intakes.free_items(self.intake).filter(started_at__isnull=False)
        for pk in broken_off.values_list("pk", flat=True):
            with transaction.atomic():
                if broken_off.filter(pk=pk).update(state=IntakeItem.State.WAITING, started_at=None):
                    read_intake_item.enqueue(pk)
