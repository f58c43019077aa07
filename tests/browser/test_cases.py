"""A case in a real browser: on a phone and a desk, in the dark, with a calendar; and the editor who looks after it."""

import datetime
import re

import pytest
from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import expect

from legal.models import MilestonePage
from tests.browser.admin import EntryForm
from tests.browser.looking import AXE_OPTIONS, DESK, PHONE, WIDTHS
from tests.factories import make_case, make_milestone
from tests.long_case import make_long_case


@pytest.fixture(scope="module")
def case(empty_site):
    return make_long_case()


@pytest.fixture
def tab(editor_context):
    page = editor_context.new_page()
    yield page
    page.close()


def put(page, box, text):
    """Set a box with a picker, which would open under a cursor and lie over the buttons."""
    page.locator(box).evaluate("(box, text) => { box.value = text }", text)


@pytest.fixture(params=["case", "hearing"])
def address(request, case):
    return case.get_url() if request.param == "case" else case.told[-1].get_url()


def test_no_case_scrolls_sideways(page, address):
    page.goto(address)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_axe_finds_nothing_wrong_with_a_case(page, axe, address, width, scheme):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto(address)
    for folded in page.locator("details").all():
        folded.locator("summary").click()
    results = axe.run(page, options=AXE_OPTIONS)
    assert not results.violations_count, results.generate_report()


def test_next_hearing_can_be_put_in_a_calendar(page, case):
    page.goto(case.get_url())
    link = page.get_by_role("link", name="Add to calendar").get_attribute("href")
    [event] = Calendar.from_ical(page.request.get(link).body()).walk("VEVENT")
    assert event["SUMMARY"] == "A long case: Milestone 10"
    assert event["LOCATION"] == "Court 71, Court of Appeal (Civil Division)"


def test_case_number_is_taken_whole_with_one_click(page, case):
    page.goto(case.get_url())
    page.get_by_text("CO/2717/2023", exact=True).click()
    assert page.evaluate("getSelection().toString()") == "CO/2717/2023"


def test_step_of_today_is_named_for_those_who_do_not_see_the_drawing(page, case):
    page.goto(case.get_url())
    here = page.locator("[aria-current=step]")
    expect(here).to_have_count(1)
    expect(here).to_contain_text("Where it stands")
    expect(here).to_contain_text("May the decision be appealed?")


def test_editor_adds_a_hearing_and_the_case_tells_of_it(tab, page, empty_site):
    case = make_case(title="A new case")
    form = EntryForm(tab).add(case, "legal/milestonepage")
    expect(tab.get_by_text("A draft judgment under embargo is never entered here")).to_be_visible()
    day = timezone.localdate() + datetime.timedelta(days=30)
    form.type_date(f"{day:%-d %B %Y}, 10:30am")
    form.reads_as(f"{day:%-d %B %Y}, 10:30am")
    form.fill(title="The full hearing", summary="The judge hears both sides.", no_source_reason="The court's list")
    tab.locator("#id_occurrence").select_option("scheduled")
    tab.locator("#id_stage").select_option(label="The full hearing (Substantive hearing)")
    form.fill(room="Court 3", court="High Court")
    put(tab, "#id_ends_at", "09:00")
    form.publish()
    expect(form.error_beside("ends_at")).to_contain_text("It starts at 10:30am")
    put(tab, "#id_ends_at", "16:00")
    form.publish()
    form.is_published()
    page.goto(case.get_url())
    now = page.get_by_role("region", name="Where it stands")
    expect(now).to_contain_text("The full hearing")
    expect(now).to_contain_text(re.compile(r"10:30am\s+until 4pm"))
    expect(now).to_contain_text("Court 3, High Court")


def test_editor_closes_a_milestone_by_order_and_readers_find_it_gone(tab, page, empty_site):
    milestone = make_milestone(case=make_case(title="A closed case"), title="Told by mistake")
    assert page.goto(milestone.get_url()).status == 200
    tab.goto(f"/admin/restrictions/new/?page={milestone.pk}")
    expect(tab.locator("main")).to_contain_text("Closes “Told by mistake” to the public as soon as you save")
    tab.locator("#id_scope").fill("Nothing that could identify a child.")
    put(tab, "#id_review_on", "2030-01-01")
    tab.get_by_role("button", name="Close to the public now").click()
    expect(tab.locator(".messages .success")).to_contain_text("“Told by mistake” is closed to the public")
    assert page.goto(milestone.get_url()).status == 404
    page.goto(milestone.case.get_url())
    expect(page.locator("main")).not_to_contain_text("Told by mistake")
    EntryForm(tab).edit(MilestonePage.objects.get(pk=milestone.pk)).publish()
    expect(tab.locator(".messages .error")).to_contain_text("A legal reader has to read this as it stands")
    assert page.goto(milestone.get_url()).status == 404
