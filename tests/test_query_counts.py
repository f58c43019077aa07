"""What a page costs does not grow with the archive: as many queries with 1,000 entries as with 100."""

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page, Site

from benchmarks.fill import fill, write_index
from home.structure import build_structure
from tests.factories import make_reporters, make_subject, make_subjects
from timeline.models import CampaignImage, Term, TimelineEntry

# The mark is what makes pytest-django put a test database in place of the real one.
pytestmark = pytest.mark.django_db

FEW, MANY = 100, 1000
YEAR = 2018
PUBLIC = [
    "/",
    "/timeline/",
    f"/timeline/{YEAR}/",
    f"/timeline/{YEAR}/?kind=press&topic=topic-of-1&order=newest",
    "/timeline/?q=census",
    "/timeline/?significance=key",
    "/timeline/entry-0/",
    "/press/",
    "/press/entry-1/",
    "/legal/",
    "/legal/the-first-case/",
    "/legal/the-first-case/entry-2/",
    "/timeline/?case=the-first-case&subject=the-ministry",
    "/for-reporters/",
    "/dossier/?kind=press",
    "/dossier/?case=the-first-case&subject=the-ministry",
    "/people-and-bodies/",
    "/people-and-bodies/the-ministry/",
    "/search/?q=census",
    "/search/?q=census&kind=press",
    "/search/?q=census+sensus",
    "/feeds/everything.atom",
    "/feeds/everything.rss",
    "/feeds/everything.json",
    "/feeds/press.atom",
    "/calendar.ics",
    "/subscribe/",
    "/corrections/",
    "/data/",
    "/data/v1/entries.json",
    "/sitemap.xml",
]


def all_entries_listing() -> str:
    return reverse("all_entries:index")


def queries_of(client, address) -> tuple[int, str]:
    """How many queries the page makes once it was asked for before, and the page."""
    assert client.get(address).status_code == 200, address
    # A cache of renditions must not hide that they are asked for one by one.
    caches["renditions"].clear()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    return len(captured), response.content.decode()


def write_about(subject) -> None:
    """Say of every entry that it is about *subject*."""
    rows = TimelineEntry.subjects.through
    keys = TimelineEntry.objects.filter(subjects=None).values_list("pk", flat=True)
    rows.objects.bulk_create(rows(timelineentry_id=key, subjectpage_id=subject.pk) for key in keys)


@pytest.fixture(scope="module", params=["shared pictures", "a picture an entry"])
def measured(request, test_database, django_db_blocker):
    """``{number of entries: {address: (queries, page)}}``, and what is wrong with the tree by then.

    One story for all tests here, in a transaction that is rolled back before the first of them begins.
    """
    found = {}
    with django_db_blocker.unblock(), transaction.atomic():
        home = build_structure("The campaign")
        ministry = make_subject(make_subjects(home), slug="the-ministry")
        make_reporters(home)
        Term.objects.create(word="census", sentence="A count.")
        Site.objects.update(hostname="testserver", port=80)
        Site.clear_site_root_paths_cache()
        reader, editor = Client(), Client()
        editor.force_login(
            get_user_model().objects.create_superuser("measurer", "measurer@example.org", "a long password")
        )
        for number, more in ((FEW, FEW), (MANY, MANY - FEW)):
            fill(more, year=YEAR, distinct_images=request.param != "shared pictures")
            write_about(ministry)
            write_index(TimelineEntry.objects.filter(title__endswith=" census"))
            found[number] = {address: queries_of(reader, address) for address in PUBLIC}
            found[number]["all entries"] = queries_of(editor, all_entries_listing())
        found["problems"] = Page.find_problems()
        found["entries"] = TimelineEntry.objects.published().count()
        found["images"] = CampaignImage.objects.count()
        transaction.set_rollback(True)
    for cache in caches.all():
        cache.clear()
    return found


@pytest.mark.parametrize("address", [*PUBLIC, "all entries"])
def test_page_makes_as_many_queries_with_a_thousand_entries_as_with_a_hundred(measured, address):
    few, many = measured[FEW][address][0], measured[MANY][address][0]
    assert many <= few
    assert many < 100


def test_year_page_shows_all_its_entries_with_pictures(measured):
    page = measured[MANY][f"/timeline/{YEAR}/"][1]
    assert page.count("<article ") == MANY
    assert page.count("<img ") == MANY // 2
    assert page.count("2 sources") == MANY * 3 // 4 + MANY // 4


def test_search_and_feed_and_sitemap_show_what_they_should(measured):
    assert measured[MANY]["/search/?q=census"][1].count("<article ") == 50
    assert measured[MANY]["/feeds/everything.atom"][1].count("<entry>") == 50
    assert measured[MANY]["/sitemap.xml"][1].count("<loc>") > MANY
    assert measured[MANY]["all entries"][1].count("entry-") > 0


def test_filled_story_is_a_sound_tree(measured):
    assert measured["problems"] == ([], [], [], [], [])
    assert measured["entries"] == MANY
    assert measured["images"] in (MANY, 10)
