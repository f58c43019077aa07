"""The page of a case, read as a reader does: where it stands, the way through, what belongs to it."""

import json
import re

import html5lib
import pytest
from django.db import transaction

from legal.models import (
    CaseGround,
    CaseIdentifier,
    CaseLink,
    CaseParty,
    CaseRepresentative,
    MilestoneDocument,
)
from tests.crawling import whole_answer
from tests.factories import make_article, make_case, make_document, make_event, make_milestone, publish
from tests.long_case import make_long_case
from timeline.models import EntryRelation

pytestmark = pytest.mark.django_db


def words_of(element) -> str:
    return " ".join("".join(element.itertext()).split())


@pytest.fixture
def read(client):
    """The page of a case as a tree."""

    def read(page):
        response = client.get(page.get_url())
        assert response.status_code == 200
        return html5lib.parse(response.content.decode(), namespaceHTMLElements=False)

    return read


def steps_of(tree) -> dict:
    """The drawn steps by plain name: the state in words, and what is listed under it."""
    steps = {}
    for item in tree.findall(".//li"):
        if "step" in item.get("class", "").split():
            state = words_of(item.find(".//p[@class='step-state']"))
            visits = [words_of(one) for one in item.findall(".//ul[@class='visits']/li")]
            steps[item.find(".//b").text] = (state, visits)
    return steps


