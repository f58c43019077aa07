"""What editors look over: the reports in the admin, with their filters, their files, and whose pages they show."""

import csv
import datetime
import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from legal.models import MilestoneDocument
from press.models import Quotation
from tests.admin_forms import edit_form
from tests.factories import (
    make_article,
    make_document,
    make_event,
    make_image,
    make_milestone,
    make_topic,
    publish,
)
from tests.story_pages import soup_of
from tests.timeline.test_desk_schedules import volunteer
from timeline.models import EntrySource, Restriction, TimelinePage, WebLink

pytestmark = pytest.mark.django_db

MISSING, DIFFER = "report_what_is_missing", "report_sources_that_differ"
CLAIMS, DRAFTS = "report_claims_without_reply", "report_drafts_that_wait"
ALL = [MISSING, DIFFER, CLAIMS, DRAFTS]
FIGURE = {"value": "139", "label": "recommendations", "as_of": "2020", "source": "A report", "url": "", "answer": {}}
ANSWERED = {**FIGURE, "value": "140", "answer": {"text": "We acted on them.", "by": "They", "source": ""}}
DIFFERENT = {"label": "Its cost", "rows": [{"value": "1", "source": "A"}, {"value": "2", "source": "B"}], "note": ""}


def titles(client, name, query=""):
    response = client.get(f"{reverse(name)}?{query}")
    assert response.status_code == 200
    return [entry.title for entry in response.context["object_list"]]


def noted(client, name, query=""):
    """The words of each row, and where they lead."""
    response = client.get(f"{reverse(name)}?{query}")
    return {
        entry.title: [(str(words), field) for words, field in entry.places] for entry in response.context["object_list"]
    }


def csv_rows(client, name, query=""):
    response = client.get(f"{reverse(name)}?{query}&export=csv")
    assert response["Content-Type"].startswith("text/csv")
    return list(csv.reader(io.StringIO(response.getvalue().decode())))


def whole(**given):
    """An entry in which nothing is missing."""
    entry = make_event(**{"topics": [make_topic()], **given})
    WebLink.objects.update(archived_url="https://web.archive.org/web/2020/https://example.org/")
    return entry


def age(page, days=40):
    moment = timezone.now() - datetime.timedelta(days=days)
    Page.objects.filter(pk=page.pk).update(latest_revision_created_at=moment)
    return page


# What is missing


def test_entry_in_which_nothing_is_missing_is_not_listed(admin, front_page):
    whole(image=make_image())
    assert titles(admin, MISSING) == []


@pytest.mark.parametrize(
    ("lack", "made"),
    [
        ("source", {"sources": 0, "no_source_reason": "It was said at a meeting."}),
        ("topic", {"topics": []}),
        ("description", {"image": ""}),
    ],
)
def test_each_thing_that_is_missing_is_filtered_by(admin, front_page, lack, made):
    if "image" in made:
        made = {"image": make_image(description="")}
    whole(title="Whole")
    whole(title="Lacking", **made)
    assert titles(admin, MISSING, f"missing={lack}") == titles(admin, MISSING) == ["Lacking"]
    others = {"source", "copy", "topic", "description"} - {lack}
    assert [titles(admin, MISSING, f"missing={other}") for other in others] == [[], [], []]


def test_source_whose_address_has_no_copy_is_missing_one(admin, front_page):
    whole(title="Kept by the archive")
    make_event(title="In its own field", sources=0, no_source_reason="x", topics=[make_topic()])
    entry = make_event(title="Kept nowhere", topics=[make_topic()])
    EntrySource.objects.filter(entry=entry).update(url="https://example.org/nowhere", link=None)
    copied = make_event(title="Kept by somebody", topics=[make_topic()])
    EntrySource.objects.filter(entry=copied).update(link=None, archived_url="https://archive.example/1")
    printed = make_event(title="In print", topics=[make_topic()])
    EntrySource.objects.filter(entry=printed).update(url="", link=None)
    assert titles(admin, MISSING, "missing=copy") == ["Kept nowhere"]


def test_article_is_its_own_source_and_lacks_a_copy_of_itself(admin, front_page):
    make_article(title="Report", topics=[make_topic()])
    make_article(title="In print", article_url="", live=False, topics=[make_topic()])
    assert titles(admin, MISSING, "missing=source") == ["In print"]
    assert noted(admin, MISSING, "missing=copy") == {
        "Report": [("An address without an archived copy", "archived_url")]
    }


def test_document_that_readers_may_open_is_evidence_of_a_milestone(admin, front_page):
    shown = MilestoneDocument(document=make_document(), may_publish="yes", basis="ours")
    make_milestone(title="Shown", sources=0, documents=[shown])
    kept_back = MilestoneDocument(document=make_document(), may_publish="no")
    make_milestone(title="Kept back", sources=0, documents=[kept_back], no_source_reason="A letter.")
    assert titles(admin, MISSING, "missing=source") == ["Kept back"]


