"""Icons and the manifest: there for every browser that asks, drawn once, and ours or the campaign's."""

import json
from io import BytesIO
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from home.manifest import _short
from home.models import CampaignSettings
from tests.factories import make_image, picture_bytes
from tests.story_pages import soup_of
from timeline.models import CampaignImage

pytestmark = pytest.mark.django_db

ICONS = {
    "/favicon.ico": (48, 48),
    "/apple-touch-icon.png": (180, 180),
    "/icon-192.png": (192, 192),
    "/icon-512.png": (512, 512),
}


def drawn(client, address) -> Image.Image:
    return Image.open(BytesIO(client.get(address).content)).convert("RGB")


@pytest.fixture
def campaign(site):
    return CampaignSettings.for_site(site)


@pytest.mark.parametrize(("address", "size"), ICONS.items())
def test_icon_is_a_picture_of_its_size_that_may_be_kept(client, front_page, address, size):
    response = client.get(address)
    assert response.status_code == 200
    assert "public, max-age=" in response["Cache-Control"]
    assert "Set-Cookie" not in response
    assert Image.open(BytesIO(response.content)).size == size
    again = client.get(address, headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_our_own_icon_is_in_the_page_in_the_campaigns_colour(client, campaign, front_page):
    campaign.accent_colour = "#8f1d1d"
    campaign.save()
    icon = soup_of(client, "/").find("link", rel="icon", type="image/svg+xml")["href"]
    kind, _comma, text = icon.partition(",")
    assert kind == "data:image/svg+xml"
    drawing = ElementTree.fromstring(unquote(text))
    assert drawing.get("viewBox") == "0 0 32 32"
    assert "#8f1d1d" in [part.get("fill") for part in drawing.iter()]


def test_mark_of_a_campaign_is_not_beside_our_own_icon(client, campaign, front_page):
    campaign.mark = make_image(file=ContentFile(picture_bytes(size=(600, 600)), name="mark.png"))
    campaign.save()
    icons = soup_of(client, "/").find_all("link", rel="icon")
    assert [icon["href"] for icon in icons] == ["/favicon.ico"]


def test_manifest_is_named_by_the_front_page_alone(client, front_page):
    assert soup_of(client, "/").find("link", rel="manifest")["href"] == "/site.webmanifest"
    assert soup_of(client, "/subscribe/").find("link", rel="manifest") is None


def test_favicon_has_the_sizes_that_browsers_draw(client, front_page):
    assert Image.open(BytesIO(client.get("/favicon.ico").content)).info["sizes"] == {(16, 16), (32, 32), (48, 48)}


def test_our_own_icon_has_the_campaigns_colour(client, campaign):
    before = client.get("/icon-192.png")["ETag"]
    campaign.accent_colour = "#8f1d1d"
    campaign.save()
    assert drawn(client, "/icon-192.png").getpixel((96, 65)) == (0x8F, 0x1D, 0x1D)
    assert client.get("/icon-192.png")["ETag"] != before


@pytest.mark.parametrize("address", ICONS)
def test_icon_is_the_mark_if_its_rights_are_known(client, campaign, address):
    picture = ContentFile(picture_bytes(size=(600, 600), colour="#00ff00"), name="mark.png")
    mark = campaign.mark = make_image(file=picture)
    campaign.save()
    red, green, blue = drawn(client, address).getpixel((8, 8))
    assert green > 240
    assert max(red, blue) < 15
    CampaignImage.objects.filter(pk=mark.pk).update(rights=CampaignImage.Rights.UNKNOWN)
    assert drawn(client, address).getpixel((8, 8)) != (red, green, blue)


def test_manifest_names_the_campaign_and_its_icons(client, campaign):
    campaign.name = "Labels Last a Lifetime"
    campaign.save()
    response = client.get("/site.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    manifest = json.loads(response.content)
    assert (manifest["name"], manifest["short_name"]) == ("Labels Last a Lifetime", "Labels Last")
    assert manifest["display"] == "browser"
    for icon in manifest["icons"]:
        width = int(icon["sizes"].split("x")[0])
        assert drawn(client, icon["src"]).size == (width, width)


@pytest.mark.parametrize(
    ("name", "short"),
    [("Labels Last a Lifetime", "Labels Last"), ("Unpronounceable", "Unpronouncea"), ("A B", "A B")],
)
def test_short_name_ends_between_words_where_it_can(name, short):
    assert _short(name) == short


def test_page_names_its_icons_and_the_manifest(client, front_page):
    html = client.get("/").content.decode()
    for address in ("/favicon.ico", "/apple-touch-icon.png", "/site.webmanifest"):
        assert f'href="{address}"' in html
