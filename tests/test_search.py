"""Search: whatever is typed is answered, by readers' pages and by the admin; and what is there is found."""

import pytest
from django.urls import reverse

from tests.factories import (
    make_article,
    make_case,
    make_document,
    make_event,
    make_image,
    make_milestone,
    make_outlet,
    make_topic,
)
from tests.story_pages import found_on
from timeline.models import EntrySource
from timeline.search import clean_query

pytestmark = pytest.mark.django_db

#: As they stand in an address, percent-encoded where a browser would do that, or where only an attacker does.
TYPED = {
    "nothing": "",
    "spaces": "+++",
    "quotation mark": "%22",
    "unbalanced": "%22unbalanced",
    "two in a word": "a%22b%22",
    "apostrophe": "'",
    "apostrophes": "''%3B--",
    "NUL": "%00",
    "NUL in a word": "cen%00sus",
    "control characters": "%01%0b%1f%7f",
    "3,000 words": "word+" * 3000,
    "100 kB": "x" * 100_000,
    "emoji": "%F0%9F%91%A9%E2%80%8D%F0%9F%91%A7",
    "star": "*",
    "stars": "cen*+*sus",
    "opened": "(",
    "closed": ")",
    "NEAR": "NEAR",
    "NEAR called": "NEAR(a+b,+2)",
    "operators": "AND+OR+NOT",
    "one operator": "NOT",
    "column": "col:x",
    "column of the index": "title:census",
    "columns": "%7Btitle+body%7D:x",
    "caret": "%5Ecensus",
    "minus": "-census",
    "plus": "%2Bcensus",
    "backslash": "%5C",
    "backslash in a word": "cen%5Csus%5C",
    "per cent": "%25",
    "underscore": "_",
    "no UTF-8": "%ff%fe",
    "half of a pair": "%ed%a0%80",
    "right to left": "%D7%A9%D7%9C%D7%95%D7%9D+%E2%80%AE%D9%85%D8%B1%D8%AD%D8%A8%D8%A7",
    "no letters": "...+---+!!!+%26+%7C+%3C-%3E+:*",
    "tsquery": "a+%26+%21b+%7C+c:*",
    "full-width": "%EF%BC%82census%EF%BC%82",
    "combining": "e%CC%81%CC%81%CC%81",
    "template": "%7B%7B7*7%7D%7D%3Cscript%3E",
}
ADMIN = {
    "page search": "wagtailadmin_pages:search",
    "all entries": "all_entries:index",
    "choose a page": "wagtailadmin_choose_page_search",
    "images": "wagtailimages:index",
    "choose an image": "wagtailimages_chooser:choose_results",
    "documents": "wagtaildocs:index",
    "choose a document": "wagtaildocs_chooser:choose_results",
    "choose an outlet": "wagtailsnippetchoosers_press_outlet:choose_results",
    "topics": "wagtailsnippets_timeline_topic:list",
}


def refused(client, address) -> dict[str, int]:
    """What of all that can be typed the page does not answer, with its status."""
    found = {label: client.get(f"{address}?q={typed}").status_code for label, typed in TYPED.items()}
    return {label: status for label, status in found.items() if status != 200}


@pytest.mark.parametrize("address", ["/search/", "/timeline/", "/timeline/2018/"])
def test_reader_is_answered_whatever_is_typed(client, front_page, address):
    make_event(title="A census")
    make_case(title="The census case")
    # Nobody types so much: it is answered with a page that says so, before anything is asked of the database.
    assert refused(client, address) == {"3,000 words": 400, "100 kB": 400}


@pytest.mark.parametrize("name", ADMIN.values(), ids=ADMIN)
def test_editor_is_answered_whatever_is_typed(admin, front_page, name):
    make_event(title="A census", topics=[make_topic(name="Census")])
    assert refused(admin, reverse(name)) == {}


@pytest.fixture
def findable(front_page):
    """An article with a word of its own in each place where words are looked for."""
    article = make_article(
        title="Aardvark",
        summary="Bittern.",
        byline="Chaffinch",
        body=[("paragraph", "<p>The <b>dormouse</b> slept.</p>"), ("heading", "Earwig")],
        outlet=make_outlet(name="The Falcon"),
        topics=[make_topic(name="Goldfinch")],
        live=False,
    )
    article.sources = [EntrySource(title="Heron", url="https://example.org/", publisher="Ibis")]
    article.save_revision().publish()
    make_event(title="Another thing")


@pytest.mark.parametrize("address", ["/search/", "/timeline/"])
@pytest.mark.parametrize(
    "word",
    ["aardvark", "BITTERN", "chaffinch", "dormouse", "earwig", "falcon", "goldfinch", "heron", "ibis", "bittern+heron"],
)
def test_words_are_found_wherever_an_entry_has_them(client, findable, address, word):
    assert found_on(client, f"{address}?q={word}") == ["Aardvark"]


