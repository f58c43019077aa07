from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse

from accounts.addresses import BESIDE, SIGN_IN
from accounts.second_factor import has_to_set_up


class SecondFactorMiddleware:
    """Whoever may publish sets up the second step before anything else in the admin."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not settings.SECOND_FACTOR_REQUIRED or not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        # What is not named here is shut, an address that is added later too.
        is_open = request.resolver_match.view_name in SIGN_IN | BESIDE
        if is_open or request.user.is_anonymous or not has_to_set_up(request.user):
            return None
        if asks_for_data(request):
            # A script can do nothing with a page to set something up.
            raise PermissionDenied
        return redirect("mfa_activate_totp")


def asks_for_data(request) -> bool:
    is_script = request.headers.get("x-requested-with") == "XMLHttpRequest"
    wants_data = "application/json" in request.headers.get("accept", "")
    return is_script or wants_data or "wagtailadmin_api" in request.resolver_match.namespaces
