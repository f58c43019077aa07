"""What the public was promised of an entry: its permanent id, its clocks, and its addresses."""

import datetime

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from press.models import PressArchivePage
from tests.admin_forms import edit_form
from tests.factories import make_article, make_event, make_milestone, publish
from timeline.models import EventPage, PublicRecord, TimelinePage

pytestmark = pytest.mark.django_db

LONG_AGO = datetime.datetime(2019, 5, 4, 12, tzinfo=datetime.UTC)


def clocks(page):
    record = PublicRecord.objects.get(page_id=page.pk)
    return record.announced_at, record.materially_updated_at


@pytest.fixture
def told(front_page):
    """An entry that was announced and materially updated long ago."""
    page = make_event(title="A letter", slug="a-letter")
    PublicRecord.objects.filter(page=page).update(announced_at=LONG_AGO, materially_updated_at=LONG_AGO)
    return page


def test_record_is_made_with_the_entry(front_page):
    for page in (make_event(live=False), make_article(live=False), make_milestone(live=False)):
        assert clocks(page) == (None, None)
        assert page.public_record.uid.version == 4


def test_saving_again_keeps_the_record(told):
    uid = told.public_record.uid
    told.save()
    publish(told)
    assert PublicRecord.objects.get(page=told).uid == uid


def test_copy_has_a_record_of_its_own_and_is_not_announced(told):
    PublicRecord.objects.filter(page=told).update(materially_updated_at=LONG_AGO)
    copy = told.copy(update_attrs={"slug": "a-copy", "title": "A copy"}, keep_live=False)
    assert copy.public_record.uid != told.public_record.uid
    assert clocks(copy) == (None, None)


def test_publishing_announces_once(front_page):
    page = make_event(live=False)
    before = timezone.now()
    publish(page)
    announced_at, materially_updated_at = clocks(page)
    assert before <= announced_at <= timezone.now()
    assert materially_updated_at is None
    publish(page)
    assert clocks(page) == (announced_at, None)


def test_publishing_in_the_admin_announces(admin, front_page):
    page = make_event(live=False)
    assert edit_form(admin, page).publish().status_code == 302
    assert clocks(page)[0] is not None


def test_quiet_entry_stays_quiet_through_edits(admin, front_page):
    page = make_event(live=False)
    PublicRecord.objects.filter(page=page).update(announcing="quietly")
    publish(page)
    edit_form(admin, page).fill_in(summary="Said better.").publish()
    page.unpublish()
    publish(page)
    assert clocks(page) == (None, None)
    assert page.live
    assert page.title not in admin.get("/feeds/everything.rss").content.decode()


def test_scheduled_entry_is_announced_when_it_goes_live_and_not_when_it_is_scheduled(admin, front_page):
    page = make_event(live=False)
    assert edit_form(admin, page).fill_in(go_live_at="2099-01-01 09:00").publish().status_code == 302
    page.refresh_from_db()
    assert page.approved_schedule
    assert clocks(page) == (None, None)
    past = timezone.now() - datetime.timedelta(minutes=5)
    revision = page.get_latest_revision()
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()
    call_command("publish_scheduled")
    page.refresh_from_db()
    assert page.live
    assert clocks(page)[0] >= past


def unpublish_and_publish(page):
    page.unpublish()
    publish(page)


def publish_an_old_revision(page):
    old = page.get_latest_revision()
    page.summary = "Said better."
    publish(page)
    old.publish()


def rename(page):
    page.title, page.slug = "Another title", "another-slug"
    publish(page)


def move(page):
    page.move(TimelinePage.objects.get(), pos="first-child")


def change_the_date(page):
    page.date = "1996"
    publish(page)


@pytest.mark.parametrize(
    "act", [unpublish_and_publish, publish_an_old_revision, rename, move, change_the_date], ids=lambda act: act.__name__
)
def test_no_clock_moves_when(told, act):
    uid = told.public_record.uid
    act(told)
    assert clocks(told) == (LONG_AGO, LONG_AGO)
    assert PublicRecord.objects.get(page=told).uid == uid


