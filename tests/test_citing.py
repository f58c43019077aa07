"""Lists of citations carry the campaign's terms, wherever their format can."""

import json

import bibtexparser
import pytest
import rispy

from home.models import CampaignSettings
from tests.factories import make_article, make_event

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign(site):
    values = {"name": "Labels {last}", "publisher": "Us", "licence": "CC BY 4.0"}
    settings = CampaignSettings.for_site(site)
    for name, value in values.items():
        setattr(settings, name, value)
    settings.licence_url = "https://creativecommons.org/licenses/by/4.0/"
    settings.save()
    make_event(title="A letter")
    make_article(title="A headline")


def test_text_begins_with_licence_filter_and_day(client, campaign):
    first, blank, *citations = client.get("/cite/story.txt?kind=event").content.decode().splitlines()
    assert first.startswith("# Citations from Labels (last), http://testserver/, written on ")
    assert "Filter: kind=event." in first
    assert "Licence: CC BY 4.0." in first
    assert blank == ""
    assert len(citations) == 1


@pytest.mark.parametrize("name", ["story", "press"])
def test_bibtex_has_them_in_a_comment_that_parsers_pass_over(client, campaign, name):
    text = client.get(f"/cite/{name}.bib").content.decode()
    library = bibtexparser.parse_string(text)
    assert library.failed_blocks == []
    assert "CC BY 4.0" in library.comments[0].comment
    assert len(library.entries) == {"story": 2, "press": 1}[name]


@pytest.mark.parametrize("ext", ["ris", "json", "bib", "txt"])
def test_answer_names_the_licence(client, campaign, ext):
    answer = client.get(f"/cite/story.{ext}")
    assert answer["Link"] == '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'


def test_formats_without_remarks_stay_what_they_are(client, campaign):
    assert len(rispy.loads(client.get("/cite/story.ris").content.decode())) == 2
    assert len(json.loads(client.get("/cite/press.json").content)) == 1


def test_where_no_licence_is_set_one_has_to_ask(client, front_page):
    make_event()
    answer = client.get("/cite/story.txt")
    assert "Ask the publisher" in answer.content.decode()
    assert "Link" not in answer


def test_filters_of_the_press_archive_are_written_in(client, campaign):
    assert "press articles, kind=news." in client.get("/cite/press.txt?kind=news").content.decode()
