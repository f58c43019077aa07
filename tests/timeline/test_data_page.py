"""The page on data: what one can take of the view that one came from."""

from tests.factories import make_event


def test_page_offers_the_files_of_the_view_that_one_came_from(site, client):
    make_event(date="2018")
    page = client.get("/data/?kind=event&from=2018").content.decode()
    for address in ("entries.csv", "story.json", "timelinejs.json"):
        assert f'href="/data/v1/{address}?from=2018&amp;kind=event"' in page
    assert 'href="/cite/story.ris?from=2018&amp;kind=event"' in page
    assert "<b>1 entry</b>, chosen by" in page


def test_page_leaves_out_a_filter_that_cannot_be_read_and_says_so(site, client):
    make_event()
    page = client.get("/data/?from=abc").content.decode()
    assert "Type a year in four digits, for example 2018. This filter is left out." in page
    assert 'href="/data/v1/entries.csv"' in page


def test_empty_page_says_what_the_files_hold(site, client):
    assert "Nothing is published here yet" in client.get("/data/").content.decode()
    assert "Nothing fits all of these filters" in client.get("/data/?kind=press").content.decode()


def test_page_sends_those_who_find_no_licence_to_the_publisher(site, client):
    assert "Ask the publisher" in client.get("/data/").content.decode()


def test_story_leads_to_its_data_with_its_filters(site, client):
    make_event(date="2018")
    story = client.get("/timeline/?kind=event").content.decode()
    assert '<a href="/data/?kind=event">Take this list as data</a>' in story
