"""Closing a page, lifting that again, and looking after the orders there are."""

from django import forms
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.views import generic
from wagtail.admin.widgets import AdminDateInput, AdminPageChooser
from wagtail.models import Page

from timeline.models import Restriction
from timeline.protected_names import refuse_protected_names
from timeline.querysets import GatedPageQuerySet
from timeline.restrictions import lift, orders_over, reach_of

CLOSED = "“{page}” is closed to the public, with {reach}. Publishing changes nothing that readers see."
ALSO_USED = " These pages use the same files, and are without them now: {pages}."
OPEN_AGAIN = "The order on “{page}” is lifted. {effect}"
PUBLIC_AGAIN = "What is published there is public again, with {reach}."
STILL_CLOSED = "It stays closed: another order is in force."


def can_be_restricted(page) -> bool:
    """Whether an order can close *page*: it is of one of our own types, behind the gate."""
    return hasattr(page.specific_class, "is_published")


class RestrictionChangeForm(WagtailAdminModelForm):
    """The form of a restriction that there is. Its page is never another one: that would open the first."""

    class Meta:
        model = Restriction
        fields = ["kind", "made_on", "made_by", "scope", "review_on"]
        widgets = {"made_on": AdminDateInput, "review_on": AdminDateInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.kind != Restriction.Kind.TAKEN_DOWN:
            # That one is made by taking something down, which keeps a log.
            kinds = [choice for choice in Restriction.Kind.choices if choice[0] != Restriction.Kind.TAKEN_DOWN]
            self.fields["kind"].choices = kinds

    def clean_made_by(self):
        refuse_protected_names(self.cleaned_data["made_by"])
        return self.cleaned_data["made_by"]

    def clean_scope(self):
        refuse_protected_names(self.cleaned_data["scope"])
        return self.cleaned_data["scope"]


class RestrictionForm(RestrictionChangeForm):
    """The form of a new restriction."""

    class Meta(RestrictionChangeForm.Meta):
        fields = ["page", *RestrictionChangeForm.Meta.fields]
        widgets = {"page": AdminPageChooser, **RestrictionChangeForm.Meta.widgets}

    def clean_page(self):
        page = self.cleaned_data["page"]
        if not can_be_restricted(page):
            raise forms.ValidationError(_("Choose a page of the site."))
        return page


class LiftForm(forms.ModelForm):
    class Meta:
        model = Restriction
        fields = ["lifted_why"]
        labels = {"lifted_why": "Why it is lifted"}
        help_texts = {"lifted_why": "For instance: “The court discharged the order on 3 May 2026.” It is kept."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lifted_why"].required = True


class RestrictionIndexView(generic.IndexView):
    any_permission_required = ["view"]

    def get_base_queryset(self):
        """In force first, the most urgent review at the top."""
        is_lifted = ExpressionWrapper(Q(lifted_at__isnull=False), BooleanField())
        return super().get_base_queryset().select_related("page").order_by(is_lifted, "review_on", "pk")


class RestrictionAddView(generic.CreateView):
    """Closes a page. It shows what that closes as soon as the page is known."""

    template_name = "timeline/admin/restrict.html"
    page_title = _("Restrict")
    submit_button_label = "Close to the public now"
    submit_button_active_label = "Closing…"
    success_message = CLOSED

    def get_initial(self):
        page = self._asked_for()
        return {**super().get_initial(), "made_on": timezone.localdate(), "page": page and page.pk}

    def _asked_for(self):
        asked = self.request.GET.get("page", "")
        is_number = asked.isascii() and asked.isdigit()
        page = GatedPageQuerySet(model=Page).filter(pk=int(asked)).first() if is_number else None
        return page if page and can_be_restricted(page) else None

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        page = self._asked_for()
        return context | ({"closes": page, "reach": reach_of(page)} if page else {})

    def save_instance(self):
        self.form.instance.closed_by = self.request.user
        return super().save_instance()

    def get_success_message(self, instance):
        reach = reach_of(instance.page)
        message = CLOSED.format(page=instance.page.get_admin_display_title(), reach=reach.in_words)
        if reach.also_used_by:
            message += ALSO_USED.format(pages=", ".join(f"“{page.title}”" for page in reach.also_used_by))
        return message

    def get_success_buttons(self):
        if self.permission_policy.user_has_permission(self.request.user, "change"):
            return super().get_success_buttons()
        return []


class RestrictionEditView(generic.EditView):
    template_name = "timeline/admin/edit_restriction.html"

    def get_context_data(self, **kwargs):
        may_lift = self.object.is_in_force and self.user_has_permission("lift")
        url = reverse("restrictions:lift", args=[self.object.pk]) if may_lift else None
        return super().get_context_data(reach=reach_of(self.object.page), lift_url=url, **kwargs)


class RestrictionLiftView(generic.EditView):
    """Opens a page again. It asks for the reason, and for a permission of its own."""

    permission_required = "lift"
    form_class = LiftForm
    template_name = "timeline/admin/lift.html"
    page_title = _("Lift")
    submit_button_label = "Lift it"
    submit_button_active_label = "Lifting…"

    def get_queryset(self):
        return Restriction.objects.in_force().select_related("page")

    def get_edit_url(self):
        return reverse("restrictions:lift", args=[self.object.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(effect=self._effect(), reach=reach_of(self.object.page), **kwargs)

    def _effect(self) -> str:
        page = self.object.page
        if orders_over(page).exclude(pk=self.object.pk).exists():
            return STILL_CLOSED
        return PUBLIC_AGAIN.format(reach=reach_of(page).in_words)

    def form_valid(self, form):
        effect, page = self._effect(), self.object.page
        lift(self.object, user=self.request.user, why=form.cleaned_data["lifted_why"])
        messages.success(self.request, OPEN_AGAIN.format(page=page.get_admin_display_title(), effect=effect))
        return redirect(self.get_success_url())


def notice_of_closure(page) -> str:
    """What an editor of a closed page is told; empty while it is open."""
    order = orders_over(page).order_by("closed_at").first()
    if order is None:
        return ""
    since = date_format(timezone.localtime(order.closed_at), "j F Y")
    where = "" if order.page_id == page.pk else f" on “{order.page.title}”, which stands above it"
    return (
        f"Closed to the public since {since} ({order.get_kind_display()}{where}). "
        "Publishing changes nothing that readers see."
    )
