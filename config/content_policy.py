"""What a browser may load and run on a page of this site: a Content-Security-Policy (W3C, level 3) for readers, one
for the admin, and one for the pages by which one signs in to it."""

import base64
import hashlib
import re
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.urls import reverse

from accounts.addresses import SIGN_IN

LATER = Path(__file__).resolve().parents[1] / "templates" / "components" / "later.html"


def hash_of_the_script_in(template: Path) -> str:
    """The one script that stands in a page, as a policy names it. It says the same on every page."""
    (script,) = re.findall(r"<script>(.*?)</script>", template.read_text(encoding="utf-8"), re.DOTALL)
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def policy_of_readers(media_url: str) -> dict:
    """Nothing but what the pages have: our scripts and styles, our pictures, and our icon, which is in the page."""
    media = urlsplit(media_url)
    return {
        "default-src": [NONE],
        "script-src": [SELF, hash_of_the_script_in(LATER)],
        "style-src": [SELF],
        # Where MEDIA_URL names another host: from that folder alone, as others may have theirs beside it.
        "img-src": [SELF, "data:", *([f"{media.scheme}://{media.netloc}{media.path}"] if media.netloc else [])],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }


def policy_of_the_admin(media_url: str) -> dict:
    """The strictest with which Wagtail's editor works: its choosers and its date fields write scripts and styles into
    the page (wagtail/wagtail#1288). Its previews are frames of the admin in the admin."""
    readers = policy_of_readers(media_url)
    return {
        **readers,
        "default-src": [SELF],
        "script-src": [SELF, UNSAFE_INLINE],
        "style-src": [SELF, UNSAFE_INLINE],
        "img-src": [*readers["img-src"], "blob:"],
        "font-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [SELF],
    }


def policy_of_sign_in(media_url: str) -> dict:
    """As strict as for readers: where passwords are typed, nothing runs but what lies in a file of ours."""
    return {**policy_of_readers(media_url), "script-src": [SELF], "font-src": [SELF], "img-src": [SELF, "data:"]}


class ContentPolicyMiddleware(CSPMiddleware):
    """django-csp, with the policies of the admin under the address of the admin."""

    def process_response(self, request, response):
        # A preview is drawn by a request within a request, under the address of the page. What is sent is the answer
        # of the outer one, to a frame of the admin.
        return response if getattr(request, "is_dummy", False) else super().process_response(request, response)

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and parts.config is None and request.path.startswith(reverse("wagtailadmin_home")):
            match = getattr(request, "resolver_match", None)
            is_sign_in = match is not None and match.view_name in SIGN_IN
            policies = settings.CONTENT_SECURITY_POLICY_OF_SIGN_IN, settings.CONTENT_SECURITY_POLICY_OF_THE_ADMIN
            parts.config = policies[0 if is_sign_in else 1]["DIRECTIVES"]
        return parts
