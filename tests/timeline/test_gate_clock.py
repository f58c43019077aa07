"""The conditions of the gate are built once and kept, and the clock is asked with every query."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import Page

from tests.factories import make_case, make_event, make_milestone
from timeline.models import TimelineEntry
from timeline.querysets import published_pages

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def test_gate_asks_the_clock_with_every_query(front_page, monkeypatch):
    page, case, now = make_event(), make_case(), timezone.now()
    below = make_milestone(case=case)
    Page.objects.filter(pk=page.pk).update(go_live_at=now + DAY, expire_at=now + 3 * DAY)
    Page.objects.filter(pk=case.pk).update(expire_at=now + 2 * DAY)
    both = {page.pk, below.pk}
    asked = [
        TimelineEntry.objects.published().filter(pk__in=both),
        published_pages().filter(pk__in=both),
        TimelineEntry.objects.filter(pk__in=both).published(),
    ]
    for days, shown in enumerate([{below.pk}, both, {page.pk}, set()]):
        then = now + days * DAY + datetime.timedelta(minutes=1)
        monkeypatch.setattr(timezone, "now", lambda then=then: then)
        assert [set(pages.all().values_list("pk", flat=True)) for pages in asked] == [shown] * 3, days


def test_what_is_asked_at_once_and_again_is_the_same_question(front_page):
    def question(pages):
        return pages.query.get_compiler("default").as_sql()[0]

    alone = question(TimelineEntry.objects.published())
    joined = TimelineEntry.objects.filter(pk__in=published_pages().values("pk")).published()
    assert alone.count('"at_or_under"."path"') == 3
    assert question(joined).count('"at_or_under"."path"') == 6
    assert question(TimelineEntry.objects.published()) == alone