def test_publishing_an_old_revision_takes_back_no_withdrawal(client, told):
    old = told.get_latest_revision()
    PublicRecord.objects.filter(page=told).update(withdrawn_at=LONG_AGO)
    old.publish()
    assert PublicRecord.objects.get(page=told).withdrawn_at == LONG_AGO
    assert client.get(told.url).status_code == 404


def test_short_ids_are_unique_even_where_the_draw_repeats(front_page, monkeypatch):
    import uuid

    first = make_event(live=False).public_record
    twin = uuid.UUID(first.uid.hex[:10] + uuid.uuid4().hex[10:])
    other = uuid.uuid4()
    draws = iter([twin, other])
    monkeypatch.setattr("timeline.models.permanent.uuid.uuid4", lambda: next(draws))
    assert make_event(live=False).public_record.uid == other


def test_short_address_leads_to_where_the_entry_stands_today(client, told):
    address = told.public_record.short_path
    assert address == f"/e/{told.public_record.short_id}/"
    assert client.get(address)["Location"] == told.get_url()
    rename(told)
    assert client.get(address)["Location"] == "/timeline/another-slug/"


def test_short_address_of_nothing_that_is_public_is_not_found(client, told):
    draft = make_event(live=False)
    for address in ("/e/0123456789/", draft.public_record.short_path):
        assert client.get(address).status_code == 404
    told.unpublish()
    assert client.get(told.public_record.short_path).status_code == 404


def test_new_title_of_a_published_entry_leaves_its_address(admin, told):
    assert edit_form(admin, told).fill_in(title="A letter, and its answer").publish().status_code == 302
    told.refresh_from_db()
    assert (told.title, told.slug) == ("A letter, and its answer", "a-letter")
    assert not Redirect.objects.exists()


def test_new_address_of_a_published_entry_leaves_a_redirect(admin, client, told, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        edit_form(admin, told).fill_in(slug="another-slug").publish()
    redirect = Redirect.objects.get()
    assert (redirect.old_path, redirect.redirect_page_id) == ("/timeline/a-letter", told.pk)
    assert admin.get("/timeline/a-letter/")["Location"] == "/timeline/another-slug/"


def test_new_address_of_an_entry_that_was_taken_back_leaves_a_redirect(told, django_capture_on_commit_callbacks):
    told.unpublish()
    with django_capture_on_commit_callbacks(execute=True):
        rename(told)
    assert Redirect.objects.get().old_path == "/timeline/a-letter"


def test_new_address_of_a_draft_leaves_none(admin, front_page, django_capture_on_commit_callbacks):
    """Its working titles would otherwise lead to it once it is out."""
    page = make_event(live=False, slug="the-minister-resigns")
    with django_capture_on_commit_callbacks(execute=True):
        assert edit_form(admin, page).fill_in(slug="a-change").save_draft().status_code == 302
    page.refresh_from_db()
    assert page.slug == "a-change"
    with django_capture_on_commit_callbacks(execute=True):
        publish(page)
    assert not Redirect.objects.exists()
    assert admin.get("/timeline/the-minister-resigns/").status_code == 404


def test_moved_page_leaves_a_redirect_only_if_it_was_public(front_page, django_capture_on_commit_callbacks):
    from home.models import StandingPage

    def standing(slug, parent, live=True):
        page = parent.add_child(instance=StandingPage(title=slug, slug=slug, body="<p>Words</p>", live=False))
        page.save_revision()
        return publish(page) if live else page

    below = standing("below", front_page)
    for slug, live in (("public", True), ("draft", False)):
        page = standing(slug, front_page, live=live)
        with django_capture_on_commit_callbacks(execute=True):
            Page.objects.get(pk=page.pk).move(Page.objects.get(pk=below.pk), pos="last-child")
    assert [redirect.old_path for redirect in Redirect.objects.all()] == ["/public"]


def test_entry_cannot_move_to_a_room_of_another_kind(admin, told):
    archive = PressArchivePage.objects.get()
    assert not EventPage.objects.get(pk=told.pk).can_move_to(archive)
    url = reverse("wagtailadmin_pages:move_confirm", args=[told.pk, archive.pk])
    admin.post(url)
    told.refresh_from_db()
    assert told.get_parent().pk == TimelinePage.objects.get().pk
