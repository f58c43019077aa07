"""What a page of the admin costs does not grow with what there is: as many queries for sixty entries as for twelve.

The pages are found in the URL conf (``benchmarks/admin_pages.py``): a new list, or a new view of ours that nobody has
placed, fails a test here. ``benchmarks/admin.py`` measures the same with 100 and with 5,000.
"""

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import caches
from django.db import transaction
from wagtail.models import Site

from benchmarks.admin import ask_for_all
from benchmarks.admin_pages import NO_LISTS, admin_views, lists_found, named_views, rows_allowed
from benchmarks.admin_rows import fill_desk
from home.structure import build_structure
from timeline.jobs import job_of
from timeline.models import TimelineEntry

# The mark is what makes pytest-django put a test database in place of the real one.
pytestmark = pytest.mark.django_db

#: Fewer than a page of any list, and more than a page of most.
FEW, MANY = 24, 60
#: Whose job the desk suggests.
DAY = datetime.date(2026, 11, 23)


@pytest.fixture(scope="module")
def measured(test_database, django_db_blocker):
    """``{number of entries: {page: (queries, milliseconds)}}`` for an administrator and an editor, and what was found
    in the URL conf. One archive for all tests here, in a transaction that is rolled back before the first begins."""
    found = {}
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        # Each day has another job first, and one that finds nothing costs a query more.
        patch.setattr("timeline.desk_work.job_of", lambda _today, user: job_of(DAY, user))
        build_structure("The campaign")
        Site.clear_site_root_paths_cache()
        for number, more in ((FEW, FEW), (MANY, MANY - FEW)):
            fill_desk(more)
            found[number] = ask_for_all(number, warm=number == FEW)
        found["entries"] = TimelineEntry.objects.count()
        found["users"] = get_user_model().objects.count()
        found["lists"], found["named"] = set(lists_found()), named_views()
        transaction.set_rollback(True)
    for cache in caches.all():
        cache.clear()
    return found


def test_no_page_makes_more_queries_with_many_entries_than_with_few(measured):
    grown = {}
    for name, (few, _ms) in measured[FEW].items():
        many = measured[MANY][name][0]
        if many > few + rows_allowed(name) * (MANY - FEW):
            grown[name] = (few, many)
    assert grown == {}


def test_pages_are_as_frugal_as_they_were(measured):
    """The dearest of all is the desk, which asks for more than twenty things."""
    assert {name: few for name, (few, _ms) in measured[FEW].items() if few > 130} == {}


def test_same_pages_were_asked_for_both_times_and_nearly_all_of_them_by_the_editor_too(measured):
    assert set(measured[FEW]) == set(measured[MANY])
    of_editor = {name for name in measured[FEW] if name.endswith("(editor)")}
    assert len(of_editor) > 40
    assert {"wagtailadmin_home", "wagtailadmin_home (editor)", "report_what_is_missing, CSV (editor)"} <= set(
        measured[FEW]
    )
    assert (measured["entries"], measured["users"] > MANY) == (MANY, True)


def test_every_list_and_every_view_of_ours_is_measured_or_says_why_not(measured):
    views = admin_views()
    placed = measured["lists"] | measured["named"] | set(NO_LISTS)
    asked = {one.name.removesuffix("_results") for one in views if one.is_ours or one.is_list}
    assert asked - placed == set()


def test_what_says_why_it_is_not_measured_is_a_view_of_ours():
    ours = {one.name for one in admin_views() if one.is_ours and not one.is_list}
    assert set(NO_LISTS) - ours == set()
