"""A hold stops what comes before readers without being published: the end of a page's privacy, and moves."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from wagtail.models import Page, PageLogEntry, PageViewRestriction

from tests.canary_states import restrict
from tests.factories import make_case, make_document, make_event, make_image, make_milestone, picture_bytes
from timeline.going_out import StoppedError
from timeline.holds import current_hold, hold_everything, let_go
from timeline.models import EventPage, PublicRecord, TimelinePage
from timeline.withdrawals import withdraw

pytestmark = pytest.mark.django_db
WHY = "The judgment is read out at ten"


@pytest.fixture
def held(front_page):
    return lambda: hold_everything(user=None, why=WHY)


def set_privacy(admin, page, kind, **more):
    """As Wagtail's dialogue does."""
    url = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    return admin.post(url, {"restriction_type": kind, "password": "", **more})


def is_private(page) -> bool:
    return PageViewRestriction.objects.filter(page_id=page.pk).exists()


def was_told(page) -> bool:
    return PublicRecord.objects.get(page_id=page.pk).announced_at is not None


def private_event():
    """One that was published behind its privacy: readers were never told of it."""
    story = Page.objects.get(pk=TimelinePage.objects.get().pk)
    shut = restrict(story)
    page = make_event()
    shut.delete()
    PublicRecord.objects.filter(page_id=page.pk).update(announced_at=None)
    restrict(page)
    return EventPage.objects.get(pk=page.pk)


# Privacy


def test_privacy_does_not_end_in_a_hold_and_the_dialogue_says_why(admin, held):
    page = private_event()
    held()
    told = set_privacy(admin, page, "none").json()
    assert told["step"] == "set_privacy"
    assert f"All publishing is on hold: {WHY}." in told["html"]
    assert "end that when the hold is lifted" in told["html"]
    assert is_private(page)
    assert not page.is_published()
    assert not was_told(page)
    assert not PageLogEntry.objects.filter(action="wagtail.view_restriction.delete", page=page.pk).exists()


def test_privacy_ends_when_the_hold_is_lifted_and_readers_are_told_then(admin, held, editor):
    page = private_event()
    held()
    set_privacy(admin, page, "none")
    let_go(current_hold(), user=editor)
    assert set_privacy(admin, page, "none").json()["step"] == "set_privacy_done"
    assert page.is_published()
    assert was_told(page)


def test_privacy_does_not_end_by_code_either(held):
    page = private_event()
    held()
    with pytest.raises(StoppedError, match="All publishing is on hold"), transaction.atomic():
        PageViewRestriction.objects.get(page=page).delete()
    assert is_private(page)
    assert not was_told(page)


def test_privacy_of_the_story_does_not_end_while_readers_would_have_what_is_under_it(held):
    story = TimelinePage.objects.get()
    shut = restrict(Page.objects.get(pk=story.pk))
    make_event()
    held()
    with pytest.raises(StoppedError), transaction.atomic():
        shut.delete()
    assert is_private(story)


def test_privacy_of_a_draft_may_end_by_code_and_that_of_a_page_that_is_deleted_goes_with_it(held):
    draft, page = make_event(live=False), private_event()
    shut = restrict(draft)
    held()
    shut.delete()
    page.delete()
    assert not PageViewRestriction.objects.exists()


def test_page_may_be_made_private_in_a_hold_and_in_another_way(admin, held):
    page = make_event()
    held()
    groups = [group.pk for group in Group.objects.order_by("name")[:1]]
    for kind, more in (("login", {}), ("groups", {"groups": groups}), ("login", {})):
        assert set_privacy(admin, page, kind, **more).json()["step"] == "set_privacy_done"
        assert not page.is_published()


# Moves


def behind_privacy(page):
    restrict(page.get_parent())


def behind_a_draft(page):
    Page.objects.filter(pk=page.get_parent().pk).update(live=False)


def behind_a_withdrawal(page):
    withdraw(page.get_parent(), why="error")


WAYS_TO_BE_SHUT = [behind_privacy, behind_a_draft, behind_a_withdrawal]


def shut_milestone(shut):
    page = make_milestone()
    shut(Page.objects.get(pk=page.pk))
    PublicRecord.objects.filter(page_id=page.pk).update(announced_at=None)
    return Page.objects.get(pk=page.pk), Page.objects.get(pk=make_case().pk)


@pytest.mark.parametrize("shut", WAYS_TO_BE_SHUT, ids=lambda one: one.__name__)
def test_nothing_is_moved_to_readers_in_a_hold(held, shut):
    page, there = shut_milestone(shut)
    held()
    with pytest.raises(StoppedError, match="In the new place readers would have"):
        page.move(there, pos="last-child")
    page = Page.objects.get(pk=page.pk)
    assert page.get_parent().pk != there.pk
    assert not was_told(page)


