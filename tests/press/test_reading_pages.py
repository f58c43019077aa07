"""Articles read out of pages in the markup of five kinds of publishers: every value, and where it came from."""

from pathlib import Path

import pytest

from press.reading import Finding, read_file, read_html

FILES = Path(__file__).parent / "files"
JSON_LD = "the page's own data (JSON-LD)"
OPEN_GRAPH = "the page's own data (Open Graph)"
MICRODATA = "the page's own data (microdata)"
MARK = "the page's language mark"

PAGES = {
    "wordpress_graph.html": {
        "headline": Finding("Headteachers warn of “ghost records” in school census", JSON_LD),
        "byline": Finding("Orla Finch, Bem Adeyinka", JSON_LD),
        "outlet": Finding("Schools Ledger", JSON_LD),
        # A quarter past eleven at night in Greenwich is the next day in a British summer.
        "date": Finding("2018-05-10", JSON_LD),
        "updated": Finding("2018-05-11", JSON_LD),
        "language": Finding("en", MARK),
        "lead": Finding("Children who left years ago are still counted, say two unions.", JSON_LD),
        "canonical_url": Finding(
            "https://schoolsledger.example.co.uk/headteachers-warn-of-ghost-records/", "the page's canonical link"
        ),
        "captions": ["A school hall in Merrow Bank"],
    },
    "open_graph.html": {
        "headline": Finding("Ministers told to publish list of data buyers", OPEN_GRAPH),
        "byline": Finding("Ines Calloway", "a meta tag"),
        "outlet": Finding("The Morning Tribune", OPEN_GRAPH),
        "date": Finding("2017-11-02", OPEN_GRAPH),
        "updated": None,
        "language": Finding("en", MARK),
        "lead": Finding("A committee wants to know who bought what, and for how much.", OPEN_GRAPH),
        "canonical_url": Finding("https://www.morningtribune.example.com/politics/data-buyers", OPEN_GRAPH),
    },
    "local_microdata.html": {
        "headline": Finding("Mill Lane parents want answers", MICRODATA),
        "byline": Finding("Josie Thwaite", MICRODATA),
        "outlet": Finding("Harrowby Gazette", MICRODATA),
        "date": Finding("2018-02-03", f"{MICRODATA}, read day first"),
        "language": Finding("en", "a meta tag"),
        "lead": Finding("Families at Mill Lane Primary say they learnt of the new list from a poster.", MICRODATA),
    },
    "amp_page.html": {
        "headline": Finding("Tribunal hears of lost consent forms", JSON_LD),
        "byline": Finding("Percival Dunne", JSON_LD),
        "outlet": Finding("Northfold News", JSON_LD),
        "date": Finding("2019-03-28", JSON_LD),
        "language": Finding("en", MARK),
        "lead": Finding("Four boxes went missing between two offices.", JSON_LD),
        "canonical_url": Finding(
            "https://www.northfold.example.uk/news/tribunal-lost-forms", "the page's canonical link"
        ),
    },
    "broadcaster.html": {
        "headline": Finding("Rhieni'n holi am gofnodion ysgol", "the main heading of the page"),
        "byline": Finding("Eluned Parri", "the byline on the page"),
        "outlet": Finding("Radio'r Glannau", "the title of the page", sure=False),
        "date": Finding("2018-02-14", "the time marked on the page"),
        "language": Finding("cy", MARK),
        "lead": Finding(
            "Mae rhieni yn y sir wedi gofyn i'r cyngor pam bod enwau eu plant ar restr nad oedd neb wedi sôn wrthyn "
            "nhw amdani.",
            "the first paragraph",
            sure=False,
        ),
        "canonical_url": None,
    },
}


@pytest.mark.parametrize(("name", "field"), [(name, field) for name, fields in PAGES.items() for field in fields])
def test_page_gives_its_citation(name, field):
    reading = read_file((FILES / name).read_bytes(), name)
    assert getattr(reading, field) == PAGES[name][field]
    assert reading.missing == []


