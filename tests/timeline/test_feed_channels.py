"""Few feeds: everything, the key moments, each kind, each case. And one entry that cannot be written."""

import logging

import pytest
from django.utils.html import escape

from home.models import CampaignSettings
from tests.factories import make_article, make_case, make_event, make_milestone
from tests.feed_readers import ADDRESSES, ATOM, NAMES, items_of, read_json, read_xml
from timeline.feeds.building import entries_that_cannot_be_written
from timeline.feeds.channels import FORMATS, channels
from timeline.models import TimelineEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign(site):
    settings = CampaignSettings.for_site(site)
    settings.name = "Every record"
    settings.save()
    return settings


@pytest.fixture
def story(campaign):
    """An entry of each kind, the event a key moment; and the case of the milestone."""
    case = make_case(title="R (A) v B & C")
    return {
        "event": make_event(title="Event", significance="key"),
        "press": make_article(title="Article"),
        "legal": make_milestone(case=case, title="Milestone"),
        "case": case,
    }


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


# A feed that cannot break


@pytest.fixture
def broken(story, monkeypatch):
    """One entry whose body raises as it is drawn, wherever that is."""
    block = TimelineEntry._meta.get_field("body").stream_block.child_blocks["quotation"]
    draw = type(block).render

    def render(self, value, context=None):
        if value["speaker"] == "Nobody":
            raise RuntimeError("This block cannot be drawn.")
        return draw(self, value, context=context)

    monkeypatch.setattr(type(block), "render", render)
    return make_event(body=[("quotation", {"text": "No.", "speaker": "Nobody", "source": ""})], title="Broken")


@pytest.mark.parametrize("address", ADDRESSES)
def test_entry_that_cannot_be_written_is_left_out_and_the_rest_is_served(client, broken, caplog, address):
    with caplog.at_level(logging.ERROR, logger="timeline.feeds"):
        assert titles(client, address) == {"Event", "Article", "Milestone"}
    [message] = {one.getMessage() for one in caplog.records if one.name == "timeline.feeds"}
    assert message.endswith(f": entry {broken.pk}")
    assert "This block cannot be drawn." in caplog.text


@pytest.mark.parametrize("address", ADDRESSES)
def test_entry_that_cannot_even_be_read_is_left_out(client, story, caplog, address):
    TimelineEntry.objects.filter(pk=story["press"].pk).update(summary="Still there")
    spoil_the_date_of(story["press"])
    assert titles(client, address) == {"Event", "Milestone"}
    assert str(story["press"].pk) in caplog.text


def spoil_the_date_of(entry):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE timeline_timelineentry SET date = 'some day' WHERE page_ptr_id = %s", [entry.pk])


def test_editors_are_shown_which_entries_cannot_be_written(broken, site, story):
    assert [page.pk for page in entries_that_cannot_be_written(site)] == [broken.pk]
    spoil_the_date_of(story["press"])
    assert {page.pk for page in entries_that_cannot_be_written(site)} == {broken.pk, story["press"].pk}


def test_editors_are_shown_nothing_where_all_can_be_written(story, site):
    assert entries_that_cannot_be_written(site) == []


def test_feed_with_only_a_broken_entry_is_a_feed(client, broken, story):
    for name in ("event", "press", "legal"):
        story[name].unpublish()
    assert items_of(client, ATOM) == []
