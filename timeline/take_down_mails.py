"""Those who publish hear of a take-down at once: without a word of what it was."""

import logging

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.mail import send_mail
from wagtail.permissions import page_permission_policy

logger = logging.getLogger(__name__)


def tell_those_who_publish(row, by=None) -> int:
    """One mail to each who may publish the page, or some page where it is a file; how many were sent. What goes wrong
    is logged: it is down already."""
    if row.page:
        users = page_permission_policy.users_with_permission_for_instance("publish", row.page)
    else:
        users = page_permission_policy.users_with_permission("publish")
    told = users.filter(is_active=True).exclude(email="")
    if by is not None:
        told = told.exclude(pk=by.pk)
    sent = 0
    for address in sorted(set(told.values_list("email", flat=True))):
        try:
            send_mail(*_mail(row), [address])
        except Exception:
            logger.exception("A mail about take-down %s could not be sent", row.pk)
        else:
            sent += 1
    return sent


def _mail(row) -> tuple[str, str]:
    address = settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("timeline_taken_down", args=[row.pk])
    subject = _("{site}: taken down at once: {what}").format(site=settings.WAGTAIL_SITE_NAME, what=row)
    body = _(
        "An editor has taken something from readers. What it is, why, and who asked stands here, for those who may see "
        "it:\n\n{address}\n\nDecide what becomes of it, and say so there."
    )
    return subject, body.format(address=address)
