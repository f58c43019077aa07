"""A page that holds a name under an order goes out by no way to publish, and may be a draft."""

import datetime
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from tests.admin_forms import edit_form
from tests.factories import make_event, make_image
from timeline.models import CampaignImage, EntrySource, EventPage, ProtectedName, TimelinePage
from timeline.protected_names import fields_with_protected_names

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("protected")]


def test_drafts_and_remarks_of_editors_may_hold_it(front_page):
    page = make_event()
    page.title = "Jane Example"
    page.save_revision()
    page.refresh_from_db()
    assert page.draft_title == "Jane Example"
    assert fields_with_protected_names(page) == {}
    with pytest.raises(ValidationError):
        page.get_latest_revision().publish()


def test_page_without_the_name_goes_out(front_page):
    assert make_event(summary="For example, Jane.").live


def by_the_form(admin, page):
    edit_form(admin, page).publish()


def by_the_form_on_a_schedule(admin, page):
    edit_form(admin, page).fill_in(go_live_at="2099-01-01 09:00").publish()


def by_the_revision(admin, page):
    page.get_latest_revision().publish()


def by_the_schedule(admin, page):
    revision = page.get_latest_revision()
    revision.approved_go_live_at = timezone.now() - datetime.timedelta(minutes=1)
    revision.save()
    with suppress(CommandError):
        call_command("publish_scheduled")


def by_the_workflow(admin, page):
    from wagtail.models import Workflow

    workflow = Workflow.objects.get(name="Moderators approval")
    user = page.owner or page.latest_revision.user
    state = workflow.start(page, user)
    state.current_task_state.approve(user=user)


def by_the_bulk_action(admin, page):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    admin.post(f"{url}?id={page.pk}", {"include_descendants": ""})


def by_an_old_revision(admin, page):
    old = page.get_latest_revision()
    page.image = None
    page.save_revision()
    old.publish()


def by_save(admin, page):
    page.live = True
    page.save()


def by_save_of_one_field(admin, page):
    page.live = True
    page.save(update_fields=["live"])


def by_the_loader(admin, page):
    new = EventPage(title="B", slug="b", date="2018", summary="It was.", image=page.image, live=True)
    new.sources = [EntrySource(title="A source")]
    TimelinePage.objects.get().add_child(instance=new)


WAYS = [
    by_the_form,
    by_the_form_on_a_schedule,
    by_the_revision,
    by_the_schedule,
    by_the_workflow,
    by_the_bulk_action,
    by_an_old_revision,
    by_save,
    by_save_of_one_field,
    by_the_loader,
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_name_in_the_file_name_of_a_picture_stops_every_way_to_publish(admin, front_page, way):
    image = make_image()
    CampaignImage.objects.filter(pk=image.pk).update(file="originals/jane-example.png")
    page = make_event(live=False, image=CampaignImage.objects.get(pk=image.pk))
    with suppress(ValidationError):
        way(admin, page)
    assert not EventPage.objects.filter(live=True).exists()
    assert not Revision.objects.filter(approved_go_live_at__gt=timezone.now()).exists()
    page.refresh_from_db()
    assert page.public_record.announced_at is None


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_the_same_ways_let_out_a_picture_with_another_file_name(admin, front_page, way):
    page = make_event(live=False, image=make_image())
    way(admin, page)
    scheduled = Revision.objects.filter(approved_go_live_at__gt=timezone.now()).exists()
    assert EventPage.objects.filter(live=True).exists() or scheduled


def test_live_page_that_holds_a_name_added_later_can_be_taken_back(front_page):
    page = make_event(title="On John Sample")
    ProtectedName.objects.create(name="John Sample")
    page.unpublish()
    page.refresh_from_db()
    assert not page.live


def test_front_page_may_not_be_saved_live_with_the_name(front_page):
    front_page.strapline = "For Jane Example"
    with pytest.raises(ValidationError):
        front_page.save()
    assert Page.objects.get(pk=front_page.pk).specific.strapline == ""
