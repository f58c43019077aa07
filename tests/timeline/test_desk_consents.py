"""Consents to pictures that end, on the desk."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_event, make_image
from tests.story_pages import soup_of
from tests.timeline.test_desk_schedules import panel
from timeline.desk_consents import consents_that_end
from timeline.models import ImageConsent

pytestmark = pytest.mark.django_db
NAME = "consents-that-end"


def in_days(number: int):
    return timezone.localdate() + datetime.timedelta(days=number)


def agreed(title="A pupil", *, used=True, recognisable="child", **given):
    image = make_image(title=title, recognisable=recognisable)
    if used:
        make_event(image=image, live=False)
    ImageConsent.objects.create(image=image, who="Her mother", evidence="Letter 3", **given)
    return image


def listed(client) -> list[str]:
    return [link.get_text() for link in soup_of(client, reverse("wagtailadmin_home")).select(f"#{NAME}-section li a")]


def test_without_one_that_ends_there_is_no_panel(admin, front_page):
    agreed()
    agreed(ends_on=in_days(61))
    assert panel(admin, NAME) == ""


def test_what_ends_and_what_is_over_stands_there_the_soonest_first(admin, front_page):
    agreed("Ends later", ends_on=in_days(60))
    image = agreed("Ends today", ends_on=in_days(0), used=False)
    agreed("Taken back", withdrawn_on=in_days(-3), ends_on=in_days(30))
    agreed("Has ended", ends_on=in_days(-400))
    assert listed(admin) == ["Has ended", "Taken back", "Ends today", "Ends later"]
    words = panel(admin, NAME)
    assert "Has ended : Her mother, ended on" in words
    assert "Taken back : Her mother, taken back on" in words
    assert "Ends today : Her mother, until" in words
    links = soup_of(admin, reverse("wagtailadmin_home")).select(f"#{NAME}-section li a")
    assert links[2]["href"] == reverse("wagtailimages:edit", args=[image.pk])


def test_what_is_over_and_used_nowhere_is_no_work(admin, front_page):
    agreed(ends_on=in_days(-1), used=False)
    agreed(withdrawn_on=in_days(-1), used=False)
    assert panel(admin, NAME) == ""


def test_picture_in_an_account_is_used(admin, front_page):
    image = agreed(ends_on=in_days(-1), used=False)
    body = [("image", {"image": image, "caption": ""})]
    make_event(live=False, body=body)
    assert listed(admin) == ["A pupil"]


def test_where_nobody_can_be_recognised_nobody_has_to_agree(admin, front_page):
    agreed(ends_on=in_days(1), recognisable="nobody")
    assert panel(admin, NAME) == ""


def test_only_who_may_change_pictures_sees_it(client, front_page, django_user_model):
    agreed(ends_on=in_days(1))
    user = django_user_model.objects.create_user("one", "o@example.org", "a long password")
    user.groups.add(Group.objects.get(name="Legal"))
    client.force_login(user)
    assert panel(client, NAME) == ""
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(django_user_model.objects.get(pk=user.pk))
    assert "Her mother" in panel(client, NAME)


def test_many_cost_the_same_and_are_cut_short(admin, front_page, editor):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            list(consents_that_end(editor))
        return len(seen)

    agreed(ends_on=in_days(1))
    few = queries()
    for number in range(10):
        agreed(f"Picture {number}", ends_on=in_days(2), used=False)
    assert queries() == few == 1
    assert len(listed(admin)) == 10
    assert "There are more." in panel(admin, NAME)