@pytest.fixture(scope="module")
def told_at_length(test_database, django_db_blocker):
    """Made once for all tests here, which read it; what each changes is rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_long_case()
        transaction.set_rollback(True)


@pytest.fixture
def long_case(told_at_length, db):
    return told_at_length


def test_long_case_says_in_one_line_where_it_stands(read, long_case):
    now = read(long_case).find(".//section[@class='now']")
    assert words_of(now.find("./p")) == (
        "Where it stands: May the decision be appealed? Permission granted, 1 February 2025."
    )
    assert "Court 71, Court of Appeal (Civil Division)" in words_of(now)
    assert "fixed by the court" in words_of(now)


def test_stages_that_repeat_split_and_were_listed_again_stand_under_one_step(read, long_case):
    steps = steps_of(read(long_case))
    assert steps["Warning letter"][1] == ["10 January 2024: Letter sent", "10 February 2024: Letter not answered"]
    assert steps["Asking again at a hearing"][1] == [
        "1 July 2024: Permission granted on some points (grounds 1 and 2)",
        "1 July 2024: Permission refused (grounds 3)",
    ]
    assert steps["The full hearing"] == (
        "Done",
        ["Postponed: 1 October 2024: Taken out of the list", "5 to 6 November 2024: Heard"],
    )


def test_stage_that_was_left_out_is_no_failure(read, long_case):
    steps = steps_of(read(long_case))
    assert steps["Papers handed over"] == ("Left out, or not known to us", [])
    assert steps["May the decision be appealed?"][0] == "Where it stands, on a side route"
    assert steps["Appeal heard and decided"][0] == "Next, on a side route"


def test_side_routes_not_taken_are_folded_away(read, long_case):
    tree = read(long_case)
    assert "Highest court" not in steps_of(tree)
    folded = words_of(tree.find(".//details[@class='not-taken']"))
    assert "Highest court" in folded
    assert "Ended another way" in folded


def test_steps_stand_in_the_order_of_the_procedure(read, long_case):
    names = list(steps_of(read(long_case)))
    usual = [stage.plain_name for stage in long_case.procedure.stages.order_by("sort_order")]
    assert names == [name for name in usual if name in names]


def test_milestones_stand_in_the_order_in_which_they_happened(read, long_case):
    titles = [words_of(one) for one in read(long_case).findall(".//article//h3")]
    assert titles == [f"Milestone {number}" for number in range(11)]


def test_every_state_is_said_in_words_and_the_drawing_is_left_to_the_eye(read, long_case):
    tree = read(long_case)
    assert all(state for state, _visits in steps_of(tree).values())
    marks = tree.findall(".//{http://www.w3.org/2000/svg}svg")
    assert marks
    assert all(mark.get("aria-hidden") == "true" for mark in marks)


def test_ended_case_says_so_and_draws_the_end(read, front_page):
    case = make_case()
    end = case.procedure.stages.get(key="ended")
    make_milestone(case=case, date="2018-02-15")
    make_milestone(case=case, stage=end, outcome=end.outcomes.get(key="ended-by-choice"), date="2024-07-01")
    tree = read(case)
    line = words_of(tree.find(".//p[@class='where-it-stands']"))
    assert line == "Where it stands: Ended by choice, 1 July 2024."
    steps = steps_of(tree)
    assert steps["Ended another way"] == ("Where it stands", ["1 July 2024: Ended by choice"])
    assert steps["The decision"] == ("Not reached", [])


def test_case_without_milestones_has_its_empty_state(read, front_page):
    tree = read(make_case())
    assert "No milestone is published yet." in words_of(tree)
    assert {state for state, _visits in steps_of(tree).values()} == {"Not reached"}


def test_facts_of_a_case_are_all_on_its_page(read, front_page):
    case = make_case(
        formal_title="R (Example) v Secretary of State",
        formal_title_as_at="2018-03-23",
        challenged="The census",
        remedy="An end to it",
        body="High Court",
    )
    case.grounds = [CaseGround(text="It was not allowed by the Act."), CaseGround(text="Nobody was asked.")]
    case.parties = [CaseParty(name="Example", role="claimant")]
    case.representatives = [
        CaseRepresentative(name="Doughty Street", role="barristers", period="2018"),
        CaseRepresentative(name="Monckton", role="barristers", period="2024/.."),
    ]
    case.identifiers = [CaseIdentifier(value="[2018] ewhc 920 (admin)."), CaseIdentifier(value="co/8/2018")]
    publish(case)
    facts = words_of(read(case))
    for words in (
        "R (Example) v Secretary of State as at 23 March 2018",
        "It was not allowed by the Act.",
        "Doughty Street, barristers, 2018",
        "Monckton, barristers, since 2024",
        "[2018] EWHC 920 (Admin) Neutral citation",
        "CO/8/2018 Claim number",
    ):
        assert words in facts


def test_number_links_to_the_official_copy(read, front_page):
    case = make_case()
    case.identifiers = [CaseIdentifier(value="[2018] EWHC 920 (Admin)")]
    publish(case)
    links = [one.get("href") for one in read(case).findall(".//ul[@class='numbers']//a")]
    assert links == ["https://caselaw.nationalarchives.gov.uk/ewhc/admin/2018/920"]


def test_linked_cases_are_told_from_both_ends(read, front_page):
    high, appeal, draft = make_case(title="Below"), make_case(title="Above"), make_case(live=False)
    appeal.links = [CaseLink(to=high, word="appeal-from"), CaseLink(to=draft, word="follows")]
    publish(appeal)
    assert "This case is an appeal from Below" in words_of(read(appeal))
    assert "This case was appealed in Above" in words_of(read(high))
    assert draft.title not in words_of(read(appeal))


def test_press_about_a_case_is_listed_with_what_it_tells_of(read, front_page):
    case = make_case()
    letter = make_milestone(case=case, title="The letter")
    article = make_article(title="Mother's fight")
    hidden = make_article(title="Not out yet", live=False)
    event = make_event(title="A debate")
    EntryRelation.objects.create(entry=article, to=letter, word="reports")
    EntryRelation.objects.create(entry=hidden, to=letter, word="reports")
    EntryRelation.objects.create(entry=letter, to=event, word="follows")
    text = words_of(read(case))
    assert "Press articles about it Mother's fight Press, 18 January 2018: reports “The letter”" in text
    assert "Events about it A debate Event, 18 January 2018: followed by “The letter”" in text
    assert "Not out yet" not in text


def test_only_documents_that_may_be_published_are_offered(client, read, front_page):
    case = make_case()
    rows = [
        MilestoneDocument(document=make_document(title="The claim form"), may_publish="yes", basis="ours"),
        MilestoneDocument(document=make_document(title="A disclosed paper"), may_publish="no"),
        MilestoneDocument(document=make_document(title="An undecided paper")),
    ]
    page = make_milestone(case=case, documents=rows)
    for text in (words_of(read(case)), words_of(read(page))):
        assert "The claim form" in text
        assert "A disclosed paper" not in text
        assert "An undecided paper" not in text
    answers = [whole_answer(client.get(row.document.url)) for row in rows]
    assert [answer[:3] for answer in answers] == [b"200", b"404", b"404"]


def test_short_address_of_a_case_leads_to_it(client, front_page):
    case = make_case()
    response = client.get(case.public_record.short_path)
    assert (response.status_code, response["Location"]) == (302, case.get_url())


def data_of(client, page) -> dict:
    """What machines are told of the page itself, which comes first."""
    html = client.get(page.get_url()).content.decode()
    found = re.findall(r'<script[^>]*type="application/ld\+json"[^>]*>(.*?)</script>', html, re.DOTALL)
    assert len(found) == 1
    return json.loads(found[0])["@graph"][0]


def test_machines_are_told_in_types_that_exist(client, long_case):
    case, judgment, hearing = long_case, long_case.told[8], long_case.told[10]
    case.identifiers = [CaseIdentifier(value="SI 2016/808")]
    publish(case)
    data = data_of(client, case)
    assert data["@type"] == "WebPage"
    assert data["about"] == [
        {
            "@type": "Legislation",
            "legislationIdentifier": "SI 2016/808",
            "name": "SI 2016/808",
            "url": "https://www.legislation.gov.uk/uksi/2016/808",
        }
    ]
    assert data["mainEntity"]["numberOfItems"] == 11
    told = data_of(client, judgment)["mainEntity"]
    assert (told["@type"], told["identifier"]["value"]) == ("CreativeWork", "[2024] EWHC 3333 (Admin)")
    told = data_of(client, hearing)["mainEntity"]
    assert (told["@type"], told["eventStatus"]) == ("Event", "https://schema.org/EventScheduled")
    assert told["location"] == {"@type": "Courthouse", "name": "Court 71, Court of Appeal (Civil Division)"}
    assert data_of(client, long_case.told[6])["mainEntity"]["eventStatus"] == "https://schema.org/EventPostponed"


def test_machines_are_told_no_day_that_nobody_claimed(client, front_page):
    case = make_case()
    stage = case.procedure.stages.get(key="substantive-hearing")
    page = make_milestone(case=case, stage=stage, date="2030-06", occurrence="expected")
    data = data_of(client, page)
    assert "mainEntity" not in data
    assert data["temporalCoverage"] == "2030-06"


def test_text_of_an_editor_cannot_break_out_of_the_data(client, front_page):
    case = make_case(title="</script><script>alert(1)</script>")
    assert data_of(client, case)["name"] == case.title
    assert "<script>alert" not in client.get(case.get_url()).content.decode()
