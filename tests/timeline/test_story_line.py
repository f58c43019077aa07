"""The story page as a narrative: chapters, today, the key moments, help where nothing is found, and what it weighs."""

import datetime
import gzip

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.text import slugify

from benchmarks.fill import fill
from press.models import Quotation
from tests import factories
from tests.factories import make_article, make_event, make_image, make_milestone
from tests.story_pages import soup_of, titles
from timeline.spine import ONE_PAGE

pytestmark = pytest.mark.django_db

SOON = (timezone.localdate() + datetime.timedelta(days=40)).isoformat()


def make_chapter(title="New labels", span="2017/2018", **given):
    prose = "<p>Letters were <b>written</b>.</p>"
    return factories.make_chapter(title=title, slug=slugify(title), span=span, prose=prose, **given)


def text_of(element) -> str:
    return " ".join(element.get_text().split())


def test_chapter_stands_over_its_entries_with_its_time_and_its_prose(client, front_page):
    make_chapter()
    for date in ("2010", "2017-03", "2018-05", "2021"):
        make_event(title=f"In {date}", date=date)
    page = soup_of(client, "/timeline/")
    [chapter] = page.select("section.chapter")
    assert text_of(chapter.select_one(".span")) == "2017 to 2018"
    assert chapter.h2.a["href"] == "/timeline/new-labels/"
    assert "<b>written</b>" in str(chapter.select_one(".prose"))
    assert [text_of(one) for one in chapter.select(".title")] == ["In 2017-03", "In 2018-05"]
    # Titles stand one level below what they stand under.
    assert [one.name for one in chapter.select(".year, .title")] == ["h3", "h4", "h3", "h4"]
    assert [one.name for one in page.select(".story > .line .year, .story > .line .title")] == ["h2", "h3", "h2", "h3"]


def test_filters_leave_of_a_chapter_its_title_and_of_an_empty_one_nothing(client, front_page):
    make_chapter()
    make_chapter("Nothing yet", "2030")
    make_event(date="2017-03", significance="key")
    assert [text_of(one.h2) for one in soup_of(client, "/timeline/").select(".chapter")] == [
        "New labels",
        "Nothing yet",
    ]
    [chapter] = soup_of(client, "/timeline/?significance=key").select(".chapter")
    assert text_of(chapter.h2) == "New labels"
    assert not chapter.select(".prose")


def test_newest_first_turns_the_chapters_round_too(client, front_page):
    make_chapter("One", "2016")
    make_chapter("Two", "2017")
    for date in ("2016", "2017"):
        make_event(date=date)
    found = [text_of(one) for one in soup_of(client, "/timeline/?order=newest").select(".chapter h2")]
    assert found == ["Two", "One"]


def test_long_story_is_entered_by_its_chapters_and_years(client, front_page):
    fill(ONE_PAGE + 10, year=None)
    make_chapter("Early", "2001/2002")
    page = soup_of(client, "/timeline/")
    [chapter] = page.select(".contents .part[aria-labelledby]")
    assert chapter.select_one(".prose")
    assert [text_of(one) for one in chapter.select("li a")] == ["2001", "2002"]
    assert len(page.select(".contents li a")) == 20
    year = soup_of(client, "/timeline/2002/")
    assert text_of(year.select_one(".of-chapters")) == "This year in the story: Early, 2001 to 2002"
    assert not soup_of(client, "/timeline/2005/").select(".of-chapters")


def test_page_of_a_chapter_holds_its_entries_and_leads_to_the_chapters_beside_it(client, front_page):
    make_chapter("Since then", "2019/..")
    make_chapter("Long ago", "../2009")
    make_chapter("Between", "2010/2018")
    for date in ("2009", "2012", "2018-12-31", "../2015", "2019"):
        make_event(title=date, date=date)
    assert titles(client, "/timeline/between/") == ["2012", "../2015", "2018-12-31"]
    links = soup_of(client, "/timeline/between/").select("nav.neighbours a")
    assert [(one["rel"], one["href"]) for one in links] == [
        (["prev"], "/timeline/long-ago/"),
        (["next"], "/timeline/since-then/"),
    ]
    assert titles(client, "/timeline/long-ago/") == ["2009"]
    assert titles(client, "/timeline/since-then/") == ["2019"]


