"""Both feeds by the letter of their formats, with text in them that breaks feeds."""

import re
from html.parser import HTMLParser

import pytest
from wagtail.models import Site

from home.models import CampaignSettings, StandingPage
from press.models import ArticleRights, Quotation
from tests.factories import make_article, make_document, make_event, make_image, make_milestone, make_topic
from tests.feed_readers import ADDRESSES, ATOM, NAMES, RSS, get_feed, items_of, read_feed, read_xml
from timeline.models import EntrySource, PublicRecord

pytestmark = pytest.mark.django_db

RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
RFC_822 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}")
URN = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@pytest.fixture
def campaign(site):
    settings = CampaignSettings.for_site(site)
    settings.name, settings.publisher, settings.licence = "Every record", "A small charity", "CC BY 4.0"
    settings.save()
    return settings


@pytest.fixture
def entries(campaign):
    return make_event(topics=[make_topic(name="Pupil data")]), make_article(), make_milestone()


def test_atom_has_what_rfc_4287_asks_of_a_feed(client, entries):
    feed = read_xml(client, ATOM)
    one = {name: feed.findall(f"atom:{name}", NAMES) for name in ("id", "title", "updated", "author")}
    assert all(len(found) == 1 for found in one.values())
    assert feed.tag == f"{{{NAMES['atom']}}}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en-GB"
    assert URN.fullmatch(feed.findtext("atom:id", namespaces=NAMES))
    assert feed.findtext("atom:title", namespaces=NAMES) == "Every record"
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
        "title": "Every record",
        "link": "http://testserver/",
        "description": "New entries in the timeline, as they are announced.",
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


def test_both_formats_tell_the_same(client, entries):
    atom, rss = items_of(client, ATOM), items_of(client, RSS)
    for one, other in zip(atom, rss, strict=True):
        for name in ("id", "title", "link", "summary", "content"):
            assert one[name] == other[name]
        assert one["published"].replace(microsecond=0) == other["published"]


def test_items_carry_their_kind_and_topics_as_categories(client, entries):
    for address in ADDRESSES:
        assert [tag.term for tag in read_feed(client, address).entries[2].tags] == ["Event", "Pupil data"]


@pytest.mark.parametrize(("address", "media_type"), [(ATOM, "atom"), (RSS, "rss")])
def test_content_types_are_those_of_the_formats(client, entries, address, media_type):
    assert get_feed(client, address)["Content-Type"] == f"application/{media_type}+xml; charset=utf-8"


@pytest.mark.parametrize("address", ADDRESSES)
def test_empty_feed_answers_and_parses(client, front_page, address):
    feed = read_feed(client, address)
    assert (feed.entries, bool(feed.feed.title)) == ([], True)


@pytest.mark.parametrize("address", ADDRESSES)
def test_campaign_without_settings_has_a_feed_without_empty_elements(client, site, address):
    make_event()
    root = read_xml(client, address)
    assert root.find("atom:rights", NAMES) is None
    assert root.find("channel/copyright") is None


def test_id_of_the_feed_outlives_its_address(client, entries, site):
    had = read_xml(client, ATOM).findtext("atom:id", namespaces=NAMES)
    site.hostname, site.port = "campaign.example", 443
    site.save()
    assert read_xml(client, ATOM).findtext("atom:id", namespaces=NAMES) == had


@pytest.mark.parametrize("address", ADDRESSES)
def test_same_content_is_the_same_bytes(client, entries, address):
    assert get_feed(client, address).content == get_feed(client, address).content


