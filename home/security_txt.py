"""Whom to tell of a hole in this site: ``/.well-known/security.txt`` (RFC 9116), and the checks that it stays good."""

import datetime

from django.conf import settings
from django.core.checks import Tags, Warning, register
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin.ui.components import Component
from wagtail.models import Site

PATH = "/.well-known/security.txt"
#: RFC 9116, 2.5.5: less than a year ahead, so that somebody looks at it again.
LONGEST = datetime.timedelta(days=366)
#: From then on the checks, and the dashboard, say that it ends.
SOON = datetime.timedelta(days=30)
HOW = "See whether SECURITY_CONTACT still holds, then set SECURITY_EXPIRES to a day that is less than a year ahead."


@require_safe
def security_txt(request):
    """The file, while there is somebody to write to and their word holds: past its day it is worse than none."""
    site = Site.find_for_request(request)
    if site is None or not settings.SECURITY_CONTACT or days_left() is None or days_left() < 0:
        raise Http404("Nobody has said whom to tell of a hole, or what they said has expired.")
    lines = [
        *(f"Contact: {way}" for way in settings.SECURITY_CONTACT),
        f"Expires: {settings.SECURITY_EXPIRES}T23:59:59Z",
        f"Preferred-Languages: {', '.join(dict.fromkeys([settings.LANGUAGE_CODE.split('-')[0], 'en']))}",
        f"Canonical: {site.root_url}{PATH}",
        *([f"Policy: {settings.SECURITY_POLICY}"] if settings.SECURITY_POLICY.startswith("https://") else []),
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def days_left() -> int | None:
    """How many days the file holds; ``None`` where ``SECURITY_EXPIRES`` is no day."""
    try:
        return (datetime.date.fromisoformat(settings.SECURITY_EXPIRES) - timezone.localdate()).days
    except ValueError:
        return None


def what_is_wrong() -> str:
    """What somebody has to look at, in a sentence; empty where the file is good, or nobody wants one."""
    left = days_left()
    if not settings.SECURITY_CONTACT:
        return ""
    if left is None:
        return _("security.txt is not served: SECURITY_EXPIRES must be a day, such as 2027-01-31.")
    if left < 0:
        return _("security.txt is not served: it has expired.")
    if left > LONGEST.days:
        return _("security.txt says that it holds for more than a year.")
    if left <= SOON.days:
        return _("security.txt expires on {day}.").format(day=settings.SECURITY_EXPIRES)
    return ""


@register(Tags.security)
def check_security_txt(app_configs, **kwargs):
    """Warnings, no errors: scheduled pages go out though a day has passed."""
    wrong = what_is_wrong()
    return [Warning(wrong, hint=HOW, id="throughline.W001")] if wrong else []


@register(Tags.security, deploy=True)
def check_files_of_secrets(app_configs, **kwargs):
    return [
        Warning(
            f"{name} names a file that everybody on this machine may read.",
            hint="chmod o-r. Where it is a secret of Docker’s, silence this: SILENCED_SYSTEM_CHECKS.",
            id="throughline.W002",
        )
        for name in settings.SECRET_FILES_READ_BY_OTHERS
    ]


class SecurityTxtToRenew(Component):
    """That the file ends soon, or has. For those who run the site."""

    order = 90
    template_name = "home/admin/desk_security_txt.html"

    def __init__(self, user):
        self.user = user

    def get_context_data(self, parent_context):
        return {"wrong": what_is_wrong() if self.user.is_superuser else "", "contacts": settings.SECURITY_CONTACT}
