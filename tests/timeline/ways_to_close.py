"""The ways in which a page that shows a picture shows it no longer, or to nobody."""

import datetime

from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from tests.canary_states import order_on
from tests.factories import make_case, publish
from timeline.schedules import RunOfSchedules
from timeline.withdrawals import withdraw


def unpublish(page):
    page.unpublish()


def expire(page):
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - datetime.timedelta(minutes=1))
    RunOfSchedules().work()


def comes_before_its_time(page):
    """By the clock alone: nothing is saved, and nobody unpublishes it."""
    Page.objects.filter(pk=page.get_parent().pk).update(go_live_at=timezone.now() + datetime.timedelta(minutes=1))
    RunOfSchedules().work()


def delete(page):
    page.delete()


def make_private(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def make_what_is_above_private(page):
    make_private(page.get_parent())


def move_under_a_private_page(page):
    case = make_case()
    make_private(case)
    page.move(type(case).objects.get(pk=case.pk), pos="last-child")


def take_the_picture_out(page):
    page.image = None
    publish(page)


def close_by_order(page):
    order_on(page)


def withdraw_it(page):
    withdraw(page, why="privacy")


def rights_are_unknown(page):
    page.image.rights = "unknown"
    page.image.save()


WAYS = (
    unpublish, expire, comes_before_its_time, delete, make_private, make_what_is_above_private,
    move_under_a_private_page, take_the_picture_out, close_by_order, withdraw_it, rights_are_unknown,
)  # fmt: skip