@pytest.mark.parametrize("address", ["/search/", "/timeline/"])
@pytest.mark.parametrize("words", ["record", "records", "RECORD+pupil"])
def test_word_is_found_in_its_other_forms(client, front_page, address, words):
    make_event(title="Records of pupils")
    make_event(title="Another thing", summary="A recipe.")
    assert found_on(client, f"{address}?q={words}") == ["Records of pupils"]


@pytest.mark.parametrize("address", ["/search/", "/timeline/"])
@pytest.mark.parametrize("words", ["aardvark+another", "albatross"])
def test_all_the_words_must_occur(client, findable, address, words):
    assert found_on(client, f"{address}?q={words}") == []


@pytest.mark.parametrize("word", ["appeal", "tribunal", "withdrawn"])
def test_words_of_a_milestone_are_found(client, front_page, word):
    make_milestone(title="A step", court="The Tribunal", outcome_words="It was withdrawn.", summary="An appeal.")
    assert found_on(client, f"/search/?q={word}") == ["A step"]


def test_case_is_found_by_its_question(client, front_page):
    make_case(title="The census case", question="Must the minister tell parents?")
    assert "The census case" in client.get("/search/?q=minister").content.decode()


def test_draft_is_not_found(client, front_page):
    make_event(title="A census", live=False)
    assert found_on(client, "/search/?q=census") == []


def test_results_are_in_story_order_and_not_by_relevance(client, front_page):
    for title, date in (("Census census census", "2003"), ("A census", "1999"), ("No more", "2011"), ("Third", "2007")):
        make_event(title=title, date=date, summary="The census." if title != "No more" else "None.")
    expected = ["Third", "Census census census", "A census"]
    assert found_on(client, "/search/?q=census") == expected
    assert found_on(client, "/timeline/?q=census") == expected[::-1]
    assert found_on(client, "/timeline/?q=census&order=newest") == expected


@pytest.mark.parametrize("page", ["999", "abc", "", "0", "-1", "1e3", "%00", "9" * 1900])
def test_page_that_is_not_there_is_answered_with_one_that_is(client, front_page, page):
    make_event(title="A census")
    assert found_on(client, f"/search/?q=census&page={page}") == ["A census"]


def test_long_list_of_results_has_pages(client, front_page, monkeypatch):
    monkeypatch.setattr("home.search.PAGE_LENGTH", 2)
    for year in (2001, 2002, 2003):
        make_event(title=f"Census {year}", date=str(year))
    assert found_on(client, "/search/?q=census") == ["Census 2003", "Census 2002"]
    assert 'href="?q=census&amp;page=2"' in client.get("/search/?q=census").content.decode()
    assert found_on(client, "/search/?q=census&page=2") == ["Census 2001"]
    assert found_on(client, "/search/?q=census&page=3") == ["Census 2001"]


def test_what_was_typed_is_shown_as_text(client, front_page):
    html = client.get("/search/?q=%3Cscript%3Ealert(1)%3C/script%3E").content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_entry_changed_is_found_by_its_new_words_only(client, front_page):
    event = make_event(title="A census")
    event.title = "A headcount"
    event.save_revision().publish()
    assert found_on(client, "/search/?q=census") == []
    assert found_on(client, "/search/?q=headcount") == ["A headcount"]


@pytest.mark.parametrize("text", ["", "  ", '"', "\x00", "a\x00b", "word " * 3000, "\ud800", "x" * 10_000])
def test_cleaned_query_is_short_and_holds_nothing_that_breaks_a_database(text):
    cleaned = clean_query(text)
    assert len(cleaned) <= 200
    assert len(cleaned.split()) <= 16
    assert not set(cleaned) & {"\x00", '"', "\ud800"}


def test_words_are_marked_in_accounts_and_names_of_sources(client, findable):
    assert "The <mark>dormouse</mark> slept." in client.get("/search/?q=dormouse").content.decode()
    assert "<mark>Heron</mark>, Ibis" in client.get("/search/?q=heron").content.decode()


@pytest.mark.parametrize("kind", ["documents", "images"])
def test_words_and_how_often_a_file_is_used_are_asked_for_together_in_the_admin(admin, front_page, kind):
    """wapiti found that these two together were a fault."""
    make_document(title="Canary paper") if kind == "documents" else make_image(title="Canary paper")
    found = {
        most: admin.get(f"/admin/{kind}/results/?q=canary&usage_count_min=0&usage_count_max={most}").content.decode()
        for most in (0, 5)
    }
    assert all("Canary paper" in text for text in found.values())
    unused = admin.get(f"/admin/{kind}/results/?q=canary&usage_count_min=1&usage_count_max=5")
    assert unused.status_code == 200
    assert "Canary paper" not in unused.content.decode()
