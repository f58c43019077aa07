"""The four real cases of the demo, against facts that were written down by hand from their sources."""

import re

import pytest

from home.demo.loader import DemoLoader, demo_uid
from legal.models import CaseLink, CasePage, MilestonePage
from legal.standing import published_milestones, standing_of
from timeline.models import EntryRelation, PublicRecord

pytestmark = pytest.mark.django_db

CAMPAIGN, COALITION = "campaign-challenge", "against-borders-for-children"
REGULATOR, ATTENDANCE = "information-commissioner", "attendance-data"

#: Of each case: the milestone, its stage and outcome, and for whom it went.
MILESTONES = {
    CAMPAIGN: [
        ("campaign-intends-to-go-to-court", "preparing", "intended", ""),
        ("letter-before-action", "letter-before-claim", "sent", ""),
        ("next-legal-steps", "preparing", "considering", ""),
        ("campaign-ends-challenges", "ended", "ended-by-choice", ""),
    ],
    COALITION: [
        ("abc-claim-issued", "claim-issued", "issued", ""),
        ("abc-claim-put", "service", "served", ""),
        ("abc-papers-refusal", "permission", "refused", "defendant"),
        ("abc-permission-hearing", "oral-renewal", "not-known", "not-known"),
    ],
    REGULATOR: [
        ("campaign-writes", "complaint-to-controller", "raised", ""),
        ("plans-stand", "complaint-to-controller", "plans-unchanged", ""),
        ("abc-ico-complaint", "ico-complaint", "lodged", ""),
        ("ico-initial-findings", "view", "issues-found", ""),
        ("transparency-complaint-upheld", "view", "not-complied", ""),
        ("compulsory-audit", "audit", "carried-out", ""),
        ("audit-summary-published", "audit-report", "recommendations-made", ""),
        ("reprimand-learner-records", "reprimand", "issued", ""),
    ],
    ATTENDANCE: [("attendance-permission-refused", "permission", "refused", "defendant")],
}
STANDINGS = {
    CAMPAIGN: ("Ended by choice", "1 July 2024"),
    COALITION: ("Asking again at a hearing: the outcome is not known to us", "23 March 2018"),
    REGULATOR: ("A formal telling-off: Reprimand issued", "2 November 2022"),
    ATTENDANCE: ("May the case go ahead? Permission refused", "December 2023"),
}
ADMINISTRATIVE_COURT = "High Court, Queen’s Bench Division, Administrative Court"
DEPARTMENT = "Department for Education"
COMMISSIONER = "Information Commissioner’s Office"
#: Court or body, and who decided: what is in no source is said to be unknown, in its own field.
BY_WHOM = {
    "campaign-intends-to-go-to-court": ("", ""),
    "letter-before-action": ("", ""),
    "next-legal-steps": ("", ""),
    "campaign-ends-challenges": ("", ""),
    "abc-claim-issued": (ADMINISTRATIVE_COURT, ""),
    "abc-claim-put": (ADMINISTRATIVE_COURT, ""),
    "abc-papers-refusal": (ADMINISTRATIVE_COURT, "Mrs Justice Lang"),
    "abc-permission-hearing": (ADMINISTRATIVE_COURT, "Mr Justice Supperstone"),
    "campaign-writes": (DEPARTMENT, ""),
    "plans-stand": (DEPARTMENT, ""),
    "abc-ico-complaint": (COMMISSIONER, ""),
    "ico-initial-findings": (COMMISSIONER, ""),
    "transparency-complaint-upheld": (COMMISSIONER, ""),
    "compulsory-audit": (COMMISSIONER, ""),
    "audit-summary-published": (COMMISSIONER, ""),
    "reprimand-learner-records": (COMMISSIONER, ""),
    "attendance-permission-refused": ("A court (which one is not known to us)", "Not known to us"),
}
FILED_BY = {
    "letter-before-action": "Leigh Day, with Doughty Street Chambers, for defenddigitalme",
    "abc-claim-issued": "Against Borders for Children, represented by Liberty",
    "abc-claim-put": "The solicitors for Against Borders for Children",
    "campaign-writes": "defenddigitalme",
    "plans-stand": DEPARTMENT,
    "abc-ico-complaint": "Liberty, for Against Borders for Children",
}
VLEX = "https://vlex.co.uk/vid/r-against-borders-for-792007773"
OWN = "https://defenddigitalme.org"
LIBERTY = "https://www.libertyhumanrights.org.uk/issue"
COMPUTER_WEEKLY = (
    "https://www.computerweekly.com/news/252490227/DfE-failed-to-protect-data-on-millions-of-children-says-ICO"
)
SOURCES = {
    "campaign-intends-to-go-to-court": ["https://www.crowdjustice.com/case/labelslastalifetime/"],
    "letter-before-action": [
        f"{OWN}/2018/02/15/judicial-review-of-new-childrens-school-census-data-labelslastalifetime/",
        "https://www.crowdjustice.com/case/labelslastalifetime/",
    ],
    "next-legal-steps": [f"{OWN}/2022/10/14/national-pupil-data-next-legal-steps/"],
    "campaign-ends-challenges": [
        f"{OWN}/2024/07/01/an-update-on-legal-action/",
        "https://crowdjustice.com/case/labelslastalifetime",
    ],
    "abc-claim-issued": [
        "https://schoolsweek.co.uk/campaigners-launch-judicial-review-proceedings-to-stop-collection-of-pupil-"
        "nationality-data/",
        "http://www.schoolsabc.net/2018/01/",
    ],
    "abc-claim-put": ["http://www.schoolsabc.net/2018/01/"],
    "abc-papers-refusal": [VLEX],
    "abc-permission-hearing": [VLEX],
    "campaign-writes": ["https://defenddigitalme.com/timeline-alternative-provision/"],
    "plans-stand": ["https://defenddigitalme.com/timeline-alternative-provision/"],
    "abc-ico-complaint": [
        f"{LIBERTY}/liberty-and-abc-lodge-complaint-to-get-government-data-on-foreign-children-deleted/"
    ],
    "ico-initial-findings": [f"{OWN}/2019/12/enforcement-action-in-2019"],
    "transparency-complaint-upheld": [
        f"{LIBERTY}/data-watchdog-slams-dfe-for-mishandling-childrens-data-after-liberty-legal-action/"
    ],
    "compulsory-audit": [COMPUTER_WEEKLY],
    "audit-summary-published": [
        f"{OWN}/2022/10/07/the-ico-audit-of-the-department-for-education-two-years-on/",
        COMPUTER_WEEKLY,
    ],
    "reprimand-learner-records": [
        "https://www.vixio.com/insights/gc-uk-dfe-narrowly-avoids-ps10m-child-data-used-gambling-firms",
        "https://www.theguardian.com/education/2022/nov/06/woeful-dfe-blamed-as-betting-firms-gain-access-to-"
        "childrens-data",
        "https://schoolsweek.co.uk/dfe-reprimanded-after-pupil-data-used-by-gambling-firms/",
    ],
    "attendance-permission-refused": [
        f"{OWN}/2022/09/16/news-challenging-the-department-for-education-on-excessive-pupil-data-collection"
    ],
}


