"""The switch that holds everything: who may press it, who may let go, and what everyone sees."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import ModelLogEntry

from tests.story_pages import soup_of
from timeline.going_out import NotReadyError
from timeline.holds import current_hold, hold_everything
from timeline.models import PublishingHold

pytestmark = pytest.mark.django_db
WHY = "The judge reads out the judgment at ten"


@pytest.fixture
def sign_in(client, django_user_model):
    def as_one_of(name):
        user = django_user_model.objects.create_user(f"a-{name}", "a@example.org", "a long password")
        user.groups.add(Group.objects.get(name=name))
        client.force_login(user)
        return client

    return as_one_of


def press(client):
    return client.post(reverse("timeline_hold"), {"why": WHY})


def lift(client):
    return client.post(reverse("timeline_hold"), {"lift": "1"})


@pytest.mark.parametrize(("group", "may_lift"), [("Editors", False), ("Moderators", True), ("Legal", True)])
def test_any_editor_may_press_it_and_not_all_may_let_go(front_page, sign_in, group, may_lift):
    client = sign_in(group)
    press(client)
    assert current_hold().why == WHY
    lift(client)
    assert (current_hold() is None) == may_lift
    assert ModelLogEntry.objects.filter(action="timeline.hold").count() == 1


def test_desk_of_everyone_says_that_nothing_goes_out(front_page, sign_in, editor):
    hold_everything(user=editor, why=WHY)
    panel = soup_of(sign_in("Editors"), reverse("wagtailadmin_home")).find(id="hold-on-everything-section")
    assert WHY in panel.get_text()


def test_reason_has_to_be_given(admin, front_page):
    answer = admin.post(reverse("timeline_hold"), {"why": ""})
    assert "why" in answer.context["form"].errors
    assert current_hold() is None


def test_pressed_twice_it_is_one_hold(admin, front_page):
    press(admin)
    hold_everything(user=None, why="Another reason.")
    assert PublishingHold.objects.count() == 1
    lift(admin)
    press(admin)
    assert PublishingHold.objects.count() == 2


def test_who_may_not_enter_the_admin_cannot_press_it(client, front_page):
    assert press(client).status_code == 302
    assert current_hold() is None


def test_digest_waits_too(front_page, site):
    from timeline.announcing import send_digest
    from timeline.models import Digest

    hold_everything(user=None, why=WHY)
    with pytest.raises(NotReadyError):
        send_digest(Digest(site=site), [])


def test_page_shows_the_switch_and_what_it_does(admin, front_page):
    assert "Hold everything now" in admin.get(reverse("timeline_hold")).content.decode()
    press(admin)
    html = admin.get(reverse("timeline_hold")).content.decode()
    assert "Lift the hold" in html
    assert WHY in html


def test_what_is_closed_or_withdrawn_stays_so(front_page):
    from tests.canary_states import order_on
    from tests.factories import make_event
    from timeline.restrictions import lift as lift_order
    from timeline.withdrawals import give_back, withdraw

    closed, gone = make_event(), make_event()
    order = order_on(closed)
    withdraw(gone, why="error")
    hold_everything(user=None, why=WHY)
    for open_it in (lambda: lift_order(order, user=None, why="Discharged."), lambda: give_back(gone)):
        with pytest.raises(NotReadyError):
            open_it()
    assert not closed.is_published()
    assert not gone.is_published()