def test_text_in_an_old_character_set_is_read():
    reading = read_file((FILES / "local_microdata.html").read_bytes(), "page.html")
    assert "the café window" in reading.text
    assert reading.quotations[0].speaker == "Mrs Thelma Okoro"
    assert reading.notes == []


def test_article_for_subscribers_is_noted():
    reading = read_file((FILES / "open_graph.html").read_bytes(), "page.html")
    assert reading.notes == ["This looks like the beginning of an article for subscribers."]


@pytest.mark.parametrize(
    ("head", "headline"),
    [
        ("<meta property=og:title content='Bread &amp;amp; roses'>", "Bread &amp; roses"),
        ("<meta property=og:title content='&lt;img src=x onerror=alert(1)&gt;'>", "<img src=x onerror=alert(1)>"),
        ("<meta property=og:title content='A\u202eB\u0007C'>", "ABC"),
        ("<meta property=og:title content='Cuts - and what they cost'>", "Cuts - and what they cost"),
        ("<meta property=og:title content='News | The Dale'><meta property=og:site_name content='Dale'>", "News"),
        ("<title>Only a title</title>", "Only a title"),
        ("<script type=application/ld+json>{not json</script><h1>After broken data</h1>", "After broken data"),
    ],
)
def test_headline_is_plain_text_as_printed(head, headline):
    assert read_html(f"<html><head>{head}</head><body><p>Words.</p></body></html>".encode()).headline.value == headline


@pytest.mark.parametrize(
    ("tags", "byline"),
    [
        ("<meta name=author content='By Ann Price'>", "Ann Price"),
        ("<meta name=author content='ann@example.org'>", None),
        ("<meta name=author content='https://facebook.com/ann'>", None),
        ("<meta name=author content='@annprice'>", None),
        ("<meta name=author content='admin'>", None),
        ("<meta name=author content='The Dale'><meta property=og:site_name content='The Dale'>", None),
        ("<meta name=dc.creator content='Price, Ann'>", "Price, Ann"),
        ("<meta name=citation_author content='A Price'><meta name=citation_author content='B Row'>", "A Price, B Row"),
        ("</head><body><a rel=author href=/a>Words by Ann Price</a>", "Ann Price"),
        ("</head><body><div class=byline>By <b>Ann Price</b> ann@example.org<br>Education</div>", "Ann Price"),
        ("</head><body><aside><p class=byline>By Somebody Else</p></aside>", None),
    ],
)  # fmt: skip
def test_byline_is_a_name_as_printed(tags, byline):
    reading = read_html(f"<html><head>{tags}<h1>A headline</h1><p>Words of no account.</p></body>".encode())
    assert (reading.byline.value if reading.byline else None) == byline


def test_other_articles_in_the_data_of_a_page_are_left_alone():
    reading = read_html(
        b"""<title>The second story</title><script type="application/ld+json">[
        {"@type": "NewsArticle", "headline": "The first story", "author": "Nobody Here"},
        {"@type": "NewsArticle", "headline": "The second story", "author": {"name": "Ann Price"}}
        ]</script><p>Words.</p>"""
    )
    assert (reading.headline.value, reading.byline.value) == ("The second story", "Ann Price")


def test_address_of_a_saved_page_is_read_from_the_note_of_the_browser():
    page = b"<!-- saved from url=(0037)https://example.org/2018/02/03/story/ --><html><body><h1>A</h1><p>Words.</p>"
    reading = read_html(page)
    assert reading.canonical_url == Finding("https://example.org/2018/02/03/story/", "the address")
    assert reading.date == Finding("2018-02-03", "the address", sure=False)


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "https://example.org/", "https://[bad", "mailto:a@example.org"]
)
def test_canonical_link_that_leads_to_no_page_is_left_out(link):
    page = f"<html><head><link rel=canonical href='{link}'></head><body><p>Words.</p></body></html>"
    assert read_html(page.encode()).canonical_url is None
