from urllib.parse import urlsplit

from django.http import Http404
from django.urls import Resolver404, resolve
from wagtail.contrib.redirects.middleware import RedirectMiddleware
from wagtail.models import Site


class GatedRedirectMiddleware(RedirectMiddleware):
    """Wagtail's redirects, but none that leads to a page which the gate keeps back.

    The address of a page often holds its title, so even the way to a withdrawn page would tell.
    """

    def process_response(self, request, response):
        answer = super().process_response(request, response)
        if answer is response or self._leads_somewhere(request, answer["Location"]):
            return answer
        return response

    @staticmethod
    def _leads_somewhere(request, location: str) -> bool:
        target = urlsplit(location)
        if target.netloc and target.netloc != request.get_host():
            return True
        try:
            if resolve(target.path).url_name != "wagtail_serve":
                return True
            root = Site.find_for_request(request).root_page.specific
            root.route(request, [part for part in target.path.split("/") if part])
        except (Http404, Resolver404):
            return False
        return True
