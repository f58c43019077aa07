"""The icons that browsers and telephones ask for: the campaign's mark, or a drawing of ours in its colour."""

import hashlib
import json
from dataclasses import astuple, dataclass
from functools import cached_property
from io import BytesIO
from urllib.parse import quote

from django.core.cache import caches
from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe
from PIL import Image, ImageDraw
from wagtail.models import Site

from home.colours import LIGHT_GROUND, readable_on
from home.models import CampaignSettings
from home.tokens import LIGHT, colours_of

#: Counted up when icons are drawn otherwise, so that browsers fetch them anew.
DESIGN = 1
ICO_SIZES = (16, 32, 48)
TOUCH_SIZE = 180
#: Of the manifest: for a home screen, and for what shows it while it opens.
APP_SIZES = (192, 512)
#: Seconds, for which a browser does not ask again.
FRESH_FOR = 24 * 60 * 60
#: The sketch is laid out on a square of so many units.
GRID = 32
#: Of what an SVG is written in, what may stand in an address as it is (RFC 3986).
SAFE_IN_DATA = "/:='"
#: Drawn so many times as large, which makes smooth edges.
FINER = 4


@dataclass(frozen=True)
class Icon:
    """An icon of so many pixels a side. ``mark`` names the file that it is drawn from: the hash of a picture, or
    nothing, where it is our own drawing in ``colour`` on ``paper``."""

    size: int
    colour: str
    paper: str
    mark: str = ""

    @cached_property
    def version(self) -> str:
        """A hash of what is drawn: two icons of one version are the same, byte for byte."""
        return hashlib.sha256(json.dumps([DESIGN, astuple(self)]).encode()).hexdigest()[:16]


@require_safe
def favicon(request):
    """``/favicon.ico``, for which every browser asks of its own accord, in the admin as well."""
    return _respond(request, max(ICO_SIZES), "ICO", "image/vnd.microsoft.icon")


@require_safe
def touch_icon(request):
    """``/apple-touch-icon.png``"""
    return _respond(request, TOUCH_SIZE, "PNG", "image/png")


@require_safe
def app_icon(request, size):
    """``/icon-192.png`` and ``/icon-512.png``, which the manifest names."""
    return _respond(request, int(size), "PNG", "image/png")


def own_icon_address(accent: str) -> str:
    """Our own drawing in *accent* as an address that holds it: a browser that has it asks for nothing."""
    colour, paper = readable_on(LIGHT_GROUND, accent), colours_of(LIGHT)["paper"]
    drawing = (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {GRID} {GRID}'>"
        f"<path fill='{paper}' d='M0 0h32v32H0z'/><g fill='{colour}' stroke='{paper}' stroke-width='1.6'>"
        "<path stroke='none' d='M14.2 0h3.6v32h-3.6z'/><circle cx='16' cy='10.8' r='6.8'/>"
        "<path d='M16 16.2l7.2 7.2-7.2 7.2-7.2-7.2z'/></g></svg>"
    )
    return f"data:image/svg+xml,{quote(drawing, safe=SAFE_IN_DATA)}"


def _respond(request, size: int, image_format: str, content_type: str) -> HttpResponse:
    site = Site.find_for_request(request)
    mark = _shown_mark(CampaignSettings.for_site(site)) if site else None
    accent = CampaignSettings.for_site(site).accent_colour if site else colours_of(LIGHT)["accent"]
    icon = Icon(size, readable_on(LIGHT_GROUND, accent), colours_of(LIGHT)["paper"], mark.file_hash if mark else "")
    etag = f'"{image_format}-{icon.version}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        body = caches["cards"].get_or_set(f"icon-{etag}", lambda: _encoded(_drawn(icon, mark), image_format), FRESH_FOR)
        response = HttpResponse(body, content_type=content_type)
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={FRESH_FOR}"
    return response


def _shown_mark(campaign):
    """The campaign's mark, if its rights are known; else ``None``."""
    return campaign.mark if campaign.mark and campaign.mark.may_be_shown else None


def _encoded(image, image_format: str) -> bytes:
    out = BytesIO()
    options = {"sizes": [(side, side) for side in ICO_SIZES]} if image_format == "ICO" else {"optimize": True}
    image.save(out, format=image_format, **options)
    return out.getvalue()


def _drawn(icon: Icon, mark) -> Image.Image:
    if mark is None:
        return _our_own(icon)
    # By way of a rendition: it is cut where the editor has said that the point of the picture is.
    rendition = mark.get_rendition(f"fill-{max(APP_SIZES)}x{max(APP_SIZES)}|format-png")
    with rendition.file.open("rb") as file, Image.open(file) as picture:
        return picture.convert("RGBA").resize((icon.size, icon.size), Image.Resampling.LANCZOS)


def _our_own(icon: Icon) -> Image.Image:
    """A line with a round and a pointed mark on it: the spine of the story, small."""
    side = icon.size * FINER
    image = Image.new("RGB", (side, side), icon.paper)
    draw = ImageDraw.Draw(image)

    def at(*units: float) -> list[float]:
        return [unit * side / GRID for unit in units]

    draw.rectangle(at(14.2, 0, 17.8, GRID), fill=icon.colour)
    draw.ellipse(at(8.4, 3.2, 23.6, 18.4), fill=icon.paper)
    draw.ellipse(at(10, 4.8, 22, 16.8), fill=icon.colour)
    draw.polygon(at(16, 15.4, 24, 23.4, 16, 31.4, 8, 23.4), fill=icon.paper)
    draw.polygon(at(16, 17.4, 22, 23.4, 16, 29.4, 10, 23.4), fill=icon.colour)
    return image.resize((icon.size, icon.size), Image.Resampling.LANCZOS)
