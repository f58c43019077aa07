"""The date's box, in a real form: what is typed is read back in words, or asked about, and never guessed."""

import re
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from tests.browser.admin import EntryForm
from tests.factories import make_event
from timeline.dates import DateQuestion, read
from timeline.models import EventPage, TimelinePage

#: A date as EDTF, the words that readers see, the values of its <time> elements, other ways to type it.
TABLE = {
    "2018-01-18": ("18 January 2018", ["2018-01-18"], ["18 Jan 2018", "January 18, 2018", "Thursday 18 January 2018"]),
    "2017-09": ("September 2017", ["2017-09"], ["Sept 2017"]),
    "1996": ("1996", ["1996"], ["in 1996"]),
    "2018-03-23T10:30:00+00:00": (
        "23 March 2018, 10:30am",
        ["2018-03-23T10:30:00+00:00"],
        ["23 March 2018 at 10:30am", "2018-03-23 10:30"],
    ),
    "2018-01-18/2018-03-02": (
        "18 January to 2 March 2018",
        ["2018-01-18", "2018-03-02"],
        ["from 18 January to 2 March 2018"],
    ),
    "autumn 2017": ("autumn 2017", [], ["Autumn 2017"]),
    "2017-12-07?": ("7 December 2017 (date uncertain)", [], ["7 December 2017?"]),
    "2018-06~": ("around June 2018", [], ["circa June 2018", "c. June 2018"]),
    "2018%": ("around 2018 (date uncertain)", [], []),
    "199X": ("1990s", [], ["the 1990s"]),
    "2018-XX": ("a month in 2018", [], []),
    "2018-06-XX": ("a day in June 2018", [], []),
    "1996/..": ("since 1996", ["1996"], ["from 1996 onwards"]),
    "../2007": ("until 2007", ["2007"], ["up to 2007"]),
    "1996/": ("from 1996 to an unknown date", ["1996"], []),
    "/2007": ("from an unknown date to 2007", ["2007"], []),
}
#: In words. As EDTF each is typed where it is published.
WAYS_TO_TYPE = [(text, words) for words, _times, others in TABLE.values() for text in [words, *others]]
#: The order on the story: by the first day (the last, where the start is open), coarser before finer.
#: Those of one place stand as they came.
IN_ORDER = [
    "199X",
    "1996",
    "1996/..",
    "1996/",
    "../2007",
    "/2007",
    "autumn 2017",
    "2017-09",
    "2017-12-07?",
    "2018%",
    "2018-XX",
    "2018-01-18",
    "2018-01-18/2018-03-02",
    "2018-03-23T10:30:00+00:00",
    "2018-06~",
    "2018-06-XX",
]
TYPED_BY_HAND = ["1996", "/2007", "autumn 2017", "2018-01-18/2018-03-02", "2018-06~"]

#: What could mean two things, and words of the question.
ASKED = {
    "2020-21": "could mean several things",
    "2021-22": "could mean several things",
    "2022-23": "could mean several things",
    "2023-24": "could mean several things",
    "2018-24": "could mean several things",
    "2017-23": "could mean several things",
    "03/02/2018": "could be 3 February or 2 March",
    "by June 2018": "gives a limit, not a date",
    "before June 2018": "gives a limit, not a date",
    "early 2018": "could mean several things",
    "mid 2018": "could mean several things",
    "late 2017": "could mean several things",
    "winter 2017/18": "could mean several things",
    "winter 2018": "Which months of winter 2018 are meant?",
    "Michaelmas term 2018": "could mean several things",
    "Easter 2018": "could mean several things",
    "week of 18 January 2018": "could mean several things",
    "Friday 18 January 2018": "is a Thursday, not a Friday",
    "Nov-December 2015": "did it happen once in that time?",
}
#: What is no date, and what the message says to type.
REFUSED = {
    "June 2": "Add it, for example “2 June 2018”",
    "2018-03-02/2018-01-18": "Type the earlier date first, for example “18 January to 2 March 2018”",
    "2017-02-29": "type “February 2017” if it is not known",
    "20180118": "type “18 January 2018”",
    "-0500": "type a year from 1000 to 2999",
    "Y170000002": "type a year from 1000 to 2999",
    "last spring": "Type what is known of the date itself",
    "when the law changed": "Type a date such as “18 January 2018”",
}
#: What a library's helper loses or cannot read, and what we read.
KEPT = {
    "probably 2018": "2018 (date uncertain)",
    "October 2016 to June 2018": "October 2016 to June 2018",
    "2022/2023?": "2022 to 2023 (date uncertain)",
}


