"""The forms of signing in: allauth's and Wagtail's, in our words, and throttled where they are not."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.core import context, ratelimit
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import PasswordResetForm

from accounts.notices import GUESSED_MAIL, mail
from accounts.reset_mails import send_reset_mails
from accounts.sessions import end_in_time
from accounts.sign_in_log import note_refused_code


class SignInForm(LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _speak_by_label(self)
        self.fields["login"].widget.attrs |= {"autofocus": True, "autocapitalize": "none", "spellcheck": "false"}

    def _clean_with_password(self, credentials):
        cleaned = super()._clean_with_password(credentials)
        if not self.user.has_perm("wagtailadmin.access_admin"):
            raise ValidationError(_("This account may not use the admin. Ask an administrator of the site."))
        return cleaned

    def login(self, request, redirect_url=None):
        response = super().login(request, redirect_url)
        # Allauth has just set an end of its own. Where the code is still to come, that is the end of the waiting.
        end_in_time(request.session)
        return response


class PasswordAgainForm(ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _speak_by_label(self)
        self.fields["password"].widget.attrs["autofocus"] = True


class NewPasswordForm(ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _speak_by_label(self)
        self.fields["oldpassword"].widget.attrs["autofocus"] = True
        self.fields["oldpassword"].help_text = ""
        for name, label in (
            ("oldpassword", _("The password that you have now")),
            ("password1", _("New password")),
            ("password2", _("New password, once more")),
        ):
            self.fields[name].label = label

    def clean_oldpassword(self):
        """Allauth compares it here, and counts no guesses."""
        password = self.cleaned_data["oldpassword"]
        if not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("incorrect_password")
        return password


class EmailForm(forms.ModelForm):
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True}),
    )

    class Meta:
        model = get_user_model()
        fields = ["email"]


class _CodeMixin:
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _speak_by_label(self)
        self.fields["code"].widget.attrs |= {"autofocus": True, "inputmode": "numeric", "spellcheck": "false"}

    def clean_code(self):
        try:
            return super().clean_code()
        except ValidationError as refusal:
            if refusal.code == "too_many_login_attempts" and note_refused_code(context.request, self.user):
                mail(self.user, GUESSED_MAIL)
            raise


class CodeForm(_CodeMixin, AuthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _("Six digits from the app on your phone. Or one of your recovery codes.")


class CodeAgainForm(_CodeMixin, ReauthenticateByCodeForm):
    pass


class FirstCodeForm(_CodeMixin, ActivateTOTPForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("The code that the app shows")


class ResetForm(PasswordResetForm):
    """Who asks for a new password is answered the same whether there is such an account or not, and so is who asks too
    often."""

    def clean(self):
        cleaned = super().clean()
        address = (cleaned.get("email") or "").lower()
        if address and not ratelimit.consume(context.request, action="reset_password", key=address):
            raise ValidationError(_("There were too many requests. Wait an hour, then try again."))
        return cleaned

    def save(self, *, request, use_https=False, email_template_name, subject_template_name, **more):
        options = {
            "domain_override": request.get_host(),
            "use_https": use_https,
            "email_template_name": email_template_name,
            "subject_template_name": subject_template_name,
        }
        send_reset_mails.enqueue(self.cleaned_data["email"], options)


def _speak_by_label(form) -> None:
    """A placeholder that repeats the label goes away as soon as one types, and is pale before."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
    if "password" in form.fields:
        form.fields["password"].help_text = ""
