"""The filters of the story do what they say, together and alone, and say what they cannot do."""

import pytest
from django.db import transaction
from wagtail.models import Site

from home.structure import build_structure
from tests.factories import make_article, make_event, make_milestone, make_topic
from tests.story_pages import soup_of, titles

# The mark is what makes pytest-django put a test database in place of the real one.
pytestmark = pytest.mark.django_db


def chips(page) -> list[tuple[str, int]]:
    """The addresses of the chips that show a number, and the numbers."""
    return [(one["href"], int(one.small.get_text())) for one in page.select("a.chip") if one.small]


@pytest.fixture(scope="module")
def told_story(test_database, django_db_blocker):
    """Twelve entries of all kinds over three years, with topics in every mixture: made once, and rolled
    back after the last test here."""
    with django_db_blocker.unblock(), transaction.atomic():
        build_structure("The campaign")
        Site.objects.update(hostname="testserver", port=80)
        Site.clear_site_root_paths_cache()
        _make_entries()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def story(told_story, db):
    """The story, for a test that only reads it."""


def _make_entries():
    law, data = make_topic(name="Law", slug="law"), make_topic(name="Data", slug="data")
    mixtures = [(), (law,), (data,), (law, data)]
    for number in range(12):
        make = (make_event, make_article, make_milestone)[number % 3]
        make(
            title=f"Entry {number}",
            date=f"{[2017, 2018, 2019, 2018][number // 3]}-0{1 + number % 9}",
            significance="key" if number % 4 == 0 else "normal",
            topics=mixtures[number % 4],
            summary="About the census." if number % 2 else "About nothing.",
        )


STARTS = ["", "?kind=press", "?topic=law", "?significance=key", "?from=2018", "?q=census", "?kind=event&topic=data",
          "?order=newest&to=2018&topic=law", "?from=2018&to=2018&significance=key", "?kind=none&from=2018"]  # fmt: skip


@pytest.mark.parametrize("path", ["/timeline/", "/timeline/2018/"])
@pytest.mark.parametrize("start", STARTS)
def test_number_on_a_chip_is_how_many_entries_its_link_shows(client, story, path, start):
    found = chips(soup_of(client, path + start))
    assert len(found) >= 4
    for address, number in found:
        assert len(titles(client, path + address)) == number, address


def test_filters_combine_and_live_in_the_address(client, story):
    everything = titles(client)
    assert len(everything) == 12
    parts = [titles(client, f"/timeline/?{one}") for one in ("kind=event", "topic=data", "from=2018", "q=nothing")]
    together = titles(client, "/timeline/?kind=event&topic=data&from=2018&q=nothing")
    assert together == [one for one in everything if all(one in part for part in parts)]
    assert 0 < len(together) < min(map(len, parts))


def test_links_and_form_keep_the_other_filters(client, story):
    page = soup_of(client, "/timeline/?kind=press&topic=law&order=newest&from=2017&q=census&utm_source=x")
    for address, _ in chips(page):
        assert {"order=newest", "from=2017", "q=census"} <= set(address.lstrip("?").split("&"))
        assert "utm_source" not in address
    sent = {field["name"]: field.get("value", "") for field in page.select("form.filter-form [name]")}
    assert sent == {"kind": "press", "topic": "law", "order": "newest", "from": "2017", "to": "", "q": "census"}


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ("from=abc", "from"),
        ("to=99999", "to"),
        ("to=0018", "to"),
        ("from=-1", "from"),
        ("from=2019&to=2018", "to"),
        ("q=" + "word+" * 100, "q"),
        ("q=%00", "q"),
        ("kind=none", None),
        ("topic=no+slug", None),
        ("significance=%22", None),
        ("order=sideways", None),
    ],
)
def test_filter_that_cannot_be_read_has_a_message_and_loses_no_other(client, story, bad, field):
    name, value = bad.rsplit("&", 1)[-1].split("=", 1)
    page = soup_of(client, f"/timeline/?topic=law&{bad}" if name != "topic" else f"/timeline/?{bad}&kind=event")
    [error] = page.select(".filters .error")
    assert error.get_text().strip()
    if field:
        assert error.parent.select_one(f'input[name="{field}"]')
    if field in ("from", "to"):
        assert page.select_one(f'input[name="{field}"]')["value"] == value
    kept = {"kind": "event"} if name == "topic" else {"topic": "law"}
    sent = {one["name"]: one.get("value") for one in page.select("form.filter-form [type=hidden]")}
    assert kept.items() <= sent.items()
    assert 0 < len(page.select("article.card")) < 12