def test_reason_for_no_source_is_told_apart(admin, front_page):
    make_event(title="Explained", sources=0, no_source_reason="Said at a meeting.")
    make_event(title="Bare", sources=0, live=False)
    rows = noted(admin, MISSING, "missing=source")
    assert ("No source; the reason is given", "sources") in rows["Explained"]
    assert ("No source", "sources") in rows["Bare"]


def test_rows_lead_to_the_field_in_the_form(admin, front_page):
    entries = [
        make_event(sources=0, live=False, image=make_image(description="")),
        make_article(),
        make_milestone(sources=0, live=False),
    ]
    soup = soup_of(admin, reverse(MISSING))
    for entry in entries:
        html = edit_form(admin, entry).html
        links = [
            link["href"]
            for link in soup.select(f'td li a[href^="{reverse("wagtailadmin_pages:edit", args=[entry.pk])}"]')
        ]
        assert links
        for link in links:
            assert f'id="{link.partition("#")[2]}"' in html, link


def test_kind_and_state_are_filtered_by(admin, front_page):
    make_event(title="Letter")
    make_event(title="Draft", live=False)
    make_article(title="Report")
    assert titles(admin, MISSING, "kind=press") == ["Report"]
    assert titles(admin, MISSING, "kind=event&live=false") == ["Draft"]
    assert admin.get(f"{reverse(MISSING)}?kind=nonsense&missing=nonsense").status_code == 200


# Sources that differ


def test_entries_whose_sources_differ_are_listed_with_what_differs(admin, front_page):
    make_event(title="Plain")
    make_event(title="Noted", date="2017", date_note="Two pages give two days.")
    dated = make_event(title="Dated", date="2018")
    EntrySource.objects.filter(entry=dated).update(date_given="2018-02")
    make_event(title="Figures", date="2019", body=[("figures_that_differ", DIFFERENT)])
    make_event(title="About it", date="2020", body=[("paragraph", '<p>The "type": "figures_that_differ" block</p>')])
    assert noted(admin, DIFFER) == {
        "Noted": [("Two pages give two days.", "date_note")],
        "Dated": [("Source 1: February 2018", "sources")],
        "Figures": [("Figures: Its cost", "body")],
    }
    assert titles(admin, DIFFER, "on=note") == ["Noted"]
    assert titles(admin, DIFFER, "on=dates") == ["Dated"]
    assert titles(admin, DIFFER, "on=figures") == ["Figures"]


# Claims without a reply


def test_figures_without_an_answer_are_listed(admin, front_page):
    make_event(title="Open", body=[("figure", FIGURE), ("figure", ANSWERED)])
    make_event(title="Answered", body=[("figure", ANSWERED)])
    make_event(title="None")
    assert noted(admin, CLAIMS) == {"Open": [("Figure: 139 recommendations", "body")]}


def test_quotations_without_an_answer_are_listed(admin, front_page):
    said = {"text": "Nobody told us.", "speaker": "A parent"}
    make_article(title="Open", quotations=[Quotation(**said, side="campaign")])
    make_article(title="Answered", quotations=[Quotation(**said, answer="We did.", answer_by="They")])
    make_article(title="Replied", reply="The department said that it did.", quotations=[Quotation(**said)])
    make_article(title="The other side", quotations=[Quotation(**said, side="department")])
    assert noted(admin, CLAIMS) == {"Open": [("Quotation of A parent: “Nobody told us.”", "quotations")]}
    assert titles(admin, CLAIMS, "kind=event") == []


# Drafts that wait


def test_drafts_that_nobody_has_touched_for_a_month_are_listed_the_oldest_first(admin, front_page):
    age(make_event(title="Old", live=False), 40)
    age(make_event(title="Older", live=False), 90)
    age(make_event(title="New", live=False), 10)
    age(make_event(title="Published"), 90)
    changed = make_event(title="Changed")
    changed.summary = "Said better."
    changed.save_revision()
    age(changed, 50)
    taken_down = make_event(title="Taken down")
    taken_down.unpublish()
    age(taken_down, 90)
    assert titles(admin, DRAFTS) == ["Older", "Changed", "Old"]
    assert titles(admin, DRAFTS, "which=never") == ["Older", "Old"]
    assert titles(admin, DRAFTS, "which=changes") == ["Changed"]


def test_what_is_scheduled_does_not_wait(admin, front_page):
    draft = make_event(live=False)
    Revision.objects.filter(pk=draft.save_revision().pk).update(approved_go_live_at=timezone.now())
    age(draft)
    assert titles(admin, DRAFTS) == []


def test_draft_says_who_touched_it_last(admin, editor, front_page):
    draft = make_event(title="Old", live=False)
    draft.save_revision(user=editor)
    age(draft)
    assert noted(admin, DRAFTS)["Old"] == [("It was never published, last by editor", "")]


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
