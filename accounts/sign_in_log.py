"""What is written down of signing in: a line in the log ("throughline.signin"), and for what an administrator should
see an entry in the site history.

A log is read by more people than the accounts are. It names an account by its number, an address by its network, and
what was typed as a name by a digest, for people type passwords there. No password, code or secret comes near it.
"""

import ipaddress
import logging

from allauth.account.adapter import get_adapter
from django.contrib.auth import get_user_model
from django.core.cache import caches
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

logger = logging.getLogger("throughline.signin")

SIGNED_IN = "accounts.signed_in"
WRONG_CODE = "accounts.wrong_code"
REFUSED = "accounts.refused"
ADDED = "accounts.second_factor_added"
REMOVED = "accounts.second_factor_removed"
CODES_RENEWED = "accounts.recovery_codes_renewed"
CODE_USED = "accounts.recovery_code_used"
PASSWORD_CHANGED = "accounts.password_changed"
EMAIL_CHANGED = "accounts.email_changed"
SIGNED_OUT_ELSEWHERE = "accounts.signed_out_elsewhere"

#: Action, its name in the filter of the site history, and what happened.
ACTIONS = [
    (SIGNED_IN, _("Sign in"), _("Signed in")),
    (WRONG_CODE, _("Wrong code"), _("A wrong code was given after the right password")),
    (REFUSED, _("Refuse sign-in"), _("Sign-in refused for some minutes, after too many tries")),
    (ADDED, _("Set up the second step"), _("Second step of signing in set up")),
    (REMOVED, _("Remove the second step"), _("Second step of signing in removed")),
    (CODES_RENEWED, _("Renew recovery codes"), _("New recovery codes made")),
    (CODE_USED, _("Use a recovery code"), _("Recovery code used to sign in")),
    (PASSWORD_CHANGED, _("Change a password"), _("Password changed")),
    (EMAIL_CHANGED, _("Change an e-mail address"), _("E-mail address changed")),
    (SIGNED_OUT_ELSEWHERE, _("Sign out elsewhere"), _("Signed out everywhere else")),
]
WORTH_A_WARNING = {WRONG_CODE, REFUSED, REMOVED, CODE_USED}
#: Seconds in which one refusal is written down once, however often it is given.
ONCE_IN = 300


def note(action: str, user, *, request=None, by=None) -> None:
    level = logging.WARNING if action in WORTH_A_WARNING else logging.INFO
    logger.log(level, "%s account=%s from=%s", action.removeprefix("accounts."), user.pk, network_of(request))
    log(instance=user, action=action, user=by)


def note_failure(request, name: str) -> None:
    """A wrong name or password. Only in the log: an entry in the history would take time for accounts that exist."""
    logger.warning("failed %s from=%s", _whom(name, account_named(name)), network_of(request))


def note_refusal(request, name: str) -> None:
    """Somebody has tried too often to sign in as *name*."""
    user = account_named(name)
    if not _is_first(f"{name}-{network_of(request)}"):
        return
    if user is None:
        logger.warning("refused %s from=%s", _whom(name, None), network_of(request))
    else:
        note(REFUSED, user, request=request)


def note_refused_code(request, user) -> bool:
    """Somebody has given too many wrong codes. Says whether it was not written down before."""
    is_first = _is_first(f"code-{user.pk}")
    if is_first:
        note(REFUSED, user, request=request)
    return is_first


def account_named(name: str):
    users = get_user_model()
    return users._default_manager.filter(**{f"{users.USERNAME_FIELD}__iexact": name}).first()


def network_of(request) -> str:
    """The network from which somebody asks: an address is not kept in full."""
    if request is None:
        return "-"
    try:
        address = ipaddress.ip_address(get_adapter().get_client_ip(request))
    except ValueError:
        return "-"
    return str(ipaddress.ip_network((address, 24 if address.version == 4 else 48), strict=False))


def _whom(name: str, user) -> str:
    if user is not None:
        return f"account={user.pk}"
    return f"unknown={salted_hmac('accounts.unknown_name', name.lower()).hexdigest()[:8]}"


def _is_first(what: str) -> bool:
    key = salted_hmac("accounts.refused", what.lower()).hexdigest()
    return caches["signin"].add(f"refused-{key}", True, ONCE_IN)
