"""How subscribers come to hear of an entry: what an editor chooses, and when it comes to pass."""

import datetime

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from tests.admin_forms import PUBLISH, add_form, edit_form, newest_page, sources
from tests.factories import make_case, make_event, make_milestone, publish
from tests.told import record_of, told_alone
from timeline.announcing import MANY_A_DAY, waiting_entries
from timeline.models import EventPage, PublicRecord, TimelineEntry, TimelinePage

pytestmark = pytest.mark.django_db

SOURCE = {"title": "Hansard", "url": "https://example.org/hansard", "publisher": "Parliament"}


def scheduled(entry, hour) -> None:
    """Let *entry* wait for *hour*, which has passed: as it is when the command comes late."""
    entry.go_live_at = hour
    revision = entry.save_revision()
    revision.approved_go_live_at = hour
    revision.save()


# What is chosen


@pytest.mark.parametrize(
    ("chosen", "alone", "in_digest"), [("now", True, False), ("digest", False, True), ("quietly", False, False)]
)
def test_choice_made_in_the_form_of_a_new_entry_comes_to_pass_when_it_is_published(
    admin, site, chosen, alone, in_digest
):
    form = add_form(admin, EventPage, TimelinePage.objects.get())
    form.fill_in(sources(SOURCE), title="A law", date="1996", summary="It was made.", announcing=chosen)
    assert form.publish().status_code == 302
    record = record_of(newest_page())
    assert (record.announced_at is not None, record.digest_id is not None) == (alone, in_digest)
    assert told_alone(site) == ([record.page_id] if alone else [])


@pytest.mark.parametrize("chosen", ["now", "digest", "quietly"])
def test_choice_made_in_a_draft_is_kept_until_somebody_else_publishes_it(admin, site, chosen):
    entry = make_event(live=False)
    assert edit_form(admin, entry).fill_in(announcing=chosen).save_draft().status_code == 302
    assert record_of(entry).announced_at is None
    publish(EventPage.objects.get(pk=entry.pk))
    assert (record_of(entry).announced_at is not None) == (chosen == "now")
    assert list(waiting_entries(site)) == ([TimelineEntry.objects.get(pk=entry.pk)] if chosen == "digest" else [])


def test_preview_keeps_no_choice(admin, front_page):
    entry = make_event(live=False)
    edit_form(admin, entry).fill_in(announcing="quietly").preview()
    assert record_of(entry).announcing == ""


def test_autosave_keeps_the_choice(admin, front_page):
    entry = make_event(live=False)
    assert edit_form(admin, entry).fill_in(announcing="quietly").autosave().status_code == 200
    assert record_of(entry).announcing == "quietly"


def test_quiet_entry_can_be_announced_later_and_is_then_news_of_that_day(admin, site):
    entry = make_event(live=False)
    PublicRecord.objects.filter(page=entry).update(announcing="quietly")
    publish(entry)
    before = timezone.now()
    assert edit_form(admin, entry).fill_in(announcing="now").publish().status_code == 302
    assert record_of(entry).announced_at >= before
    assert told_alone(site) == [entry.pk]


def test_form_of_an_entry_that_was_told_asks_no_more_how(admin, front_page):
    entry = make_event()
    form = edit_form(admin, entry)
    assert "announcing" not in form.data
    assert "Subscribers were told of it on" in form.html


def test_form_of_a_quiet_entry_that_is_sent_as_it_is_tells_nobody(admin, site):
    entry = make_event()
    PublicRecord.objects.filter(page=entry).update(announced_at=None)
    assert edit_form(admin, entry).publish().status_code == 302
    assert told_alone(site) == []


def test_after_a_handful_in_a_day_a_digest_is_offered(admin, front_page):
    draft = make_event(live=False)
    assert edit_form(admin, draft).data["announcing"] == "now"
    for _ in range(MANY_A_DAY):
        make_event()
    form = edit_form(admin, draft)
    assert form.data["announcing"] == "digest"
    assert "A digest tells of the next ones together" in form.html
    assert add_form(admin, EventPage, TimelinePage.objects.get()).data["announcing"] == "digest"


def test_what_was_announced_yesterday_is_not_of_today(admin, front_page):
    for _ in range(MANY_A_DAY):
        make_event()
    PublicRecord.objects.update(announced_at=timezone.now() - datetime.timedelta(days=2))
    assert edit_form(admin, make_event(live=False)).data["announcing"] == "now"