@pytest.fixture(scope="module")
def tab(editor_context):
    return editor_context.new_page()


@pytest.fixture(scope="module")
def form(tab):
    """A form for a new event that one test after another types into. Nothing in it is saved."""
    return EntryForm(tab).add(TimelinePage.objects.get())


@pytest.fixture(scope="module")
def entry(empty_site, editor_context):
    """A published event whose date one test after another changes, with a tab of its own."""
    return SimpleNamespace(page=make_event(title="The event"), tab=editor_context.new_page())


@pytest.mark.parametrize(("text", "words"), WAYS_TO_TYPE)
def test_a_date_of_the_table_reads_in_its_words_while_it_is_typed(form, text, words):
    form.type_date(text)
    form.reads_as(words)


@pytest.mark.parametrize(("text", "words"), KEPT.items())
def test_no_word_of_these_is_dropped(form, text, words):
    form.type_date(text)
    form.reads_as(words)


@pytest.mark.parametrize("edtf", TABLE)
def test_a_date_of_the_table_goes_out_by_the_form_and_stands_in_its_words_on_the_public_page(entry, edtf):
    words, times, _others = TABLE[edtf]
    form = EntryForm(entry.tab).edit(entry.page)
    form.type_date(edtf)
    form.reads_as(words)
    form.publish()
    form.is_published()
    entry.tab.goto(entry.page.get_url())
    when = entry.tab.locator(".entry > header .when")
    expect(when).to_have_text(words)
    elements = when.locator("time")
    assert [one.get_attribute("datetime") for one in elements.all()] == times


@pytest.mark.parametrize(("text", "message"), REFUSED.items())
def test_what_is_no_date_is_refused_while_it_is_typed_with_what_to_type(form, text, message):
    form.type_date(text)
    form.answers("error", message)


def question_of(text):
    with pytest.raises(DateQuestion) as question:
        read(text)
    return question.value


def answer(form, choice):
    """Click on *choice*, and see that it fills the date, the extent and the wording, and reads."""
    form.choose(choice.label)
    expect(form.date).to_have_value(choice.text)
    expect(form.extent).to_have_value(choice.extent or "")
    expect(form.wording).to_have_value(choice.wording)
    words = read(choice.text, extent=choice.extent).words
    form.reads_as(f"{words}. Shown instead: {choice.wording}" if choice.wording else words)


@pytest.mark.parametrize(("text", "message"), ASKED.items())
def test_what_could_mean_two_things_is_asked_about_and_a_click_on_a_choice_answers(form, text, message):
    form.type_date(text)
    form.answers("question", message)
    choices = question_of(text).choices
    assert form.choices() == [choice.label for choice in choices]
    answer(form, choices[0])


def test_every_choice_of_a_question_answers_it(form):
    for choice in question_of("by June 2018").choices:
        form.type_date("by June 2018")
        form.answers("question", "gives a limit, not a date")
        answer(form, choice)


def test_another_date_takes_back_what_a_choice_filled_in(form):
    form.type_date("by June 2018")
    form.choose("It happened once: some time up to June 2018")
    expect(form.wording).to_have_value("by June 2018")
    form.type_date("5 May 2019")
    form.reads_as("5 May 2019")
    expect(form.wording).to_have_value("")
    expect(form.extent).to_have_value("")


def test_a_choice_leaves_the_words_that_the_editor_wrote(form):
    form.type_date("late 2017")
    form.fill(date_wording="towards the end of 2017")
    form.choose("No closer than 2017")
    form.reads_as("2017. Shown instead: towards the end of 2017")
    form.type_date("2018")
    form.reads_as("2018. Shown instead: towards the end of 2017")
    form.fill(date_wording="")
    form.date.focus()
    form.reads_as("2018")


