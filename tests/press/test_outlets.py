"""Outlets in the admin: the list, the form, and the names over time."""

import pytest
from wagtail.test.utils.form_data import inline_formset, nested_form_data, querydict_from_html

from press.models import Outlet, OutletName
from tests.factories import make_article, make_outlet
from tests.outlet_pages import url_of
from timeline.dates import parse

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(front_page):
    return make_outlet(name="The Evening Post", place="Bucks")


@pytest.fixture
def courier(front_page):
    return make_outlet(name="The Courier")


# The list and the form


def test_list_has_kind_place_owner_and_number_of_articles(admin, post):
    Outlet.objects.filter(pk=post.pk).update(group="Lara", kind="trade")
    make_article(outlet=post)
    make_article(outlet=post, live=False)
    response = admin.get(url_of("list"))
    html = response.content.decode()
    for shown in ("The Evening Post", "Trade", "Bucks", "Lara"):
        assert shown in html
    assert [one.number_of_articles for one in response.context["object_list"]] == [2]


def test_list_takes_a_constant_number_of_queries(admin, post, django_assert_num_queries, django_assert_max_num_queries):
    admin.get(url_of("list"))
    with django_assert_max_num_queries(20) as few:
        admin.get(url_of("list"))
    Outlet.objects.bulk_create(Outlet(name=f"Paper {number}", kind="local") for number in range(15))
    make_article(outlet=post)
    with django_assert_num_queries(len(few)):
        admin.get(url_of("list"))


@pytest.mark.parametrize(
    ("query", "found"), [({"kind": "trade"}, ["B"]), ({"q": "bucks"}, ["A"]), ({"q": "lara"}, ["B"]), ({"q": "x"}, [])]
)
def test_list_is_filtered_and_searched(admin, front_page, query, found):
    make_outlet(name="A", kind="local", place="Bucks")
    make_outlet(name="B", kind="trade", group="Lara")
    response = admin.get(url_of("list"), query)
    assert [one.name for one in response.context["object_list"]] == found


def outlet_form(admin, outlet):
    return querydict_from_html(admin.get(url_of("edit", outlet.pk)).content.decode(), form_id="w-editor-form").dict()


def test_form_keeps_former_names_and_hosts(admin, post):
    data = outlet_form(admin, post) | nested_form_data(
        {
            "former_names": inline_formset([{"name": "The Post", "used_from": "", "used_until": "March 2015"}]),
            "hosts": inline_formset([{"host": "https://www.Post.example/news"}]),
        }
    )
    assert admin.post(url_of("edit", post.pk), data).status_code == 302
    (row,) = post.former_names.all()
    assert (row.name, row.used_until) == ("The Post", parse("2015-03"))
    assert [one.host for one in post.hosts.all()] == ["post.example"]


# The name at the time

MARCH, YEAR = {"used_until": "2015-03"}, {"used_from": "2014", "used_until": "2015"}


@pytest.mark.parametrize(
    ("period", "date", "former"),
    [
        (MARCH, "2015-03-31", True),
        (MARCH, "2015-04-01", False),
        (MARCH, "2015-03", True),
        (MARCH, "2015", True),
        (MARCH, "2015~", True),
        (MARCH, "../2015-03-02", True),
        (YEAR, "2013-12-31", False),
        (YEAR, "2014-01-01", True),
        (YEAR, "2015-12-31", True),
        (YEAR, "2016", False),
        ({"used_from": "2015-03"}, "2015-02-28", False),
        ({"used_from": "2015-03"}, "2015-03-01", True),
        ({"used_from": "2015-03"}, "2024", True),
        (YEAR, None, False),
    ],
)
def test_outlet_has_the_name_that_it_had_at_the_time(courier, period, date, former):
    OutletName.objects.create(outlet=courier, name="The Old Courier", **period)
    name = courier.name_on(parse(date) if date else None)
    assert name == ("The Old Courier" if former else "The Courier")
