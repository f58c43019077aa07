"""What machines are told of an article: its citation as we print it, and none of its words."""

import json

import pytest

from press.models import PressArticlePage, Quotation
from press.structured_data import TYPES
from tests.factories import make_article, make_outlet
from tests.told_to_machines import own


def test_article_is_reported_by_our_page(client, front_page):
    one = make_article(
        title="Schools told to ask",
        summary="In our own words.",
        outlet=make_outlet(name="The Paper"),
        byline="By A. Writer and our staff",
        date="2017-09-14",
        article_url="https://example.org/article",
        print_page="4",
    )
    data = own(client, one)
    assert (data["@type"], data["description"]) == ("WebPage", "In our own words.")
    assert data["mainEntity"] == {
        "@type": "NewsArticle",
        "headline": "Schools told to ask",
        "author": "By A. Writer and our staff",
        "publisher": {"@type": "Organization", "name": "The Paper"},
        "datePublished": "2017-09-14",
        "inLanguage": "en",
        "url": "https://example.org/article",
        "pagination": "4",
    }


@pytest.mark.parametrize(
    ("date", "published"),
    [("2017-09", "2017-09"), ("2017", "2017"), ("2017-09~", None), ("2017-09?", None), ("2017-09/2017-10", None)],
)
def test_date_of_an_article_is_no_finer_than_what_is_known(client, front_page, date, published):
    data = own(client, make_article(date=date))
    assert data["mainEntity"].get("datePublished") == published
    assert data["temporalCoverage"] == date


@pytest.mark.parametrize("kind", PressArticlePage.Kind.values)
def test_every_kind_of_article_has_a_type(kind):
    assert TYPES[kind]


def test_language_that_nobody_knows_is_not_told(client, front_page):
    assert "inLanguage" not in own(client, make_article(language="und"))["mainEntity"]
    assert own(client, make_article(language="de"))["mainEntity"]["inLanguage"] == "de"


@pytest.mark.parametrize("rights", ["", "own-work"])
def test_words_of_others_are_not_told_whatever_their_rights(client, front_page, rights):
    words = Quotation(text="Their very words", speaker="A parent")
    one = make_article(extract="A long extract", quotations=[words], reply="They answered.", rights=rights)
    told = json.dumps(own(client, one))
    for text in ("Their very words", "A long extract", "They answered."):
        assert text not in told


def test_headline_cannot_break_out_of_the_data(client, front_page):
    one = make_article(title="</script><script>alert(1)</script>")
    assert own(client, one)["mainEntity"]["headline"] == one.title
    assert "<script>alert" not in client.get(one.url).content.decode()