def bulk_publish(admin, entries):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    query = "&".join(f"id={entry.pk}" for entry in entries)
    return admin.post(f"{url}?{query}&next=/admin/", follow=True)


def test_many_published_at_once_wait_for_a_digest(admin, site):
    drafts = [make_event(live=False) for _ in range(MANY_A_DAY + 1)]
    PublicRecord.objects.filter(page=drafts[0]).update(announcing="now")
    answer = bulk_publish(admin, drafts)
    assert "5 of them wait for a digest" not in answer.content.decode()
    assert sorted(told_alone(site)) == sorted(entry.pk for entry in drafts)


def test_more_than_a_handful_published_at_once_wait_but_for_those_that_somebody_chose(admin, site):
    drafts = [make_event(live=False) for _ in range(MANY_A_DAY + 2)]
    PublicRecord.objects.filter(page=drafts[0]).update(announcing="now")
    answer = bulk_publish(admin, drafts)
    assert "6 of them wait for a digest" in answer.content.decode()
    assert told_alone(site) == [drafts[0].pk]
    assert waiting_entries(site).count() == MANY_A_DAY + 1
    assert "6 entries wait" in answer.content.decode()


def test_what_was_only_offered_is_no_choice(admin, site):
    drafts = [make_event(live=False) for _ in range(MANY_A_DAY + 1)]
    for draft in drafts:
        edit_form(admin, draft).save_draft()
    assert set(PublicRecord.objects.values_list("announcing", flat=True)) == {""}
    bulk_publish(admin, drafts)
    assert told_alone(site) == []


def test_many_that_go_out_with_their_case_wait_for_a_digest(admin, site):
    case = make_case(live=False)
    for _ in range(MANY_A_DAY + 1):
        make_milestone(case=case, live=False)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    admin.post(f"{url}?id={case.pk}&next=/admin/", {"include_descendants": "on"})
    assert told_alone(site) == []
    assert waiting_entries(site).count() == MANY_A_DAY + 1


def test_what_code_has_made_live_is_not_announced_by_the_publish_of_another_page(front_page, site):
    entry = make_event(live=False)
    EventPage.objects.filter(pk=entry.pk).update(live=True)
    publish(front_page)
    assert told_alone(site) == []


# At which moment


def test_scheduled_entry_takes_the_hour_for_which_it_was_scheduled(front_page):
    hour = timezone.now() - datetime.timedelta(minutes=40)
    entry = make_event(live=False)
    scheduled(entry, hour)
    call_command("publish_scheduled")
    assert record_of(entry).announced_at == hour


def test_hour_that_lies_before_what_was_told_meanwhile_is_not_taken(front_page):
    """A feed reader looks for what is newer than what it had."""
    entry = make_event(live=False)
    scheduled(entry, timezone.now() - datetime.timedelta(minutes=40))
    meanwhile = make_event()
    call_command("publish_scheduled")
    assert record_of(entry).announced_at > record_of(meanwhile).announced_at


def test_hour_of_an_earlier_draft_is_forgotten_when_it_is_published_by_hand(admin, front_page):
    entry = make_event(live=False)
    entry.go_live_at = timezone.now() - datetime.timedelta(days=900)
    before = timezone.now()
    publish(entry)
    assert record_of(entry).announced_at >= before


def test_scheduled_form_sends_no_announcement(admin, front_page):
    entry = make_event(live=False)
    form = edit_form(admin, entry).fill_in(go_live_at="2099-01-01 09:00", announcing="now")
    assert form.send(PUBLISH).status_code == 302
    assert record_of(entry).announced_at is None


def test_entry_that_cannot_be_written_into_a_feed_is_on_the_dashboard(admin, front_page, monkeypatch):
    broken, sound = make_event(title="It breaks"), make_event(title="It is sound")
    draw = EventPage.feed_extras

    def breaks(entry):
        if entry.title == broken.title:
            raise ValueError("no way to write this")
        return draw.fget(entry)

    monkeypatch.setattr(EventPage, "feed_extras", property(breaks))
    page = admin.get(reverse("wagtailadmin_home")).content.decode()
    assert "Left out of the feeds" in page
    assert f"/admin/pages/{broken.pk}/edit/" in page
    feed = admin.get("/feeds/everything.rss").content.decode()
    assert sound.title in feed
    assert broken.title not in feed
    monkeypatch.undo()


def test_dashboard_is_silent_while_every_entry_can_be_written(admin, front_page):
    make_event()
    assert "Left out of the feeds" not in admin.get(reverse("wagtailadmin_home")).content.decode()