def test_chapter_without_entries_says_so(client, front_page):
    make_chapter()
    assert "No entry of this time" in text_of(soup_of(client, "/timeline/new-labels/").select_one(".empty"))


def test_chapter_that_is_not_published_is_nowhere(client, front_page):
    make_chapter(live=False)
    make_event(date="2017")
    assert client.get("/timeline/new-labels/").status_code == 404
    assert not soup_of(client, "/timeline/").select(".chapter")
    assert b"new-labels" not in client.get("/sitemap.xml").content


def test_published_chapter_is_in_the_sitemap(client, front_page):
    make_chapter()
    assert b"/timeline/new-labels/" in client.get("/sitemap.xml").content


def test_today_parts_what_has_been_from_what_is_to_come(client, front_page):
    make_event(date="2018", title="Past")
    make_milestone(date=SOON, occurrence="scheduled", title="Hearing")
    for order, expected in (("", ["Past", "today", "Hearing"]), ("newest", ["Hearing", "today", "Past"])):
        page = soup_of(client, f"/timeline/?order={order}")
        rows = page.select(".story .line li")
        assert ["today" if one.get("id") == "today" else text_of(one.select_one(".title")) for one in rows if
                one.get("id") == "today" or one.select_one(".title")] == expected  # fmt: skip
        [today] = page.select(".today")
        assert today.time["datetime"] == timezone.localdate().isoformat()
        assert "to-come" in page.find("h3", string="Hearing").find_parent("li")["class"]


def test_what_passed_without_word_is_no_longer_to_come(client, front_page):
    make_milestone(date="2018-06", occurrence="scheduled", title="Hearing")
    page = soup_of(client, "/timeline/")
    assert not page.select(".today, .to-come")
    assert text_of(page.select_one(".when")) == "Was scheduled: June 2018"


@pytest.mark.parametrize(("address", "number"), [("", 1), ("?kind=event", 0), ("2018/", 0)])
def test_quiet_is_told_of_the_whole_story_only(client, front_page, address, number):
    make_event(date="2016-01-01")
    make_event(date="2018-03-02")
    quiet = soup_of(client, f"/timeline/{address}").select(".quiet")
    assert [text_of(one) for one in quiet] == ["2 years with nothing new recorded"] * number


def test_range_that_lasted_has_a_thicker_piece_of_the_spine_and_both_its_dates(client, front_page):
    make_event(date="2018-01/2018-03", date_extent="throughout")
    make_event(date="2018-05/2018-07", date_extent="within")
    lasted, within = soup_of(client, "/timeline/").select(".line li")
    assert "lasted" in lasted["class"]
    assert [one["datetime"] for one in lasted.select("time")] == ["2018-01", "2018-03"]
    assert not within.get("class")


def test_key_moments_are_a_telling_of_their_own(client, front_page):
    for number in range(3):
        make_event(date=f"201{number}", significance="key", title=f"Moment {number}", summary="word " * 90)
    make_event(date="2015")
    head = soup_of(client, "/timeline/").select_one(".start-here")
    assert text_of(head) == "New here? Read these 3 key moments, 2 minutes"
    page = soup_of(client, head.a["href"])
    assert text_of(page.h1) == "The story in 3 key moments"
    flows = [text_of(one) for one in page.select(".flow")]
    assert flows == ["1 of 3 Next: Moment 1", "2 of 3 Before: Moment 0 Next: Moment 2", "3 of 3 Before: Moment 1"]
    for link in page.select(".flow a"):
        assert page.select_one(f"article[id='{link['href'][1:]}']")


