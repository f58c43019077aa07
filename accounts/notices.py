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
GUESSED_MAIL = gettext_noop("Somebody has your password and lacks the code")


def mail(user, subject: str) -> None:
    """A mail that cannot go out holds nobody up: what it tells of has happened."""
    if not user.email:
        return
    told = {"user": user, "what": gettext(subject), "is_guess": subject == GUESSED_MAIL}
    try:
        send_mail(gettext(subject), render_to_string("accounts/mail.txt", told), [user.email])
    except OSError:
        logger.warning("mail not sent account=%s", user.pk)
