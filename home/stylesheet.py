"""One stylesheet for every page, put together from its parts, with the campaign's colour in it.

A file for each part is good to write in; a request for each is slow to read with. The address holds a digest of what
it answers, so that browsers keep it for good.
"""

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Site

from home.colours import accents
from home.models import CampaignSettings

#: In the order in which they hold: what comes later may say more of what came before.
PARTS = [
    "tokens",
    "frame",
    "forms",
    "line",
    "card",
    "picture",
    "chapter",
    "years",
    "filters",
    "entry",
    "evidence",
    "share",
    "subject",
    "legal",
    "press",
    "data",
    "subscribe",
    "front",
    "search",
    "error",
    "reporters",
    "dossier",
    "print",
]
FOR_GOOD = "public, max-age=31536000, immutable"
FOR_NOW = "public, max-age=300"


def stylesheet_path(campaign) -> str:
    """The address of the stylesheet of *campaign*, a ``CampaignSettings``, or of ours where there is none."""
    return reverse("stylesheet", args=[_digest(_colour(campaign))])


@require_safe
def stylesheet(request, digest):
    """The stylesheet. An old address, on a page that was kept somewhere, gets the one of today for a while."""
    site = Site.find_for_request(request)
    colour = _colour(CampaignSettings.for_site(site) if site else None)
    response = HttpResponse(_text(colour), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = FOR_GOOD if digest == _digest(colour) else FOR_NOW
    return response


def _colour(campaign) -> str:
    return campaign.accent_colour if campaign else ""


def _text(colour: str) -> str:
    # In development a part that is written anew is seen at once.
    return _put_together.__wrapped__(colour) if settings.DEBUG else _put_together(colour)


def _digest(colour: str) -> str:
    return hashlib.sha256(_text(colour).encode()).hexdigest()[:12]


@lru_cache(maxsize=64)
def _put_together(colour: str) -> str:
    parts = [Path(finders.find(f"css/{name}.css")).read_text(encoding="utf-8") for name in PARTS]
    if colour:
        light, dark = accents(colour)
        parts.insert(
            1,
            f":root{{--accent:{light}}}@media screen and (prefers-color-scheme:dark){{:root{{--accent:{dark}}}}}",
        )
    text = re.sub(r"/\*.*?\*/", "", "\n".join(parts), flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "\n", text).strip()