NOT_IN_XML = "\x01\x0b\x0c\x1f\ufffe\uffff"
AWKWARD = {
    "control characters": "a\x01b\x0b\x0c\x1f\x7f\x85\ufffe\uffff",
    "end of CDATA": "]]> <![CDATA[ ]]>",
    "emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f3f4\U000e0067\U000e007f",
    "right to left": "\u05e9\u05dc\u05d5\u05dd \u202e\u0645\u0631\u062d\u0628\u0627\u202c \u200f",
    "markup": "<b>&amp; \"x\" 'y' <!-- <script>alert(1)</script> &nbsp;",
}


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD)
def test_awkward_text_breaks_no_feed(client, site, address, text):
    settings = CampaignSettings.for_site(site)
    settings.name = settings.publisher = settings.licence = text
    settings.save()
    given = {"title": text, "summary": text, "date_note": text, "date_wording": text, "topics": [make_topic(name=text)]}
    body = [("heading", text), ("quotation", {"text": text, "speaker": text, "source": text})]
    event = make_event(body=body, **given)
    EntrySource.objects.create(entry=event, title=text, publisher=text, supports=text)
    quotation = Quotation(text=text, speaker=text, role=text)
    rights = ArticleRights.State.SHORT_QUOTATION
    make_article(byline=text, reply=text, rights=rights, quotations=[quotation], **given)
    make_milestone(court=text, outcome_words=text, **given)
    found = items_of(client, address)
    assert len(found) == 3
    left = "".join(letter for letter in text if letter not in NOT_IN_XML)
    assert {one["title"] for one in found} == {f"{left[0].upper()}{left[1:]}: {left}"}


@pytest.mark.parametrize("address", ADDRESSES)
def test_plain_text_of_the_summary_is_no_markup_in_a_reader(client, front_page, address):
    make_event(title="R (X) v Y & Z", summary="If a < b & c, <b>nobody</b> told us.")
    assert items_of(client, address)[0]["summary"] == "If a &lt; b &amp; c, &lt;b&gt;nobody&lt;/b&gt; told us."
    assert items_of(client, address)[0]["title"] == "18 January 2018: R (X) v Y & Z"


class Addresses(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found += [value for name, value in attrs if name in ("href", "src", "srcset")]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_address_in_the_content_is_absolute(client, front_page, address):
    target, paper, image = make_event(slug="target"), make_document(), make_image()
    image.get_rendition("width-960|format-webp").file.close()
    text = (
        f'<p>See <a linktype="page" id="{target.pk}">that</a>, <a linktype="document" id="{paper.pk}">this</a>, '
        '<a href="https://example.org/">them</a> and <a href="/legal/">the cases</a>.</p>'
    )
    body = [
        ("paragraph", text),
        ("document", {"document": paper, "title": ""}),
        ("image", {"image": image, "caption": ""}),
        ("embed", {"url": "https://example.org/film", "title": "A film"}),
    ]
    make_event(body=body)
    found = Addresses(items_of(client, address)[0]["content"]).found
    assert len(found) == 8
    assert [one for one in found if not re.match(r"https?://(testserver|example\.org)/", one)] == []
    assert "http://testserver/timeline/target/" in found


def test_every_page_announces_the_feed(client, front_page, entries):
    about = StandingPage(title="About", slug="about", body="<p>Us.</p>")
    front_page.add_child(instance=about)
    event, article, milestone = entries
    addresses = [page.get_url() for page in (about, event, article, milestone, milestone.get_parent())]
    for address in [*addresses, "/", "/timeline/", "/timeline/2018/", "/press/", "/legal/", "/search/?q=x", "/none/"]:
        html = " ".join(client.get(address).content.decode().split())
        [link] = re.findall(r'<link rel="alternate" type="application/atom\+xml" title="([^"]+)" href="([^"]+)">', html)
        assert link == ("Every record: new entries", ATOM), address


@pytest.mark.parametrize("address", ADDRESSES)
def test_feed_of_a_site_without_a_name_has_a_title(client, front_page, address):
    assert read_feed(client, address).feed.title == Site.objects.get(root_page=front_page).hostname


@pytest.mark.parametrize("address", ADDRESSES)
def test_quotations_cost_no_query_an_article(client, front_page, django_assert_max_num_queries, address):
    rights = ArticleRights.State.SHORT_QUOTATION
    for _ in range(20):
        make_article(rights=rights, quotations=[Quotation(text="Nobody told us.", speaker="A parent")])
    client.get(address)
    with django_assert_max_num_queries(15):
        assert client.get(address).content.count(b"Nobody told us.") == 20
    assert PublicRecord.objects.count() == 20
