"""One batch in the admin: what became of it, how far it has come, and taking it back."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from timeline.desk_schedules import pages_to_change
from timeline.importing import access, progress
from timeline.importing.applying import kind_of
from timeline.importing.running import may_be_run_again
from timeline.importing.undoing import changed_since, undo
from timeline.models import ImportBatch, ImportRow

IMPORT = _lazy("Import")
ROWS_A_PAGE = 100
#: Seconds, while a batch is being brought in.
LOOK_AGAIN_AFTER = 3
TAKEN_BACK = _lazy("It is taken back. What somebody has changed since is left, and named below.")
TAKEN_BACK_ALREADY = _lazy("It was taken back already. Nothing more was done.")
State, Action = ImportBatch.State, ImportRow.Action


class BatchMixin(WagtailAdminTemplateMixin):
    """One batch, for those who may add entries where it goes."""

    header_icon = "upload"
    #: Whether the step is for a batch that is not brought in yet.
    for_open = False

    def dispatch(self, request, *args, **kwargs):
        batches = ImportBatch.objects.select_related("site__root_page", "made_by")
        self.batch = get_object_or_404(batches, pk=kwargs["pk"])
        if not access.may_add(request.user, self.batch.site, kind_of(self.batch)):
            raise PermissionDenied
        return self.another_step() or super().dispatch(request, *args, **kwargs)

    def another_step(self):
        """The way to the step that the batch is at, if it is not at this one; else ``None``."""
        if self.for_open and not self.batch.is_open:
            return redirect("timeline_import", self.batch.pk)
        return None

    def get_page_subtitle(self):
        return self.batch.name

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("timeline_imports"), "label": IMPORT},
            {"url": "", "label": self.page_title, "sublabel": self.batch.name},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(batch=self.batch, **kwargs)

    def rows(self) -> dict:
        """The rows of the batch that were asked for, a page at a time, and how many there are of each sort."""
        shown = self.request.GET.get("show", "")
        rows = self.rows_to_show().select_related("page")
        if shown in Action.values:
            rows = rows.filter(action=shown)
        elif shown in ImportRow.Outcome.values:
            rows = rows.filter(outcome=shown)
        page = Paginator(rows, ROWS_A_PAGE).get_page(self.request.GET.get("p"))
        counts = self.batch.findings.get("counts", {})
        sorts = [(name, label, counts[name]) for name, label in Action.choices if counts.get(name)]
        total = self.batch.rows.count()
        hidden = total - self.rows_to_show().count()
        return {"rows": page, "shown": shown, "sorts": sorts, "total": total, "hidden": hidden}

    def rows_to_show(self):
        """The rows of the batch, but for those of entries that are not for this editor to change, or that an order
        closes for them."""
        mine = pages_to_change(self.request.user).order_by().values("pk")
        return self.batch.rows.filter(Q(page=None) | Q(page__in=mine))


class ImportBatchView(BatchMixin, TemplateView):
    """What became of a batch, and how far it has come."""

    template_name = "timeline/admin/import_batch.html"
    page_title = _lazy("What was brought in")

    def get(self, request, *args, **kwargs):
        if self.batch.state == State.COLUMNS:
            return redirect("timeline_import_columns", self.batch.pk)
        if self.batch.state == State.CHECKED:
            return redirect("timeline_import_check", self.batch.pk)
        response = super().get(request, *args, **kwargs)
        if self.batch.is_going_on:
            # As the element of the same name in a page: it needs no script.
            response["Refresh"] = str(LOOK_AGAIN_AFTER)
        return response

    def get_context_data(self, **kwargs):
        batch, going_on = self.batch, self.batch.is_going_on
        context = super().get_context_data(**kwargs, **(self.rows() if not going_on else {}))
        outcomes = [
            (value, label, batch.rows.filter(outcome=value).count()) for value, label in ImportRow.Outcome.choices
        ]
        context |= {
            "done": self._done() if going_on else None,
            "may_run_again": may_be_run_again(batch) or batch.state == State.WAITING,
            "outcomes": [one for one in outcomes if one[2]],
            "may_undo": batch.state == State.DONE,
            "beside": batch.findings.get("beside", {}),
        }
        return context

    def _done(self) -> tuple[int, int] | None:
        """How many of how many, in what goes on now."""
        if self.batch.state == State.INDEXING:
            made = self.batch.rows.exclude(outcome="")
            return made.filter(to_index=False).count(), made.count()
        return progress.told(self.batch)


class RunAgainView(BatchMixin, View):
    """Begins again what was ended in the middle, or was never begun."""

    http_method_names = ["post"]

    def post(self, request, pk):
        from timeline.tasks import bring_in

        if may_be_run_again(self.batch) or self.batch.state == State.WAITING:
            bring_in.enqueue(pk)
        return redirect("timeline_import", pk)


class ImportUndoView(BatchMixin, TemplateView):
    """Asks, and takes the whole batch back."""

    template_name = "timeline/admin/import_undo.html"
    page_title = _lazy("Take it back")

    def get(self, request, *args, **kwargs):
        if self.batch.state != State.DONE:
            return redirect("timeline_import", self.batch.pk)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        rows = list(self.batch.rows.filter(outcome__in=("made", "updated")).select_related("page"))
        changed = changed_since(self.batch, rows)
        left = [row for row in rows if row.page_id in changed]
        seen = set(self.rows_to_show().values_list("pk", flat=True)) if left else set()
        return super().get_context_data(
            made=sum(row.outcome == "made" and row.page_id not in changed for row in rows),
            updated=sum(row.outcome == "updated" and row.page_id not in changed for row in rows),
            left=[row for row in left if row.pk in seen],
            hidden=sum(row.pk not in seen for row in left),
            may_undo=self.may_undo(rows),
            **kwargs,
        )

    def may_undo(self, rows) -> bool:
        """What readers have, and what others have brought in, is for those to take away who may publish."""
        user = self.request.user
        is_own = self.batch.made_by_id == user.pk and not any(row.was_published for row in rows)
        return is_own or access.may_publish(user, self.batch)

    def post(self, request, pk):
        if not self.may_undo(self.batch.rows.all()):
            raise PermissionDenied
        if self.batch.state in (State.DONE, State.UNDONE):
            if undo(self.batch, user=request.user):
                messages.success(request, TAKEN_BACK)
            else:
                messages.info(request, TAKEN_BACK_ALREADY)
        return redirect("timeline_import", pk)