def test_the_extent_answers_what_a_range_asks(form):
    form.type_date("Nov-December 2015")
    form.answers("question", "did it happen once in that time?")
    form.extent.select_option("within")
    form.reads_as("between November and December 2015")
    form.extent.select_option("")
    form.answers("question", "did it happen once in that time?")


def test_the_date_of_a_source_keeps_no_extent_and_is_asked_for_none(tab_of_its_own):
    form = EntryForm(tab_of_its_own).add(TimelinePage.objects.get())
    form.type_date("2015")
    form.fill(title="Two sources", summary="They give two dates.")
    for number, text in enumerate(["Nov-December 2015", "late 2015"]):
        tab_of_its_own.get_by_role("button", name="Add Source").click()
        tab_of_its_own.locator(f"#id_sources-{number}-title").fill(text)
        tab_of_its_own.locator(f"#id_sources-{number}-date_given").press_sequentially(text)
    first, second = (tab_of_its_own.locator(f"#id_sources-{number}-date_given-reading") for number in range(2))
    expect(first).to_have_text("Reads as: November to December 2015")
    second.get_by_role("button", name="It lasted: September to December 2015").click()
    expect(second).to_have_text("Reads as: September to December 2015")
    form.publish()
    form.is_published()
    kept = EventPage.objects.get(title="Two sources").sources.order_by("sort_order")
    assert [source.date_given.edtf for source in kept] == ["2015-11/2015-12", "2015-09/2015-12"]


@pytest.mark.parametrize("press", ["save", "publish"])
@pytest.mark.parametrize(
    ("text", "message"),
    [("03/02/2018", "could be 3 February or 2 March"), ("June 2", "has no year")],
)
def test_sending_without_an_answer_says_so_beside_the_field_and_loses_nothing(tab_of_its_own, text, message, press):
    form = EntryForm(tab_of_its_own).add(TimelinePage.objects.get())
    form.type_date(text)
    expect(form.reading).to_contain_text(message)
    form.fill(title="A letter", summary="A letter was sent.", date_note="Two sources differ.")
    getattr(form, press)()
    expect(form.error_beside("date")).to_contain_text(message)
    expect(form.date).to_have_value(text)
    expect(tab_of_its_own.locator("#id_title")).to_have_value("A letter")
    expect(tab_of_its_own.locator("#id_summary")).to_have_value("A letter was sent.")
    expect(tab_of_its_own.locator("#id_date_note")).to_have_value("Two sources differ.")
    assert not EventPage.objects.filter(title="A letter").exists()


@pytest.fixture
def tab_of_its_own(editor_context):
    page = editor_context.new_page()
    yield page
    page.close()


def test_entries_of_the_whole_table_some_by_the_form_and_the_rest_by_code_stand_in_order(tab_of_its_own):
    story = TimelinePage.objects.get()
    for number, edtf in enumerate(IN_ORDER):
        words = TABLE[edtf][0]
        if edtf not in TYPED_BY_HAND:
            make_event(title=f"Line {number}", slug=f"line-{number}", date=read(edtf).edtf)
            continue
        form = EntryForm(tab_of_its_own).add(story)
        form.type_date(edtf)
        form.reads_as(words)
        form.fill(title=f"Line {number}", summary="A line of the table.", no_source_reason="A test.")
        form.publish()
        form.is_published()
    tab_of_its_own.goto("/timeline/")
    cards = tab_of_its_own.locator(".card").filter(has=tab_of_its_own.get_by_text(re.compile("^Line ")))
    assert cards.locator("h3").all_inner_texts() == [f"Line {number}" for number in range(len(IN_ORDER))]
    assert cards.locator(".when").all_inner_texts() == [TABLE[edtf][0] for edtf in IN_ORDER]
    tab_of_its_own.goto("/timeline/?order=newest")
    assert cards.locator("h3").all_inner_texts() == [f"Line {number}" for number in reversed(range(len(IN_ORDER)))]
