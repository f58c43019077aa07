"""The page of the press archive: its filters, its counts, and copies told apart from stories."""

import pytest

from press.models import OutletName, PressArticlePage
from tests.factories import make_article, make_outlet
from tests.many_articles import fill_archive
from tests.story_pages import soup_of, titles
from timeline.spine import ONE_PAGE

pytestmark = pytest.mark.django_db


def count_line(client, address="/press/") -> str:
    return " ".join(soup_of(client, address).select_one("p.count").get_text().split())


# Nothing to show


def test_archive_without_articles_says_so(client, front_page):
    page = soup_of(client, "/press/")
    assert page.select_one("p.empty").get_text(strip=True) == "No article is published here yet."
    assert page.select("main svg, .filters, .cite-list") == []


# Many articles


def test_archive_of_many_articles_shows_one_year_at_a_time_and_the_newest_first(client, front_page):
    fill_archive(ONE_PAGE + 10, years=4)
    page = soup_of(client, "/press/")
    assert [one.get_text() for one in page.select("h2.year")] == ["2004"]
    assert len(page.select("article.card")) == (ONE_PAGE + 10) // 4
    assert "160 articles" in page.select_one("p.count").get_text()
    links = {one.get_text(): one["href"] for one in page.select("nav.years a")}
    assert list(links) == ["2004", "2003", "2002", "2001"]
    assert sum(len(titles(client, f"/press/{address}")) for address in links.values()) == ONE_PAGE + 10
    assert [one.get_text() for one in soup_of(client, "/press/?year=2002").select("nav.neighbours a")] == [
        "2003",
        "2001",
    ]
    # Filters that leave little bring several years back to one page.
    assert len(titles(client, "/press/?kind=opinion")) == 0
    make_article(date="2001", press_kind="opinion")
    make_article(date="2003", press_kind="opinion")
    assert len(titles(client, "/press/?kind=opinion")) == 2


def test_as_many_articles_as_fit_are_one_page(client, front_page):
    fill_archive(ONE_PAGE, years=3)
    page = soup_of(client, "/press/")
    assert len(page.select("article.card")) == ONE_PAGE
    assert [one["href"] for one in page.select("nav.years a")] == ["#y2003", "#y2002", "#y2001"]


# Stories and copies


def test_copies_are_counted_apart_and_named_with_the_story(client, front_page):
    story = make_article(title="Leaked letters", date="2016-12-01", outlet=make_outlet(name="The Courier"))
    for name, date in (("The Post", "2016-12-02"), ("The Echo", "2016-12-01")):
        make_article(title=f"In {name}", date=date, outlet=make_outlet(name=name), copy_of=story)
    page = soup_of(client, "/press/")
    assert "1 story in 3 articles, newest first." in count_line(client)
    (also,) = page.select(".also-in")
    assert also.get_text() == "Also in: The Echo, The Post"
    assert also.find_previous("h3").get_text() == "Leaked letters"
    assert [client.get(link["href"]).status_code for link in also.select("a")] == [200, 200]


def test_copy_of_a_copy_belongs_to_the_first(client, front_page):
    first = make_article(outlet=make_outlet(name="A"))
    second = make_article(outlet=make_outlet(name="B"), copy_of=first)
    make_article(outlet=make_outlet(name="C"), copy_of=second)
    assert "1 story in 3 articles" in count_line(client)
    assert [one.get_text() for one in soup_of(client, "/press/").select(".also-in")] == ["Also in: B, C"]


@pytest.mark.parametrize("length", [1, 2, 3])
def test_articles_that_name_each_other_are_one_story(client, front_page, length):
    articles = [make_article() for _ in range(length)]
    tail = make_article(copy_of=articles[-1])
    for place, article in enumerate(articles):
        PressArticlePage.objects.filter(pk=article.pk).update(copy_of=articles[(place + 1) % length])
    assert f"1 story in {length + 1} articles" in count_line(client)
    (also,) = soup_of(client, "/press/").select(".also-in")
    assert also.get_text().count(",") == length - 1
    assert tail.outlet_name in also.get_text()


def test_copy_of_what_is_not_published_is_a_story_and_is_named_nowhere(client, front_page):
    draft, story = make_article(live=False), make_article()
    make_article(copy_of=draft)
    make_article(copy_of=story, live=False, outlet=make_outlet(name="The Hidden Herald"))
    page = soup_of(client, "/press/")
    assert "2 articles, newest first." in count_line(client)
    assert page.select(".also-in") == []
    assert "Hidden Herald" not in page.get_text()


def test_copy_without_its_story_is_said_to_be_one(client, front_page):
    story = make_article(outlet=make_outlet(name="A"))
    copy = make_article(outlet=make_outlet(name="B"), copy_of=story)
    line = count_line(client, f"/press/?outlet={copy.outlet_id}&kind=news")
    assert line.startswith("1 article, a syndicated copy, newest first. Chosen: kind of article News; outlet B.")


def test_card_has_the_name_that_the_outlet_had_when_the_article_came_out(client, front_page):
    outlet = make_outlet(name="The Courier")
    OutletName.objects.create(outlet=outlet, name="The Old Courier", used_until="2017")
    make_article(date="2016", outlet=outlet)
    make_article(date="2018", outlet=outlet)
    facts = [one.get_text() for one in soup_of(client, "/press/").select(".card .facts")]
    assert ["The Courier" in facts[0], "The Old Courier" in facts[1]] == [True, True]


# What it costs


def test_archive_makes_as_many_queries_with_300_articles_as_with_5(
    client, front_page, django_assert_num_queries, django_assert_max_num_queries
):
    def add(number):
        """Articles of one year, each with an outlet of its own, half of them copies of the first."""
        articles = fill_archive(number, outlets=number)
        OutletName.objects.bulk_create(OutletName(outlet=one.outlet, name="Old", used_until="1999") for one in articles)
        half = [one.pk for one in articles[number // 2 :]]
        PressArticlePage.objects.filter(pk__in=half).update(copy_of=articles[0])

    add(5)
    client.get("/press/")
    with django_assert_max_num_queries(30) as few:
        client.get("/press/")
    add(295)
    with django_assert_num_queries(len(few)):
        page = soup_of(client, "/press/")
    assert len(page.select("article.card")) == 300
    assert sorted(len(one.select("a")) for one in page.select(".also-in")) == [3, 148]
