"""Few feeds: everything, the key moments, each kind, each case."""

import pytest
from django.utils.html import escape
from wagtail.models import Site

from home.models import CampaignSettings
from tests.factories import make_article, make_case, make_event, make_milestone
from tests.feed_readers import NAMES, items_of, read_json, read_xml
from timeline.feeds.channels import FORMATS, channels

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(rows_of_module):
    """What all tests here read, and what one changes is as it was for the next."""
    settings = CampaignSettings.for_site(Site.objects.get())
    settings.name = "Every record"
    settings.save()
    case = make_case(title="R (A) v B & C")
    return {
        "event": make_event(title="Event", significance="key"),
        "press": make_article(title="Article"),
        "legal": make_milestone(case=case, title="Milestone"),
        "case": case,
    }


@pytest.fixture
def story(made, db):
    """An entry of each kind, the event a key moment; and the case of the milestone."""
    return {name: type(page).objects.get(pk=page.pk) for name, page in made.items()}


def titles(client, address) -> set[str]:
    return {one["title"].split(": ", 1)[1] for one in items_of(client, address)}


@pytest.mark.parametrize("ext", FORMATS)
@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("everything", {"Event", "Article", "Milestone"}),
        ("key", {"Event"}),
        ("event", {"Event"}),
        ("press", {"Article"}),
        ("legal", {"Milestone"}),
    ],
)
def test_feed_holds_what_it_is_called_after(client, story, name, ext, wanted):
    assert titles(client, f"/feeds/{name}.{ext}") == wanted


@pytest.mark.parametrize("ext", FORMATS)
def test_feed_of_a_case_holds_what_stands_under_it(client, story, ext):
    make_milestone(case=make_case(), title="Of another case")
    assert titles(client, f"/feeds/of/{story['case'].public_record.short_id}.{ext}") == {"Milestone"}


def test_feed_of_an_entry_holds_it_alone(client, story):
    assert titles(client, f"/feeds/of/{story['event'].public_record.short_id}.json") == {"Event"}


@pytest.mark.parametrize(
    "address", ["/feeds/nothing.atom", "/feeds/entry.rss", "/feeds/everything.xml", "/feeds/of/0123456789.atom"]
)
def test_feed_that_there_is_not(client, story, address):
    assert client.get(address).status_code == 404


def test_feed_of_a_case_that_is_no_longer_published(client, story):
    story["case"].unpublish()
    assert client.get(f"/feeds/of/{story['case'].public_record.short_id}.atom").status_code == 404


def every_address(story, ext: str) -> list[str]:
    return [
        *(channel.address(ext) for channel in channels()),
        f"/feeds/of/{story['case'].public_record.short_id}.{ext}",
    ]


def test_every_feed_says_what_it_is(client, story):
    assert [read_json(client, address)["title"] for address in every_address(story, "json")] == [
        "Every record: new entries",
        "Every record: key moments",
        "Every record: events",
        "Every record: legal milestones",
        "Every record: press articles",
        "Every record: R (A) v B & C",
    ]


def test_every_feed_has_an_id_of_its_own_that_stays(client, story, site):
    def ids_of_feeds():
        roots = (read_xml(client, address) for address in every_address(story, "atom"))
        return [root.findtext("atom:id", namespaces=NAMES) for root in roots]

    had = ids_of_feeds()
    assert len(set(had)) == len(had) == 6
    site.hostname, site.port = "campaign.example", 443
    site.save()
    assert ids_of_feeds() == had


def test_feed_links_to_itself_and_to_its_page(client, story, site):
    for ext in FORMATS:
        for address in every_address(story, ext):
            assert f"http://testserver{address}" in client.get(address).content.decode()
    of_case = every_address(story, "json")[-1]
    assert read_json(client, of_case)["home_page_url"] == story["case"].full_url
    assert read_json(client)["home_page_url"] == "http://testserver/"


def test_page_of_a_case_announces_its_own_feed(client, story):
    page = client.get(story["case"].get_url()).content.decode()
    for ext, name in FORMATS.items():
        assert f'title="{escape(story["case"].title)}: new entries ({name})"' in page
        assert f'href="/feeds/of/{story["case"].public_record.short_id}.{ext}"' in page
