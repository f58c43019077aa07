"""Two revisions of an entry, compared in the admin."""

import pytest
from django.urls import reverse

from tests.factories import make_event

pytestmark = pytest.mark.django_db


def test_dates_are_compared_in_words(admin, front_page):
    page = make_event(date="2018-01-18")
    first = page.save_revision()
    page.date = "2018-01"
    row = page.sources.first()
    row.date_given = "2017"
    page.sources = [row]
    second = page.save_revision()
    html = admin.get(reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, first.pk, second.pk]))
    words = html.content.decode()
    assert "January 2018" in words
    assert 'class="deletion"' in words
    assert "2017" in words


def test_a_date_that_stays_is_not_among_the_changes(admin, front_page):
    page = make_event(date="2018-01-18")
    first = page.save_revision()
    page.title = "Another title"
    second = page.save_revision()
    answer = admin.get(reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, first.pk, second.pk]))
    assert [one.field_label() for one in answer.context["comparison"]] == ["Title"]
