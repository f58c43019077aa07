"""Who is signed in proves once more that it is they, before it is changed how somebody signs in: a session may be
stolen, or left open on a desk."""

from functools import wraps

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, get_user_model
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext as _


def asked_again(view):
    """Allauth's own guard, which asks for the password or a code if neither was given for five minutes. But allauth
    keeps in the session what was sent meanwhile, to go on with it: passwords, as they were typed."""
    guarded = reauthentication_required(view, app="allauth.mfa")

    @wraps(view)
    def ask_first(request, *args, **kwargs):
        try:
            return guarded(request, *args, **kwargs)
        except ReauthenticationRequired:
            if request.method in ("GET", "HEAD") or request.user.is_anonymous:
                raise
        messages.warning(request, _("Nothing is saved yet. Say that it is you, then do it once more."))
        ways = get_adapter().get_reauthentication_methods(request.user)
        return redirect(f"{ways[0]['url']}?{urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})}")

    return ask_first


def ask_before_many(request, action_type, objects, action):
    """The same for what is done to many accounts at once: a response that asks, or ``None`` where it was proven."""
    if action.model is get_user_model():
        return asked_again(lambda _request: None)(request)
    return None


class AskedAgainMixin:
    """A view of Wagtail's that asks so, and not before it has asked whether somebody may open it at all."""

    @method_decorator(asked_again)
    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs)

    @method_decorator(asked_again)
    def post(self, request, *args, **kwargs):
        return super().post(request, *args, **kwargs)
