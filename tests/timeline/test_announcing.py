"""How subscribers come to hear of an entry: what an editor chooses, and when it comes to pass."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Site

from home.models import HomePage
from tests.admin_forms import PUBLISH, add_form, edit_form, newest_page, sources
from tests.factories import make_case, make_event, make_milestone, publish
from timeline.announcing import MANY_A_DAY, entries_of, send_digest, waiting_entries
from timeline.models import ChangeNote, Digest, EventPage, PublicRecord, Restriction, TimelineEntry, TimelinePage

pytestmark = pytest.mark.django_db

SOURCE = {"title": "Hansard", "url": "https://example.org/hansard", "publisher": "Parliament"}


def record_of(entry) -> PublicRecord:
    return PublicRecord.objects.get(page_id=entry.pk)


def told_alone(site) -> list:
    return list(TimelineEntry.objects.published().of_site(site).announced().values_list("pk", flat=True))


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
    PublicRecord.objects.update(announced_at=timezone.now() - datetime.timedelta(days=1))
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


# Changes


def changed(admin, entry, change, words="", *, send="publish"):
    form = edit_form(admin, entry).fill_in(change=change, change_words=words)
    return form, getattr(form, send)()


def clocks(entry):
    record = record_of(entry)
    return record.announced_at, record.materially_updated_at


def test_new_entry_is_not_asked_what_has_changed(admin, front_page):
    assert "change" not in edit_form(admin, make_event(live=False)).data


def test_minor_change_tells_nobody(admin, front_page):
    entry = make_event()
    had = clocks(entry)
    assert changed(admin, entry, "minor")[1].status_code == 302
    assert clocks(entry) == had
    assert not ChangeNote.objects.exists()


def test_update_moves_the_clock_of_updates_and_stands_on_the_entry(admin, client, front_page):
    entry = make_event()
    announced_at = clocks(entry)[0]
    before = timezone.now()
    assert changed(admin, entry, "update", "The minister has answered.")[1].status_code == 302
    assert clocks(entry)[0] == announced_at
    assert clocks(entry)[1] >= before
    assert "The minister has answered." in client.get(entry.url).content.decode()
    assert "The minister has answered." not in client.get(reverse("corrections")).content.decode()


def test_correction_moves_no_clock_and_stands_on_the_entry_and_on_the_list(admin, client, front_page):
    entry = make_event()
    had = clocks(entry)
    assert changed(admin, entry, "correction", "It was 18 January.")[1].status_code == 302
    assert clocks(entry) == had
    note = ChangeNote.objects.get()
    assert f'id="{note.anchor}"' in client.get(entry.url).content.decode()
    listed = client.get(reverse("corrections")).content.decode()
    assert "It was 18 January." in listed
    assert f"{entry.url}#{note.anchor}" in listed


def test_list_of_corrections_says_when_there_are_none(client, front_page):
    assert "Nothing has been corrected yet" in client.get(reverse("corrections")).content.decode()


def test_correction_of_a_draft_waits_until_the_draft_goes_out(admin, client, front_page):
    entry = make_event()
    changed(admin, entry, "correction", "It was 18 January.", send="save_draft")
    assert ChangeNote.objects.get().told_at is None
    assert "It was 18 January." not in client.get(entry.url).content.decode()
    form = edit_form(admin, entry)
    assert (form.data["change"], form.data["change_words"]) == ("correction", "It was 18 January.")
    EventPage.objects.get(pk=entry.pk).get_latest_revision().publish()
    assert ChangeNote.objects.get().told_at is not None


def test_correction_that_turns_out_to_be_minor_is_never_told(admin, front_page):
    entry = make_event()
    changed(admin, entry, "correction", "It was 18 January.", send="save_draft")
    assert changed(admin, entry, "minor")[1].status_code == 302
    assert not ChangeNote.objects.exists()


def test_correction_is_not_told_while_an_older_text_goes_out(admin, front_page):
    entry = make_event()
    older = entry.get_latest_revision()
    changed(admin, entry, "correction", "It was 18 January.", send="save_draft")
    older.publish()
    assert ChangeNote.objects.get().told_at is None
    EventPage.objects.get(pk=entry.pk).get_latest_revision().publish()
    assert ChangeNote.objects.get().told_at is not None


def test_each_correction_is_told_once(admin, front_page):
    entry = make_event()
    changed(admin, entry, "correction", "It was 18 January.")
    first = ChangeNote.objects.get()
    publish(EventPage.objects.get(pk=entry.pk))
    assert edit_form(admin, entry).data["change"] == "minor"
    changed(admin, entry, "correction", "It was 19 January.")
    assert list(ChangeNote.objects.values_list("words", flat=True)) == ["It was 19 January.", "It was 18 January."]
    assert ChangeNote.objects.get(pk=first.pk).told_at == first.told_at


@pytest.mark.parametrize("change", ["update", "correction"])
def test_change_without_its_sentence_is_refused_beside_the_field(admin, front_page, change):
    form, answer = changed(admin, make_event(), change)
    assert form.errors(answer)["change_words"] == ["Say in a sentence what has changed: readers see it."]
    assert not ChangeNote.objects.exists()


def test_sentence_for_a_minor_change_is_refused_and_not_lost(admin, front_page):
    form, answer = changed(admin, make_event(), "minor", "It was 18 January.")
    assert "A minor change is told to nobody" in form.errors(answer)["change_words"][0]
    assert "It was 18 January." in answer.content.decode()


def test_copy_has_no_changes_to_tell_of(admin, front_page):
    entry = make_event()
    changed(admin, entry, "correction", "It was 18 January.")
    copy = entry.copy(update_attrs={"slug": "a-copy", "title": "A copy"}, keep_live=False)
    assert copy.changes_told == []


# Digests


@pytest.fixture
def waiting(site):
    """Three published entries that wait for the digest."""
    entries = [make_event(live=False, date=year, title=f"Of {year}") for year in ("1996", "2012", "2016")]
    PublicRecord.objects.filter(page__in=entries).update(announcing="digest")
    return [publish(entry) for entry in entries]


def test_digest_tells_of_its_entries_at_one_moment(admin, site, waiting):
    page = admin.get(reverse("timeline_digest")).content.decode()
    assert "3 entries from 1996 to 2016 were added to the story" in page
    data = {"title": "Three old entries", "introduction": "", "entries": [entry.pk for entry in waiting]}
    admin.post(reverse("timeline_digest"), data)
    digest = Digest.objects.get(sent_at__isnull=False)
    assert {record_of(entry).announced_at for entry in waiting} == {digest.sent_at}
    assert told_alone(site) == []
    assert not waiting_entries(site).exists()


def test_what_is_not_ticked_waits_for_the_next_digest(admin, site, waiting):
    data = {"title": "One old entry", "introduction": "", "entries": [waiting[0].pk]}
    admin.post(reverse("timeline_digest"), data)
    assert [entry.pk for entry in waiting_entries(site)] == [entry.pk for entry in waiting[1:]]
    assert [entry.pk for entry in entries_of(Digest.objects.get(sent_at__isnull=False))] == [waiting[0].pk]


def test_digest_that_is_sent_twice_stays_sent(admin, site, waiting):
    data = {"title": "Old entries", "introduction": "", "entries": [entry.pk for entry in waiting]}
    admin.post(reverse("timeline_digest"), data)
    answer = admin.post(reverse("timeline_digest"), data | {"title": "Again"})
    assert "none waits any more" in answer.content.decode() or answer.status_code == 200
    assert list(Digest.objects.filter(sent_at__isnull=False).values_list("title", flat=True)) == ["Old entries"]


def test_words_of_a_digest_are_kept_back_while_one_of_its_entries_is(client, site, waiting):
    digest = Digest.objects.get()
    send_digest(digest, waiting, title="The case of Jane", introduction="She was six.")
    address = Digest.objects.get().short_path
    assert "The case of Jane" in client.get(address).content.decode()
    Restriction.objects.create(page=waiting[0], made_on="2026-01-01", review_on="2027-01-01", scope="All of it")
    page = client.get(address).content.decode()
    assert "Jane" not in page
    assert "She was six" not in page
    assert "2 entries added to the story" in page


def test_correction_of_what_waits_for_a_digest_waits_with_it(admin, waiting):
    changed(admin, waiting[0], "correction", "It was 1997.")
    assert ChangeNote.objects.get().told_at is None


def test_quiet_draft_of_what_waits_is_not_in_the_digest(admin, site, waiting):
    edit_form(admin, waiting[0]).fill_in(announcing="quietly").save_draft()
    assert waiting_entries(site).count() == 2


def test_site_that_had_a_digest_can_be_deleted_and_nobody_hears_again(site, waiting):
    send_digest(Digest.objects.get(), waiting)
    site.delete()
    assert set(PublicRecord.objects.filter(page__in=waiting).values_list("digest", flat=True)) == {
        Digest.objects.get().pk
    }


def test_what_waits_and_moves_to_another_campaign_waits_there(site, waiting):
    home = Page.get_first_root_node().add_child(instance=HomePage(title="Other", slug="other"))
    other = Site.objects.create(hostname="other.example", root_page=home)
    story = home.add_child(instance=TimelinePage(title="Its story", slug="timeline"))
    EventPage.objects.get(pk=waiting[0].pk).move(story, pos="last-child")
    assert [entry.pk for entry in waiting_entries(other)] == [waiting[0].pk]
    assert waiting_entries(site).count() == 2


def test_entry_that_waits_can_go_quietly_instead(admin, site, waiting):
    admin.post(reverse("timeline_digest"), {"title": "", "entries": [waiting[0].pk], "quietly": "1"})
    assert record_of(waiting[0]).announcing == "quietly"
    assert waiting_entries(site).count() == 2


def test_entry_that_waits_can_be_announced_alone_instead(admin, site, waiting):
    assert edit_form(admin, waiting[0]).fill_in(announcing="now").publish().status_code == 302
    assert told_alone(site) == [waiting[0].pk]
    assert waiting_entries(site).count() == 2


def test_digest_is_sent_once(site, waiting):
    digest = Digest.objects.get()
    send_digest(digest, waiting)
    with pytest.raises(ValueError, match="waits"):
        send_digest(digest, waiting)


def test_digest_of_nothing_is_refused(admin, waiting):
    answer = admin.post(reverse("timeline_digest"), {"title": "Empty"})
    assert answer.context["form"].errors["entries"] == ["Tick at least one entry."]
    assert not Digest.objects.filter(sent_at__isnull=False).exists()


def test_page_of_the_digest_that_waits_says_when_nothing_does(admin, front_page):
    assert "Nothing waits for a digest" in admin.get(reverse("timeline_digest")).content.decode()


def test_page_of_a_digest_lists_what_is_still_published(client, site, waiting):
    digest = Digest.objects.get()
    digest.title = "Old entries"
    digest.save()
    assert client.get(digest.short_path).status_code == 404
    send_digest(digest, waiting)
    waiting[0].unpublish()
    page = client.get(digest.short_path).content.decode()
    assert "Of 1996" not in page
    assert "Of 2012" in page
    for entry in waiting[1:]:
        entry.unpublish()
    assert client.get(digest.short_path).status_code == 404


@pytest.mark.parametrize(("group", "allowed"), [("Editors", False), ("Moderators", True)])
def test_digest_needs_the_right_to_publish(client, django_user_model, waiting, group, allowed):
    user = django_user_model.objects.create_user("writer", "writer@example.org", "a long password")
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    assert (client.get(reverse("timeline_digest")).status_code == 200) == allowed
    assert ("3 entries wait" in client.get(reverse("wagtailadmin_home")).content.decode()) == allowed


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
