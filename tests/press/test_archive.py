"""The page of the press archive: its filters, its counts, and copies told apart from stories."""

import pytest

from press.models import OutletName, PressArticlePage
from press.outlet_merging import merge
from tests.factories import make_article, make_outlet
from tests.many_articles import fill_archive
from tests.story_pages import soup_of, titles
from timeline.models import Restriction
from timeline.spine import ONE_PAGE

pytestmark = pytest.mark.django_db


def count_line(client, address="/press/") -> str:
    return " ".join(soup_of(client, address).select_one("p.count").get_text().split())


def choices(page) -> list[tuple[str, int]]:
    """The choices of all filters: the address of each, and its number."""
    return [(one["href"], int(one.small.get_text())) for one in page.select("a.chip") if one.small]


@pytest.fixture
def papers(front_page):
    courier, post = make_outlet(name="The Courier"), make_outlet(name="The Post")
    make_article(title="One", date="2016-05-01", outlet=courier)
    make_article(title="Two", date="2018-01", outlet=courier, press_kind="opinion")
    make_article(title="Three", date="2018", outlet=post, language="cy")
    make_article(title="Four", date="2018-12-31", outlet=post, press_kind="opinion")
    return courier, post


# Filters


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["Four", "Two", "Three", "One"]),
        ("year=2018", ["Four", "Two", "Three"]),
        ("kind=opinion", ["Four", "Two"]),
        ("language=cy", ["Three"]),
        ("outlet={courier}", ["Two", "One"]),
        ("outlet={courier}&year=2018", ["Two"]),
        ("outlet={courier}&year=2018&kind=news", []),
        ("year=&kind=&outlet=&language=", ["Four", "Two", "Three", "One"]),
    ],
)
def test_filters_narrow_the_archive(client, papers, query, shown):
    assert titles(client, f"/press/?{query.format(courier=papers[0].pk)}") == shown


@pytest.mark.parametrize(
    "start", ["", "?year=2018", "?kind=opinion", "?outlet={courier}", "?outlet={courier}&year=2018"]
)
def test_number_on_a_choice_is_how_many_articles_its_link_shows(client, papers, start):
    page = soup_of(client, f"/press/{start.format(courier=papers[0].pk)}")
    found = choices(page)
    assert len(found) >= 2
    for address, number in found:
        assert len(titles(client, f"/press/{address}")) == number, address


def test_chosen_filters_are_shown_and_each_can_be_taken_away(client, papers):
    query = f"?year=2018&outlet={papers[1].pk}&kind=opinion"
    (chosen,) = soup_of(client, f"/press/{query}").select('ul.chips[aria-label="Chosen"]')
    removable = {one.contents[0].strip(): one["href"] for one in chosen.select("a.removable")}
    assert list(removable) == ["Year: 2018", "Kind of article: Opinion", "Outlet: The Post"]
    assert titles(client, removable["Kind of article: Opinion"]) == ["Four", "Three"]
    assert titles(client, removable["Outlet: The Post"]) == ["Four", "Two"]
    assert [one["href"] for one in chosen.select("a:not(.removable)")] == ["/press/"]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("year=18", "Year: Type a year in four digits, for example 2018. It is left out."),
        ("year=last", "Year: Type a year in four digits, for example 2018. It is left out."),
        ("year=99999", "Year: Type a year in four digits, for example 2018. It is left out."),
        ("kind=rumour", "Kind of article: “rumour” is none of the choices. It is left out."),
        ("language=xx", "Language: “xx” is none of the choices. It is left out."),
        ("outlet=0", "Outlet: There is nothing from that outlet in this archive. It is left out."),
        ("outlet=-1", "Outlet: There is nothing from that outlet in this archive. It is left out."),
        (f"outlet={'9' * 30}", "Outlet: There is nothing from that outlet in this archive. It is left out."),
        (f"outlet={'9' * 5000}", "Outlet: There is nothing from that outlet in this archive. It is left out."),
        ("outlet=the-post", "Outlet: There is nothing from that outlet in this archive. It is left out."),
    ],
)
def test_filter_that_cannot_be_read_is_named_and_left_out(client, papers, query, message):
    page = soup_of(client, f"/press/?{query}&kind=opinion" if "kind" not in query else f"/press/?{query}")
    assert [one.get_text() for one in page.select(".filters .error")] == [message]
    shown = [card.h3.get_text() for card in page.select("article.card")]
    assert shown == (["Four", "Two", "Three", "One"] if "kind" in query else ["Four", "Two"])


def test_outlet_of_unpublished_articles_is_not_named(client, papers):
    hidden = make_outlet(name="The Hidden Herald")
    make_article(outlet=hidden, live=False)
    closed = make_article(outlet=hidden)
    Restriction.objects.create(page=closed, made_on="2018-01-01", review_on="2030-01-01", scope="A name.")
    for query in ("", f"?outlet={hidden.pk}"):
        assert b"Hidden Herald" not in client.get(f"/press/{query}").content
    assert titles(client, f"/press/?outlet={hidden.pk}") == ["Four", "Two", "Three", "One"]


def test_address_that_names_a_merged_outlet_shows_the_one_it_is_part_of(client, editor, papers):
    courier, post = papers
    merge(post, courier, user=editor)
    page = soup_of(client, f"/press/?outlet={post.pk}&year=2018")
    assert "Outlet: The Courier" in page.select_one('ul[aria-label="Chosen"]').get_text()
    assert [card.h3.get_text() for card in page.select("article.card")] == ["Four", "Two", "Three"]


# Nothing to show


def test_archive_without_articles_says_so(client, front_page):
    page = soup_of(client, "/press/")
    assert page.select_one("p.empty").get_text() == "No article is published here yet."
    assert page.select("svg, .filters, .cite-list") == []


def test_filters_that_leave_nothing_offer_a_way_out(client, papers):
    page = soup_of(client, "/press/?year=1999")
    assert page.select_one("p.empty").get_text().startswith("Nothing fits all of these filters.")
    assert page.select_one("p.empty a")["href"] == "/press/"
    assert page.select("a.removable")


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


# What it costs, and the citations


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


@pytest.mark.parametrize("ext", ["ris", "bib", "json", "txt"])
def test_whole_filtered_list_is_cited_at_once(client, papers, ext):
    page = soup_of(client, "/press/?year=2018&kind=opinion")
    (link,) = [one["href"] for one in page.select(".cite-list a") if f"press.{ext}" in one["href"]]
    assert link.endswith("?year=2018&kind=opinion")
    text = client.get(link).content.decode()
    assert [title in text for title in ("Four", "Two", "Three", "One")] == [True, True, False, False]
    assert text.index("Four") < text.index("Two")
