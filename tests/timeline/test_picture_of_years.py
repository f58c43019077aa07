"""The picture of the years: the same facts as the story, in one query, light enough for any page."""

import re

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from benchmarks.fill import FIRST_YEAR, fill
from tests.factories import make_article, make_event, make_milestone
from tests.story_pages import soup_of, titles
from timeline.models import TimelineEntry
from timeline.picture_of_years import Tally, picture_of, tallies

KINDS = TimelineEntry.kinds()


def picture(*counts, **options):
    return picture_of(
        [Tally(*one) for one in counts], KINDS, address_of=lambda year, month: f"#{year}-{month}", **options
    )


def parts(page) -> list[str]:
    return [one["aria-label"] for one in page.select(".years-picture a")]


def test_years_without_entries_are_gaps():
    drawn = picture((2010, 1, "event", False, 3), (2014, 5, "press", False, 1))
    assert [(bar.words, bar.number) for bar in drawn.bars] == [
        ("2010", 3),
        ("2011", 0),
        ("2012", 0),
        ("2013", 0),
        ("2014", 1),
    ]
    assert [bar.name for bar in drawn.table] == ["2010: 3 entries", "2014: 1 entry"]
    assert [bar.address for bar in drawn.bars] == ["#2010-0", "", "", "", "#2014-0"]


@pytest.mark.parametrize(("years", "columns"), [(5, 5), (11, 11), (12, 6), (22, 11), (23, 8), (30, 10), (34, 9)])
def test_rows_of_a_phone_are_of_one_length_or_nearly(years, columns):
    drawn = picture((1990, 1, "event", False, 1), (1990 + years - 1, 5, "press", False, 1))
    assert (len(drawn.bars), drawn.columns) == (years, columns)


def test_story_of_three_years_is_drawn_by_months():
    drawn = picture((2016, 11, "event", False, 1), (2018, 2, "event", False, 1))
    assert drawn.by_month
    assert len(drawn.bars) == 16
    assert (drawn.bars[0].name, drawn.bars[-1].address) == ("November 2016: 1 entry", "#2018-2")
    assert [bar.label for bar in drawn.bars if bar.label] == ["2016", "2017", "2018"]
    assert not picture((2016, 11, "event", False, 1), (2019, 2, "event", False, 1)).by_month


def test_bars_stack_to_their_numbers_with_what_is_to_come_on_top():
    drawn = picture(
        (2010, 1, "event", False, 5),
        (2010, 2, "press", False, 3),
        (2010, 9, "event", True, 2),
        (2020, 1, "legal", False, 1),
    )
    first = drawn.bars[0]
    assert [(one.kind, one.is_ahead, float(one.height)) for one in first.segments] == [
        ("event", False, 50),
        ("press", False, 30),
        ("event", True, 20),
    ]
    assert [float(one.top) for one in first.segments] == [50, 20, 0]
    assert dict(zip([kind for kind, _ in drawn.kinds], first.by_kind, strict=True)) == {
        "event": 7,
        "press": 3,
        "legal": 0,
    }
    assert drawn.has_ahead


def test_one_entry_beside_a_thousand_can_still_be_seen():
    drawn = picture((2010, 1, "event", False, 1000), (2020, 1, "event", False, 1))
    assert float(drawn.bars[-1].segments[0].height) >= 3


def test_one_year_alone_is_no_picture():
    assert picture() is None
    assert picture((2010, 1, "event", False, 5)) is None


@pytest.mark.django_db
def test_bars_table_and_story_agree_and_honour_the_filters(client, front_page):
    for year in (2010, 2010, 2012, 2016):
        make_event(date=str(year))
    make_article(date="2016-05")
    make_milestone(date="../2017")
    for query in ("", "?kind=event", "?from=2012"):
        page = soup_of(client, f"/timeline/{query}")
        named = dict(re.fullmatch(r"(\d+): (\d+) entr(?:y|ies)", one).groups() for one in parts(page))
        rows = {one.th.get_text(): one.select("td")[-1].get_text() for one in page.select(".years-legend tbody tr")}
        shown = {}
        for card in page.select("article.card"):
            year = card.find_parent(class_="line").select_one(".year").get_text()
            shown[year] = str(int(shown.get(year, 0)) + 1)
        assert named == rows == shown
        for link in page.select(".years-picture a"):
            assert page.select_one(f"[id='{link['href'][1:]}']")


@pytest.mark.django_db
def test_months_lead_to_the_first_entry_of_the_month(client, front_page):
    for date in ("2018-02-03", "2018-02-05", "2018-04"):
        make_event(title=date, date=date)
    page = soup_of(client, "/timeline/")
    assert parts(page) == ["February 2018: 2 entries", "April 2018: 1 entry"]
    link = page.select_one(".years-picture a")
    assert page.select_one(f"li[id='{link['href'][1:]}'] .title").get_text(strip=True) == "2018-02-03"


@pytest.mark.django_db
def test_long_story_leads_to_the_pages_of_its_years_with_the_filters(client, front_page):
    fill(170, year=None)
    links = soup_of(client, "/timeline/?order=newest").select(".years-picture a")
    assert len(links) == 20
    assert links[0]["href"] == f"/timeline/{FIRST_YEAR}/?order=newest"
    assert len(titles(client, links[0]["href"])) == 9
    # The page of a year is drawn by its own months: no other year changes it.
    months = soup_of(client, f"/timeline/{FIRST_YEAR + 3}/").select(".years-picture a")
    assert {one["href"][:6] for one in months} == {f"#m{FIRST_YEAR + 3}"}


@pytest.mark.django_db
def test_counting_is_one_query(front_page):
    ContentType.objects.get_for_models(*KINDS)
    with CaptureQueriesContext(connection) as captured:
        tallies(TimelineEntry.objects.published(), KINDS)
    assert len(captured) == 1


def test_picture_of_thirty_years_and_three_thousand_entries_is_light():
    counts = [
        Tally(1996 + number % 30, 1 + number % 12, KINDS[number % 3].kind, number % 50 == 0, 33 + number)
        for number in range(90)
    ]
    drawn = picture_of(counts, KINDS, address_of=lambda year, month: f"/timeline/{year}/")
    assert sum(bar.number for bar in drawn.bars) > 3000
    html = render_to_string("timeline/parts/picture_of_years.html", {"picture": drawn})
    assert html.count("<a ") == 60
    assert len(html.encode()) < 15_000
