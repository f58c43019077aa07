"""Coverage by month: counted in one query, drawn as an SVG, and told again as a table."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest
from django.db.models import Q

from press.coverage import BARS_HIGH, NARROWEST_MONTH, TOP, Coverage, Tally, coverage_of
from press.models import PressArticlePage
from tests.factories import make_article
from tests.many_articles import fill_archive
from tests.story_pages import soup_of
from timeline.dates import parse

SVG = "{http://www.w3.org/2000/svg}"
NOBODY = Q(pk__in=[])


def drawing(client, address="/press/") -> ElementTree.Element:
    """The drawing, read by a reader of XML, which takes nothing that is not well formed."""
    text = client.get(address).content.decode()
    start = text.index('<svg xmlns="http://www.w3.org/2000/svg"')
    return ElementTree.fromstring(text[start : text.index("</svg>", start) + len("</svg>")])


def bars(svg) -> dict[tuple[str, str], float]:
    """The height of each bar, by its month and what it counts."""
    found = {}
    for bar in svg.iter(f"{SVG}rect"):
        if "data-month" in bar.attrib:
            found[bar.get("data-month"), bar.get("class")] = float(bar.get("height"))
    return found


def table(page) -> dict[str, tuple[int, int]]:
    rows = page.select(".numbers-of-months tbody tr")
    return {row.th.get_text(): tuple(int(cell.get_text()) for cell in row.select("td")) for row in rows}


@pytest.fixture
def coverage(front_page):
    (story,) = fill_archive(1, date="2016-12-01")
    for date in ("2016-12", "2016-12-31~", "2018-01-18", "2018", "2018-21", "2017-12/2018-02", "../2015-06"):
        fill_archive(1, date=date)
    fill_archive(1, date="2018-01", copy_of_id=story.pk)
    make_article(date="2016-12-02", live=False)


WANTED = {
    "December 2016": (3, 0),
    "2017, month not known": (1, 0),
    "January 2018": (1, 1),
    "2018, month not known": (2, 0),
}


@pytest.mark.django_db
def test_table_counts_what_the_dates_say_and_no_more(client, coverage):
    page = soup_of(client, "/press/")
    assert table(page) == {"2015, month not known": (1, 0), **WANTED}
    note = page.select_one(".coverage > p:not(.legend)").get_text()
    assert note == "Not drawn: 1 in 2015, month not known; 1 in 2017, month not known; 2 in 2018, month not known."


@pytest.mark.django_db
def test_bars_are_as_high_as_the_numbers_of_the_table(client, coverage):
    page, svg = soup_of(client, "/press/"), drawing(client)
    months = {parse(month).words for month, _kind in bars(svg)}
    numbers = {words: found for words, found in table(page).items() if "not known" not in words}
    assert months == set(numbers)
    most = max(sum(found) for found in numbers.values())
    for (month, kind), height in bars(svg).items():
        number = numbers[parse(month).words][kind == "copies"]
        assert height == pytest.approx(number * BARS_HIGH / most, abs=0.01)
    # Every number is there, and nothing for none.
    assert len(bars(svg)) == sum(bool(number) for found in numbers.values() for number in found)


@pytest.mark.django_db
def test_copies_stand_on_the_stories_of_the_month_and_are_told_by_more_than_colour(client, coverage):
    svg = drawing(client)
    month = {bar.get("class"): bar for bar in svg.iter(f"{SVG}rect") if bar.get("data-month") == "2018-01"}
    stories, copies = month["stories"], month["copies"]
    assert stories.get("x") == copies.get("x")
    top_of_copies = float(copies.get("y")) + float(copies.get("height"))
    assert top_of_copies == pytest.approx(float(stories.get("y")), abs=0.01)
    pattern = copies.get("fill").removeprefix("url(#").removesuffix(")")
    assert [one.get("id") for one in svg.iter(f"{SVG}pattern")] == [pattern]
    assert copies.find(f"{SVG}title").text == "January 2018: 1 syndicated copy"


@pytest.mark.django_db
def test_drawing_has_a_name_for_those_who_do_not_see_it(client, coverage):
    svg = drawing(client)
    assert svg.get("role") == "img"
    title = svg.find(f"{SVG}title")
    assert svg.get("aria-labelledby") == title.get("id")
    assert title.text.startswith("Articles by month, December 2016 to January 2018, at most 3 in a month.")
    box = soup_of(client, "/press/").select_one(".chart")
    assert (box["tabindex"], box["role"]) == ("0", "group")


@pytest.mark.django_db
def test_filters_narrow_the_drawing_but_the_year_leaves_it_whole(client, coverage):
    make_article(date="2017-03", press_kind="opinion")
    assert table(soup_of(client, "/press/?kind=opinion")) == {"March 2017": (1, 0)}
    assert len(bars(drawing(client, "/press/?year=2017"))) == len(bars(drawing(client)))


@pytest.mark.django_db
def test_articles_of_which_no_month_is_known_are_not_drawn(client, front_page):
    make_article(date="2016")
    page = soup_of(client, "/press/")
    assert page.select(".chart") == []
    assert "1 in 2016, month not known." in page.select_one(".coverage").get_text()


@pytest.mark.django_db
def test_coverage_is_one_query_and_reads_no_page(front_page, django_assert_num_queries):
    fill_archive(60, years=5)
    with django_assert_num_queries(1):
        coverage = coverage_of(PressArticlePage.objects.published(), NOBODY)
        assert coverage.tally() == Tally(stories=60)
    assert list(coverage.years) == [2005, 2004, 2003, 2002, 2001]


# The drawing alone


def rows(first, last, number=1):
    return [(year, month, False, number) for year in range(first, last + 1) for month in range(1, 13)]


@pytest.mark.parametrize(("first", "last"), [(2018, 2018), (2010, 2020), (2000, 2024), (1926, 2025)])
def test_every_month_of_a_long_time_has_a_bar_wide_enough_to_see(first, last):
    chart = Coverage(rows(first, last)).chart
    assert len(chart.bars) == (last - first + 1) * 12
    assert chart.slot >= NARROWEST_MONTH
    places = [bar.x for bar in chart.bars]
    assert {after - before for before, after in pairwise(places)} <= {chart.slot}
    assert places[-1] + chart.bars[-1].width <= chart.width
    # Four digits of 12 pixels, and some air.
    assert chart.slot * 12 >= 40
    assert [year for year, _x in chart.years] == list(range(first, last + 1))


@pytest.mark.parametrize("most", [1, 2, 3, 4, 5, 7, 12, 19, 100, 999])
def test_numbers_at_the_side_are_round_and_reach_the_highest_bar(most):
    chart = Coverage([(2018, 1, False, most)]).chart
    numbers = [number for number, _y in chart.numbers]
    assert numbers[0] == 0
    assert numbers[-1] >= most
    assert 2 <= len(numbers) <= 5
    assert all(number == int(number) for number in numbers)
    assert float(chart.bars[0].y) >= TOP


def test_month_is_told_in_the_words_of_the_dates():
    coverage = Coverage([(2018, None, False, 2), (2018, 1, False, 1), (2018, 12, True, 1)])
    assert [row.words for row in coverage.rows] == ["January 2018", "December 2018", "2018, month not known"]
    assert coverage.tally() == coverage.tally(2018) == Tally(3, 1)
    assert coverage.tally(2019) == Tally()


@pytest.mark.parametrize(
    ("tally", "words"),
    [
        (Tally(1, 0), "1 article"),
        (Tally(12, 0), "12 articles"),
        (Tally(1, 1), "1 story in 2 articles"),
        (Tally(12, 3), "12 stories in 15 articles"),
        (Tally(0, 1), "1 article, a syndicated copy"),
        (Tally(0, 2), "2 articles, all of them syndicated copies"),
    ],
)
def test_stories_are_told_apart_from_articles(tally, words):
    assert tally.words == words
