"""What other sites are told of each kind of page, and that it is no more than the page says."""

import datetime

import pytest
from django.urls import reverse

from home.models import CampaignSettings, StandingPage
from tests.factories import make_article, make_case, make_event, make_milestone, make_outlet
from tests.story_pages import soup_of
from timeline import spine
from timeline.models import PublicRecord

ANNOUNCED = datetime.datetime(2026, 3, 29, 0, 30, tzinfo=datetime.UTC)
UPDATED = datetime.datetime(2026, 3, 30, 12, 0, tzinfo=datetime.UTC)


def told(client, address) -> dict[str, str]:
    soup = soup_of(client, address)
    tags = {one["property"]: one["content"] for one in soup.select("head meta[property]")}
    links = [one["href"] for one in soup.select("head link[rel=canonical]")]
    cards = [one["content"] for one in soup.select("head meta[name='twitter:card']")]
    return {**tags, "canonical": links, "card": cards}


@pytest.fixture
def campaign(site):
    campaign = CampaignSettings.for_site(site)
    campaign.name = "Records “for” life"
    campaign.save()
    return campaign


def test_entry_is_an_article_with_its_moments_and_its_card(client, front_page, campaign):
    one = make_event(title='A <letter> & "more"', date="2018-01", summary="It said so.")
    PublicRecord.objects.filter(page_id=one.pk).update(announced_at=ANNOUNCED, materially_updated_at=UPDATED)
    tags = told(client, one.url)
    image = tags.pop("og:image")
    assert tags == {
        "og:site_name": "Records “for” life",
        "og:locale": "en_GB",
        "og:type": "article",
        "og:url": f"http://testserver{one.url}",
        "og:title": 'A <letter> & "more"',
        "og:description": "It said so.",
        "article:published_time": "2026-03-29T00:30:00+00:00",
        "article:modified_time": "2026-03-30T13:00:00+01:00",
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": 'January 2018. A <letter> & "more". Event. Records “for” life',
        "canonical": [f"http://testserver{one.url}"],
        "card": ["summary_large_image"],
    }
    own = reverse("card_image", args=[one.public_record.short_id])
    assert image.startswith(f"http://testserver{own}?v=")
    assert client.get(image.removeprefix("http://testserver"))["ETag"].strip('"') == image.rpartition("=")[2]


def test_entry_that_went_out_quietly_tells_no_moment(client, front_page):
    one = make_event()
    PublicRecord.objects.filter(page_id=one.pk).update(announced_at=None)
    assert not [name for name in told(client, one.url) if name.startswith("article:")]


def test_card_of_an_article_names_its_outlet_and_that_of_a_milestone_its_stage(client, front_page):
    article = make_article(title="Headline", outlet=make_outlet(name="The Paper"), date="2018")
    assert told(client, article.url)["og:image:alt"].startswith("2018. Headline. Press · The Paper")
    milestone = make_milestone(title="Letter")
    words = f"Legal milestone · {milestone.stage.plain_name}"
    assert words in told(client, milestone.url)["og:image:alt"]


def test_what_is_to_come_says_so_on_its_card(client, front_page):
    one = make_event(title="The debate", date="2090-01-18", occurrence="scheduled")
    assert told(client, one.url)["og:image:alt"].startswith("Scheduled: 18 January 2090. The debate")


def test_case_has_a_card_with_its_question(client, front_page):
    one = make_case(title="The case", question="Must they tell?", summary="It asks.")
    tags = told(client, one.url)
    assert (tags["og:type"], tags["og:title"], tags["og:description"]) == ("website", "The case", "It asks.")
    assert tags["og:image:alt"].startswith("Legal challenge. The case. Must they tell?")


@pytest.mark.parametrize("address", ["/", "/timeline/", "/press/", "/legal/", "/subscribe/", "/data/", "/corrections/"])
def test_every_other_page_has_the_card_of_the_site(client, front_page, campaign, address):
    tags = told(client, address)
    assert tags["canonical"] == [f"http://testserver{address}"] == [tags["og:url"]]
    assert tags["og:image"].startswith("http://testserver/cards/site.png?v=")
    assert tags["og:image:alt"] == "Records “for” life"
    assert tags["og:type"] == "website"


def test_standing_page_tells_its_title_and_the_words_for_search_engines(client, front_page):
    front_page.add_child(
        instance=StandingPage(title="About", slug="about", body="<p>Us</p>", search_description="Who we are.")
    )
    tags = told(client, "/about/")
    assert (tags["og:title"], tags["og:description"]) == ("About", "Who we are.")


def test_front_page_is_called_what_it_says(client, front_page):
    front_page.strapline = "Every child’s record"
    front_page.save_revision().publish()
    assert told(client, "/")["og:title"] == "Every child’s record"


def test_filtered_story_has_the_address_of_the_whole_one_and_a_year_its_own(client, front_page, monkeypatch):
    make_event(date="2018")
    assert told(client, "/timeline/?kind=event")["canonical"] == ["http://testserver/timeline/"]
    monkeypatch.setattr(spine, "ONE_PAGE", 0)
    year = told(client, "/timeline/2018/")
    assert year["canonical"] == ["http://testserver/timeline/2018/"]
    assert year["og:title"].endswith(": 2018")


@pytest.mark.parametrize("address", ["/search/?q=letter", "/nothing/"])
def test_page_that_is_no_page_to_share_tells_nothing(client, front_page, address):
    text = client.get(address).content.decode()
    assert "og:" not in text
    assert 'rel="canonical"' not in text


def test_draft_changes_nothing_of_what_is_told(client, front_page):
    one = make_event(title="As published", summary="Out.")
    one.title, one.summary = "Not yet", "Secret."
    one.save_revision()
    assert "Not yet" not in str(told(client, one.url))
    assert "Secret." not in str(told(client, one.url))


def test_preview_tells_nothing_to_other_sites(admin, front_page):
    one = make_event(live=False)
    response = one.make_preview_request(preview_mode="")
    text = response.render().content.decode() if hasattr(response, "render") else response.content.decode()
    assert "og:" not in text
    assert "ld+json" not in text
