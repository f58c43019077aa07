"""Figures of an account: where the source says so, what the other side answers, and sources that differ."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests.admin_forms import SOURCE, add_form, body, newest_page, sources
from tests.factories import make_event
from tests.story_pages import soup_of
from timeline.blocks import FigureBlock, FiguresThatDifferBlock
from timeline.models import EventPage, TimelinePage

FIGURE = {"value": "139", "label": "recommendations", "as_of": "2020-10-07", "source": "A report"}
ANSWER = {"text": "We have acted on all of them.", "by": "The department", "source": "Letter, 1 May 2021"}
FIRST = {"value": "£4,000", "as_of": "2018-01", "source": "The campaign's page", "url": "https://example.org/page"}
SECOND = {"value": "£16,000", "as_of": "", "source": "A newspaper", "url": ""}
DIFFER = {"label": "Cost of the first phase", "rows": [FIRST, SECOND], "note": "One is the stretch target."}


def stored(kind, value) -> list:
    return [{"type": kind, "value": value}]


def in_words(block, value) -> dict[str, str]:
    """The messages beside the fields of *block* when *value* is sent."""
    with pytest.raises(ValidationError) as raised:
        block.clean(block.to_python(value))
    return {name: " ".join(error.messages) for name, error in raised.value.block_errors.items()}


@pytest.mark.django_db
def test_answer_and_address_stand_with_the_figure_on_the_page_and_in_feeds(client, front_page):
    value = {**FIGURE, "url": "https://example.org/report", "answer": ANSWER}
    event = make_event(body=stored("figure", value))
    for address in (
        event.get_url(),
        reverse("feed", args=["everything", "atom"]),
        reverse("feed", args=["everything", "rss"]),
    ):
        text = client.get(address).content.decode()
        if address != event.get_url():
            text = BeautifulSoup(text, "xml").find(["content", "encoded"]).get_text()
        claim = BeautifulSoup(text, "html.parser").select_one(".claim")
        assert claim.figure.a["href"] == "https://example.org/report"
        assert "139 recommendations" in claim.figure.get_text(" ", strip=True)
        assert "As of 7 October 2020. A report" in claim.figcaption.get_text(" ", strip=True)
        answer = claim.select_one(".answer").get_text(" ", strip=True)
        assert answer == "The reply We have acted on all of them. The department, Letter, 1 May 2021"


@pytest.mark.django_db
def test_figure_that_was_stored_before_there_were_answers_still_renders(client, front_page):
    page = soup_of(client, make_event(body=stored("figure", FIGURE)).get_url())
    assert page.select_one(".figure b").get_text() == "139"
    assert page.select(".answer, .figure a") == []


@pytest.mark.parametrize(
    ("answer", "field", "message"),
    [
        ({"text": "No.", "by": ""}, "by", "Say who answered."),
        ({"text": "", "by": "The department"}, "text", "Type what they answered, or leave out who did and where."),
        ({"text": "", "by": "", "source": "Letter"}, "text", "Type what they answered"),
    ],
)
def test_half_an_answer_is_refused_beside_the_field(answer, field, message):
    value = FigureBlock().to_python({**FIGURE, "answer": answer})
    with pytest.raises(ValidationError) as raised:
        FigureBlock().clean(value)
    (error,) = raised.value.block_errors["answer"].block_errors.values()
    assert list(raised.value.block_errors["answer"].block_errors) == [field]
    assert message in error.messages[0]


@pytest.mark.parametrize("answer", [{}, {"text": "", "by": "", "source": ""}, {"text": "No.", "by": "They"}, ANSWER])
def test_whole_answer_or_none_is_taken(answer):
    block = FigureBlock()
    cleaned = block.clean(block.to_python({**FIGURE, "answer": answer}))
    assert bool(cleaned["answer"]["text"]) is bool(answer.get("text"))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.org/a", "example"])
@pytest.mark.parametrize("block", [FigureBlock(), FiguresThatDifferBlock().child_blocks["rows"].child_block])
def test_address_that_no_browser_may_follow_is_refused(block, url):
    assert list(in_words(block, {**FIGURE, "url": url})) == ["url"]


@pytest.mark.django_db
def test_figures_that_differ_stand_side_by_side_on_the_page_and_in_feeds(client, front_page):
    event = make_event(body=stored("figures_that_differ", DIFFER))
    rows = [["£4,000", "January 2018", "The campaign's page"], ["£16,000", "No date given", "A newspaper"]]
    for address in (event.get_url(), reverse("feed", args=["everything", "atom"])):
        text = client.get(address).content.decode()
        if address != event.get_url():
            text = BeautifulSoup(text, "xml").find("content").get_text()
        block = BeautifulSoup(text, "html.parser").select_one(".differ")
        assert block.caption.get_text(strip=True) == "Cost of the first phase: the sources differ"
        found = [[cell.get_text() for cell in row.select("th, td")] for row in block.select("tbody tr")]
        assert found == rows
        assert [link["href"] for link in block.select("a")] == ["https://example.org/page"]
        assert "One is the stretch target." in block.get_text()
        # Nothing is added up or chosen.
        assert "20,000" not in block.get_text()


def test_words_may_differ_too():
    block = FiguresThatDifferBlock()
    rows = [{**FIRST, "value": "started", "as_of": ""}, {**SECOND, "value": "intend"}]
    cleaned = block.clean(block.to_python({"label": "Whether the sale had begun", "rows": rows}))
    assert [row["value"] for row in cleaned["rows"]] == ["started", "intend"]


def test_one_source_differs_from_nothing():
    assert list(in_words(FiguresThatDifferBlock(), {**DIFFER, "rows": [FIRST]})) == ["rows"]


@pytest.mark.django_db
def test_editor_fills_in_both_blocks(admin, front_page):
    figure = {**FIGURE, "as_of": "7 October 2020", "url": ""}
    figure |= {f"answer-{name}": value for name, value in ANSWER.items()}
    differ = {"label": DIFFER["label"], "note": "", "rows-count": "2"}
    for place, row in enumerate((FIRST, SECOND)):
        differ |= {f"rows-{place}-value-{name}": value for name, value in row.items()}
        differ |= {f"rows-{place}-order": str(place), f"rows-{place}-deleted": "", f"rows-{place}-type": "item"}
    written = body(("figure", ""), ("figures_that_differ", ""))
    for place, fields in enumerate((figure, differ)):
        written.pop(f"body-{place}-value")
        written |= {f"body-{place}-value-{name}": value for name, value in fields.items()}
    form = add_form(admin, EventPage, TimelinePage.objects.get())
    form.fill_in(sources(SOURCE), written, title="A", date="2018", summary="B")
    response = form.publish()
    assert response.status_code == 302, form.errors(response)
    first, second = newest_page().body
    assert first.value["as_of"].edtf == "2020-10-07"
    assert first.value["answer"]["by"] == "The department"
    assert [row["value"] for row in second.value["rows"]] == ["£4,000", "£16,000"]


@pytest.mark.parametrize("block", [FigureBlock(), FiguresThatDifferBlock()])
def test_preview_shows_what_the_block_is_for(block):
    html = block.render(block.get_preview_value())
    assert "<b" in html or "<table" in html
    assert block.meta.description
