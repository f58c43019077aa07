"""Calendars tell of nothing that is not public, or is so no longer."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from home.models import HomePage
from tests.calendar_entries import make_hearing, scheduled
from tests.calendar_readers import EVERYTHING, address_of, events_of, get_calendar
from timeline.models import PublicRecord, Restriction, TimelinePage

pytestmark = pytest.mark.django_db


def hide(page, how):
    match how:
        case "unpublished":
            page.unpublish()
        case "restricted":
            Restriction.objects.create(
                page=page,
                made_on=datetime.date(2027, 1, 1),
                review_on=datetime.date(2028, 1, 1),
                scope="The whole page.",
            )
        case "withdrawn":
            PublicRecord.objects.filter(page=page).update(withdrawn_at=timezone.now())
        case "private":
            PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def status_of(how) -> int:
    return 410 if how == "withdrawn" else 404


@pytest.mark.parametrize("how", ["unpublished", "restricted", "withdrawn", "private"])
def test_what_is_taken_back_leaves_the_calendars_at_once(client, case, how):
    page = make_hearing(case, date="2027-05-15")
    addresses = [address_of(case), address_of(page)]
    assert [len(events_of(client, one)) for one in (EVERYTHING, *addresses)] == [1, 1, 1]
    hide(page, how)
    assert events_of(client) == events_of(client, addresses[0]) == []
    assert client.get(addresses[1]).status_code == status_of(how)


@pytest.mark.parametrize("how", ["unpublished", "restricted", "withdrawn", "private"])
def test_what_is_under_a_case_that_is_taken_back_leaves_with_it(client, case, how):
    page = make_hearing(case, date="2027-05-15")
    hide(case, how)
    assert events_of(client) == []
    assert [client.get(address_of(one)).status_code for one in (case, page)] == [status_of(how)] * 2


def test_drafts_and_unknown_addresses_are_not_found(client, case):
    draft = make_hearing(case, date="2027-05-15", live=False)
    assert client.get(address_of(draft)).status_code == 404
    for address in ("0123456789.ics", "nothing.ics", f"{case.public_record.uid}.ics"):
        assert client.get(f"/calendar/{address}").status_code == 404
    assert events_of(client) == []


def test_newer_draft_tells_nothing(client, case):
    page = make_hearing(case, date="2027-05-15")
    before = get_calendar(client).content
    page.date, page.title = "2027-06-16", "Moved in secret"
    page.save_revision()
    assert get_calendar(client).content == before


def test_entries_of_another_site_are_not_in_it(client, case, site):
    ours = make_hearing(case, date="2027-05-15")
    root = site.root_page.get_parent()
    home = root.add_child(instance=HomePage(title="Other", slug="other", live=True))
    story = home.add_child(instance=TimelinePage(title="Story", slug="story", live=True))
    Site.objects.create(hostname="other.example.org", port=80, root_page=home)
    theirs = scheduled("2027-05-16", parent=story, title="Theirs")
    assert [event["UID"] for event in events_of(client)] == [str(ours.public_record.uid)]
    assert client.get(address_of(theirs)).status_code == 404
