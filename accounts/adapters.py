"""Allauth, as this site uses it: for the admin alone, in our words, and with what it keeps encrypted."""

import base64

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied, ValidationError
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.sessions import end_in_time
from accounts.sign_in_log import SIGNED_IN, note, note_failure, note_refusal


class SignInAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("The username or the password is not right. Try again."),
        "too_many_login_attempts": _(
            "There were too many tries. Wait five minutes, then try again: until then the right one is refused too."
        ),
        "rate_limited": _("There were too many tries. Wait five minutes, then try again."),
        "incorrect_password": _("The password is not right. Try again."),
    }

    def is_open_for_signup(self, request):
        return False

    def is_ajax(self, request):
        """Allauth would send the whole form as JSON, with the password that was typed into it."""
        return False

    def get_client_ip(self, request):
        """The address that the proxies of ours name. Who has come past them is known by the address of the connection,
        and where there is none, at a socket, all are one."""
        try:
            return super().get_client_ip(request)
        except (ImproperlyConfigured, PermissionDenied):
            return request.META.get("REMOTE_ADDR") or "unknown"

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Failures count by account and address: by account alone, anybody could keep an editor out for ever."""
        return f"{self.get_client_ip(request)}:{credentials.get('username', '').lower()}"

    def pre_authenticate(self, request, **credentials):
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            note_refusal(request, credentials.get("username", ""))
            raise

    def authentication_failed(self, request, **credentials):
        note_failure(request, credentials.get("username", ""))

    def post_login(self, request, user, **kwargs):
        end_in_time(request.session)
        note(SIGNED_IN, user, request=request, by=user)
        return super().post_login(request, user, **kwargs)


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _(
            "The code is not right, or its half minute is over. Wait for the next one and type that; each is good once."
        ),
    }

    def get_totp_label(self, user):
        return user.get_username()

    def encrypt(self, text):
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        try:
            return _box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            # SECRET_KEY is another one, and SECRET_KEY_FALLBACKS does not name it.
            raise ValidationError(
                _("The second step of this account can no longer be read. An administrator has to take it away."),
                code="unreadable",
            ) from None


def _box() -> MultiFernet:
    """The database, and so each backup, holds nothing by which a code could be made without the site's own key."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    hashes = (salted_hmac("accounts.second_factor", "", secret=key, algorithm="sha256").digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(one)) for one in hashes])
