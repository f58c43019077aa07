"""The web app manifest: the name, colours and icons under which a browser keeps the site."""

from django.http import JsonResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language, get_language_bidi
from django.views.decorators.http import require_safe
from wagtail.models import Site

from home.icons import APP_SIZES
from home.models import CampaignSettings
from home.tokens import LIGHT, colours_of
from timeline.sharing.pages import name_of

#: Letters that fit under an icon.
SHORT = 12


@require_safe
def manifest(request):
    """``/site.webmanifest``. It opens in the browser as it is: the site has no app, and no service worker keeps it."""
    site = Site.find_for_request(request)
    campaign = CampaignSettings.for_site(site) if site else None
    name = name_of(campaign, site) if site else "Throughline"
    paper = colours_of(LIGHT)["paper"]
    content = {
        "name": name,
        "short_name": name if len(name) <= SHORT else _short(name),
        "lang": get_language(),
        "dir": "rtl" if get_language_bidi() else "ltr",
        "start_url": "/",
        "display": "browser",
        "background_color": paper,
        "theme_color": paper,
        "icons": [
            {"src": reverse("app_icon", args=[size]), "sizes": f"{size}x{size}", "type": "image/png"}
            for size in APP_SIZES
        ],
    }
    response = JsonResponse(content, content_type="application/manifest+json")
    patch_cache_control(response, public=True, max_age=3600)
    return response


def _short(name: str) -> str:
    """The first words of *name* that fit, or the first letters of its first word."""
    fitting = ""
    for word in name.split():
        if len(f"{fitting} {word}".strip()) > SHORT:
            break
        fitting = f"{fitting} {word}".strip()
    return fitting or name[:SHORT]
