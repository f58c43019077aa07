"""What stops an entry from going out holds on every way to publish, and where entries may stand."""

import datetime
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from home.models import HomePage, StandingPage
from legal.models import CasePage, LegalIndexPage, MilestonePage
from press.models import PressArchivePage, PressArticlePage
from tests.admin_forms import PUBLISH, edit_form
from tests.factories import make_article, make_event, make_milestone
from timeline.models import EventPage, TimelineEntry, TimelinePage

pytestmark = pytest.mark.django_db


def without_evidence():
    return [
        make_event(live=False, sources=0),
        make_article(live=False, article_url="", sources=0),
        make_milestone(live=False, sources=0),
    ]


def by_the_form(admin, page):
    edit_form(admin, page).publish()


def by_the_form_on_a_schedule(admin, page):
    edit_form(admin, page).fill_in(go_live_at="2099-01-01 09:00").publish()


def by_save(admin, page):
    page.live = True
    page.save()


def by_save_of_one_field(admin, page):
    page.live = True
    page.save(update_fields=["live"])


def by_the_revision(admin, page):
    page.get_latest_revision().publish()


def by_page_publish(admin, page):
    page.publish(page.get_latest_revision())


def by_the_bulk_action(admin, page):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    admin.post(f"{url}?id={page.pk}", {"include_descendants": ""})


def by_the_bulk_action_on_what_is_above(admin, page):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    admin.post(f"{url}?id={page.get_parent().pk}", {"include_descendants": "on"})


def by_the_schedule(admin, page):
    revision = page.get_latest_revision()
    revision.approved_go_live_at = timezone.now() - datetime.timedelta(minutes=1)
    revision.save()
    with suppress(CommandError):
        call_command("publish_scheduled")


def by_creating_it_live(admin, page):
    parent = page.get_parent()
    values = {"title": "Another", "slug": "another", "date": "2018", "summary": "It was.", "live": True}
    more = {"stage": page.stage} if isinstance(page, MilestonePage) else {}
    more |= {"outlet": page.outlet} if isinstance(page, PressArticlePage) else {}
    parent.add_child(instance=type(page)(**values, **more))


WAYS = [
    by_the_form,
    by_the_form_on_a_schedule,
    by_save,
    by_save_of_one_field,
    by_the_revision,
    by_page_publish,
    by_the_bulk_action,
    by_the_bulk_action_on_what_is_above,
    by_the_schedule,
    by_creating_it_live,
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_nothing_goes_out_without_a_source_or_a_reason(admin, front_page, way):
    for page in without_evidence():
        with suppress(ValidationError):
            way(admin, page)
        assert not TimelineEntry.objects.filter(live=True).exists(), page
        assert not Revision.objects.filter(approved_go_live_at__gt=timezone.now()).exists(), page
        assert page.public_record.announced_at is None


@pytest.mark.parametrize("way", [by_the_form, by_the_revision, by_the_bulk_action, by_the_schedule])
def test_the_same_ways_let_out_what_has_a_source(admin, front_page, way):
    page = make_event(live=False)
    way(admin, page)
    page.refresh_from_db()
    assert page.live


def test_draft_that_loses_its_source_leaves_the_published_entry_as_it_was(admin, front_page):
    page = make_event()
    form = edit_form(admin, page).fill_in({"sources-0-DELETE": "1"})
    assert form.save_draft().status_code == 302
    page.refresh_from_db()
    with pytest.raises(ValidationError):
        page.get_latest_revision().publish()
    page.refresh_from_db()
    assert page.live
    assert page.sources.count() == 1


def test_submitting_for_moderation_asks_for_a_source_too(admin, front_page):
    form = edit_form(admin, make_event(live=False, sources=0))
    response = form.send({"action-submit": "action-submit"})
    assert list(form.errors(response)) == ["no_source_reason"]


def test_only_sensible_parents_are_offered():
    assert {model: model.allowed_parent_page_models() for model in (EventPage, PressArticlePage, MilestonePage)} == {
        EventPage: [TimelinePage],
        PressArticlePage: [PressArchivePage],
        MilestonePage: [CasePage],
    }
    for model in (TimelinePage, PressArchivePage, LegalIndexPage):
        assert model.allowed_parent_page_models() == [HomePage]
    assert CasePage.allowed_parent_page_models() == [LegalIndexPage]
    assert set(StandingPage.allowed_parent_page_models()) == {HomePage, StandingPage}
    assert HomePage.allowed_parent_page_models() == [Page]


def test_an_entry_of_no_kind_cannot_be_made(admin, front_page):
    assert not TimelineEntry.is_creatable
    for parent in (front_page, TimelinePage.objects.get()):
        assert not TimelineEntry.can_create_at(parent)
        url = reverse("wagtailadmin_pages:add", args=["timeline", "timelineentry", parent.pk])
        assert admin.get(url).status_code in (302, 403, 404)
        html = admin.get(reverse("wagtailadmin_pages:add_subpage", args=[parent.pk]), follow=True).content.decode()
        assert "timeline/timelineentry" not in html


def test_adding_below_the_story_offers_events_and_chapters(admin, front_page):
    story = TimelinePage.objects.get()
    html = admin.get(reverse("wagtailadmin_pages:add_subpage", args=[story.pk])).content.decode()
    for name in ("eventpage", "chapterpage"):
        assert reverse("wagtailadmin_pages:add", args=["timeline", name, story.pk]) in html


def test_adding_below_a_room_leads_to_the_form_of_its_kind(admin, front_page):
    for model, room in ((PressArticlePage, PressArchivePage), (CasePage, LegalIndexPage)):
        answer = admin.get(reverse("wagtailadmin_pages:add_subpage", args=[room.objects.get().pk]))
        name = (model._meta.app_label, model._meta.model_name)
        assert answer["Location"] == reverse("wagtailadmin_pages:add", args=[*name, room.objects.get().pk])


def test_copy_form_offers_no_alias_and_makes_none(admin, front_page):
    page = make_event()
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    assert "alias" not in admin.get(url).context["form"].fields
    assert 'name="alias"' not in admin.get(url).content.decode()
    parent = page.get_parent()
    fields = {"new_title": "A copy", "new_slug": "a-copy", "new_parent_page": parent.pk, "alias": "on"}
    assert admin.post(url, fields).status_code == 302
    copy = EventPage.objects.get(slug="a-copy")
    assert copy.alias_of_id is None
    assert not copy.live
    assert not Page.objects.filter(alias_of__isnull=False).exists()


def test_publish_button_on_an_entry_that_is_live_already_works_as_before(admin, front_page):
    page = make_event()
    form = edit_form(admin, page).fill_in(summary="Said better.")
    assert form.send(PUBLISH).status_code == 302
    page.refresh_from_db()
    assert page.summary == "Said better."
