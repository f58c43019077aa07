from urllib.parse import unquote, urlsplit

from django.http import Http404
from django.urls import Resolver404, resolve
from wagtail.contrib.redirects.middleware import RedirectMiddleware
from wagtail.models import Site

from timeline.gone import PageGone


class GatedRedirectMiddleware(RedirectMiddleware):
    """Wagtail's redirects, but none that leads to a page which the gate keeps back.

    The address of a page often holds its title, so even the way to a withdrawn page would tell.
    """

    def process_response(self, request, response):
        answer = super().process_response(request, response)
        if answer is response or self._leads_somewhere(request, answer["Location"]):
            return answer
        return response

    def _leads_somewhere(self, request, location: str) -> bool:
        """Whether *location* is no page of any site under this roof, or one that anybody may see."""
        target = urlsplit(location)
        path = unquote(target.path)
        if not _is_address_of_page(path):
            return True
        return all(_is_answered(request, site, path) for site in _sites_at(request, target))


def _sites_at(request, target) -> list:
    """The sites that *target* may mean. By the name of the host alone: behind a proxy the ports differ."""
    if not target.netloc:
        here = Site.find_for_request(request)
        return [here] if here else []
    here = Site.find_for_request(request) if target.netloc.lower() == request.get_host().lower() else None
    sites = Site.objects.filter(hostname__iexact=target.hostname or "").select_related("root_page")
    return [here] if here else list(sites)


def _is_address_of_page(path: str) -> bool:
    """Whether Wagtail's tree would be asked for *path*, with or without the slash at its end."""
    for one in (path, f"{path}/"):
        try:
            return resolve(one).url_name == "wagtail_serve"
        except Resolver404:
            continue
    return False


def _is_answered(request, site, path: str) -> bool:
    try:
        site.root_page.specific.route(request, [part for part in path.split("/") if part])
    except (Http404, PageGone):
        return False
    return True
