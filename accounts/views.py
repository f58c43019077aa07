"""Allauth's pages, where they have to know of the admin, and what allauth has no page for."""

from allauth.account.views import LoginView, PasswordChangeView
from allauth.mfa.totp.views import ActivateTOTPView
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from accounts.asking_again import asked_again
from accounts.forms import EmailForm
from accounts.second_factor import has_second_factor, has_to_set_up, take_away
from accounts.sessions import sign_out_elsewhere
from accounts.sign_in_log import SIGNED_OUT_ELSEWHERE, note


class SignInView(LoginView):
    """Who is signed in already goes on to the admin. Who may not enter it would be sent here and there for ever, and is
    shown the form."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and request.user.has_perm("wagtailadmin.access_admin"):
            return redirect(self.get_authenticated_redirect_url())
        return super().dispatch(request, *args, **kwargs)


class SetUpView(ActivateTOTPView):
    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"has_to_set_up": has_to_set_up(self.request.user)}


class NewPasswordView(PasswordChangeView):
    """It asks for the old one itself, whatever was asked before: a code is not enough to shut its owner out."""

    success_url = reverse_lazy("mfa_index")


@method_decorator(asked_again, name="dispatch")
class EmailView(FormView):
    """Whoever changes the address that a new password is sent to can take the account over."""

    form_class = EmailForm
    template_name = "accounts/email.html"
    success_url = reverse_lazy("mfa_index")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.request.user}

    def form_valid(self, form):
        form.save()
        messages.success(self.request, _("Your e-mail address is changed."))
        return super().form_valid(form)


class SignOutElsewhereView(LoginRequiredMixin, View):
    http_method_names = ["post"]

    def post(self, request):
        sign_out_elsewhere(request.user, request)
        note(SIGNED_OUT_ELSEWHERE, request.user, request=request, by=request.user)
        messages.success(request, _("You are signed out everywhere but here."))
        return redirect("mfa_index")


@method_decorator(asked_again, name="dispatch")
class TakeAwayView(TemplateView):
    """An administrator takes away the second step of somebody who has lost it."""

    template_name = "accounts/take_away.html"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_superuser:
            raise PermissionDenied
        self.owner = get_object_or_404(get_user_model(), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        more = {"owner": self.owner, "has_second_factor": has_second_factor(self.owner)}
        return super().get_context_data(**kwargs) | more

    def post(self, request, *args, **kwargs):
        take_away(self.owner, by=request.user, request=request)
        # Somebody who takes away their own is signed out with all others of their sessions.
        return redirect("wagtailusers_users:edit", self.owner.pk)
