"""Who needs a second step to sign in, who has one, and how it is taken away."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from wagtail.models import GroupPagePermission

from accounts.notices import REMOVED_MAIL, mail
from accounts.sessions import sign_out_elsewhere
from accounts.sign_in_log import REMOVED, note

TOTP = Authenticator.Type.TOTP


def has_second_factor(user) -> bool:
    return is_mfa_enabled(user, [TOTP])


def has_to_set_up(user) -> bool:
    """Whether *user* may publish, or do what weighs as much, and has no second step. One question to the database,
    asked with each request: what somebody may do, and what they have, changes in other sessions than theirs."""
    strong = Q(codename__startswith="publish_") | Q(codename__in=settings.SECOND_FACTOR_FOR)
    permissions = Permission.objects.filter(strong)
    publishes = (
        Q(is_superuser=True)
        | Exists(permissions.filter(Q(user=OuterRef("pk")) | Q(group__user=OuterRef("pk"))))
        | Exists(GroupPagePermission.objects.filter(permission__in=permissions, group__user=OuterRef("pk")))
    )
    has_one = Exists(Authenticator.objects.filter(user=OuterRef("pk"), type=TOTP))
    return get_user_model()._default_manager.filter(publishes, ~has_one, pk=user.pk).exists()


def take_away(user, *, by=None, request=None) -> bool:
    """Take away the second step of *user*, with its recovery codes, and end their sessions: whoever holds the lost
    phone may hold one. Says whether there was one."""
    with transaction.atomic():
        number, _of_kinds = Authenticator.objects.filter(user=user).delete()
        if number:
            sign_out_elsewhere(user)
            note(REMOVED, user, request=request, by=by)
    if number:
        mail(user, REMOVED_MAIL)
    return bool(number)
