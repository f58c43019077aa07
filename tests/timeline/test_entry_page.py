"""The page of an entry: how well its date is known, where it belongs, how we know, and how to pass it on."""

from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone

from press.models import Quotation
from tests.factories import (
    make_article,
    make_document,
    make_event,
    make_milestone,
    make_subject,
    make_subjects,
    make_topic,
    publish,
)
from tests.story_pages import soup_of
from timeline.dates import parse
from timeline.entry_page import by_word, certainty
from timeline.models import ChangeNote, ChapterPage, EntryRelation, EntrySource, EventPage, TimelinePage


def dated(edtf, *given, occurrence="happened", wording="", extent=None):
    date = parse(edtf, extent=extent) if extent else parse(edtf)
    sources = [SimpleNamespace(date_given=parse(one) if one else None) for one in given]
    rows = SimpleNamespace(all=lambda: sources)
    return SimpleNamespace(dated=date, date=date, sources=rows, occurrence=occurrence, date_wording=wording)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (dated("2018-01-18"), ""),
        (dated("2018-01-18T10:30:00+00:00"), ""),
        (dated("2018-01"), "Known to the month"),
        (dated("2018-01-XX"), "Known to the month"),
        (dated("2018"), "Known to the year"),
        (dated("2018-23"), "Known to the season"),
        (dated("201X"), "Known to the decade"),
        (dated("2018-06~"), "Not known exactly"),
        (dated("2017-12-07?"), "Not certain"),
        (dated("2016-09/2018-06"), ""),
        (dated("1996/.."), ""),
        (dated("2018-01-18", "2018-01", "", "2018"), ""),
        (dated("2017-07-27", "2017-07-27", "2017-07-21"), "Sources differ on the date"),
        (dated("2017-07", "2017-06"), "Sources differ on the date"),
        (dated("2017-12-07?", "2018-01"), "Sources differ on the date"),
        (dated("1996/..", "1996", "2001"), "Sources differ on the date"),
        (dated("../2007", "2006"), ""),
        (dated("2030", occurrence="expected"), ""),
        (dated("2018-02", wording="on or before 28 February 2018"), ""),
    ],
)
def test_how_well_the_date_is_known_is_said_in_words(entry, expected):
    assert certainty(entry) == expected


def test_related_entries_stand_under_the_words_of_their_relations():
    assert by_word([("reports", 1), ("answers", 2), ("reports", 3)]) == [("answers", [2]), ("reports", [1, 3])]


def text_of(client, entry, selector="main") -> str:
    return soup_of(client, entry.get_url()).select_one(selector).get_text(" ", strip=True)


def test_date_is_the_first_thing_on_the_page_and_leads_to_what_is_to_be_known_of_it(client, front_page):
    entry = make_event(date="2017-07", date_note="Two papers say so.")
    page = soup_of(client, entry.get_url())
    assert page.select_one("article.entry p.when").get_text(strip=True) == "July 2017"
    link = page.select_one(".certainty a")
    assert link.get_text() == "Known to the month"
    assert "Two papers say so." in page.select_one(link["href"]).get_text()


def test_note_on_a_day_that_is_known_is_named_as_such(client, front_page):
    assert text_of(client, make_event(date_note="Two papers say so."), ".certainty") == "A note on the date"


def chapter(title, span):
    page = ChapterPage(title=title, slug=title.lower(), span=span, prose="<p>A.</p>", live=False)
    TimelinePage.objects.get().add_child(instance=page)
    return publish(page)


def test_entry_names_its_chapter_and_what_lies_in_another(client, front_page):
    first, _second = chapter("First", "2016/2017"), chapter("Second", "2018/2019")
    before, entry, after = make_event(date="2016"), make_event(date="2017-12"), make_event(date="2018-01")
    page = soup_of(client, entry.get_url())
    assert page.select_one(".entry-facts").find("a", string="First")["href"] == first.get_url()
    earlier, later = page.select_one("[rel=prev]"), page.select_one("[rel=next]")
    assert (earlier["href"], later["href"]) == (before.get_url(), after.get_url())
    assert "chapter" not in earlier.get_text()
    assert "In the chapter “Second”" in later.get_text()


def test_chapter_that_is_not_published_is_not_named(client, front_page):
    chapter("Hidden", "2016/2019").unpublish()
    assert "Hidden" not in text_of(client, make_event(date="2018"))


def test_subjects_and_topics_are_links_and_drafts_among_them_are_not_named(client, front_page):
    index = make_subjects(front_page)
    shown, draft = make_subject(index, title="Ministry"), make_subject(index, title="Secret", live=False)
    entry = make_event(topics=[make_topic(name="Records", slug="records")], subjects=[shown, draft])
    facts = soup_of(client, entry.get_url()).select_one(".entry-facts")
    assert facts.find("a", string="Ministry")["href"] == shown.get_url()
    topic = facts.find("a", href=f"{TimelinePage.objects.get().get_url()}?topic=records")
    assert topic.get_text(" ", strip=True) == "Topic: Records"
    assert "Secret" not in facts.get_text()


