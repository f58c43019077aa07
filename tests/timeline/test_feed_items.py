"""Which entries a feed holds, and under which titles."""

import pytest
from wagtail.models import Page, Site

from home.models import HomePage
from tests.factories import announced, make_event
from tests.feed_readers import ADDRESSES, items_of
from timeline.models import TimelinePage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"date": "2017-09"}, "September 2017: "),
        ({"date": "2018-06~"}, "Around June 2018: "),
        ({"date": "2017-06-01", "date_wording": "in the week of 1 June"}, "In the week of 1 June: "),
        ({"date": "2018-06", "occurrence": "expected"}, "Was expected: June 2018: "),
    ],
)
def test_date_in_words_stands_in_the_title(client, front_page, address, given, words):
    make_event(title="Something", **given)
    assert items_of(client, address)[0]["title"] == f"{words}Something"


@pytest.mark.parametrize("address", ADDRESSES)
def test_feed_holds_the_newest_and_no_more(client, front_page, settings, address):
    settings.FEED_LENGTH = 2
    entries = [make_event() for _ in range(3)]
    for entry, day in zip(entries, ("2024-01-01", "2024-01-03", "2024-01-02"), strict=True):
        announced(entry, day)
    assert [one["id"] for one in items_of(client, address)] == [
        entries[1].public_record.urn,
        entries[2].public_record.urn,
    ]


@pytest.fixture
def other_campaign(front_page, settings):
    """A second campaign under the same roof: its story page."""
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "other.example"]
    home = Page.get_first_root_node().add_child(instance=HomePage(title="Other", slug="other"))
    Site.objects.create(hostname="other.example", port=443, root_page=home, site_name="The other campaign")
    return home.add_child(instance=TimelinePage(title="Its story", slug="timeline"))


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_campaign_tells_of_its_own_entries_only(client, front_page, other_campaign, address):
    ours = make_event(parent=TimelinePage.objects.child_of(front_page).get())
    theirs = make_event(parent=other_campaign)
    assert [one["id"] for one in items_of(client, address)] == [ours.public_record.urn]
    [item] = items_of(client, address, HTTP_HOST="other.example")
    assert item["id"] == theirs.public_record.urn
    assert item["link"] == f"https://other.example/e/{theirs.public_record.short_id}/"
