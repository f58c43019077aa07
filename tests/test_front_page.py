"""The front page: what the case is about, where it stands, who says so; and nothing that is not published."""

import re

import pytest
from wagtail.models import PageViewRestriction

from home.front_page import FIRST_KEY_MOMENTS, KEY_MOMENTS
from home.models import Action, StandingPage
from press.models import Quotation
from tests.factories import make_article, make_case, make_event, make_milestone
from timeline.models import ChapterPage, TimelinePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def front(client, front_page):
    def front() -> str:
        return client.get("/").content.decode()

    return front


def part(html: str, name: str) -> str:
    """The section of that class; empty where there is none."""
    found = re.search(rf'<section class="[^"]*\b{name}\b.*?</section>', html, flags=re.DOTALL)
    return found[0] if found else ""


def quoted(**given):
    values = {"text": "They never asked.", "speaker": "A. Parent", "role": "a mother of two", **given}
    return Quotation(**values)


def chapter(title, span, *, live=True):
    page = ChapterPage(title=title, slug=title.lower(), span=span, prose="<p>So it went.</p>", live=False)
    TimelinePage.objects.get().add_child(instance=page)
    if live:
        page.save_revision().publish()
    return page


def act(front_page, **given):
    front_page.actions.add(Action(**{"title": "Ask the school", **given}))
    front_page.save_revision().publish()


def test_empty_site_says_so_and_has_no_empty_parts(front):
    html = front()
    assert "Nothing is published here yet." in html
    assert "No legal milestone is published yet." in html
    for name in ("key-moments", "newest", "front-chapters", "front-quotation", "actions"):
        assert part(html, name) == "", name


# Where things stand


def test_the_case_that_moved_last_stands_there_with_its_question_and_who_says_so(front):
    old = make_case(title="The old case")
    make_milestone(case=old, date="2016", title="An old letter")
    new = make_case(title="The new case", question="Must they ask?")
    make_milestone(case=new, date="2019-05-01", title="A new letter", sources=1)
    box = part(front(), "front-now")
    assert "The new case" in box
    assert "Must they ask?" in box
    assert "since 1 May 2019" in box
    assert re.search(r"Who says so:.*Source 1</a>, Example", box, flags=re.DOTALL)
    assert "The old case" not in box


def test_what_is_only_planned_moves_no_case(front):
    make_milestone(case=make_case(title="The case that moved"), date="2016")
    make_milestone(case=make_case(title="The case to come"), date="2090", occurrence="scheduled")
    box = part(front(), "front-now")
    assert "The case that moved" in box
    assert "The case to come" not in box


def test_next_date_of_any_kind_is_told_once(front):
    case = make_case()
    make_milestone(case=case, date="2016")
    make_milestone(case=case, date="2090-03-01", occurrence="scheduled", title="The hearing")
    assert part(front(), "front-now").count("The hearing") == 1
    make_event(date="2089", occurrence="expected", title="A vote")
    box = part(front(), "front-now")
    assert box.count("A vote") == box.count("The hearing") == 1


def test_nothing_ahead_is_said(front):
    make_milestone(date="2016")
    assert "Nothing is scheduled or expected that we know of." in part(front(), "front-now")


def test_standing_leaves_out_what_is_not_published(front):
    case = make_case(title="The case")
    make_milestone(case=case, date="2016", title="A letter")
    make_milestone(case=case, date="2018", title="A draft of a judgment", live=False)
    secret = make_case(title="The secret case")
    make_milestone(case=secret, date="2019", title="The secret step")
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    html = front()
    assert "The case" in part(html, "front-now")
    assert "secret" not in html
    assert "draft of a judgment" not in html


# The key moments, the latest, the chapters


def test_key_moments_are_told_in_order_and_lead_to_the_whole_view(front):
    make_event(title="Second", date="2012", significance="key")
    make_event(title="First", date="1996", significance="key")
    make_event(title="Never", date="2000")
    moments = part(front(), "key-moments")
    assert re.findall(r"<h3><a [^>]+>(\w+)</a>", moments) == ["First", "Second"]
    assert 'href="/timeline/?significance=key"' in moments
    assert "The 2 moments that tell the story: one minute." in moments


def test_of_many_key_moments_the_beginning_and_the_end_are_told(front):
    number = KEY_MOMENTS + 3
    for year in range(number):
        make_event(title=f"Moment {year:02}", date=str(2000 + year), significance="key", sources=1)
    moments = part(front(), "key-moments")
    told = [int(title) for title in re.findall(r"<h3><a [^>]+>Moment (\d+)</a>", moments)]
    assert told == [*range(FIRST_KEY_MOMENTS), *range(FIRST_KEY_MOMENTS + 3, number)]
    assert "3 more key moments lie between them." in moments


def test_the_latest_are_five_that_are_not_still_to_come(front):
    for year in range(2010, 2017):
        make_event(title=f"In {year}", date=str(year))
    make_event(title="In 2090", date="2090", occurrence="scheduled")
    newest = part(front(), "newest")
    assert re.findall(r"<h3><a [^>]+>In (\d+)</a>", newest) == ["2016", "2015", "2014", "2013", "2012"]


def test_chapters_stand_in_order_of_time_and_drafts_do_not(front):
    chapter("Later", "2016 to 2018")
    chapter("Earlier", "until 2015")
    chapter("Never", "since 2019", live=False)
    chapters = part(front(), "front-chapters")
    assert re.findall(r"<h3><a [^>]+>(\w+)</a>", chapters) == ["Earlier", "Later"]
    assert "2016 to 2018" in chapters


# Somebody's words


def test_quotation_stands_with_the_answer_to_it(front):
    answered = quoted(answer="We did.", answer_by="The department")
    make_article(rights="short-quotation", quotations=[quoted(text="Another."), answered])
    voice = part(front(), "front-quotation")
    assert "They never asked." in voice
    assert "a mother of two" in voice
    assert "We did." in voice
    assert "The department" in voice


def test_quotation_without_an_answer_of_its_own_stands_with_the_reply_to_the_article(front):
    make_article(rights="short-quotation", quotations=[quoted()], reply="The department disagreed.")
    assert "The department disagreed." in part(front(), "front-quotation")


@pytest.mark.parametrize("rights", ["", "link-only"])
def test_quotation_that_may_not_be_printed_is_not(front, rights):
    make_article(rights=rights, quotations=[quoted()])
    assert "They never asked." not in front()


def test_quotation_of_a_draft_is_not_printed(front):
    make_article(rights="short-quotation", quotations=[quoted()], live=False)
    assert "They never asked." not in front()


# What a reader can do


def test_action_leads_to_a_page_of_ours_or_elsewhere(front, front_page):
    about = front_page.add_child(instance=StandingPage(title="About", slug="about", body="<p>Us</p>"))
    act(front_page, link_page=about, text="It takes a minute.")
    act(front_page, title="Give", kind="appeal", link_url="https://example.org/give/")
    html = part(front(), "actions")
    assert '<a href="/about/">Ask the school</a>' in html
    assert "It takes a minute." in html
    assert '<a href="https://example.org/give/" rel="noopener noreferrer">Give</a>' in html
    assert '<li class="appeal">' in html


def test_action_that_leads_to_a_draft_is_not_shown(front, front_page):
    draft = front_page.add_child(instance=StandingPage(title="Secret", slug="secret", body="<p>Us</p>", live=False))
    act(front_page, link_page=draft)
    html = front()
    assert "Ask the school" not in html
    assert "secret" not in html
