"""Mails to the owner of an account about what has changed in how it is signed in to, so that somebody else's doing is
noticed."""

import logging

from django.template.loader import render_to_string
from django.utils.translation import gettext, gettext_noop
from wagtail.admin.mail import send_mail

logger = logging.getLogger("throughline.signin")

ADDED_MAIL = gettext_noop("The second step of signing in is set up")
REMOVED_MAIL = gettext_noop("The second step of signing in is removed")
CODES_MAIL = gettext_noop("You have new recovery codes")
CODE_USED_MAIL = gettext_noop("A recovery code was used")
PASSWORD_MAIL = gettext_noop("Your password is changed")
EMAIL_MAIL = gettext_noop("Mails to you go to another address from now on")
GUESSED_MAIL = gettext_noop("Somebody has your password and lacks the code")


def mail(user, subject: str, *, to: str = "") -> None:
    """A mail that cannot go out holds nobody up: what it tells of has happened. *to* is where it goes if not to the
    address that the account has now."""
    address = to or user.email
    if not address:
        return
    told = {"user": user, "what": gettext(subject), "is_guess": subject == GUESSED_MAIL}
    try:
        send_mail(gettext(subject), render_to_string("accounts/mail.txt", told), [address])
    except OSError:
        logger.warning("mail not sent account=%s", user.pk)
