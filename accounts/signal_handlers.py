"""What allauth tells of second steps is written down, and told to whose they are."""

from allauth.mfa import signals
from allauth.mfa.models import Authenticator

from accounts.notices import ADDED_MAIL, CODE_USED_MAIL, CODES_MAIL, REMOVED_MAIL, mail
from accounts.sign_in_log import ADDED, CODE_USED, CODES_RENEWED, REMOVED, WRONG_CODE, note

CODES = Authenticator.Type.RECOVERY_CODES


def tell_what_was_added(sender, request, user, authenticator, **kwargs):
    # Its recovery codes come with it, and need no word of their own.
    if authenticator.type != CODES:
        note(ADDED, user, request=request, by=user)
        mail(user, ADDED_MAIL)


def tell_what_was_removed(sender, request, user, authenticator, **kwargs):
    if authenticator.type != CODES:
        note(REMOVED, user, request=request, by=user)
        mail(user, REMOVED_MAIL)


def tell_of_new_codes(sender, request, user, authenticator, **kwargs):
    note(CODES_RENEWED, user, request=request, by=user)
    mail(user, CODES_MAIL)


def tell_of_a_used_code(sender, request, user, authenticator, **kwargs):
    if authenticator.type == CODES:
        note(CODE_USED, user, request=request, by=user)
        mail(user, CODE_USED_MAIL)


def note_a_wrong_code(sender, request, user, authenticator, **kwargs):
    note(WRONG_CODE, user, request=request)


def connect():
    signals.authenticator_added.connect(tell_what_was_added)
    signals.authenticator_removed.connect(tell_what_was_removed)
    signals.authenticator_reset.connect(tell_of_new_codes)
    signals.authenticator_used.connect(tell_of_a_used_code)
    signals.authentication_failed.connect(note_a_wrong_code)
