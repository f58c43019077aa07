"""The formats of feeds by their letter."""

import re

import pytest
from wagtail.models import Site

from home.models import CampaignSettings, StandingPage
from press.models import ArticleRights, Quotation
from tests.factories import make_article, make_event, make_image, make_milestone, make_topic
from tests.feed_readers import (
    ADDRESSES,
    ATOM,
    JSON,
    NAMES,
    RSS,
    XML_ADDRESSES,
    get_feed,
    items_of,
    read_feed,
    read_json,
    read_xml,
)
from timeline.models import PublicRecord

pytestmark = pytest.mark.django_db

RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
RFC_822 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}")
URN = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def name_campaign():
    settings = CampaignSettings.for_site(Site.objects.get())
    settings.name, settings.publisher, settings.licence = "Every record", "A small charity", "CC BY 4.0"
    settings.save()
    return settings


@pytest.fixture
def campaign(site):
    return name_campaign()


@pytest.fixture(scope="module")
def made(rows_of_module):
    name_campaign()
    return make_event(topics=[make_topic(name="Pupil data")]), make_article(), make_milestone()


@pytest.fixture
def entries(made, db):
    """An event, an article and a milestone of a campaign that has a name."""
    return tuple(type(page).objects.get(pk=page.pk) for page in made)


def test_atom_has_what_rfc_4287_asks_of_a_feed(client, entries, site):
    feed = read_xml(client, ATOM)
    one = {name: feed.findall(f"atom:{name}", NAMES) for name in ("id", "title", "updated", "author")}
    assert all(len(found) == 1 for found in one.values())
    assert feed.tag == f"{{{NAMES['atom']}}}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en-GB"
    assert feed.findtext("atom:id", namespaces=NAMES) == f"urn:uuid:{site.root_page.translation_key}"
    assert feed.findtext("atom:title", namespaces=NAMES) == "Every record: new entries"
    assert feed.findtext("atom:author/atom:name", namespaces=NAMES) == "A small charity"
    assert feed.findtext("atom:rights", namespaces=NAMES) == "CC BY 4.0"
    assert RFC_3339.fullmatch(feed.findtext("atom:updated", namespaces=NAMES))
    assert [one.get("href") for one in feed.findall("atom:link[@rel='self']", NAMES)] == [f"http://testserver{ATOM}"]


def test_atom_has_what_rfc_4287_asks_of_an_entry(client, entries):
    found = read_xml(client, ATOM).findall("atom:entry", NAMES)
    assert len(found) == 3
    for entry in found:
        for name in ("id", "title", "updated", "published", "summary", "content"):
            assert len(entry.findall(f"atom:{name}", NAMES)) == 1, name
        assert URN.fullmatch(entry.findtext("atom:id", namespaces=NAMES))
        for name in ("updated", "published"):
            assert RFC_3339.fullmatch(entry.findtext(f"atom:{name}", namespaces=NAMES))
        [link] = entry.findall("atom:link", NAMES)
        assert link.get("rel") == "alternate"
        assert link.get("href").startswith("http://testserver/e/")
        assert entry.find("atom:content", NAMES).get("type") == "html"
        # The author is that of the feed, which RFC 4287 lets an entry inherit.
        assert entry.find("atom:author", NAMES) is None


def test_rss_has_what_the_profile_asks_of_a_channel(client, entries):
    root = read_xml(client, RSS)
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    [channel] = root.findall("channel")
    values = {name: channel.findtext(name) for name in ("title", "link", "description", "language", "copyright")}
    assert values == {
        "title": "Every record: new entries",
        "link": "http://testserver/",
        "description": "Every new entry of the story, as it is announced.",
        "language": "en-GB",
        "copyright": "CC BY 4.0",
    }
    assert RFC_822.fullmatch(channel.findtext("lastBuildDate"))
    [self_link] = channel.findall("atom:link", NAMES)
    assert (self_link.get("rel"), self_link.get("href")) == ("self", f"http://testserver{RSS}")


