"""What all reports in the admin have in common: files, costs, whose entries they show; and the history."""

import csv
import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from press.models import Quotation
from tests.factories import (
    make_article,
    make_event,
    make_image,
    make_milestone,
    publish,
)
from tests.story_pages import soup_of
from tests.timeline.report_pages import (
    ALL,
    CLAIMS,
    DIFFER,
    DRAFTS,
    FIGURE,
    MISSING,
    age,
    csv_rows,
    titles,
)
from tests.timeline.test_desk_schedules import volunteer
from timeline.models import Restriction, TimelinePage

pytestmark = pytest.mark.django_db


# All of them


@pytest.fixture
def something_everywhere(front_page):
    made = make_event(
        title="=HYPERLINK(1)", date_note="@note", sources=0, live=False, body=[("figure", FIGURE)], date="2018"
    )
    return age(made)


@pytest.mark.parametrize("name", ALL)
def test_report_stands_in_the_menu_says_what_it_is_and_has_one_heading(admin, something_everywhere, name):
    soup = soup_of(admin, reverse(name))
    assert len(soup.find_all("h1")) == 1
    assert soup.select_one("main .help-info p").get_text(strip=True)
    assert soup.select("table.listing thead th")
    assert reverse(name) in admin.get(reverse("wagtailadmin_home")).content.decode()
    assert admin.get(reverse(f"{name}_results")).status_code == 200


@pytest.mark.parametrize(
    ("name", "query", "words"),
    [
        (MISSING, "", "Nothing is missing."),
        (MISSING, "missing=source", "Nothing lacks a source."),
        (MISSING, "missing=topic", "Nothing lacks a topic."),
        (MISSING, "missing=topic&kind=press", "Nothing matches these filters."),
        (DIFFER, "", "No entry says that its sources differ."),
        (CLAIMS, "", "Every claim has its reply."),
        (DRAFTS, "", "No draft waits longer than a month."),
        (DRAFTS, "which=never", "Nothing matches these filters."),
    ],
)
def test_empty_report_says_so_in_words(admin, front_page, name, query, words):
    assert words in soup_of(admin, f"{reverse(name)}?{query}").get_text()


@pytest.mark.parametrize("name", ALL)
def test_file_of_a_report_holds_its_rows_and_no_formula(admin, something_everywhere, name):
    heads, row = csv_rows(admin, name)
    assert heads[:3] == ["Title", "Kind", "When"]
    assert row[:3] == ["'=HYPERLINK(1)", "Event", "2018"]
    assert row[-1] == f"http://testserver{reverse('wagtailadmin_pages:edit', args=[something_everywhere.pk])}"
    assert [cell for cell in row if cell[:1] in ("=", "+", "-", "@", "\t", "\r")] == []
    sheet = openpyxl.load_workbook(io.BytesIO(admin.get(f"{reverse(name)}?export=xlsx").getvalue())).active
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=HYPERLINK(1)", "s")


def test_files_that_wagtail_ships_hold_no_formula_either(admin, editor):
    entry = make_event(title="Plain")
    entry.title = '=HYPERLINK("https://elsewhere.example")'
    entry.save_revision(user=editor, log_action=True).publish(user=editor)
    for name in ("site_history", "aging_pages"):
        response = admin.get(reverse(f"wagtailadmin_reports:{name}") + "?export=csv")
        cells = [cell for row in csv.reader(io.StringIO(response.getvalue().decode())) for cell in row]
        assert "'" + entry.title in cells, name
        assert entry.title not in cells, name


@pytest.mark.parametrize("name", ALL)
def test_report_costs_the_same_however_many_entries_it_lists(admin, front_page, name):
    def add(number):
        for place in range(number):
            said = {"text": f"Nobody told us {place}.", "speaker": "A parent"}
            given = {"sources": 2, "date_note": "They differ.", "body": [("figure", FIGURE)]}
            age(make_event(live=False, image=make_image(description=""), **given))
            age(make_article(live=False, quotations=[Quotation(**said)], **given))
            age(make_milestone(live=False, **given))

    def queries(query=""):
        with CaptureQueriesContext(connection) as seen:
            # A file is written while it is sent.
            assert admin.get(f"{reverse(name)}?{query}").getvalue()
        return len(seen)

    add(1)
    queries()
    few, few_in_file = queries(), queries("export=csv")
    add(4)
    assert (queries(), queries("export=csv")) == (few, few_in_file)


@pytest.mark.parametrize("name", ALL)
def test_editor_sees_the_entries_that_are_theirs(client, something_everywhere, django_user_model, name):
    age(make_article(title="Report", date_note="Differs.", body=[("figure", FIGURE)], live=False))
    client.force_login(volunteer(django_user_model, page=TimelinePage.objects.get()))
    assert titles(client, name) == ["=HYPERLINK(1)"]
    assert [row[0] for row in csv_rows(client, name)[1:]] == ["'=HYPERLINK(1)"]


@pytest.mark.parametrize("name", ALL)
def test_report_is_closed_to_who_may_work_on_no_page(client, something_everywhere, django_user_model, name):
    client.force_login(volunteer(django_user_model))
    for address in (reverse(name), reverse(f"{name}_results"), f"{reverse(name)}?export=csv"):
        assert client.get(address).status_code == 302
    assert reverse(name) not in client.get(reverse("wagtailadmin_home")).content.decode()
    client.logout()
    assert "/admin/login/" in client.get(reverse(name))["Location"]


@pytest.mark.parametrize("name", ALL)
def test_what_an_order_closes_is_for_those_who_see_orders(client, admin, something_everywhere, django_user_model, name):
    today = timezone.localdate()
    Restriction.objects.create(page=something_everywhere, made_on=today, review_on=today, scope="A name.")
    assert titles(admin, name) == ["=HYPERLINK(1)"]
    client.force_login(volunteer(django_user_model, page=TimelinePage.objects.get()))
    assert titles(client, name) == []


# Who changed what


def test_site_history_says_our_own_actions_in_words(admin, editor, front_page):
    from timeline.withdrawals import give_back, withdraw

    page = publish(make_event(title="Letter"))
    withdraw(page, why="error", user=editor)
    give_back(page, user=editor)
    home = admin.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("wagtailadmin_reports:site_history") in home
    words = soup_of(admin, reverse("wagtailadmin_reports:site_history")).get_text()
    assert "Withdrawn from readers" in words
    assert "Given back to readers" in words


def test_every_action_that_we_log_has_words():
    from wagtail.log_actions import registry

    from press import outlet_merging, rights_views
    from timeline import bulk_joining, merging, restrictions, withdrawals, words_views

    ours = [
        *(restrictions.CLOSED, restrictions.LIFTED, withdrawals.WITHDRAWN, withdrawals.GIVEN_BACK),
        *(words_views.WORDS_CHANGED, outlet_merging.MERGED, outlet_merging.RECEIVED, rights_views.RIGHTS_CHANGED),
        *(bulk_joining.TOPICS_ADDED, bulk_joining.SUBJECTS_ADDED, merging.MERGED, merging.RECEIVED, "press.copy"),
    ]
    assert [action for action in ours if not registry.action_exists(action)] == []
    assert [action for action in ours if not str(registry.get_action_label(action))] == []
