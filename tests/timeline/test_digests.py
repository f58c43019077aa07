"""Digests: many entries that subscribers are told of in one item."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Page, Site

from home.models import HomePage
from tests.admin_forms import edit_form
from tests.factories import make_event, publish
from tests.told import changed, record_of, told_alone
from timeline.announcing import entries_of, send_digest, waiting_entries
from timeline.models import ChangeNote, Digest, EventPage, PublicRecord, Restriction, TimelinePage

pytestmark = pytest.mark.django_db


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