def case_of(slug):
    return CasePage.objects.get(slug=slug)


def of_each_milestone(value) -> dict:
    return {page.slug: value(page) for page in MilestonePage.objects.select_related("stage", "outcome")}


@pytest.mark.parametrize("slug", MILESTONES)
def test_milestones_stand_in_the_order_and_with_the_outcomes_of_the_sources(demo, slug):
    found = published_milestones(case_of(slug))
    assert [(one.slug, one.stage.key, one.outcome.key, one.result_for) for one in found] == MILESTONES[slug]


@pytest.mark.parametrize("slug", STANDINGS)
def test_case_says_in_one_line_where_it_stands(demo, slug):
    standing = standing_of(published_milestones(case_of(slug)))
    assert (standing.where, standing.since) == STANDINGS[slug]
    assert bool(standing.ended) == (slug == CAMPAIGN)
    assert (standing.ahead, standing.overdue, standing.fallen) == ((), (), None)


def test_each_milestone_could_be_saved_in_the_admin_as_it_stands(demo):
    pages = list(MilestonePage.objects.all())
    assert len(pages) == 17
    for page in pages:
        page.full_clean()
        assert page.obstacles() == {}, page


def test_each_case_could_be_saved_in_the_admin_as_it_stands(demo):
    for case in CasePage.objects.all():
        case.full_clean()
        for name in ("parties", "representatives", "identifiers", "links"):
            for row in getattr(case, name).all():
                row.full_clean()


def test_milestone_has_its_court_and_its_judge_in_their_fields(demo):
    assert of_each_milestone(lambda page: (page.court, page.judge)) == BY_WHOM
    words = of_each_milestone(lambda page: f"{page.summary} {page.outcome_words} {page.body}")
    assert [slug for slug, text in words.items() if re.search(r"\bJustice\b|EWHC|CO/8", text)] == []


def test_milestone_says_who_sent_it_where_a_source_does(demo):
    assert {slug: by for slug, by in of_each_milestone(lambda page: page.filed_by).items() if by} == FILED_BY


def test_each_milestone_says_its_outcome_in_plain_words(demo):
    assert [slug for slug, words in of_each_milestone(lambda page: page.outcome_words).items() if not words] == []


def test_only_the_renewed_application_has_a_neutral_citation(demo):
    found = of_each_milestone(lambda page: page.neutral_citation)
    assert {slug: value for slug, value in found.items() if value} == {
        "abc-permission-hearing": "[2018] EWHC 920 (Admin)"
    }


