"""The addresses of citations: what they hand out, to whom, and what that costs."""

import json

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from press.models import PressArticlePage, Quotation
from tests.factories import make_article, make_case, make_event, make_milestone, make_outlet, make_topic
from timeline.citation_views import cite_list
from timeline.models import PublicRecord

pytestmark = pytest.mark.django_db

TYPES = {
    "ris": "application/x-research-info-systems; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8",
    "json": "application/vnd.citationstyles.csl+json; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}


def address_of(entry, ending="json") -> str:
    return reverse("cite_entry", args=[entry.public_record.short_id, ending])


def cited(client, query="") -> list[str]:
    return [item["title"] for item in json.loads(client.get(f"/cite/story.json{query}").content)]


@pytest.mark.parametrize("ending", TYPES)
def test_entry_is_cited_under_its_permanent_address(client, front_page, ending):
    event = make_event(title="Addysg: “sold” – £5", slug="addysg-sold")
    response = client.get(f"{event.public_record.short_path}cite.{ending}")
    assert (response.status_code, response["Content-Type"]) == (200, TYPES[ending])
    kept = "inline" if ending == "txt" else "attachment"
    assert response["Content-Disposition"] == f'{kept}; filename="addysg-sold.{ending}"'
    assert f"http://testserver{event.public_record.short_path}" in response.content.decode()


def test_name_of_file_is_ascii_whatever_the_page_is_called(client, front_page):
    event = make_event(slug="cofnodion-dysgwyr-môn")
    assert client.get(address_of(event, "ris"))["Content-Disposition"].isascii()
    event = make_event(slug="بيانات")
    name = f'attachment; filename="{event.public_record.short_id}.ris"'
    assert client.get(address_of(event, "ris"))["Content-Disposition"] == name


@pytest.mark.parametrize("ending", ["doc", "RIS", "ris/", "csv", ""])
def test_other_ending_is_no_page(client, front_page, ending):
    event = make_event()
    assert client.get(f"{event.public_record.short_path}cite.{ending}").status_code == 404
    assert client.get(f"/cite/story.{ending}").status_code == 404


def test_what_the_gate_holds_back_is_not_cited(client, front_page):
    draft, withdrawn, case = make_event(live=False), make_event(), make_case()
    PublicRecord.objects.filter(page_id=withdrawn.pk).update(withdrawn_at=timezone.now())
    for ending in TYPES:
        # A case is no entry, and has a citation of its own on its page.
        for page, status in ((draft, 404), (withdrawn, 410), (case, 404)):
            assert client.get(address_of(page, ending)).status_code == status
        assert client.get(reverse("cite_entry", args=["0" * 10, ending])).status_code == 404
    assert cited(client) == []


def test_only_reading_is_answered(client, front_page):
    event = make_event()
    for address in (address_of(event), "/cite/story.json"):
        assert client.head(address).status_code == 200
        assert client.post(address).status_code == 405


class TestStory:
    @pytest.fixture(autouse=True)
    def entries(self, front_page):
        sold = make_topic(slug="sold")
        make_event(title="First", date="2016", topics=[sold])
        make_article(title="Second", date="2017-05")
        make_milestone(title="Third", date="2018-01-18", significance="key", topics=[sold])

    @pytest.mark.parametrize(
        ("query", "titles"),
        [
            ("", ["First", "Second", "Third"]),
            ("?order=newest", ["Third", "Second", "First"]),
            ("?kind=press", ["Second"]),
            ("?topic=sold&order=newest", ["Third", "First"]),
            ("?significance=key", ["Third"]),
            ("?from=2017&to=2017", ["Second"]),
            ("?topic=sold&from=2018", ["Third"]),
            ("?kind=nonsense", ["First", "Second", "Third"]),
            ("?topic=never", []),
        ],
    )
    def test_filters_of_the_story_choose_what_is_cited(self, client, query, titles):
        assert cited(client, query) == titles

    def test_list_is_called_what_it_is(self, client):
        assert client.get("/cite/story.bib")["Content-Disposition"] == 'attachment; filename="story.bib"'

    def test_keys_of_a_list_never_clash(self, client):
        for _again in range(2):
            make_event(title="First", date="2016")
        keys = [item["id"] for item in json.loads(client.get("/cite/story.json").content)]
        assert len(set(keys)) == len(keys) == 5

    def test_room_hands_over_entries_of_its_own(self, site):
        request = RequestFactory().get("/cite/press.txt")
        response = cite_list(request, PressArticlePage.objects.published().chronological(), "txt", "press")
        assert response.content.decode().startswith("“Second”, Outlet")
        assert response["Content-Disposition"] == 'inline; filename="press.txt"'


def test_list_costs_as_many_queries_with_many_entries_as_with_five(client, front_page):
    case = make_case()

    def add(number: int) -> None:
        for place in range(number):
            make_article(outlet=make_outlet()) if place % 2 else make_milestone(case=case, sources=1)

    def queries(ending: str) -> int:
        client.get(f"/cite/story.{ending}")
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/cite/story.{ending}")
        return len(captured)

    add(5)
    few = [queries(ending) for ending in TYPES]
    add(30)
    assert len(cited(client)) == 35
    assert [queries(ending) for ending in TYPES] == few
    assert max(few) < 15


@pytest.mark.parametrize("rights", ["link-only", "short-quotation", "licensed", "own-work", "public-licence"])
def test_words_of_an_article_are_in_no_citation(client, front_page, rights):
    article = make_article(
        rights=rights,
        extract="Zqextract",
        reply="Zqreply",
        quotations=[Quotation(text="Zqquoted", speaker="Zqspeaker", answer="Zqanswer", answer_by="Zqanswerer")],
        sources=1,
        summary="Zqsummary",
    )
    for ending in TYPES:
        for address in (address_of(article, ending), f"/cite/story.{ending}"):
            answer = client.get(address).content
            assert article.title.encode() in answer
            assert b"Zq" not in answer


class TestPage:
    """“Cite this” on an entry's own page."""

    def test_shows_the_citation_and_the_files(self, client, front_page):
        article = make_article(title="Pupil <records> sold", outlet=make_outlet(name="The Courier"), byline="Jane Roe")
        html = client.get(article.get_url()).content.decode()
        assert '<p class="citation">“Pupil &lt;records&gt; sold”, Jane Roe, The Courier, 18 January 2018, ' in html
        for ending in ("ris", "bib", "json"):
            assert f'href="{address_of(article, ending)}"' in html
        assert f">http://testserver{article.public_record.short_path}</code>" in html

    def test_says_when_it_last_changed(self, client, front_page):
        event = make_event()
        assert "Last material change" not in client.get(event.get_url()).content.decode()
        PublicRecord.objects.filter(page_id=event.pk).update(
            materially_updated_at=timezone.datetime(2024, 5, 3, 12, tzinfo=timezone.get_current_timezone())
        )
        html = client.get(event.get_url()).content.decode()
        assert "Last material change 3 May 2024" in html
        assert "Last material change: 3 May 2024" in html

    def test_preview_of_a_draft_without_outlet_can_be_drawn(self, front_page):
        article = make_article(live=False)
        article.outlet = None
        for page in (article, make_milestone(live=False)):
            assert "“" in page.make_preview_request(preview_mode="").content.decode()

    def test_preview_of_what_was_never_saved_cites_nothing(self, front_page):
        article = PressArticlePage(title="New", date="2018", summary="Words.")
        article.full_clean(exclude=["path", "depth", "story_order", "slug", "translation_key", "locale", "outlet"])
        assert "Cite this" not in article.make_preview_request(preview_mode="").content.decode()
