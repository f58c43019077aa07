"""Articles that are joined to nothing: their report, and the jobs that the press archive offers for a quiet moment."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from press.jobs import articles_by_themselves, quotations_without_answer
from press.models import PressArchivePage, Quotation
from tests.factories import make_article, make_event, publish
from tests.story_pages import soup_of
from tests.timeline.test_desk_schedules import volunteer
from timeline.models import EntryRelation, TimelinePage
from timeline.own_pages import entries_to_change

pytestmark = pytest.mark.django_db

REPORT = "report_articles_by_themselves"


def titles(client, query=""):
    response = client.get(f"{reverse(REPORT)}?{query}")
    assert response.status_code == 200
    return [entry.title for entry in response.context["object_list"]]


def test_article_that_no_entry_is_joined_to_is_listed(admin, front_page):
    make_article(title="By itself")
    reports = make_article(title="Reports it")
    reported = make_article(title="Is reported")
    event = make_event(title="Event")
    reports.relations = [EntryRelation(to=event, word="reports")]
    publish(reports)
    event.relations = [EntryRelation(to=reported, word="about")]
    publish(event)
    make_article(title="Copy", copy_of=reports)
    assert titles(admin) == ["By itself"]


def test_row_leads_to_the_related_entries_in_the_form(admin, front_page):
    article = make_article(title="By itself")
    (link,) = soup_of(admin, reverse(REPORT)).select("td li a")
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    assert link["href"].startswith(f"{edit}#")
    assert f'id="{link["href"].partition("#")[2]}"' in admin.get(edit).content.decode()


def test_state_is_filtered_by_and_an_empty_list_says_so(admin, front_page):
    assert "Every article is joined to an entry." in soup_of(admin, reverse(REPORT)).get_text()
    make_article(title="Draft", live=False)
    assert titles(admin, "live=false") == ["Draft"]
    assert "Nothing matches these filters." in soup_of(admin, f"{reverse(REPORT)}?live=true").get_text()


def test_file_holds_the_rows_and_no_formula(admin, front_page):
    make_article(title="-2+3", date="2016")
    response = admin.get(f"{reverse(REPORT)}?export=csv")
    _heads, row = csv.reader(io.StringIO(response.getvalue().decode()))
    assert row[:3] == ["'-2+3", "Press", "2016"]


def test_report_costs_the_same_however_many_articles_it_lists(admin, front_page):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            admin.get(reverse(REPORT))
        return len(seen)

    make_article()
    queries()
    few = queries()
    for _number in range(6):
        make_article()
    assert queries() == few


def test_editor_of_the_archive_alone_sees_its_articles(client, front_page, django_user_model):
    make_article(title="By itself")
    client.force_login(volunteer(django_user_model, page=PressArchivePage.objects.get()))
    assert titles(client) == ["By itself"]


def test_editor_of_the_story_alone_sees_none_and_who_has_no_page_nothing(client, front_page, django_user_model):
    make_article(title="By itself")
    user = volunteer(django_user_model, page=TimelinePage.objects.get())
    client.force_login(user)
    assert titles(client) == []
    user.groups.get().page_permissions.all().delete()
    assert client.get(reverse(REPORT)).status_code == 302


def test_press_archive_offers_jobs(editor, front_page):
    entries = entries_to_change(editor)
    assert articles_by_themselves(entries) is quotations_without_answer(entries) is None
    article = make_article(title="Report", quotations=[Quotation(text="Nobody told us.", speaker="A parent")])
    make_article(title="Other", date="2019")
    job = articles_by_themselves(entries_to_change(editor))
    assert (job.words, job.begin_with) == ("Two press articles are joined to no entry.", "Report")
    assert job.begin_at.startswith(f"{reverse('wagtailadmin_pages:edit', args=[article.pk])}#")
    job = quotations_without_answer(entries_to_change(editor))
    assert job.words == "One press article quotes somebody without the other side’s answer."
