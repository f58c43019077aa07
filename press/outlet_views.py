"""An outlet in the admin: its form, and the page that merges it into another."""

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button
from wagtail.models import Revision
from wagtail.snippets.views.snippets import DeleteView, EditView
from wagtail.snippets.widgets import AdminSnippetChooser

from press.models import Outlet, OutletName, PressArticlePage
from press.outlet_merging import Belongings, MergeError, merge, merged_already, refuse, years_of_articles
from timeline.fields import EntryDateFormField

DONE = "“{outlet}” is merged into “{target}”: {articles} moved there."


def url_of(view: str, outlet) -> str:
    return reverse(Outlet.snippet_viewset.get_url_name(view), args=[outlet.pk])


class StandingOutletMixin:
    """A view of an outlet that stands for itself. One that was merged leads to the outlet it is part of."""

    def dispatch(self, request, *args, **kwargs):
        merged = Outlet.objects.filter(pk=kwargs["pk"], merged_into__isnull=False).first()
        if merged is None:
            return super().dispatch(request, *args, **kwargs)
        messages.warning(request, f"{merged_already(merged)} That is the outlet that you see here.")
        return redirect(url_of("edit", merged.standing_for))


class OutletEditView(StandingOutletMixin, EditView):
    @property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        if self.can_delete:
            url = url_of("merge", self.object)
            buttons.append(Button("Merge into another outlet…", url=url, icon_name="resubmit", priority=15))
        return buttons


class OutletDeleteView(StandingOutletMixin, DeleteView):
    """A merged outlet is never deleted: old revisions of articles find the other one by it."""


class MergeForm(WagtailAdminModelForm):
    """Which outlet it is to be part of, and for how long its name was that one's."""

    target = forms.ModelChoiceField(
        label=_("Merge it into"),
        queryset=Outlet.objects.all(),
        error_messages={"invalid_choice": "That outlet is no longer there. Choose another one."},
        help_text=_("The outlet that stays. Everything that this one has goes over to it."),
    )
    used_from = EntryDateFormField(label=_("The name was used from"), required=False)
    used_until = EntryDateFormField(
        label=_("The name was used until"),
        required=False,
        help_text=(
            _(
                "Articles of that time keep the name. Suggested are the years of its articles. Leave both empty if the "
                "name was only another spelling: then all are printed with the name of the outlet that stays."
            )
        ),
    )

    class Meta:
        model = Outlet
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["target"].widget = AdminSnippetChooser(model=Outlet)
        self.initial |= dict(zip(("used_from", "used_until"), years_of_articles(self.instance), strict=True))

    @property
    def name_period(self) -> dict:
        return {name: self.cleaned_data.get(name) for name in ("used_from", "used_until")}

    def clean(self):
        data = super().clean()
        if any(self.name_period.values()):
            try:
                OutletName(name=self.instance.name, **self.name_period).clean()
            except ValidationError as error:
                self.add_error(None, error)
        if data.get("target"):
            try:
                refuse(self.instance, data["target"])
            except MergeError as error:
                self.add_error("target", str(error))
        return data


class OutletMergeView(StandingOutletMixin, generic.EditView):
    """Says what merging does, and does it."""

    permission_required = "delete"
    form_class = MergeForm
    template_name = "press/admin/outlet_merge.html"
    page_title = _("Merge")
    submit_button_label = "Merge them"
    submit_button_active_label = "Merging…"
    error_message = "Nothing is merged. See below."

    def user_has_permission(self, permission):
        return all(super(OutletMergeView, self).user_has_permission(needed) for needed in {"change", permission})

    def get_edit_url(self):
        return url_of("merge", self.object)

    def get_context_data(self, **kwargs):
        return super().get_context_data(belongings=Belongings.of(self.object), **kwargs)

    def form_valid(self, form):
        outlet, target = self.object, form.cleaned_data["target"]
        try:
            moved = merge(outlet, target, user=self.request.user, **form.name_period)
        except MergeError as error:
            form.add_error("target", str(error))
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)
        done = DONE.format(outlet=outlet.name, target=target.name, articles=moved.articles_in_words)
        messages.success(self.request, done)
        return redirect(url_of("edit", target))


def refuse_to_delete_outlets_in_use(request, snippets):
    """For the hook ``before_delete_snippet``: a message in place of an error, for one and for several."""
    ours = [one.pk for one in snippets if isinstance(one, Outlet)]
    counted = Outlet.objects.filter(pk__in=ours).annotate(
        number=Count("articles", distinct=True), signs=Count("merged", distinct=True)
    )
    in_use = [(one, why) for one in counted if (why := _use_of(one))]
    for outlet, why in in_use:
        messages.error(request, f"“{outlet.name}” cannot be deleted: {why}. Merge it into another outlet instead.")
    return redirect(Outlet.snippet_viewset.get_url_name("list")) if in_use else None


def _use_of(outlet) -> str:
    """What an outlet is needed for, in words; empty if for nothing."""
    if outlet.number:
        return "articles name it"
    if outlet.signs or outlet.merged_into_id:
        return "another outlet was merged with it"
    # A version that names an outlet that is not there cannot be opened any more: neither a draft nor an old one.
    versions = Revision.objects.filter(content_type=ContentType.objects.get_for_model(PressArticlePage))
    return "a draft or an older version of an article names it" if versions.filter(content__outlet=outlet.pk) else ""