def test_rss_has_what_the_profile_asks_of_an_item(client, entries):
    items = read_xml(client, RSS).findall("channel/item")
    assert len(items) == 3
    for item in items:
        for name in ("title", "link", "description", "guid", "pubDate", "content:encoded"):
            assert len(item.findall(name, NAMES)) == 1, name
        assert item.find("guid").get("isPermaLink") == "false"
        assert URN.fullmatch(item.findtext("guid"))
        assert RFC_822.fullmatch(item.findtext("pubDate"))
        assert item.findtext("link").startswith("http://testserver/e/")
        assert item.find("author") is None


def test_all_formats_tell_the_same(client, entries):
    atom, rss, told = (items_of(client, address) for address in (ATOM, RSS, JSON))
    assert atom == told
    for one, other in zip(atom, rss, strict=True):
        for name in ("id", "title", "link", "summary", "content", "categories"):
            assert one[name] == other[name]
        assert one["published"].replace(microsecond=0) == other["published"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_items_carry_the_path_of_their_kind_and_their_topics_as_categories(client, entries, address):
    assert [one["categories"] for one in items_of(client, address)] == [
        ["legal/letter-before-claim"],
        ["press/news"],
        ["event", "Pupil data"],
    ]


def test_date_of_the_event_stands_there_for_programs(client, front_page):
    make_event(date="2016-09/2018-06", date_extent="throughout", occurrence="expected")
    assert read_xml(client, ATOM).findtext("atom:entry/dcterms:temporal", namespaces=NAMES) == "2016-09/2018-06"
    assert read_xml(client, RSS).findtext("channel/item/dcterms:temporal", namespaces=NAMES) == "2016-09/2018-06"
    assert read_json(client)["items"][0]["_throughline"] == {
        "edtf": "2016-09/2018-06",
        "earliest": "2016-09-01",
        "latest": "2018-06-30",
        "occurrence": "expected",
    }


def test_licence_and_publisher_are_told_in_each_format(client, campaign):
    campaign.licence_url = "https://creativecommons.org/licenses/by/4.0/"
    campaign.save()
    channel, atom = read_xml(client, RSS).find("channel"), read_xml(client, ATOM)
    assert channel.findtext("creativeCommons:license", namespaces=NAMES) == campaign.licence_url
    assert channel.findtext("dc:creator", namespaces=NAMES) == "A small charity"
    assert [one.get("href") for one in atom.findall("atom:link[@rel='license']", NAMES)] == [campaign.licence_url]
    told = read_json(client)
    assert told["_throughline"] == {"licence": "CC BY 4.0", "licence_url": campaign.licence_url}
    assert told["authors"] == [{"name": "A small charity"}]


# Pictures


def enclosures(client) -> list[tuple]:
    """The address, length and type of each enclosure, which must be the same in all formats."""
    rss = [one.attrib for one in read_xml(client, RSS).findall("channel/item/enclosure")]
    atom = [one.attrib for one in read_xml(client, ATOM).findall("atom:entry/atom:link[@rel='enclosure']", NAMES)]
    told = [one for item in read_json(client)["items"] for one in item.get("attachments", [])]
    found = [(one["url"], one["length"], one["type"]) for one in rss]
    assert found == [(one["href"], one["length"], one["type"]) for one in atom]
    assert found == [(one["url"], str(one["size_in_bytes"]), one["mime_type"]) for one in told]
    return found


def test_picture_is_an_enclosure_with_its_true_length(client, front_page):
    image = make_image()
    make_event(image=image)
    [(url, length, media_type)] = enclosures(client)
    drawn = image.renditions.get(filter_spec="width-960|format-webp")
    assert (url, length, media_type) == (f"http://testserver{drawn.url}", str(drawn.file.size), "image/webp")
    assert "originals" not in url
    assert f'src="{url}"' in items_of(client, RSS)[0]["content"]


def test_picture_without_known_rights_is_in_no_feed(client, front_page):
    make_event(image=make_image(rights="unknown"))
    assert enclosures(client) == []
    assert "<img" not in items_of(client, ATOM)[0]["content"]


def test_picture_whose_file_is_lost_keeps_no_words_back(client, front_page):
    image = make_image()
    make_event(image=image)
    image.file.storage.delete(image.file.name)
    assert enclosures(client) == []
    assert len(items_of(client, ATOM)) == 1


# The whole feed


@pytest.mark.parametrize(
    ("address", "media_type"),
    [
        # Browsers show the source of what has a media type of feeds.
        (ATOM, "application/xml; charset=utf-8"),
        (RSS, "application/xml; charset=utf-8"),
        (JSON, "application/feed+json"),
    ],
)
def test_content_types_are_those_of_the_formats(client, entries, address, media_type):
    response = get_feed(client, address)
    assert response["Content-Type"] == media_type
    assert "Content-Disposition" not in response


@pytest.mark.parametrize("address", XML_ADDRESSES)
def test_empty_feed_answers_and_parses(client, front_page, address):
    feed = read_feed(client, address)
    assert (feed.entries, bool(feed.feed.title)) == ([], True)
    assert feed.feed.updated_parsed[:3] == (2000, 1, 1)


@pytest.mark.parametrize("address", XML_ADDRESSES)
def test_browser_is_given_a_stylesheet_of_our_own(client, entries, address):
    start = get_feed(client, address).content[:200].decode()
    assert '<?xml-stylesheet href="/static/css/feed.css" type="text/css"?>' in start


@pytest.mark.parametrize("address", XML_ADDRESSES)
def test_campaign_without_settings_has_a_feed_without_empty_elements(client, site, address):
    make_event()
    root = read_xml(client, address)
    assert root.find("atom:rights", NAMES) is None
    assert root.find("channel/copyright") is None
    assert [one.tag for one in root.iter() if not one.text and not len(one) and not one.attrib] == []


def test_id_of_the_feed_outlives_its_address(client, entries, site):
    had = read_xml(client, ATOM).findtext("atom:id", namespaces=NAMES)
    site.hostname, site.port = "campaign.example", 443
    site.save()
    assert read_xml(client, ATOM).findtext("atom:id", namespaces=NAMES) == had


@pytest.mark.parametrize("address", ADDRESSES)
def test_same_content_is_the_same_bytes(client, entries, address):
    assert get_feed(client, address).content == get_feed(client, address).content


def test_every_page_announces_the_feed(client, front_page, entries):
    about = StandingPage(title="About", slug="about", body="<p>Us.</p>")
    front_page.add_child(instance=about)
    event, article, milestone = entries
    addresses = [page.get_url() for page in (about, event, article, milestone, milestone.get_parent())]
    for address in [*addresses, "/", "/timeline/", "/timeline/2018/", "/press/", "/legal/", "/search/?q=x", "/none/"]:
        html = " ".join(client.get(address).content.decode().split())
        links = re.findall(r'<link rel="alternate" type="([^"]+)" title="([^"]+)" href="(/feeds/[^"]+)">', html)
        assert links[:3] == [
            ("application/atom+xml", "Every record: new entries (Atom)", ATOM),
            ("application/rss+xml", "Every record: new entries (RSS)", RSS),
            ("application/feed+json", "Every record: new entries (JSON Feed)", JSON),
        ], address


@pytest.mark.parametrize("address", XML_ADDRESSES)
def test_feed_of_a_site_without_a_name_has_a_title(client, front_page, address):
    site = Site.objects.get(root_page=front_page)
    assert read_feed(client, address).feed.title == f"{site.hostname}: new entries"


@pytest.mark.parametrize("address", ADDRESSES)
def test_quotations_cost_no_query_an_article(client, front_page, django_assert_max_num_queries, address):
    rights = ArticleRights.State.SHORT_QUOTATION
    for _ in range(20):
        make_article(rights=rights, quotations=[Quotation(text="Nobody told us.", speaker="A parent")])
    client.get(address)
    with django_assert_max_num_queries(25):
        assert client.get(address).content.count(b"Nobody told us.") == 20
    assert PublicRecord.objects.count() == 20
