"""The demo's story in order, against a list that was written by hand from the rules of the order."""

import html5lib
import pytest
from django.utils.html import escape

from home.demo.loader import DemoLoader
from timeline.models import EventPage, PublicRecord, TimelineEntry
from timeline.querysets import published_pages
from timeline.spine import ONE_PAGE

pytestmark = pytest.mark.django_db

# By the first day that is possible (the last one where the start is not known); of those, the coarser
# date first; of those, the order in which they were entered.
IN_ORDER = [
    "pupil-records-begin",
    "education-act-1996-no-names",
    "records-have-no-end-date",
    "ban-on-names-narrowed",
    "full-names-added",
    "census-called-plasc",
    "wider-access-announced",
    "about-1000-releases",
    "consultation-on-sharing",
    "newspaper-receives-extract",
    "prescribed-persons-rules",
    "monthly-matching",
    "home-office-matches",
    "board-approves-questions",
    "memorandum-version-1",
    "size-of-database",
    "census-change-published",
    "sw-immigrant-children-data",
    "si-2016-808-made",
    "si-2016-808-laid",
    "abc-formed",
    "boycott-begins",
    "si-2016-808-in-force",
    "first-nationality-census",
    "memorandum-version-2-1",
    "lords-regret-motion",
    "early-years-nationality-dropped",
    "yorkshire-post-school-places",
    "sw-compromise-immigration-check",
    "new-statesman-why-nationality",
    "memorandum-made-public",
    "grant-2017-18",
    "review-of-887-requests",
    "change-notice",
    "si-2017-807-laid",
    "si-2017-807-in-force",
    "campaign-writes",
    "no-impact-assessment",
    "abc-crowdfund",
    "plans-stand",
    "sw-judicial-review-nationality",
    "abc-claim-issued",
    "joint-letter",
    "lords-data-protection-bill",
    "answer-hl4236",
    "guardian-lifelong-risk",
    "crowdfunding-appeal",
    "campaign-intends-to-go-to-court",
    "sw-delete-nationality-data",
    "letter-to-new-minister",
    "abc-claim-put",
    "abc-papers-refusal",
    "expanded-census-starts",
    "census-window-2018",
    "first-phase-appeal",
    "lgl-legal-action",
    "wsct-mum-leads-charge",
    "letter-before-action",
    "statistics-regulator-letter",
    "abc-permission-hearing",
    "sw-dfe-ends-nationality",
    "sw-halts-data-sharing",
    "applications-paused",
    "eb-requests-on-hold",
    "data-due-for-release",
    "nationality-collection-ends",
    "uka-stop-nationality",
    "register-nationalities",
    "screening-firm-access",
    "safer-access-model",
    "times-nationality-challenge",
    "abc-ico-complaint",
    "impact-assessment-summaries",
    "mysociety-hostile-environment",
    "ico-initial-findings",
    "transparency-complaint-upheld",
    "nationality-data-destroyed",
    "tes-gambling-data",
    "sunday-times-betting-firms",
    "city-am-gambling-data",
    "commons-statement",
    "compulsory-audit",
    "tes-broke-the-law",
    "fe-week-broke-law",
    "computer-weekly-ico",
    "lgl-watchdog-criticises",
    "audit-summary-published",
    "publictechnology-ico-finds",
    "department-responds-to-audit",
    "promised-audit-update",
    "next-legal-steps",
    "sw-dfe-reprimanded",
    "reprimand-learner-records",
    "guardian-woeful",
    "cir-dfe-warned",
    "vixio-dfe-scolded",
    "attendance-permission-refused",
    "foi-answer-taken-down",
    "campaign-ends-challenges",
    "sw-dodges-transparency",
    "audit-plan-closed",
]


def _slugs_of_cards(response) -> list[str]:
    document = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    links = document.findall(".//article/*[@class='title']/a")
    return [link.get("href").rstrip("/").rsplit("/", 1)[-1] for link in links]


def test_the_story_lists_every_entry_once_oldest_first_and_exactly_reversed(client, demo):
    assert TimelineEntry.objects.count() == len(IN_ORDER) <= ONE_PAGE
    assert _slugs_of_cards(client.get("/timeline/")) == IN_ORDER
    assert _slugs_of_cards(client.get("/timeline/?order=newest")) == IN_ORDER[::-1]


def test_before_and_after_lead_through_the_whole_story(client, demo):
    request = client.get("/").wsgi_request
    seen, entry = [], TimelineEntry.objects.published().chronological().first()
    while entry:
        seen.append(entry.slug)
        context = entry.specific.get_context(request)
        assert (context["earlier"].slug if context["earlier"] else None) == (seen[-2] if len(seen) > 1 else None)
        entry = context["later"]
    assert seen == IN_ORDER


def test_loading_again_changes_nothing(demo):
    entry = EventPage.objects.get(slug="si-2017-807-in-force")
    entry.title = "An editor's own title"
    entry.save_revision().publish()
    EventPage.objects.get(slug="no-impact-assessment").unpublish()
    before = list(PublicRecord.objects.order_by("uid").values_list("uid", "page_id", "announced_at"))
    assert DemoLoader().load() == 0
    assert EventPage.objects.get(slug="si-2017-807-in-force").title == "An editor's own title"
    assert not EventPage.objects.get(slug="no-impact-assessment").live
    assert list(PublicRecord.objects.order_by("uid").values_list("uid", "page_id", "announced_at")) == before


def test_every_entry_of_the_demo_says_how_it_knows(demo):
    for entry in TimelineEntry.objects.all().specific():
        assert entry.has_evidence, entry
        assert not entry.no_source_reason


def test_announcements_are_spread_out_and_some_went_out_quietly(demo):
    moments = list(PublicRecord.objects.exclude(announced_at=None).values_list("announced_at", flat=True))
    assert len(moments) == len(set(moments)) == 61
    assert max(moments).year - min(moments).year >= 7
    assert PublicRecord.objects.filter(announced_at=None, announcing="quietly").count() == 40


def test_every_page_of_the_demo_answers(client, demo):
    for page in published_pages().specific():
        if page.is_root():
            continue
        response = client.get(page.get_url())
        assert response.status_code == 200, page
        assert escape(page.title) in response.content.decode()
