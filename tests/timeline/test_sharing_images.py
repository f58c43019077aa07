"""Cards at their addresses: for what is published, and as caches and other sites need them."""

from io import BytesIO

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from home.models import CampaignSettings
from tests.factories import make_article, make_case, make_event, make_milestone, publish
from timeline.models import PublicRecord
from timeline.sharing.cards import Card

SITE = "/cards/site.png"


def address_of(one) -> str:
    return reverse("card_image", args=[one.public_record.short_id])


@pytest.mark.parametrize("make", [make_event, make_article, make_milestone, make_case])
def test_every_entry_and_case_has_a_card(client, front_page, make):
    response = client.get(address_of(make()))
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert Image.open(BytesIO(response.content)).size == (1200, 630)
    assert response["Cache-Control"] == "public, max-age=3600"


def test_site_has_a_card_of_its_own(client, site):
    campaign = CampaignSettings.for_site(site)
    campaign.name, campaign.publisher = "Records for life", "The publisher"
    campaign.save()
    card = Card("Records for life", below="Published by The publisher")
    assert client.get(SITE).content == card.png()


def test_what_is_not_published_has_no_card(client, front_page):
    draft = make_event(live=False)
    assert client.get(address_of(draft)).status_code == 404
    assert client.get("/cards/0123456789.png").status_code == 404


def test_withdrawn_card_is_gone_at_once(client, front_page):
    one = make_event()
    assert client.get(address_of(one)).status_code == 200
    PublicRecord.objects.filter(page_id=one.pk).update(withdrawn_at=timezone.now())
    assert client.get(address_of(one)).status_code in (404, 410)


def test_reader_who_has_the_card_is_sent_nothing_and_nothing_is_drawn(client, front_page, monkeypatch):
    one = make_event()
    first = client.get(address_of(one))
    cache.clear()
    monkeypatch.setattr(Card, "png", None)
    again = client.get(address_of(one), headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert not first["ETag"].startswith("W/")


def test_card_is_drawn_once_and_kept(client, front_page, monkeypatch):
    one = make_event()
    first = client.get(address_of(one))
    monkeypatch.setattr(Card, "png", None)
    assert client.get(f"{address_of(one)}?v=anything").content == first.content


def test_changed_title_is_another_card_at_another_address(client, front_page):
    one = make_event(title="Before")
    first, head = client.get(address_of(one)), client.get(one.url).content.decode()
    one.title = "After"
    publish(one)
    assert client.get(address_of(one))["ETag"] != first["ETag"]
    version = first["ETag"].strip('"')
    assert f"?v={version}" in head
    assert f"?v={version}" not in client.get(one.url).content.decode()


@pytest.mark.parametrize("make", [make_event, make_article, make_milestone])
def test_card_costs_the_same_few_queries_in_a_longer_story(client, front_page, make):
    one = make()
    numbers = []
    for more in (0, 3):
        for _ in range(more):
            make()
        client.get(address_of(one))
        with CaptureQueriesContext(connection) as captured:
            client.get(address_of(one))
        numbers.append(len(captured))
    assert numbers[0] == numbers[1] < 10


def test_card_answers_head_and_no_post(client, front_page):
    assert client.head(address_of(make_event())).status_code == 200
    assert client.post(SITE).status_code == 405