def test_move_is_refused_before_it_is_confirmed_and_says_what_to_do(admin, held):
    page, there = shut_milestone(behind_privacy)
    held()
    url = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, there.pk])
    answer = admin.post(url, follow=True)
    words = " ".join(str(message) for message in answer.context["messages"])
    assert f"All publishing is on hold: {WHY}." in words
    assert f"“{page.title}”" in words
    assert "move it when the hold is lifted" in words
    assert Page.objects.get(pk=page.pk).get_parent().pk != there.pk


def test_many_are_moved_at_once_or_none_and_the_editor_is_told(admin, held):
    page, there = shut_milestone(behind_privacy)
    open_one = make_milestone(case=make_case())
    held()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    answer = admin.post(f"{url}?id={open_one.pk}&id={page.pk}", {"chooser": there.pk}, follow=True)
    words = " ".join(str(message) for message in answer.context["messages"])
    assert "move it when the hold is lifted" in words
    assert "Not published" not in words
    assert {Page.objects.get(pk=one.pk).get_parent().pk for one in (open_one, page)}.isdisjoint({there.pk})


def test_what_readers_have_or_will_not_have_is_moved_in_a_hold(held):
    there = make_case()
    had, draft = make_milestone(), make_milestone(live=False)
    shut, private_by_itself = make_case(), make_milestone()
    for page in (shut, private_by_itself):
        restrict(Page.objects.get(pk=page.pk))
    inside = make_milestone(case=shut, live=False)
    held()
    for page in (had, draft, inside, private_by_itself):
        page = Page.objects.get(pk=page.pk)
        page.move(Page.objects.get(pk=there.pk), pos="last-child")
        assert Page.objects.get(pk=page.pk).get_parent().pk == there.pk
    # Closing is never in the way.
    Page.objects.get(pk=had.pk).move(Page.objects.get(pk=shut.pk), pos="last-child")
    assert not Page.objects.get(pk=had.pk).specific.is_published()


def test_nothing_is_moved_out_of_a_private_section_with_what_stands_under_it(held):
    case = make_case()
    make_milestone(case=case)
    room = Page.objects.get(pk=case.pk).get_parent()
    restrict(room)
    held()
    with pytest.raises(StoppedError):
        Page.objects.get(pk=case.pk).move(room.get_parent(), pos="last-child")


# Pictures and documents


def send_picture(admin, image, **changed):
    fields = {
        "title": image.title,
        "description": "A meadow",
        "credit": "Photograph: A. Name",
        "rights": image.rights,
        "recognisable": image.recognisable or "nobody",
        "collection": image.collection_id,
        "tags": "",
    }
    return admin.post(reverse("wagtailimages:edit", args=[image.pk]), {**fields, **changed})


def test_no_picture_comes_before_readers_in_a_hold_and_its_form_says_why(admin, held, front_page):
    image = make_image(rights="unknown")
    held()
    html = send_picture(admin, image, rights="own-work").content.decode()
    assert f"All publishing is on hold: {WHY}." in html
    image.refresh_from_db()
    assert image.rights == "unknown"


def test_no_picture_takes_the_place_of_one_that_is_out_in_a_hold(admin, held, front_page):
    image = make_image(rights="own-work")
    held()
    upload = SimpleUploadedFile("new.png", picture_bytes(), content_type="image/png")
    before = image.file.name
    assert "on hold" in send_picture(admin, image, file=upload).content.decode()
    image.refresh_from_db()
    assert image.file.name == before


@pytest.mark.parametrize("changed", [{"rights": "unknown"}, {"title": "Better words"}])
def test_picture_may_be_taken_from_readers_in_a_hold_and_get_better_words(admin, held, front_page, changed):
    image = make_image(rights="own-work")
    held()
    assert send_picture(admin, image, **changed).status_code == 302
    image.refresh_from_db()
    assert all(getattr(image, name) == value for name, value in changed.items())


@pytest.mark.parametrize(("before", "after", "is_kept"), [("not-yet", "yes", False), ("yes", "not-yet", True)])
def test_document_is_not_given_out_in_a_hold_and_may_be_taken_back(admin, held, front_page, before, after, is_kept):
    document = make_document(may_be_published=before)
    held()
    fields = {"title": document.title, "collection": document.collection_id, "tags": "", "may_be_published": after}
    answer = admin.post(reverse("wagtaildocs:edit", args=[document.pk]), fields)
    document.refresh_from_db()
    assert document.may_be_published == (after if is_kept else before)
    assert is_kept or f"All publishing is on hold: {WHY}." in answer.content.decode()
