"""Every feed holds to the rules of its format: with everything that may stand in one."""

import datetime

import pytest
from wagtail.models import Site

from home.models import CampaignSettings
from press.models import ArticleRights, Quotation
from tests import feed_rules
from tests.factories import make_article, make_document, make_event, make_image, make_milestone, make_topic
from tests.feed_readers import ROOT, complaints_of, get_feed
from timeline.feeds.channels import FORMATS
from timeline.models import ChangeNote, Digest, EntrySource, EventPage, PublicRecord
from timeline.withdrawals import withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(rows_of_module):
    """What makes a feed with everything that may stand in one: the key of an event of it."""
    site = Site.objects.get()
    campaign = CampaignSettings.for_site(site)
    campaign.name, campaign.publisher, campaign.licence = "Every record", "A small charity", "CC BY 4.0"
    campaign.licence_url = "https://creativecommons.org/licenses/by/4.0/"
    campaign.save()
    paper = make_document()
    body = [
        ("heading", "What happened & why"),
        ("paragraph", '<p>See <a href="#below">below</a> and <b>this</b>.</p><ol><li>One</li><li>Two</li></ol>'),
        ("quotation", {"text": "“Nobody” told us <b>", "speaker": "A parent", "source": "A letter"}),
        ("image", {"image": make_image(credit="A. Name"), "caption": "A school"}),
        ("document", {"document": paper, "title": ""}),
        ("embed", {"url": "https://example.org/film", "title": "A film"}),
    ]
    event = make_event(body=body, image=make_image(), topics=[make_topic(name="Pupil data")], date="1996")
    EntrySource.objects.create(entry=event, title="A paper", url="https://example.org/a?b=1&c=2", publisher="Them")
    article = make_article(
        rights=ArticleRights.State.SHORT_QUOTATION,
        quotations=[Quotation(text="Nobody told us.", speaker="A parent", role="of two")],
        reply="They said no.",
        byline="A. Reporter",
    )
    make_milestone(court="High Court", outcome_words="Allowed", date="2090-01-18", occurrence="scheduled")
    listed, gone = make_event(), make_event()
    now = datetime.datetime.now(datetime.UTC)
    digest = Digest.objects.create(site=site, title="More", introduction="One & two.\n\nThree.", sent_at=now)
    PublicRecord.objects.filter(page_id=listed.pk).update(digest=digest, announced_at=now)
    ChangeNote.objects.create(page_id=article.pk, kind="correction", words="13 < 14 & so on.", told_at=now)
    ChangeNote.objects.create(page_id=event.pk, kind="update", words="More is known.", told_at=now)
    withdraw(gone)
    # The digest and the correction were told at one moment, which validators wonder at.
    Digest.objects.update(sent_at=now - datetime.timedelta(seconds=5))
    return event.pk


@pytest.fixture
def full(made, db):
    return EventPage.objects.get(pk=made)


@pytest.mark.parametrize("ext", FORMATS)
def test_feed_with_everything_holds_to_the_rules(client, full, ext):
    address = f"/feeds/everything.{ext}"
    assert complaints_of(client, address) == []
    # So that it is known to have been looked at.
    body = get_feed(client, address).content.decode()
    assert body.count("image/webp") == 1
    for words in ("13 &", "A small charity", "licenses/by/4.0", "Pupil data", "1996", "2090", "digests/"):
        assert words in body, words


@pytest.mark.parametrize("ext", FORMATS)
def test_empty_feed_holds_to_the_rules(client, front_page, ext):
    assert complaints_of(client, f"/feeds/everything.{ext}") == []


FAULTS = {
    "no title": ("<title>Every record: new entries</title>", ""),
    "date of an event as that of its announcement": (" 20", " 19"),
    "date without a zone": (" +0000</pubDate>", "</pubDate>"),
    "relative address": ("<link>http://testserver/e/", "<link>/e/"),
    "relative address in the text": ('href="http://testserver', 'href="'),
    "guid that is an address": ('isPermaLink="false"', 'isPermaLink="true"'),
    "unknown element": ("<ttl>60</ttl>", "<ttl>60</ttl><colour>red</colour>"),
    "script": ("&lt;div&gt;", "&lt;div&gt;&lt;script&gt;x&lt;/script&gt;"),
    "HTML that is none": ("&lt;/figure&gt;", ""),
    "length that is not known": ('length="', 'length="about '),
    "self link to another": ('rel="self"', 'rel="other"'),
    "old code page": ("More is known.", "More \u0092 is known."),
}


@pytest.mark.parametrize(("right", "wrong"), FAULTS.values(), ids=FAULTS)
def test_fault_is_found(client, full, right, wrong):
    address = "/feeds/everything.rss"
    body = get_feed(client, address).content.decode()
    assert right in body
    assert feed_rules.complaints_of_rss(body.replace(right, wrong).encode(), ROOT + address) != []


ATOM_FAULTS = {
    "no author": ("<author>", "<contributor>", "</author>", "</contributor>"),
    "two ids": ("<id>", "<id>urn:uuid:00000000-0000-4000-8000-000000000000</id><id>"),
    "no time zone": ("+00:00</updated>", "</updated>"),
    "no language": (' xml:lang="en-GB"', ""),
}


@pytest.mark.parametrize("fault", ATOM_FAULTS.values(), ids=ATOM_FAULTS)
def test_fault_of_atom_is_found(client, full, fault):
    address = "/feeds/everything.atom"
    body = get_feed(client, address).content.decode()
    for right, wrong in zip(fault[::2], fault[1::2], strict=True):
        assert right in body
        body = body.replace(right, wrong)
    assert feed_rules.complaints_of_atom(body.encode(), ROOT + address) != []
