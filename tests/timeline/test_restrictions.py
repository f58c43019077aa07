"""What an order closes stays closed, whatever is done to the page."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from home.models import StandingPage
from legal.models import CasePage
from press.models import PressArchivePage
from tests.factories import make_article, make_case, make_event, make_milestone, publish, read_by_a_lawyer
from timeline.legal_checks import digest_of
from timeline.models import LegalSignOff, Restriction, TimelinePage
from timeline.querysets import closed_pages, published_pages
from timeline.restrictions import lift, reach_of

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 5, 3)


def order_on(page, **given):
    values = {"made_on": TODAY, "review_on": TODAY, "scope": "The name of a child.", **given}
    return Restriction.objects.create(page_id=page.pk, **values)


def make_standing(front_page, slug="about", **given):
    page = front_page.add_child(instance=StandingPage(title=slug, slug=slug, body="<p>Words</p>", live=False, **given))
    return publish(page)


@pytest.fixture
def closed(front_page):
    """A published entry under an order."""
    page = make_event(slug="closed")
    order_on(page)
    return page


def is_open(client, page) -> bool:
    page = Page.objects.get(pk=page.pk)
    answer = client.get(page.get_url()).status_code
    assert (answer == 200) is published_pages().filter(pk=page.pk).exists()
    return answer == 200


def test_order_closes_at_once_and_publishes_nothing(client, front_page):
    for page in (make_event(), make_article(), make_milestone(), make_case(), make_standing(front_page)):
        before = Page.objects.get(pk=page.pk)
        assert is_open(client, page)
        order_on(page)
        assert not is_open(client, page)
        after = Page.objects.get(pk=page.pk)
        assert (after.live, after.latest_revision_id, after.last_published_at) == (
            before.live, before.latest_revision_id, before.last_published_at,
        )  # fmt: skip


def test_order_on_a_case_closes_its_milestones(client, front_page):
    case = make_case()
    milestone = make_milestone(case=case)
    order_on(case)
    assert not is_open(client, milestone)
    assert set(closed_pages().values_list("pk", flat=True)) == {case.pk, milestone.pk}
    assert is_open(client, make_milestone())


def test_review_date_that_has_passed_opens_nothing(client, front_page):
    page = make_event()
    order = order_on(page, review_on=TODAY - datetime.timedelta(days=400))
    assert not is_open(client, page)
    assert list(Restriction.objects.due_for_review(TODAY)) == [order]


def test_lifted_order_opens_the_page_again(client, front_page, editor):
    page = make_event()
    lift(order_on(page), user=editor, why="The court discharged it.")
    assert is_open(client, page)


def test_page_with_two_orders_stays_closed_until_both_are_lifted(client, closed):
    first, second = Restriction.objects.get(), order_on(closed)
    lift(first, user=None, why="It was made twice.")
    assert not is_open(client, closed)
    lift(second, user=None, why="The court discharged it.")
    assert is_open(client, closed)


def test_lifting_without_a_reason_is_refused_by_the_database(closed):
    with pytest.raises(IntegrityError), transaction.atomic():
        lift(Restriction.objects.get(), user=None, why="")


def by_publishing(page):
    publish(page)


def by_an_old_revision(page):
    old = page.get_latest_revision()
    page.summary = "Said better."
    publish(page)
    LegalSignOff.objects.create(page=page, revision=old, digest=digest_of(old.content))
    old.publish()


def by_the_schedule(page):
    revision = read_by_a_lawyer(page.save_revision())
    revision.approved_go_live_at = timezone.now() - datetime.timedelta(minutes=1)
    revision.save()
    call_command("publish_scheduled")
    page.refresh_from_db()
    assert page.live_revision_id == revision.pk


def by_taking_back_and_publishing(page):
    page.unpublish()
    publish(page)


def by_renaming(page):
    page.title, page.slug = "Another", "another"
    publish(page)


def by_moving(page):
    story = TimelinePage.objects.get()
    Page.objects.get(pk=page.pk).move(Page.objects.get(pk=story.pk), pos="first-child")


WAYS = [by_publishing, by_an_old_revision, by_the_schedule, by_taking_back_and_publishing, by_renaming, by_moving]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_order_is_not_lifted(client, closed, way):
    way(closed)
    assert not is_open(client, closed)
    assert Restriction.objects.get().is_in_force


def test_deleting_the_page_takes_its_order_along(closed):
    closed.delete()
    assert not Restriction.objects.exists()


# Moves


@pytest.fixture
def cases(front_page):
    """A closed case with a milestone, and an open one."""
    shut, open_one = make_case(title="Shut"), make_case(title="Open")
    milestone = make_milestone(case=shut)
    order_on(shut)
    return CasePage.objects.get(pk=shut.pk), CasePage.objects.get(pk=open_one.pk), milestone


def test_milestone_does_not_move_out_of_a_closed_case(client, cases):
    shut, open_case, milestone = cases
    with pytest.raises(PermissionDenied):
        milestone.move(open_case, pos="last-child")
    assert Page.objects.get(pk=milestone.pk).path.startswith(shut.path)
    assert not is_open(client, milestone)


def test_editor_who_moves_it_out_is_told_why_not(admin, cases):
    shut, open_case, milestone = cases
    url = reverse("wagtailadmin_pages:move_confirm", args=[milestone.pk, open_case.pk])
    for answer in (admin.get(url, follow=True), admin.post(url, follow=True)):
        assert "is closed by an order on “Shut”" in answer.content.decode()
    assert Page.objects.get(pk=milestone.pk).path.startswith(shut.path)


def test_bulk_move_out_of_a_closed_case_moves_nothing(admin, cases):
    shut, open_case, milestone = cases
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    admin.post(f"{url}?id={milestone.pk}", {"chooser": open_case.pk})
    assert Page.objects.get(pk=milestone.pk).path.startswith(shut.path)


def test_milestone_with_an_order_of_its_own_stays_closed_where_it_goes(client, front_page):
    milestone, other = make_milestone(), make_case()
    order_on(milestone)
    milestone.move(CasePage.objects.get(pk=other.pk), pos="last-child")
    assert not is_open(client, milestone)


def test_page_that_moves_under_a_closed_one_is_closed(client, cases):
    shut, _open_case, _milestone = cases
    moved = make_milestone()
    moved.move(shut, pos="last-child")
    assert not is_open(client, moved)


def test_milestones_of_a_closed_case_may_change_places(cases):
    shut, _open_case, milestone = cases
    milestone.move(shut, pos="first-child")


# Copies


def copy(admin, page, **fields):
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    values = {"new_title": "A copy", "new_slug": "a-copy", "new_parent_page": page.get_parent().pk}
    return admin.post(url, {**values, **fields})


@pytest.mark.parametrize("make", [make_event, make_article, make_milestone, make_case], ids=lambda make: make.__name__)
def test_closed_page_is_not_copied(admin, front_page, make):
    page = make()
    order_on(page)
    response = copy(admin, page)
    assert response.status_code == 200
    assert "cannot be copied" in response.content.decode()
    assert not Page.objects.filter(slug="a-copy").exists()
    with pytest.raises(PermissionDenied):
        page.copy(update_attrs={"slug": "a-copy", "title": "A copy"}, keep_live=True)


def test_page_under_or_over_a_closed_one_is_not_copied(admin, front_page):
    case = make_case()
    first, second = make_milestone(case=case), make_milestone(case=case)
    order = order_on(first)
    case = CasePage.objects.get(pk=case.pk)
    assert copy(admin, case, copy_subpages="on").status_code == 200
    assert copy(admin, second).status_code == 302
    assert copy(admin, case, new_slug="bare-copy").status_code == 302
    lift(order, user=None, why="The court discharged it.")
    order_on(case)
    assert copy(admin, second, new_slug="b").status_code == 200
    assert not Page.objects.filter(slug="b").exists()


@pytest.mark.parametrize("make", [make_event, make_case], ids=lambda make: make.__name__)
def test_copy_form_of_every_gated_page_offers_no_alias(admin, front_page, make):
    page = make()
    assert "alias" not in admin.get(reverse("wagtailadmin_pages:copy", args=[page.pk])).context["form"].fields


# What the history says


def test_history_of_the_page_tells_of_the_order_and_not_what_it_covers(front_page, editor):
    page = make_event()
    order = order_on(page, scope="The name of the second child.", closed_by=editor)
    lift(order, user=editor, why="The court discharged it.")
    entries = PageLogEntry.objects.filter(page=page.pk, action__startswith="timeline.").order_by("pk")
    assert [(entry.action, entry.user) for entry in entries] == [
        ("timeline.restrict", editor),
        ("timeline.lift", editor),
    ]
    assert not any("second child" in str(entry.data) for entry in entries)
    assert [entry.formatter.label for entry in entries] == ["Restrict", "Lift a restriction"]


def test_reach_counts_what_is_under_a_page(front_page):
    case = make_case()
    make_milestone(case=case)
    make_milestone(case=case, live=False)
    reach = reach_of(Page.objects.get(pk=case.pk))
    assert reach.in_words == "2 pages under it, no documents and no pictures"
    assert PressArchivePage.objects.get() not in reach.also_used_by
