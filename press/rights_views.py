"""The form on what we may print of an article."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateInput
from wagtail.log_actions import log

from press.models import ArticleRights, PressArticlePage
from timeline.kept_shut import refuse_more_for_readers
from timeline.models import PublicRecord
from timeline.withdrawals import give_back, withdraw

WITHDRAWN = "withdrawn"
WITHDRAWN_LABEL = "Withdrawn: nothing of it is public, not even the link"
DECIDED = "Decided: {decision}. It holds from now on, on every page and in every feed."
DECIDED_MEANWHILE = (
    "Somebody decided on this since you opened the form. It is now “{stands}”. Send again if you mean it."
)
RIGHTS_CHANGED = "press.rights"
NOT_IN_A_HOLD = _(
    "Readers would have more of this article than now. What is decided stays: decide when the hold is lifted. You may "
    "still print less, or withdraw it."
)


class RightsForm(WagtailAdminModelForm):
    """“Withdrawn” is one of the choices here, and is kept where the gate looks for it."""

    #: What stood there when the form was opened, so that nobody undoes a decision that they have not seen.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    licence_url = forms.URLField(label=_("Address of the licence"), required=False, assume_scheme="https")

    class Meta:
        model = ArticleRights
        fields = ["state", "valid_from", "valid_until", "scope", "reference", "licence", "licence_url"]
        widgets = {"valid_from": AdminDateInput, "valid_until": AdminDateInput}

    def __init__(self, *args, withdrawn: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.in_force_before = self.instance.in_force
        state = self.fields["state"]
        state.choices = [*ArticleRights.State.choices, (WITHDRAWN, WITHDRAWN_LABEL)]
        self.withdrawn_before = withdrawn
        if withdrawn:
            self.initial["state"] = WITHDRAWN
        self.stands = f"{self.instance.state} {self.instance.changed_at or ''} {withdrawn}"
        self.initial["seen"] = self.stands
        for name in ("valid_from", "valid_until", "scope", "reference"):
            self.fields[name].help_text = f"For a licensed extract. {self.fields[name].help_text}".strip()
        for name in ("licence", "licence_url"):
            self.fields[name].help_text = f"For a public licence. {self.fields[name].help_text}".strip()

    def clean_state(self):
        self.withdraws = self.cleaned_data["state"] == WITHDRAWN
        # What was decided before stands below the withdrawal.
        return self.instance.state if self.withdraws else self.cleaned_data["state"]

    def clean(self):
        data = super().clean()
        if data.get("seen") and data["seen"] != self.stands:
            # Sent again, it is known.
            self.data = self.data.copy()
            self.data["seen"] = self.stands
            raise forms.ValidationError(DECIDED_MEANWHILE.format(stands=self._stands_in_words()))
        return data

    def _post_clean(self):
        super()._post_clean()
        if not self.errors and self._gives_readers_more():
            refuse_more_for_readers(self, "state", NOT_IN_A_HOLD)

    def _gives_readers_more(self) -> bool:
        if self.withdraws:
            return False
        in_force = self.instance.in_force
        prints_more = in_force not in (self.in_force_before, ArticleRights.State.LINK_ONLY)
        return self.withdrawn_before or prints_more

    def _stands_in_words(self) -> str:
        before = ArticleRights.objects.filter(pk=self.instance.pk).first()
        state = before.state if before else ArticleRights.State.LINK_ONLY
        return WITHDRAWN_LABEL if self.withdrawn_before else ArticleRights.State(state).label

    @property
    def decision_in_words(self) -> str:
        if self.withdraws:
            return "withdrawn"
        return ArticleRights.State(self.cleaned_data["state"]).label.partition(":")[0].lower()


class RightsView(WagtailAdminTemplateMixin, FormView):
    """Takes effect at once, whatever is published or drafted. For those who may publish the article."""

    form_class = RightsForm
    template_name = "press/admin/rights.html"
    page_title = _("What we may print")
    header_icon = "lock"

    def dispatch(self, request, *args, **kwargs):
        self.page = get_object_or_404(PressArticlePage, pk=kwargs["pk"])
        if not self.page.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return f"What we may print of “{self.page.get_admin_display_title()}”"

    def get_success_url(self):
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            {"url": self.get_success_url(), "label": self.page.get_admin_display_title()},
            {"url": "", "label": self.page_title},
        ]

    def get_form_kwargs(self):
        rights = ArticleRights.objects.filter(page=self.page).first() or ArticleRights(page=self.page)
        withdrawn = self.page.public_record.withdrawn_at is not None
        return super().get_form_kwargs() | {"instance": rights, "withdrawn": withdrawn}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(page=self.page, **kwargs)
        return context | {
            "action_url": reverse("press_rights", args=[self.page.pk]),
            "media": context["form"].media,
            "submit_button_label": "Decide, from now on",
            "submit_button_active_label": "Saving…",
        }

    def form_valid(self, form):
        decide(form, user=self.request.user)
        messages.success(self.request, DECIDED.format(decision=form.decision_in_words))
        return redirect(self.get_success_url())


def decide(form: RightsForm, *, user) -> None:
    """Keep the decision of a valid form, with its entry in the page's history."""
    with transaction.atomic():
        rights = form.save(commit=False)
        rights.changed_by = user
        rights.save()
        if form.withdraws and not form.withdrawn_before:
            withdraw(rights.page, why=PublicRecord.WithdrawnWhy.LAW, user=user)
        if form.withdrawn_before and not form.withdraws:
            give_back(rights.page, user=user)
        log(instance=rights.page, action=RIGHTS_CHANGED, user=user, data={"decision": form.decision_in_words})
