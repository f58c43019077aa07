"""No kept copy of a page is shown before we were asked whether it still holds."""

from django.middleware.http import ConditionalGetMiddleware
from django.utils.cache import patch_cache_control


class AskAgainMiddleware:
    """``Cache-Control: no-cache`` (RFC 9111, 5.2.2.4) on each answer that does not say itself how long it may be kept.

    A page that is withdrawn, or closed by an order, is gone at once, from browsers and from caches on the way. Without
    a word of ours these guess: of a file with a date they take a tenth of its age. To keep is allowed: going back is
    quick, and with ``TagWhatIsThereMiddleware`` an unchanged page costs its reader a 304.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, no_cache=True)
        return response


class TagWhatIsThereMiddleware(ConditionalGetMiddleware):
    """Django's answers to conditional requests, with a tag on what was found alone: that a page or a file is not there
    is the same answer for everything that is not, and nothing to compare. What says itself how long it may be kept
    brings its own tag, or wants none: a feed that something was left out of."""

    def needs_etag(self, response):
        speaks_for_itself = response.has_header("Cache-Control")
        return response.status_code == 200 and not speaks_for_itself and super().needs_etag(response)
