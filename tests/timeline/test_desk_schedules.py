"""What the dashboard shows of the clock."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page, Revision

from tests.factories import make_event
from tests.story_pages import soup_of
from timeline.models import CommandRun, MissedSchedule, TimelinePage
from timeline.schedules import RunOfSchedules

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def scheduled(title, at, **values):
    page = make_event(title=title, live=False, **values)
    Revision.objects.filter(pk=page.save_revision().pk).update(approved_go_live_at=at)
    return page


def panel(client, name):
    """The words of one panel of the dashboard; empty when it is not there."""
    found = soup_of(client, reverse("wagtailadmin_home")).find(id=f"{name}-section")
    return " ".join(found.get_text(" ").split()) if found else ""


def volunteer(django_user_model, *, page=None):
    """An account that may enter the admin, and change one page if any."""
    user = django_user_model.objects.create_user("volunteer", "volunteer@example.org", "a long password")
    group = Group.objects.create(name="Volunteers")
    from django.contrib.auth.models import Permission

    group.permissions.add(Permission.objects.get(codename="access_admin"))
    if page is not None:
        GroupPagePermission.objects.create(
            group=group, page=page, permission=Permission.objects.get(codename="change_page")
        )
    user.groups.add(group)
    return user


def test_what_goes_out_is_listed_with_its_hour_its_zone_and_where_it_will_be(admin, front_page):
    at = datetime.datetime(2099, 7, 1, 8, 30, tzinfo=datetime.UTC)
    scheduled("The hearing", at, date="2099-07-02", occurrence="scheduled")
    words = panel(admin, "what-goes-out")
    assert "1 July 2099, 09:30" in words
    assert "The hearing (its page, feeds, calendar)" in words
    assert "Europe/London" in words


def test_what_nobody_will_be_told_of_says_so(admin, front_page):
    page = scheduled("A detail", timezone.now() + DAY)
    page.public_record.announcing = "quietly"
    page.public_record.save()
    assert "A detail (its page, in no feed)" in panel(admin, "what-goes-out")


def test_what_comes_down_is_listed(admin, front_page):
    page = make_event(title="A call for evidence")
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() + DAY)
    assert "A call for evidence" in panel(admin, "what-goes-out")


def test_there_is_no_panel_where_nothing_is_scheduled_and_nothing_missed(admin, front_page):
    make_event()
    assert panel(admin, "what-goes-out") == panel(admin, "what-was-missed") == ""


def test_what_could_not_go_out_is_shown_with_the_reason(admin, front_page):
    page = make_event(title="A letter", live=False, sources=0)
    Revision.objects.filter(pk=page.save_revision().pk).update(approved_go_live_at=timezone.now() - DAY)
    RunOfSchedules().work()
    words = panel(admin, "what-was-missed")
    assert "A letter should go out" in words
    assert "at least one source" in words


def test_what_nobody_tried_is_shown_too(admin, front_page):
    scheduled("A letter", timezone.now() - DAY)
    expired = make_event(title="A call")
    Page.objects.filter(pk=expired.pk).update(expire_at=timezone.now() - DAY)
    words = panel(admin, "what-was-missed")
    assert "A letter should have gone out, and nothing has tried yet" in words
    assert "A call should have been taken down. Readers do not see it any more" in words


def test_an_editor_sees_the_pages_that_are_theirs(client, front_page, django_user_model):
    client.force_login(volunteer(django_user_model))
    scheduled("A letter", timezone.now() + DAY)
    MissedSchedule.objects.create(
        page=make_event(title="A call"), action="publish", due_at=timezone.now(), failed_at=timezone.now(), why="No."
    )
    assert panel(client, "what-goes-out") == panel(client, "what-was-missed") == ""


def test_an_editor_of_the_story_sees_what_stands_in_it(client, front_page, django_user_model):
    client.force_login(volunteer(django_user_model, page=TimelinePage.objects.get()))
    scheduled("A letter", timezone.now() + DAY)
    assert "A letter" in panel(client, "what-goes-out")


def test_a_command_that_is_late_is_said_to_be(admin, front_page):
    assert "Late." in panel(admin, "commands-that-run")
    for name in ("publish_scheduled", "check_links", "reconcile_media"):
        CommandRun.objects.create(name=name, began_at=timezone.now(), ended_at=timezone.now())
    words = panel(admin, "commands-that-run")
    assert "last done" in words
    assert "Late." not in words


def test_panels_cost_the_same_however_many_are_scheduled(admin, front_page, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries():
        with CaptureQueriesContext(connection) as seen:
            admin.get(reverse("wagtailadmin_home"))
        return len(seen)

    scheduled("One", timezone.now() + DAY)
    queries()
    few = queries()
    for number in range(12):
        scheduled(f"Letter {number}", timezone.now() + DAY)
    # Wagtail's own panels have rows of their own; none of ours may cost one a page.
    assert queries() <= few + 2
