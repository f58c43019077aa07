"""Taking a published page back, and giving it back: for those who may publish it."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from timeline.models import PublicRecord
from timeline.querysets import GatedPageQuerySet
from timeline.restrictions import reach_of
from timeline.withdrawals import give_back, withdraw

WITHDRAWN = "“{page}” is withdrawn, with {reach}. Its address says that it is gone."
GIVEN_BACK = "“{page}” stands again where it stood, if it is published. Nobody is told of it a second time."
NO_WORDS_FOR_PRIVACY = "Readers get no reason when it is somebody’s privacy or safety. Empty this."


def can_be_withdrawn(page, user) -> bool:
    """Whether *page* has a public record, is public or withdrawn, and *user* may publish it. What is not public is
    unpublished, and of that nobody is told."""
    record = getattr(page, "public_record", None)
    if record is None or not page.permissions_for_user(user).can_publish():
        return False
    return record.withdrawn_at is not None or page.specific.is_published()


class WithdrawalForm(WagtailAdminModelForm):
    class Meta:
        model = PublicRecord
        fields = ["withdrawn_why", "withdrawn_words"]
        widgets = {"withdrawn_why": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        why = self.fields["withdrawn_why"]
        why.required, why.choices = True, PublicRecord.WithdrawnWhy.choices

    def clean(self):
        data = super().clean()
        if data.get("withdrawn_why") == PublicRecord.WithdrawnWhy.PRIVACY and data.get("withdrawn_words"):
            self.add_error("withdrawn_words", NO_WORDS_FOR_PRIVACY)
        return data


class WithdrawView(WagtailAdminTemplateMixin, FormView):
    """Withdraws at once; sent with “give back”, it undoes that."""

    form_class = WithdrawalForm
    template_name = "timeline/admin/withdraw.html"
    page_title = _("Withdraw")
    header_icon = "no-view"

    def dispatch(self, request, *args, **kwargs):
        if not can_be_withdrawn(self.page, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def page(self):
        return get_object_or_404(GatedPageQuerySet(model=Page), pk=self.kwargs["pk"]).specific

    @cached_property
    def record(self):
        return PublicRecord.objects.get(page_id=self.page.pk)

    def get_page_subtitle(self):
        return self.page.get_admin_display_title()

    def get_success_url(self):
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            {"url": self.get_success_url(), "label": self.page.get_admin_display_title()},
            {"url": "", "label": self.page_title},
        ]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.record}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(page=self.page, record=self.record, reach=reach_of(self.page), **kwargs)
        return context | {
            "action_url": reverse("timeline_withdraw", args=[self.page.pk]),
            "media": context["form"].media,
            "submit_button_label": "Withdraw it now",
            "submit_button_active_label": "Withdrawing…",
        }

    def post(self, request, *args, **kwargs):
        if "give-back" in request.POST:
            give_back(self.page, user=request.user)
            messages.success(request, GIVEN_BACK.format(page=self.page.get_admin_display_title()))
            return redirect(self.get_success_url())
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        data = form.cleaned_data
        withdraw(self.page, why=data["withdrawn_why"], words=data["withdrawn_words"], user=self.request.user)
        reach = reach_of(self.page).in_words
        messages.success(self.request, WITHDRAWN.format(page=self.page.get_admin_display_title(), reach=reach))
        return redirect(self.get_success_url())
