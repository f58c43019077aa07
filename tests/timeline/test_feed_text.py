"""Text that breaks feeds, and HTML that must be read away from our site, in every format."""

import re
from html.parser import HTMLParser

import pytest

from home.models import CampaignSettings
from press.models import ArticleRights, Quotation
from tests.factories import make_article, make_document, make_event, make_image, make_milestone, make_topic
from tests.feed_readers import (
    ADDRESSES,
    RSS,
    items_of,
    read_xml,
)
from timeline.models import EntrySource

pytestmark = pytest.mark.django_db

NOT_TOLD = "\x01\x1f\x7f\x85\x9b\ufffd\ufffe\uffff"
#: How word processors end a line: words that stood apart stay apart.
LINE_ENDS = re.compile("[\x0b\x0c]+")
AWKWARD = {
    "control characters": f"a{NOT_TOLD}b\x0b\x0cc",
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
    left = "".join(letter for letter in LINE_ENDS.sub(" ", text) if letter not in NOT_TOLD)
    assert {one["title"] for one in found} == {f"{left[0].upper()}{left[1:]}: {left}"}
    assert {" ".join(one["summary"].split()) for one in found} == {left}


@pytest.mark.parametrize("address", ADDRESSES)
def test_plain_text_of_the_summary_is_no_markup_in_a_reader(client, front_page, address):
    make_event(title="R (X) v Y & Z", summary="If a < b & c, <b>nobody</b> told us.")
    [item] = items_of(client, address)
    assert item["summary"] == "If a < b & c, <b>nobody</b> told us."
    assert item["title"] == "18 January 2018: R (X) v Y & Z"
    # Only RSS has it as HTML, and there it is escaped once more.
    [told] = read_xml(client, RSS).findall("channel/item/description")
    assert told.text == "If a &lt; b &amp; c, &lt;b&gt;nobody&lt;/b&gt; told us."


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
        '<a href="https://example.org/">them</a> and <a href="/legal/">the cases</a>, <a href="#below">below</a>, '
        '<a href="../legal/?a=1&amp;b=2">there</a> and <a href="http://[bad">nowhere</a>.</p>'
    )
    body = [
        ("paragraph", text),
        ("document", {"document": paper, "title": ""}),
        ("image", {"image": image, "caption": ""}),
        ("embed", {"url": "https://example.org/film", "title": "A film"}),
    ]
    make_event(body=body, slug="here")
    found = Addresses(items_of(client, address)[0]["content"]).found
    # What no browser can read is no link any more (timeline/safe_text.py).
    assert len(found) == 10
    assert [one for one in found if not re.match(r"https?://(testserver|example\.org)/", one)] == []
    assert {
        "http://testserver/timeline/target/",
        "http://testserver/timeline/here/#below",
        "http://testserver/timeline/legal/?a=1&b=2",
    } <= set(found)


@pytest.mark.parametrize("address", ADDRESSES)
def test_very_long_account_passes_whole(client, front_page, address):
    text = "\u05e9\u05dc\u05d5\u05dd ]]> \U0001f468\u200d\U0001f469 \x01&amp; " * 6000
    make_event(body=[("paragraph", f'<p>{text}<a href="#end">end</a></p>')], slug="long")
    content = items_of(client, address)[0]["content"]
    assert len(content.encode()) > 200_000
    assert content.count("\U0001f468\u200d\U0001f469") == 6000
    assert "http://testserver/timeline/long/#end" in content
    assert "\x01" not in content
