"""Who needs a second step to sign in, who has one, and how it is taken away."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from wagtail.models import GroupPagePermission

from accounts.notices import REMOVED_MAIL, mail
from accounts.sessions import sign_out_elsewhere
from accounts.sign_in_log import REMOVED, note

TOTP = Authenticator.Type.TOTP
#: Who manages accounts may give to any account what it lacks, so to their own the right to publish.
MANAGES_ACCOUNTS = ["add_user", "change_user", "add_group", "change_group"]


def has_second_factor(user) -> bool:
    return is_mfa_enabled(user, [TOTP])


def has_to_set_up(user) -> bool:
    """Whether *user* may publish and has no second step. One question to the database, asked with each request: what
    somebody may do, and what they have, changes in other sessions than theirs."""
    strong = Q(codename__startswith="publish_") | Q(codename__in=MANAGES_ACCOUNTS)
    permissions = Permission.objects.filter(strong)
    publishes = (
        Q(is_superuser=True)
        | Exists(permissions.filter(Q(user=OuterRef("pk")) | Q(group__user=OuterRef("pk"))))
        | Exists(GroupPagePermission.objects.filter(strong_page_permission(), group__user=OuterRef("pk")))
    )
    has_one = Exists(Authenticator.objects.filter(user=OuterRef("pk"), type=TOTP))
    return get_user_model()._default_manager.filter(publishes, ~has_one, pk=user.pk).exists()


def strong_page_permission() -> Q:
    return Q(permission__codename__startswith="publish_")


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