def test_source_says_what_it_supports_who_published_it_and_when_it_was_looked_up(client, front_page):
    entry = make_event(date="2017-07-27", sources=0, live=False)
    EntrySource.objects.create(
        entry=entry,
        title="Hansard",
        url="https://example.org/hansard",
        publisher="Parliament",
        supports="the day",
        date_given="2017-07-21",
        accessed="2026-01-18",
        archived_url="https://web.archive.org/web/20180303120000/https://example.org/hansard",
    )
    publish(EventPage.objects.get(pk=entry.pk))
    source = soup_of(client, entry.get_url()).select_one(".source")
    assert source.a.get_text() == "Hansard"
    words = " ".join(source.get_text().split())
    assert words == (
        "Hansard Supports: the day Parliament. Gives the date as 21 July 2017. Archived copy of 3 March 2018. "
        "Looked up on 18 January 2026."
    )


def test_document_has_its_type_and_size(client, front_page):
    document = make_document(b"x" * 2048, name="letter.txt", title="The letter")
    entry = make_event(body=[("document", {"document": document, "title": ""})])
    assert text_of(client, entry, ".document") == "The letter (TXT, 2.0\xa0KB)"


def test_correction_is_a_dated_line_ahead_of_the_account(client, front_page):
    entry = make_event(body=[("paragraph", "<p>The account.</p>")])
    told_at = timezone.datetime(2026, 3, 3, 12, tzinfo=timezone.get_current_timezone())
    ChangeNote.objects.create(page=entry, kind="correction", words="It was 18 January.", told_at=told_at)
    text = text_of(client, entry)
    assert "Correction, 3 March 2026. It was 18 January." in text
    assert text.index("It was 18 January.") < text.index("The account.")


def test_figure_of_no_known_date_says_so(client, front_page):
    value = {"value": "139", "label": "recommendations", "as_of": "", "source": "A report"}
    entry = make_event(body=[{"type": "figure", "value": value}])
    assert text_of(client, entry, ".as-of") == "Date of the figure not known."


def test_words_in_another_language_are_marked_as_such(client, front_page):
    quotations = [
        Quotation(text="Dim byd", speaker="A", sort_order=0),
        Quotation(text="لا شيء", speaker="B", language="ar", sort_order=1),
        Quotation(text="Nothing", speaker="C", language="en", sort_order=2),
    ]
    article = make_article(title="Plant", language="cy", quotations=quotations, rights="short-quotation")
    page = soup_of(client, article.get_url())
    assert page.h1["lang"] == "cy"
    assert "lang" not in page.select_one(".summary").attrs
    told = [(one.get("lang"), one.get("dir")) for one in page.select(".quotation blockquote p")]
    assert told == [("cy", "ltr"), ("ar", "rtl"), (None, None)]


def test_claim_stands_beside_its_answer_and_the_reply_is_said_to_be_in_our_words(client, front_page):
    quotation = Quotation(text="They never asked.", speaker="A", answer="We did.", answer_by="The ministry")
    article = make_article(quotations=[quotation], rights="short-quotation", reply="The ministry says that it asked.")
    page = soup_of(client, article.get_url())
    claim = page.select_one(".claim")
    assert "They never asked." in claim.figure.get_text()
    assert "We did." in claim.select_one(".answer").get_text()
    assert "In our words." in page.select_one(".reply").get_text()


def test_coverage_is_grouped_by_the_word_of_its_relation(client, front_page):
    entry, article, other = make_event(), make_article(title="Report"), make_event(title="Cause")
    EntryRelation.objects.create(entry=article, to=entry, word="reports")
    EntryRelation.objects.create(entry=other, to=entry, word="leads-to")
    related = soup_of(client, entry.get_url()).select_one(".related")
    assert [one.get_text(strip=True) for one in related.select("dt")] == ["Came out of", "Reported by"]
    assert [one.get_text() for one in related.select("a")] == ["Cause", "Report"]


def test_milestone_names_its_case_its_stage_and_its_outcome(client, front_page):
    milestone = make_milestone(outcome_words="It was sent.", court_words="So ordered.", judge="Mrs Justice A")
    page = soup_of(client, milestone.get_url())
    case = milestone.get_parent()
    assert page.select_one(".entry-facts").find("a", string=case.title)["href"] == case.get_url()
    assert milestone.stage.explains in page.select_one(".entry-facts").get_text()
    assert "It was sent." in page.select_one(".outcome").get_text()
    assert "So ordered." in page.select_one(".outcome blockquote").get_text()


def test_short_address_is_there_to_be_copied_and_sent(client, front_page):
    entry = make_event(title="A & B: “what now?”", summary="It happened.\nTwice.")
    share = soup_of(client, entry.get_url()).select_one(".share")
    address = f"http://testserver{entry.public_record.short_path}"
    assert share.select_one("code[data-copy]").get_text() == address
    mail = urlsplit(share.select_one("a[href^='mailto:']")["href"])
    sent = parse_qs(mail.query, strict_parsing=True)
    assert sent == {"subject": ["A & B: “what now?”"], "body": [f"It happened.\nTwice.\n\n{address}"]}
    for button in share.select("button"):
        assert "hidden" in button.attrs
    assert share.select_one("[data-share]")["data-share"] == address
