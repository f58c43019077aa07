"""How editors sign in, and where (docs/decisions/0027). Part of the settings of every installation."""

import re

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()


def path_of_the_admin(given: str) -> str:
    path = given.strip("/") + "/"
    if not re.fullmatch(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?/", path):
        raise ImproperlyConfigured("Set ADMIN_PATH to one word of small letters, digits and hyphens.")
    return path


# Where the admin is. Nothing public says it: neither robots.txt nor a page.
ADMIN_PATH = path_of_the_admin(env("ADMIN_PATH", default="admin"))

# Who may publish needs a second factor: always, on a public address.
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=False)
# Beside the rights to publish, these ask for one. Who manages accounts may give themselves any right. Who lifts orders
# lets out what is closed, and who sees the protected names sees what must not get out at all.
SECOND_FACTOR_FOR = [
    *("add_user", "change_user", "add_group", "change_group"),
    *("lift_restriction", "change_protectedname", "view_protectedname"),
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
ACCOUNT_ADAPTER = "accounts.adapters.SignInAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False
# No box to tick: a session has one length.
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "reauthenticate": "accounts.forms.PasswordAgainForm",
    "change_password": "accounts.forms.NewPasswordForm",
}
# Failures count by address and account, so that nobody keeps an editor out from elsewhere; and by address alone.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,60/h/ip,5/5m/key",
    "reauthenticate": "10/m/user",
    "change_password": "10/m/user",
    "reset_password": "5/m/ip,20/h/ip,3/h/key",
}
MFA_ADAPTER = "accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "accounts.forms.CodeForm",
    "reauthenticate": "accounts.forms.CodeAgainForm",
    "activate_totp": "accounts.forms.FirstCodeForm",
}
# Of one's own account Wagtail's page changes neither: it would ask nobody who holds a session whether it is theirs, and
# count no guesses at the old password. Pages below "sign-in/" do (accounts/urls.py).
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = True
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "accounts.forms.ResetForm"
# How many proxies of ours stand before the site, each of which adds to X-Forwarded-For. Of what it says the rest is
# the client's own word, and with none all of it is.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
# Seconds. A session ends so long after its sign-in, whatever was done in it (accounts/sessions.py).
SESSION_COOKIE_AGE = 12 * 3600

# Sign-ins, failures and second factors, to the standard error like all else that the server says.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"signin": {"class": "logging.StreamHandler", "formatter": "signin"}},
    "formatters": {"signin": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "loggers": {"throughline.signin": {"handlers": ["signin"], "level": "INFO"}},
}
