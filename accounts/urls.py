"""How editors sign in, below the address of the admin. Of allauth's addresses these alone are there: nobody signs up,
and a forgotten password is Wagtail's affair."""

from allauth.account.views import reauthenticate
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from accounts.account_panel import OwnAccountView
from accounts.asking_again import asked_again
from accounts.views import EmailView, NewPasswordView, SetUpView, SignInView, SignOutElsewhereView, TakeAwayView

urlpatterns = [
    # In the place of Wagtail's own page, by whatever name somebody is sent there.
    path("login/", SignInView.as_view(), name="account_login"),
    path("account/", require_admin_access(OwnAccountView.as_view()), name="wagtailadmin_account"),
    path("sign-in/code/", mfa.authenticate, name="mfa_authenticate"),
    path("sign-in/again/", reauthenticate, name="account_reauthenticate"),
    path("sign-in/again/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("sign-in/", mfa.index, name="mfa_index"),
    # So that the history knows who it was.
    path("sign-in/password/", require_admin_access(NewPasswordView.as_view()), name="account_change_password"),
    path("sign-in/e-mail/", require_admin_access(EmailView.as_view()), name="accounts_email"),
    path("sign-in/set-up/", asked_again(SetUpView.as_view()), name="mfa_activate_totp"),
    path("sign-in/remove/", asked_again(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("sign-in/recovery-codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "sign-in/recovery-codes/new/",
        asked_again(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("sign-in/recovery-codes/file/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("sign-in/out-elsewhere/", SignOutElsewhereView.as_view(), name="accounts_sign_out_elsewhere"),
    path("sign-in/take-away/<int:pk>/", TakeAwayView.as_view(), name="accounts_take_away"),
]
# Secrets are on some of them: no browser keeps any.
urlpatterns = decorate_urlpatterns(urlpatterns, never_cache)
