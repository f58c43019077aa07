"""What machines are told of our pages: as precise as what is known, and nothing that no page says."""

import datetime
import json

import pytest
from django.utils import timezone

from home.models import CampaignSettings
from tests.factories import make_case, make_event, make_milestone
from tests.told_to_machines import graph_of, of_type, own
from timeline.dates import parse
from timeline.models import ChangeNote, EntrySource, PublicRecord
from timeline.structured_data import as_precise_as_known

ANNOUNCED = datetime.datetime(2026, 7, 1, 9, 0, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2018-01-18", "2018-01-18"),
        ("2017-09", "2017-09"),
        ("1996", "1996"),
        ("2018-06-XX", "2018-06"),
        ("2018-XX", "2018"),
        ("2017-23", "2017"),
        ("2018-03-23T10:30:00+00:00", "2018-03-23T10:30:00+00:00"),
        ("199X", ""),
        ("2018-06~", ""),
        ("2017-12-07?", ""),
        ("2018-01/2018-03", ""),
        ("1996/..", ""),
        ("../2007", ""),
    ],
)
def test_date_is_told_as_precisely_as_it_is_known(edtf, expected):
    assert as_precise_as_known(parse(edtf)) == expected


@pytest.mark.parametrize("date", ["2018-01-18", "2017-09", "2018-06~", "2016-09/2018-06", "1996/..", "199X"])
def test_past_happening_is_a_page_with_the_time_that_it_tells_of(client, front_page, date):
    data = own(client, make_event(date=date))
    assert (data["@type"], data["temporalCoverage"]) == ("WebPage", date)
    assert "mainEntity" not in data
    assert "startDate" not in json.dumps(data)


@pytest.mark.parametrize(
    ("date", "occurrence", "status"),
    [
        ("2090-01-18", "scheduled", "EventScheduled"),
        ("2090-01-18", "postponed", "EventPostponed"),
        ("2090-01-18", "cancelled", "EventCancelled"),
        ("2090-01-18", "expected", None),
        ("2090-01", "scheduled", None),
        ("2090-01-18~", "scheduled", None),
        ("2018-01-18", "did-not-happen", None),
        ("2018-01-18", "happened", None),
    ],
)
def test_only_what_somebody_has_fixed_for_a_day_is_an_event(client, front_page, date, occurrence, status):
    entity = own(client, make_event(date=date, occurrence=occurrence)).get("mainEntity")
    if status is None:
        assert entity is None
    else:
        assert (entity["@type"], entity["startDate"]) == ("Event", "2090-01-18")
        assert entity["eventStatus"] == f"https://schema.org/{status}"


def test_our_page_has_the_moments_that_readers_were_told(client, front_page):
    one = make_event()
    PublicRecord.objects.filter(page_id=one.pk).update(announced_at=ANNOUNCED, materially_updated_at=None)
    data = own(client, one)
    assert data["datePublished"] == "2026-07-01T10:00:00+01:00"
    assert "dateModified" not in data
    PublicRecord.objects.filter(page_id=one.pk).update(announced_at=None, materially_updated_at=ANNOUNCED)
    data = own(client, one)
    assert "datePublished" not in data
    assert data["dateModified"] == "2026-07-01T10:00:00+01:00"


def test_sources_are_cited_with_their_addresses(client, front_page):
    one = make_event()
    one.sources = [
        EntrySource(
            title="Hansard",
            publisher="Parliament",
            url="https://example.org/hansard",
            archived_url="https://web.archive.org/web/20180303000000/https://example.org/hansard",
        ),
        EntrySource(title="A letter on paper"),
    ]
    one.save_revision().publish()
    assert own(client, one)["citation"] == [
        {
            "@type": "CreativeWork",
            "name": "Hansard",
            "publisher": {"@type": "Organization", "name": "Parliament"},
            "url": "https://example.org/hansard",
            "archivedAt": "https://web.archive.org/web/20180303000000/https://example.org/hansard",
        },
        {"@type": "CreativeWork", "name": "A letter on paper"},
    ]


def test_corrections_that_were_told_are_told_to_machines_and_no_others(client, front_page):
    one = make_event()
    told = ChangeNote.objects.create(page=one, kind="correction", words="It was the 18th.", told_at=ANNOUNCED)
    ChangeNote.objects.create(page=one, kind="update", words="More is known.", told_at=ANNOUNCED)
    ChangeNote.objects.create(page=one, kind="correction", words="Waits.")
    assert own(client, one)["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": "It was the 18th.",
            "datePublished": "2026-07-01T10:00:00+01:00",
            "url": f"http://testserver{one.url}#{told.anchor}",
        }
    ]


def test_publisher_is_the_body_behind_the_campaign(client, site):
    campaign = CampaignSettings.for_site(site)
    campaign.name, campaign.publisher = "Records for life", "The publisher"
    campaign.save()
    one = make_event()
    graph = graph_of(client, one.url)
    organisation = of_type(graph, "Organization")
    assert organisation["name"] == "The publisher"
    assert graph[0]["publisher"] == {"@id": organisation["@id"]} == of_type(graph, "WebSite")["publisher"]
    assert of_type(graph, "WebSite")["name"] == "Records for life"


def test_without_a_publisher_none_is_made_up(client, front_page):
    graph = graph_of(client, make_event().url)
    assert not of_type(graph, "Organization")
    assert "publisher" not in graph[0]


def test_trail_leads_from_the_front_page_to_the_page(client, front_page):
    case = make_case(title="The case", slug="the-case")
    one = make_milestone(case=case, title="Letter", slug="letter")
    graph = graph_of(client, one.url)
    trail = of_type(graph, "BreadcrumbList")
    assert [
        (step["position"], step["item"].removeprefix("http://testserver")) for step in trail["itemListElement"]
    ] == [
        (1, "/"),
        (2, "/legal/"),
        (3, "/legal/the-case/"),
        (4, "/legal/the-case/letter/"),
    ]
    assert trail["itemListElement"][-1]["name"] == "Letter"
    assert graph[0]["breadcrumb"] == {"@id": trail["@id"]}


@pytest.mark.parametrize("address", ["/timeline/", "/press/", "/legal/"])
def test_list_tells_where_it_stands(client, front_page, address):
    steps = of_type(graph_of(client, address), "BreadcrumbList")["itemListElement"]
    assert [step["item"] for step in steps] == ["http://testserver/", f"http://testserver{address}"]


def test_front_page_is_the_site(client, front_page):
    assert [one["@type"] for one in graph_of(client, "/")] == ["WebSite"]


@pytest.mark.parametrize("field", ["title", "summary"])
def test_no_text_can_break_out_of_the_data(client, front_page, field):
    text = "</script><script>alert(1)</script> & <!-- \u2028"
    one = make_event(**{field: text})
    data = own(client, one)
    assert data["name" if field == "title" else "description"] == text
    assert "<script>alert" not in client.get(one.url).content.decode()


def test_withdrawn_neighbours_are_told_to_nobody(client, front_page):
    case = make_case(title="The case")
    hidden, shown = make_milestone(case=case, title="Hidden"), make_milestone(case=case, title="Shown")
    PublicRecord.objects.filter(page_id=hidden.pk).update(withdrawn_at=timezone.now())
    items = own(client, case)["mainEntity"]["itemListElement"]
    assert [one["name"] for one in items] == [shown.title]