def test_help_says_which_filter_to_take_away(client, front_page):
    make_event(title="About the census", date="2018")
    make_article(title="A report", date="2019")
    page = soup_of(client, "/timeline/?kind=press&q=census")
    links = {text_of(one): one["href"] for one in page.select(".empty li a")}
    assert links == {
        "without “Words: census” there is 1 entry": "?kind=press",
        "without “Kind: Press articles” there is 1 entry": "?q=census",
    }
    assert titles(client, "/timeline/?q=census") == ["About the census"]
    # No single filter is in the way: all that is left is the whole story.
    assert not soup_of(client, "/timeline/?kind=legal&q=zebra").select(".empty li")
    year = soup_of(client, "/timeline/2019/?kind=event")
    assert [text_of(one) for one in year.select(".empty li")] == ["without “Kind: Events” there is 1 entry"]


def test_searched_words_are_marked_and_nothing_else_is(client, front_page):
    make_event(title="Census <b>record</b>", summary="Records & the census, recorded anew.", date="2018")
    page = soup_of(client, "/timeline/?q=record")
    assert [text_of(one) for one in page.select("mark")] == ["record", "Records", "recorded"]
    assert text_of(page.select_one(".title")) == "Census <b>record</b>"
    assert "&amp; the census" in str(page.select_one(".summary"))
    assert not soup_of(client, "/timeline/").select("mark")
    assert not soup_of(client, "/timeline/?q=.*").select("mark")


def test_text_in_another_language_says_so(client, front_page):
    make_event(title="Cyfrifiad", text_language="cy")
    card = soup_of(client, "/timeline/").select_one(".card")
    assert [one["lang"] for one in card.select(".title, .summary")] == ["cy", "cy"]
    assert not card.get("lang")


def test_headline_is_in_the_language_of_its_article_and_the_summary_in_ours(client, front_page):
    make_article(title="Dim byd i'w weld", language="cy")
    for address, title in (("/timeline/", ".card .title"), ("/search/?q=dim", ".found h3"), ("/", "h3[lang]")):
        page = soup_of(client, address)
        assert page.select_one(title)["lang"] == "cy", address
        assert not [one for one in page.select(".summary, .snippet") if one.get("lang")], address


def test_voice_on_a_card_comes_with_what_was_answered_and_only_with_rights(client, front_page):
    quotation = {"text": "Nobody told us.", "speaker": "A parent", "answer": "We did.", "answer_by": "The department"}
    make_article(title="Quoted", quotations=[Quotation(**quotation)], rights="short-quotation")
    make_article(title="No rights", quotations=[Quotation(**quotation)])
    make_article(title="Minor", quotations=[Quotation(**quotation)], rights="short-quotation", significance="minor")
    [voice] = soup_of(client, "/timeline/").select(".voice")
    card = voice.find_parent("article")
    assert text_of(card.select_one(".title")) == "Quoted"
    assert text_of(card.select_one(".voice-reply")) == "The department answered: “We did.”"


def test_pictures_are_fetched_when_they_come_near_in_a_width_that_fits(client, front_page):
    for year in (2016, 2017):
        make_event(date=str(year), significance="key", image=make_image())
    pictures = soup_of(client, "/timeline/").select(".card img")
    assert len(pictures) == 2
    for picture in pictures:
        assert (picture.get("fetchpriority"), picture.get("loading")) == (None, "lazy")
        assert (picture["width"], picture["height"]) == ("640", "400")
        assert [one.split()[1] for one in picture["srcset"].split(", ")] == ["480w", "640w"]


def test_page_of_fifty_entries_is_light(client, front_page):
    fill(50, year=None)
    make_chapter("Early", "2001/2010")
    page = client.get("/timeline/").content
    assert page.count(b"<article") == 50
    style = soup_of(client, "/timeline/").select_one("link[rel=stylesheet]")["href"]
    parts = [page, client.get(style).content]
    assert sum(len(gzip.compress(one)) for one in parts) < 60_000 - 4_000


def test_chapters_cost_as_many_queries_however_many_they_are(client, front_page):
    def queries():
        client.get("/timeline/")
        with CaptureQueriesContext(connection) as captured:
            client.get("/timeline/")
        return len(captured)

    make_chapter("One", "2001", image=make_image())
    make_event(date="2001")
    make_event(date="2006")
    few = queries()
    for year in (2002, 2003, 2004, 2006):
        make_chapter(f"Of {year}", str(year), image=make_image())
    assert queries() <= few
