"""How long a session lasts, and how one's other sessions end."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model, update_session_auth_hash
from django.db.models import F
from django.utils import timezone


def end_in_time(session) -> None:
    """However much is done in it: a session that lasts for as long as it is used never ends on a stolen laptop."""
    session.set_expiry(timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE))


def sign_out_elsewhere(user, request=None) -> None:
    """End all sessions of *user*, but for the one of *request*."""
    get_user_model()._default_manager.filter(pk=user.pk).update(session_round=F("session_round") + 1)
    user.refresh_from_db(fields=["session_round"])
    if request is not None:
        update_session_auth_hash(request, user)
