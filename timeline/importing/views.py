"""“Import” in the admin: a file is sent, its columns are named, its rows are checked, and then they are brought in."""

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from timeline.importing import access
from timeline.importing.batch_views import IMPORT, BatchMixin
from timeline.importing.checking import begin, check, table_of
from timeline.importing.choices import LEAVE, NEW, UPDATE
from timeline.importing.clearing import KEPT_FOR, cleared_at
from timeline.importing.columns import guessed
from timeline.importing.forms import ChoicesForm, ColumnsForm, FileForm
from timeline.importing.tables import FileError
from timeline.models import ImportBatch, ImportRow

SHOWN_BEFORE = 20
LOOK_AGAIN = _lazy("Your choices are made. Look at the rows once more: this is how they read now.")
State, Action = ImportBatch.State, ImportRow.Action


class ImportView(WagtailAdminTemplateMixin, FormView):
    """The first step: the file."""

    form_class = FileForm
    template_name = "timeline/admin/import_file.html"
    page_title = IMPORT
    header_icon = "upload"

    def dispatch(self, request, *args, **kwargs):
        self.sites = access.sites_for(request.user, request)
        if not self.sites:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"sites": self.sites, "kinds": access.kinds_to_bring_in()}

    def get_context_data(self, **kwargs):
        before = ImportBatch.objects.filter(site__in=self.sites).select_related("made_by")[:SHOWN_BEFORE]
        return super().get_context_data(
            before=[(batch, cleared_at(batch)) for batch in before],
            days=KEPT_FOR.days,
            submit_button_label=_("Go on"),
            submit_button_active_label=_("Sending…"),
            **kwargs,
        )

    def form_valid(self, form):
        data = form.cleaned_data
        site = next(site for site in self.sites if str(site.pk) == data["site"])
        kind = next(kind for kind in access.kinds_to_bring_in() if kind.kind == data["kind"])
        if not access.may_add(self.request.user, site, kind):
            raise PermissionDenied
        file = data["file"] or ContentFile(data["text"].encode("utf-8", "replace"), name=_("pasted text"))
        try:
            batch = begin(file, site=site, kind=kind, order=data["order"], user=self.request.user)
        except FileError as error:
            form.add_error("file" if data["file"] else "text", str(error))
            return self.form_invalid(form)
        step = "timeline_import_check" if batch.state == State.CHECKED else "timeline_import_columns"
        return redirect(step, batch.pk)


class ImportColumnsView(BatchMixin, FormView):
    """The second step: what its columns are."""

    form_class = ColumnsForm
    template_name = "timeline/admin/import_columns.html"
    page_title = _lazy("What its columns are")
    for_open = True

    def another_step(self):
        if self.batch.is_open and self.batch.shape == ImportBatch.Shape.STORY:
            # It names its fields itself.
            return redirect("timeline_import_check", self.batch.pk)
        return super().another_step()

    def get_form_kwargs(self):
        table = table_of(self.batch)
        return super().get_form_kwargs() | {"table": table, "guesses": self.batch.columns or guessed(table.columns)}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            submit_button_label=_("Check its rows"), submit_button_active_label=_("Reading…"), **kwargs
        )

    def form_valid(self, form):
        self.batch.columns = form.targets
        check(self.batch, table=form.table, user=self.request.user)
        return redirect("timeline_import_check", self.batch.pk)


class ImportCheckView(BatchMixin, FormView):
    """The third step: how each row reads, and what will become of it. Nothing is written yet."""

    form_class = ChoicesForm
    template_name = "timeline/admin/import_check.html"
    page_title = _lazy("How it reads")
    for_open = True

    def get(self, request, *args, **kwargs):
        if self.batch.state == State.COLUMNS and self.batch.shape != ImportBatch.Shape.STORY:
            return redirect("timeline_import_columns", self.batch.pk)
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self):
        may_publish = access.may_publish(self.request.user, self.batch)
        return super().get_form_kwargs() | {"batch": self.batch, "may_publish": may_publish}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs, **self.rows())
        is_story = self.batch.shape == ImportBatch.Shape.STORY
        counts, decisions = self.batch.findings.get("counts", {}), self.batch.how.get("decisions", {})
        for row in context["rows"]:
            row.is_asked = row.action == Action.ASK or str(row.number) in decisions
            row.decision = decisions.get(str(row.number), "")
        return context | {
            "findings": self.batch.findings,
            "is_story": is_story,
            "may_bring_in": bool(counts.get(Action.NEW) or counts.get(Action.UPDATE))
            and not self.batch.findings.get("refused")
            and (not is_story or access.may_publish(self.request.user, self.batch)),
            "may_publish": access.may_publish(self.request.user, self.batch),
        }

    def form_valid(self, form):
        before, decisions = self.batch.how, {}
        for name, value in self.request.POST.items():
            number = name.removeprefix("decision_")
            is_choice = name != number and value in (NEW, UPDATE, LEAVE, "")
            if is_choice and (value or number in before.get("decisions", {})):
                decisions[number] = value
        self.batch.how = form.chosen(decisions)
        has_changed = self.batch.how != {**form.kept.kept(), **before}
        if "bring-in" not in self.request.POST or has_changed:
            check(self.batch, user=self.request.user)
            if has_changed:
                messages.info(self.request, LOOK_AGAIN)
            return redirect("timeline_import_check", self.batch.pk)
        if not self.get_context_data(form=form)["may_bring_in"]:
            raise PermissionDenied
        return self._bring_in()

    def _bring_in(self):
        from timeline.tasks import bring_in

        # Whoever says so answers for it, and not whoever sent the file.
        started = ImportBatch.objects.filter(pk=self.batch.pk, state__in=(State.CHECKED, State.FAILED))
        if started.update(state=State.WAITING, how=self.batch.how, made_by=self.request.user, why=""):
            bring_in.enqueue(self.batch.pk)
        return redirect("timeline_import", self.batch.pk)
