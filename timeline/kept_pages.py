"""Drawn pages are kept in memory while nothing that readers are given has changed: many ask for one in the same
minute, on the day that a newspaper links to it."""

import hashlib

from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse
from django.http.request import split_domain_port
from wagtail.models import Site

from timeline.polling import current_version

#: Seconds that a page is kept at most: so long may it show what was changed past everything that counts changes.
KEPT_FOR = 60


class KeptPagesMiddleware:
    """Answer with the page as it was drawn for the last reader, if the version is the same (``timeline.polling``).

    Only whole pages that are the same for everybody: asked for without a query and by nobody who is signed in, found,
    and told apart by nothing in the request. A preview, which shows a draft, comes by the page's own address: it is
    neither kept nor answered from what was kept.

    The cache is the one called “pages”, which is in the memory of the process: a new process, with a new theme, begins
    with none.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        key = self._key(request)
        if key is None:
            return self.get_response(request)
        kept = caches["pages"].get(key)
        if kept is not None:
            content, headers = kept
            return HttpResponse(content, headers=headers)
        response = self.get_response(request)
        if request.method == "GET" and _is_for_everybody(response):
            caches["pages"].set(key, (response.content, dict(response.items())), KEPT_FOR)
        return response

    @staticmethod
    def _key(request) -> str | None:
        """The name in the cache of what is asked for; ``None`` for what is drawn each time."""
        # Feeds, calendars, data and pictures have an ending, and remember for themselves (``timeline.polling``).
        is_page = request.path.endswith("/") and not request.META.get("QUERY_STRING")
        is_of_readers = request.method in ("GET", "HEAD") and is_page
        is_of_somebody = getattr(request, "is_dummy", False) or settings.SESSION_COOKIE_NAME in request.COOKIES
        if not is_of_readers or is_of_somebody:
            return None
        # Asked before the page is drawn: what changes meanwhile is another version, for which nothing is kept.
        version = current_version()
        if version is None:
            return None
        named = f"{request.scheme} {_host(request)} {request.get_full_path()} {version}"
        return f"page-{hashlib.sha256(named.encode()).hexdigest()}"


def _host(request) -> str:
    """The host that is asked for, as far as pages differ by it. Whoever asks may add any port: what is drawn is that of
    the site without one, unless some site has that port."""
    host, port = split_domain_port(request.get_host())
    root_urls = {root.root_url for root in Site.get_site_root_paths()}
    named = f"{host}:{port}"
    return named if any(url.endswith(f"//{named}") for url in root_urls) else host


def _is_for_everybody(response) -> bool:
    is_page = response.status_code == 200 and not response.streaming
    is_html = response.get("Content-Type", "").startswith("text/html")
    differs = response.cookies or "Vary" in response or "Cache-Control" in response or "Content-Encoding" in response
    return is_page and is_html and not differs
