"""Wagtail's lists on the dashboard, with an end: what waits for me, what of mine waits, what I have locked."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from tests.factories import make_event

pytestmark = pytest.mark.django_db


def desk(client) -> str:
    return client.get(reverse("wagtailadmin_home")).content.decode()


def submit(number, user):
    """So many drafts that wait for a moderator, the last of them submitted last."""
    made = [make_event(live=False, title=f"Draft {place}", owner=user) for place in range(number)]
    for page in made:
        page.get_workflow().start(page, user)
    return made


def test_what_waits_for_a_moderator_stands_on_the_desk_with_its_buttons(admin, front_page, editor):
    [page] = submit(1, editor)
    html = desk(admin)
    assert "Awaiting your review" in html
    assert html.count("Draft 0") >= 2
    state = page.current_workflow_task_state
    assert reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]) in html
    assert "There are more" not in html


def test_ten_are_shown_and_a_line_leads_to_all_of_them(admin, front_page, editor):
    submit(11, editor)
    html = desk(admin)
    assert len(set(re.findall(r"workflow/action/(\d+)/approve/", html))) == 10
    assert html.count("There are more: all of them") == 2
    assert reverse("wagtailadmin_reports:workflow_tasks") in html
    assert reverse("wagtailadmin_reports:workflow") in html


def test_who_owns_what_waits_sees_it_whoever_submitted_it(client, front_page, editor, django_user_model):
    owner = django_user_model.objects.create_superuser("owner", "owner@example.org", "a long password")
    page = make_event(live=False, title="Mine", owner=owner)
    page.get_workflow().start(page, editor)
    client.force_login(owner)
    assert "Your pages and snippets in a workflow" in desk(client)


def test_locked_pages_are_those_that_the_user_has_locked(admin, front_page, editor):
    pages = [make_event(title=f"Locked {place}") for place in range(12)]
    Page.objects.filter(pk__in=[page.pk for page in pages[:11]]).update(
        locked=True, locked_by=editor, locked_at=timezone.now()
    )
    html = desk(admin)
    assert "Your locked pages" in html
    assert html.count('title="Edit this page">Locked') == 10
    assert reverse("wagtailadmin_reports:locked_pages") in html
    assert "Locked 11" not in html


def test_empty_desk_has_none_of_them(admin, front_page):
    html = desk(admin)
    assert "Awaiting your review" not in html
    assert "Your locked pages" not in html
    assert "There are more" not in html
