"""What each report finds, and where its rows lead."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

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
)
from tests.story_pages import soup_of
from tests.timeline.report_pages import (
    ANSWERED,
    CLAIMS,
    DIFFER,
    DIFFERENT,
    DRAFTS,
    FIGURE,
    MISSING,
    age,
    noted,
    titles,
    whole,
)
from timeline.models import EntrySource

pytestmark = pytest.mark.django_db


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
