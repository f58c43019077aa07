"""The styleguide: in development only; and what it measures holds for readers."""

import pytest
from django.conf import settings
from django.test import RequestFactory
from django.urls import NoReverseMatch, reverse

from home.models import CampaignSettings
from home.styleguide import pairings, styleguide
from tests.factories import make_event, make_milestone


@pytest.mark.parametrize("pairing", pairings(), ids=lambda one: f"{one.words} on {one.ground}, {one.mode}")
def test_words_can_be_read_on_every_ground_they_stand_on(pairing):
    assert pairing.is_enough, pairing.ratio


@pytest.mark.django_db
def test_no_reader_gets_it(client, front_page):
    assert not settings.DEBUG
    with pytest.raises(NoReverseMatch):
        reverse("styleguide")
    assert client.get("/styleguide/").status_code == 404


@pytest.mark.django_db
def test_it_draws_the_parts_with_their_real_templates(front_page, site):
    CampaignSettings.for_site(site)
    make_event(title="A key moment", significance="key")
    make_milestone(title="A step")
    request = RequestFactory().get("/styleguide/", headers={"host": "testserver"})
    response = styleguide(request)
    html = response.content.decode()
    assert response.status_code == 200
    for words in ("--title-1", "--space-7", "--accent", "A key moment", "A step", "Was expected:", "Postponed:"):
        assert words in html, words


@pytest.mark.django_db
def test_it_says_what_to_do_where_there_is_nothing_to_draw(front_page):
    request = RequestFactory().get("/styleguide/", headers={"host": "testserver"})
    assert "load the demo" in styleguide(request).content.decode()
