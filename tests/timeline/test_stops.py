"""The table of what stops a page, and of every way to publish: each stop holds on each way."""

import datetime
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision, Workflow

from tests.admin_forms import body, edit_form
from tests.canary_states import order_on
from tests.factories import make_document, make_event
from timeline.holds import current_hold, hold_everything
from timeline.models import EventPage, ProtectedName, TimelineEntry, TimelinePage

pytestmark = pytest.mark.django_db


# What stops it


def no_source(page):
    page.sources.all().delete()
    page.save_revision()


def a_protected_name(page):
    ProtectedName.objects.create(name="Jane Example")
    page.title = "Jane Example wrote a letter"
    page.save_revision()


def a_document_that_may_not_be_published(page):
    page.body = [("document", {"document": make_document(may_be_published="not-yet")})]
    page.save_revision()


def an_order_and_no_legal_reader(page):
    order_on(page.get_parent())


def a_hold_on_everything(page):
    hold_everything(user=None, why="The judgment is read out at ten")


STOPS = [
    no_source,
    a_protected_name,
    a_document_that_may_not_be_published,
    an_order_and_no_legal_reader,
    a_hold_on_everything,
]


# The ways


def account(page) -> dict:
    """The blocks of its account as the form sends them, which a script draws."""
    return body(*((block["type"], block["value"]) for block in page.body.get_prep_value()))


def the_form(admin, page):
    edit_form(admin, page).fill_in(account(page)).publish()


def the_bulk_action(admin, page):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    assert admin.post(f"{url}?id={page.pk}", {"include_descendants": ""}).status_code == 302


def the_schedule(admin, page):
    Revision.objects.filter(pk=page.latest_revision_id).update(
        approved_go_live_at=timezone.now() - datetime.timedelta(minutes=1)
    )
    with suppress(CommandError):
        call_command("publish_scheduled")


def the_workflow(admin, page):
    user = EventPage.objects.get(pk=page.pk).owner
    state = Workflow.objects.get(name="Moderators approval").start(page, user)
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.current_task_state.pk])
    assert admin.post(url).status_code in (200, 302)


def an_importer(admin, page):
    new = EventPage(title=page.title, slug="another", date="2018", summary="It was.", body=page.body, live=True)
    if page.sources.exists():
        new.sources = [type(page.sources.first())(title="A source")]
    with suppress(ValidationError):
        TimelinePage.objects.get().add_child(instance=new)


def code(admin, page):
    with suppress(ValidationError):
        page.get_latest_revision().publish()


def an_old_revision(admin, page):
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = edit_form(admin, page)
    form.fill_in(account(page), revision=str(page.latest_revision_id))
    assert admin.post(url, {**form.data, "action-publish": "1"}).status_code in (200, 302)


WAYS = [the_form, the_bulk_action, the_schedule, the_workflow, an_importer, code, an_old_revision]


def prepared(stop):
    page = make_event(live=False)
    stop(page)
    return EventPage.objects.get(pk=page.pk).get_latest_revision_as_object()


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("stop", STOPS, ids=lambda stop: stop.__name__)
def test_stop_holds(admin, front_page, stop, way):
    way(admin, prepared(stop))
    assert not TimelineEntry.objects.filter(live=True).exists()


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_the_same_way_lets_out_what_nothing_stops(admin, front_page, way):
    way(admin, prepared(lambda page: None))
    assert TimelineEntry.objects.filter(live=True).count() == 1


@pytest.mark.parametrize("way", [the_bulk_action, the_workflow])
def test_refusal_is_told_where_no_form_tells_it(admin, front_page, way):
    page = prepared(a_hold_on_everything)
    way(admin, page)
    words = " ".join(str(message) for message in admin.get(reverse("wagtailadmin_home")).context["messages"])
    assert "Not published. All publishing is on hold: The judgment is read out at ten." in words


def test_what_is_out_stays_out_and_can_be_taken_down_while_everything_is_on_hold(admin, front_page):
    page = make_event()
    hold_everything(user=None, why="A fault.")
    edit_form(admin, page).fill_in(summary="Said better.").save_draft()
    page = EventPage.objects.get(pk=page.pk)
    assert page.live
    page.unpublish()
    assert not EventPage.objects.get(pk=page.pk).live


def test_what_came_to_its_hour_in_a_hold_goes_out_after_it(front_page, editor):
    from timeline.holds import let_go

    page = prepared(a_hold_on_everything)
    the_schedule(None, page)
    assert Revision.objects.get(pk=page.latest_revision_id).approved_go_live_at is not None
    let_go(current_hold(), user=editor)
    call_command("publish_scheduled")
    assert EventPage.objects.get(pk=page.pk).live
