"""What is closed to readers is in no file."""

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests.data_files import entries_of, fetched, story_of
from tests.factories import make_case, make_event, make_milestone, publish
from timeline.models import PublicRecord, Restriction

API = "/data/v1/entries.json"
ADDRESSES = [API, "/data/v1/story.json", "/data/v1/entries.csv", "/data/v1/timelinejs.json"]


def titles(client, query="") -> list[str]:
    return [entry["title"] for entry in entries_of(client, query)]


def _withdraw(entry):
    PublicRecord.objects.filter(page=entry).update(withdrawn_at=timezone.now())


def _restrict(entry):
    Restriction.objects.create(page=entry, made_on=timezone.localdate(), review_on=timezone.localdate())


def _make_private(entry):
    PageViewRestriction.objects.create(page=entry, restriction_type=PageViewRestriction.LOGIN)


@pytest.mark.parametrize("close", [_withdraw, _restrict, _make_private, lambda entry: entry.unpublish()])
def test_what_is_closed_is_in_no_file(site, client, close):
    make_event(title="Public")
    closed = make_milestone(title="Closedtitle", case=make_case(title="Itscase"))
    close(closed)
    for address in ADDRESSES:
        whole = fetched(client, address)
        assert b"Public" in whole
        assert b"Closedtitle" not in whole
        assert b"Itscase" not in whole


def test_closed_case_closes_its_milestones(site, client):
    case = make_case(title="Itscase")
    make_milestone(title="Milestone", case=case)
    assert story_of(client)["cases"][0]["title"] == "Itscase"
    _withdraw(case)
    story = story_of(client)
    assert (story["entries"], story["cases"]) == ([], [])


def test_link_between_cases_tells_of_no_closed_case(site, client):
    from legal.models import CaseLink

    case, other = make_case(), make_case(title="Othercase")
    make_milestone(case=case)
    case.links = [CaseLink(to=other)]
    publish(case)
    assert story_of(client)["cases"][0]["links"][0]["id"] == other.public_record.urn
    _withdraw(other)
    assert story_of(client)["cases"][0]["links"] == []
