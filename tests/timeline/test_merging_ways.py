"""Where everything leads that led to an entry which was merged into another."""

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision

from home.models import Action
from tests.factories import (
    make_event,
    publish,
)
from tests.feed_readers import gone_of
from tests.timeline.feed_news import told, urn
from tests.timeline.merging_entries import draft, joined, now, source, with_sources
from timeline.merging import merge
from timeline.models import EntryRelation, MergedEntry, PublicRecord
from timeline.withdrawals import withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture
def goes(front_page):
    return make_event(title="The letter", slug="the-letter", date="2018-01-18")


@pytest.fixture
def stays(front_page):
    return make_event(title="A letter", slug="a-letter", date="2018-01-18")


# What led to the one that goes


def test_address_short_address_and_older_addresses_lead_to_the_one_that_stays(client, goes, stays, editor):
    Redirect.add_redirect("/timeline/its-first-name/", redirect_to=goes)
    had = ["/timeline/its-first-name/", "/timeline/the-letter/", goes.public_record.short_path]
    assert {client.get(address, follow=True).status_code for address in had} == {200}
    short_id = goes.public_record.short_id
    merge(goes, stays, user=editor)
    for address in had:
        response = client.get(address, follow=True)
        assert response.status_code == 200, address
        assert response.redirect_chain[-1][0].endswith(stays.url), address
    assert client.get(had[1]).status_code == 301
    cited = [client.get(f"/e/{one}/cite.txt").content for one in (short_id, stays.public_record.short_id)]
    assert cited[0] == cited[1]


def test_nothing_leads_from_the_address_of_a_draft(client, front_page, stays, editor):
    goes = make_event(live=False, slug="working-title")
    merge(goes, stays, user=editor)
    assert not Redirect.objects.exists()
    assert client.get("/timeline/working-title/").status_code == 404


def test_redirect_tells_nothing_when_the_one_that_stays_is_closed_later(client, goes, stays, editor):
    address, short = goes.url, goes.public_record.short_path
    merge(goes, stays, user=editor)
    withdraw(now(stays), why="privacy")
    assert client.get(address).status_code == 404
    assert client.get(short).status_code == 410


def test_chain_of_merges_leads_to_the_last(client, goes, stays, editor):
    third = make_event(slug="third")
    short, address = goes.public_record.short_path, goes.url
    merge(goes, stays, user=editor)
    merge(now(stays), third, user=editor)
    assert client.get(short)["Location"] == third.url
    assert client.get(address)["Location"] == third.url
    assert set(MergedEntry.objects.values_list("into", flat=True)) == {third.public_record.uid}


def test_entry_that_stays_and_is_deleted_later_takes_the_other_along(client, goes, stays, site, editor):
    told(goes, 1)
    told(stays, 2)
    short, urns = goes.public_record.short_path, {urn(goes), urn(stays)}
    merge(goes, now(stays), user=editor)
    assert gone_of(client) == {}
    now(stays).delete()
    assert client.get(short).status_code == 410
    assert set(gone_of(client)) == urns


def test_entry_that_stays_and_is_withdrawn_later_takes_the_other_along(client, goes, stays, editor):
    told(goes, 1)
    told(stays, 2)
    urns = {urn(goes), urn(stays)}
    merge(goes, now(stays), user=editor)
    withdraw(now(stays), why="error")
    assert set(gone_of(client)) == urns


def test_entries_that_were_joined_to_it_are_joined_to_the_other(goes, stays, editor):
    live, both, unfinished = make_event(), make_event(), make_event(live=False)
    with_sources(live, source("S"), relations=[EntryRelation(to=goes, word="follows")])
    with_sources(
        both, source("S"), relations=[EntryRelation(to=goes, word="about"), EntryRelation(to=stays, word="about")]
    )
    with_sources(unfinished, source("S"), relations=[EntryRelation(to=goes, word="answers")])
    merge(goes, now(stays), user=editor)
    assert joined(now(live)) == joined(draft(live)) == [("follows", stays.pk)]
    assert joined(now(both)) == joined(draft(both)) == [("about", stays.pk)]
    assert joined(draft(unfinished)) == [("answers", stays.pk)]
    used = ReferenceIndex.get_references_to(Page.objects.get(pk=stays.pk))
    assert {str(live.pk), str(both.pk)} <= set(used.values_list("object_id", flat=True))


def test_entries_joined_to_each_other_are_not_joined_to_themselves(goes, stays, editor):
    with_sources(goes, source("S"), relations=[EntryRelation(to=stays, word="about")])
    with_sources(stays, source("S"), relations=[EntryRelation(to=goes, word="about")])
    merge(goes, now(stays), user=editor)
    assert joined(now(stays)) == joined(draft(stays)) == []


def test_old_and_scheduled_versions_find_the_one_that_stays(goes, stays, editor):
    entry = make_event(title="First")
    with_sources(entry, source("S"), relations=[EntryRelation(to=goes, word="follows")])
    old = now(entry).latest_revision
    with_sources(now(entry), source("S"), relations=[])
    merge(goes, stays, user=editor)
    Revision.objects.get(pk=old.pk).publish()
    assert joined(now(entry)) == [("follows", stays.pk)]


def test_links_of_texts_and_rows_elsewhere_lead_to_the_one_that_stays(client, front_page, goes, stays, editor):
    link = f'<p>Read <a linktype="page" id="{goes.pk}">the letter</a>.</p>'
    other = make_event(body=[("paragraph", link)])
    front_page.actions = [Action(title="Read the letter", link_page=goes)]
    publish(front_page)
    merge(goes, stays, user=editor)
    assert f'<a href="{stays.url}">the letter</a>' in client.get(other.url).content.decode()
    front_page = type(front_page).objects.get()
    assert [row.link_page_id for row in front_page.actions.all()] == [stays.pk]
    assert [row.link_page_id for row in front_page.get_latest_revision_as_object().actions.all()] == [stays.pk]


def test_the_one_that_goes_is_deleted_and_the_history_says_so(goes, stays, editor):
    uid = goes.public_record.uid
    merge(goes, stays, user=editor)
    assert not Page.objects.filter(pk=goes.pk).exists()
    assert not PublicRecord.objects.filter(uid=uid).exists()
    said = {entry.action: entry for entry in PageLogEntry.objects.filter(page__in=[goes.pk, stays.pk])}
    assert said["timeline.merged"].message == "Merged into “A letter”, and deleted"
    assert said["timeline.received"].message.startswith("“The letter” was merged into this entry, which got nothing")
    assert said["wagtail.delete"].user == said["timeline.received"].user == editor
