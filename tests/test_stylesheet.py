"""The one stylesheet, and the campaign's colour in it."""

import re
from pathlib import Path

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from home.colours import DARK_GROUND, LIGHT_GROUND, accents, contrast
from home.models import CampaignSettings
from home.stylesheet import PARTS, stylesheet_path
from tests.test_house_rules import STYLES

#: Not for readers, or for what stands alone: a feed that is opened in a browser, a page when the site does not answer.
OTHERS = {
    "admin-compare",
    "admin-date",
    "admin-guide",
    "admin-inbox",
    "admin-narrow",
    "admin-set-up",
    "admin-sign-in",
    "alone",
    "feed",
    "styleguide",
}
colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@given(colours)
def test_any_colour_of_a_campaign_can_be_read_in_both_modes(colour):
    light, dark = accents(colour)
    assert contrast(light, LIGHT_GROUND) >= 4.5
    assert contrast(dark, DARK_GROUND) >= 4.5


def test_a_colour_that_can_be_read_stays_as_it_is():
    assert accents("#0f5d66")[0] == "#0f5d66"


@pytest.mark.parametrize(("one", "other", "ratio"), [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48)])
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


def test_every_file_of_styles_is_part_of_the_stylesheet():
    assert set(PARTS) == {Path(name).stem for name in STYLES} - OTHERS


@pytest.mark.django_db
def test_page_names_one_stylesheet_and_it_answers_for_good(client, site):
    html = client.get("/").content.decode()
    [address] = re.findall(r'<link rel="stylesheet" href="([^"]+)"', html)
    response = client.get(address)
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in response["Cache-Control"]
    assert ".masthead" in response.content.decode()
    assert "/*" not in response.content.decode()


@pytest.mark.django_db
def test_address_moves_with_the_campaigns_colour_and_an_old_one_answers_for_a_while(client, site):
    campaign = CampaignSettings.for_site(site)
    old = stylesheet_path(campaign)
    campaign.accent_colour = "#ffee00"
    campaign.save()
    assert stylesheet_path(campaign) != old
    response = client.get(old)
    assert "immutable" not in response["Cache-Control"]
    assert accents("#ffee00")[0] in response.content.decode()
    assert client.get(reverse("stylesheet", args=["0" * 12])).status_code == 200
