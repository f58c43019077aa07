"""What every answer says to browsers besides its Content-Security-Policy (``config/content_policy.py``)."""

from django.conf import settings

#: What no page of ours asks a browser for, so that nothing that slips in can. Names that Chromium does not know are
#: left out: it complains of them to whoever looks at the console.
SWITCHED_OFF = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "clipboard-read",
    "compute-pressure",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "interest-cohort",
    "keyboard-map",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "otp-credentials",
    "payment",
    "picture-in-picture",
    "private-state-token-issuance",
    "private-state-token-redemption",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "usb",
    "window-management",
    "xr-spatial-tracking",
)
#: What our own buttons do when somebody presses them: copy an address, sign in with a key. (To share a page is of
#: this sort too, and ours alone unless one says otherwise; not every Chromium knows its name.)
OURS_ALONE = ("clipboard-write", "publickey-credentials-create", "publickey-credentials-get")
PERMISSIONS_POLICY = ", ".join([*(f"{name}=()" for name in SWITCHED_OFF), *(f"{name}=(self)" for name in OURS_ALONE)])

#: What is meant to be taken by the pages of others: feeds and what they show, calendars, data, citations, cards.
FOR_OTHER_SITES = {
    *("feed", "feed_of", "calendar_everything", "calendar_everything_as_it_was", "calendar_of"),
    *("data_json", "data_story", "data_csv", "data_timelinejs", "cite_entry", "cite_story", "cite_press"),
    *("card_image", "site_card_image", "favicon", "touch_icon", "app_icon"),
}


class HeadersMiddleware:
    """The same headers on each answer: pages, files of the theme, redirects, refusals, errors, “nothing new” (304).

    It stands before all others, so that what one of them answers by itself has them too. A view that says otherwise is
    left its word: a preview may stand in a frame of the admin.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if getattr(request, "is_dummy", False):
            # A preview is drawn by a request within a request. What is sent is the answer of the outer one.
            return response
        headers = response.headers
        headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        headers.setdefault("Cross-Origin-Resource-Policy", _who_may_take(request))
        headers.setdefault("Cross-Origin-Opener-Policy", settings.SECURE_CROSS_ORIGIN_OPENER_POLICY)
        headers.setdefault("Referrer-Policy", settings.SECURE_REFERRER_POLICY)
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        return response


def _who_may_take(request) -> str:
    match = getattr(request, "resolver_match", None)
    return "cross-origin" if match and match.url_name in FOR_OTHER_SITES else "same-origin"