def test_day_of_the_refusal_on_the_papers_is_not_invented(demo):
    page = MilestonePage.objects.get(slug="abc-papers-refusal")
    assert (page.when, page.date_wording) == ("between 3 January and 22 March 2018", "")
    assert "not known to us" in page.date_note


def test_each_milestone_has_all_its_sources(demo):
    assert of_each_milestone(lambda page: [source.url for source in page.sources.all()]) == SOURCES


def test_who_acted_in_a_case_changes_over_time(demo):
    found = {slug: [(one.name, one.period.words) for one in case_of(slug).representatives.all()] for slug in MILESTONES}
    assert found == {
        CAMPAIGN: [
            ("Leigh Day", "2018"),
            ("Louise Price, Doughty Street Chambers", "2018"),
            ("Monckton Chambers", "2024"),
        ],
        COALITION: [("Liberty", "2017 to 2018")],
        REGULATOR: [("Liberty", "2018 to 2019")],
        ATTENDANCE: [],
    }


def test_parties_have_the_roles_that_they_had_and_a_claimant_who_is_not_known_is_said_to_be_so(demo):
    found = {slug: [(one.name, one.role) for one in case_of(slug).parties.all()] for slug in MILESTONES}
    assert found == {
        CAMPAIGN: [("defenddigitalme", "would-be claimant"), ("Department for Education", "would-be defendant")],
        COALITION: [("Against Borders for Children", "claimant"), ("Secretary of State for Education", "defendant")],
        REGULATOR: [
            ("defenddigitalme", "complainant"),
            ("Against Borders for Children", "complainant"),
            ("Department for Education", "data controller"),
            ("Information Commissioner’s Office", "regulator"),
        ],
        ATTENDANCE: [("Not known to us", "claimant"), ("Department for Education", "defendant")],
    }


def test_numbers_lead_to_the_official_copies_and_are_read_off_by_themselves(demo):
    found = {
        slug: [(one.scheme, one.value, one.address) for one in case_of(slug).identifiers.all()] for slug in MILESTONES
    }
    assert found == {
        CAMPAIGN: [("instrument", "SI 2017/807", "https://www.legislation.gov.uk/uksi/2017/807")],
        COALITION: [
            (
                "neutral-citation",
                "[2018] EWHC 920 (Admin)",
                "https://caselaw.nationalarchives.gov.uk/ewhc/admin/2018/920",
            ),
            ("claim-number", "CO/8/2018", "http://www.schoolsabc.net/2018/01/"),
            ("instrument", "SI 2016/808", "https://www.legislation.gov.uk/uksi/2016/808"),
        ],
        REGULATOR: [],
        ATTENDANCE: [],
    }


def test_only_a_case_whose_title_at_court_is_known_has_one(demo):
    found = {slug: (case_of(slug).formal_title, case_of(slug).formal_title_as_at) for slug in MILESTONES}
    title, as_at = found.pop(COALITION)
    assert (title, as_at.words) == (
        "R (Against Borders for Children) v Secretary of State for Education",
        "23 March 2018",
    )
    assert set(found.values()) == {("", None)}
    assert case_of(COALITION).title != title


def test_no_source_states_grounds_so_none_are_given(demo):
    assert [case for case in CasePage.objects.all() if case.grounds.exists()] == []


def test_regulators_case_is_joined_to_the_two_that_the_complainants_brought(demo):
    rows = CaseLink.objects.values_list("case__slug", "word", "to__slug").order_by("case__slug", "sort_order")
    assert list(rows) == [
        (REGULATOR, "regulator-route", CAMPAIGN),
        (REGULATOR, "regulator-route", COALITION),
    ]


def test_what_decides_or_answers_what_is_told_by_the_rows_between_them(demo):
    rows = EntryRelation.objects.filter(word__in=("answers", "decides"))
    assert set(rows.values_list("entry__slug", "word", "to__slug")) == {
        ("abc-papers-refusal", "decides", "abc-claim-issued"),
        ("transparency-complaint-upheld", "decides", "abc-ico-complaint"),
        ("plans-stand", "answers", "campaign-writes"),
        ("department-responds-to-audit", "answers", "audit-summary-published"),
    }


def test_case_has_the_same_permanent_id_on_every_installation(demo):
    found = dict(PublicRecord.objects.filter(page__slug__in=MILESTONES).values_list("page__slug", "uid"))
    assert found == {slug: demo_uid(f"case/{slug}") for slug in MILESTONES}


def test_case_that_is_there_already_is_left_as_it_is(demo):
    case = case_of(REGULATOR)
    case.links, case.parties, case.title = [], [], "An editor's own title"
    case.save_revision().publish()
    revisions = case.revisions.count()
    assert DemoLoader().load() == 0
    case = case_of(REGULATOR)
    assert (case.title, case.links.count(), case.parties.count()) == ("An editor's own title", 0, 0)
    assert case.revisions.count() == revisions
