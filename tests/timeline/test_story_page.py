"""The story page: what it shows, and in which order. Its filters: ``test_story_filters.py``."""

import re

import pytest

from benchmarks.fill import FIRST_YEAR, YEARS, fill
from tests.factories import make_event
from tests.story_pages import soup_of, titles
from timeline.spine import ONE_PAGE

pytestmark = pytest.mark.django_db


def test_year_page_holds_what_begins_in_the_year(client, front_page):
    dates = {"2017-12-31": 0, "2018": 1, "2018-01-01": 1, "2018-21": 1, "2018-09/2020-01": 1, "2018/..": 1,
             "../2018": 1, "2018~": 1, "2018-12-31": 1, "2019": 0, "2016/2018": 0, "201X": 0, "2017/..": 0}  # fmt: skip
    for date in dates:
        make_event(title=date, date=date)
    assert set(titles(client, "/timeline/2018/")) == {date for date, begins in dates.items() if begins}


def test_year_filters_find_whatever_overlaps_and_list_it_once_under_its_start(client, front_page):
    make_event(title="Range", date="2018-09/2020-01")
    make_event(title="Before", date="2017")
    make_event(title="Going on", date="1996/..")
    page = soup_of(client, "/timeline/?from=2019&to=2019")
    assert [one.get_text() for one in page.select("h2.year")] == ["1996", "2018"]
    assert [one.get_text() for one in page.select("article.card h3")] == ["Going on", "Range"]
    assert titles(client, "/timeline/?to=1996") == ["Going on"]
    assert titles(client, "/timeline/?from=2021") == ["Going on"]


IN_ORDER = ["199X", "1996", "1996-21", "1996-03", "1996-03-04", "1996-03-04T10:30:00+00:00", "../1996-03-05",
            "1996-03-06/..", "1997~", "1997?", "1997-01"]  # fmt: skip


@pytest.mark.parametrize("start", ["", "q=", "from=1990"])
def test_newest_first_is_the_exact_reverse(client, front_page, start):
    for date in [*IN_ORDER, "1996-03-04", "1996-03-04"]:
        make_event(date=date)
    oldest, newest = titles(client, f"/timeline/?{start}"), titles(client, f"/timeline/?{start}&order=newest")
    assert len(oldest) == len(IN_ORDER) + 2
    assert newest == oldest[::-1]
    assert titles(client, "/timeline/1996/") == titles(client, "/timeline/1996/?order=newest")[::-1]


def test_coarser_date_stands_before_finer_and_a_day_before_its_hours(client, front_page):
    dates = ["1996", "1996-01", "1996-01-01", "1996-01-01T09:00:00+00:00", "1996-01-01T14:00:00+00:00", "1996-01-02"]
    for date in reversed(dates):
        make_event(title=date, date=date)
    assert titles(client) == dates


def test_entries_of_one_day_stand_by_their_number_and_then_as_they_were_made(client, front_page):
    for title, sequence in (("Third", 5), ("First", 0), ("Second", 0), ("Fourth", 10)):
        make_event(title=title, date="2016-10-06", sequence=sequence)
    assert titles(client) == ["First", "Second", "Third", "Fourth"]


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2018-06", "Was expected: June 2018"),
        ("2090", "Expected: 2090"),
    ],
)
def test_what_was_expected_and_has_passed_is_no_past_event(client, front_page, date, words):
    event = make_event(date=date, occurrence="expected")
    for address in ("/timeline/", event.get_url()):
        when = soup_of(client, address).select_one("p.when").get_text()
        assert re.sub(r"\s+", " ", when).strip() == words


def test_story_of_many_entries_lists_years_and_each_year_is_one_page(client, front_page):
    fill(ONE_PAGE + 10, year=None)
    page = soup_of(client, "/timeline/")
    assert page.select("article.card") == []
    links = {one["href"].rstrip("?"): one.find_next("span").get_text() for one in page.select(".contents li a")}
    assert list(links) == [f"/timeline/{FIRST_YEAR + number}/" for number in range(YEARS)]
    for address, words in links.items():
        assert words == f"{len(titles(client, address))} entries"
    assert sum(len(titles(client, address)) for address in links) == ONE_PAGE + 10
    # Filters that leave little bring the entries themselves back.
    assert len(titles(client, f"/timeline/?to={FIRST_YEAR}")) == (ONE_PAGE + 10) // YEARS


def test_back_dated_entry_changes_the_page_of_its_year_and_no_other(client, front_page):
    fill(ONE_PAGE + 10, year=None)
    addresses = [f"/timeline/{FIRST_YEAR + number}/" for number in range(YEARS)]
    before = {address: client.get(address).content for address in addresses}
    make_event(date=f"{FIRST_YEAR + 3}-05-06", title="Remembered late", slug="remembered-late")
    after = {address: client.get(address).content for address in addresses}
    assert [one for one in addresses if before[one] != after[one]] == [addresses[3]]


def test_as_many_entries_as_fit_are_one_page(client, front_page):
    fill(ONE_PAGE, year=None)
    assert len(titles(client)) == ONE_PAGE


def test_year_page_leads_to_the_years_before_and_after_that_have_entries(client, front_page):
    for date in ("1996", "2003", "2018"):
        make_event(date=date)
    page = soup_of(client, "/timeline/2003/")
    assert [one["href"].rstrip("?") for one in page.select("nav.neighbours a")] == [
        "/timeline/1996/",
        "/timeline/2018/",
    ]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/timeline/", "Nothing is published here yet."),
        ("/timeline/2018/", "Nothing is published here yet."),
        ("/timeline/?q=census", "Nothing fits all of these filters."),
        ("/timeline/?topic=none", "Nothing fits all of these filters."),
    ],
)
def test_empty_story_says_so(client, front_page, address, words):
    assert words in soup_of(client, address).select_one(".empty").get_text()


def test_year_without_entries_says_so(client, front_page):
    make_event(date="2018")
    assert soup_of(client, "/timeline/2005/").select_one(".empty").get_text(strip=True) == "Nothing begins in 2005."


@pytest.mark.parametrize("year", ["0999", "3000", "20180", "201"])
def test_address_that_is_no_year_is_not_found(client, front_page, year):
    assert client.get(f"/timeline/{year}/").status_code == 404
