"""The filters of the press archive: what they leave, what they count, and how one takes them away."""

import pytest

from press.models import Outlet
from press.outlet_merging import merge
from tests.factories import make_article, make_outlet
from tests.story_pages import soup_of, titles
from timeline.models import Restriction

pytestmark = pytest.mark.django_db


def choices(page) -> list[tuple[str, int]]:
    """The choices of all filters: the address of each, and its number."""
    return [(one["href"], int(one.small.get_text())) for one in page.select("a.chip") if one.small]


@pytest.fixture(scope="module")
def papers_made(rows_of_module):
    courier, post = make_outlet(name="The Courier"), make_outlet(name="The Post")
    make_article(title="One", date="2016-05-01", outlet=courier)
    make_article(title="Two", date="2018-01", outlet=courier, press_kind="opinion")
    make_article(title="Three", date="2018", outlet=post, language="cy")
    make_article(title="Four", date="2018-12-31", outlet=post, press_kind="opinion")
    return courier.pk, post.pk


@pytest.fixture
def papers(papers_made, db):
    return [Outlet.objects.get(pk=key) for key in papers_made]


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
        (f"outlet={'9' * 1900}", "Outlet: There is nothing from that outlet in this archive. It is left out."),
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


def test_filters_that_leave_nothing_offer_a_way_out(client, papers):
    page = soup_of(client, "/press/?year=1999")
    assert page.select_one("p.empty").get_text().strip().startswith("Nothing fits all of these filters.")
    assert page.select_one("p.empty a")["href"] == "/press/"
    assert page.select("a.removable")


@pytest.mark.parametrize("ext", ["ris", "bib", "json", "txt"])
def test_whole_filtered_list_is_cited_at_once(client, papers, ext):
    page = soup_of(client, "/press/?year=2018&kind=opinion")
    (link,) = [one["href"] for one in page.select(".cite-list a") if f"press.{ext}" in one["href"]]
    assert link.endswith("?year=2018&kind=opinion")
    text = client.get(link).content.decode()
    assert [title in text for title in ("Four", "Two", "Three", "One")] == [True, True, False, False]
    assert text.index("Four") < text.index("Two")
