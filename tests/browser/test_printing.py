"""What comes out of the printer, read from the PDF that a browser makes: whole cards, every address, no navigation."""

import re
import unicodedata
from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser import places

A4 = (595, 842)
PRINTED = ["story", "event", "press article", "milestone", "case", "for reporters", "dossier", "dossier of a case"]


@pytest.fixture(scope="module")
def addresses(demo_site):
    return places.places(demo_site)


def close(text: str) -> str:
    """*text* without white space, since lines end elsewhere on paper, and with letters that fonts join set apart."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def visible(page, selector) -> list[str]:
    """The texts of what *selector* finds and a reader sees."""
    return page.locator(selector).evaluate_all(
        "found => found.filter(one => one.checkVisibility()).map(one => one.textContent)"
    )


@pytest.fixture
def print_to_pdf(page, addresses):
    """The page of a name, as the browser prints it."""

    def print_to_pdf(name) -> PdfReader:
        page.goto(addresses[name])
        return PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))

    return print_to_pdf


@pytest.mark.parametrize("name", PRINTED)
def test_paper_has_its_number_its_name_and_no_navigation(page, print_to_pdf, name):
    pdf = print_to_pdf(name)
    assert tuple(round(float(side)) for side in pdf.pages[0].mediabox[2:]) == A4
    texts = [one.extract_text() for one in pdf.pages]
    running = page.locator("html").get_attribute("data-running")
    for number, text in enumerate(texts, start=1):
        assert f"{number} / {len(texts)}" in text
        assert running in text
    whole = close(" ".join(texts))
    page.emulate_media(media="print")
    assert visible(page, "nav:not(.dossier-contents), button, form, .skip, .masthead") == []
    assert [title for title in visible(page, "main :is(h1, h2, h3)") if close(title) not in whole] == []


@pytest.mark.parametrize("name", PRINTED)
def test_address_of_every_link_is_printed(page, print_to_pdf, server, name):
    whole = close(" ".join(one.extract_text() for one in print_to_pdf(name).pages))
    page.emulate_media(media="print")
    links = page.locator("main a[href]").evaluate_all(
        "links => links.filter(link => link.checkVisibility()).map(link => link.getAttribute('href'))"
    )
    addresses = {href if href.startswith("http") else server.url + href for href in links if href[0] in "h/"}
    assert addresses
    assert [address for address in addresses if close(address) not in whole] == []


@pytest.mark.parametrize("name", ["story", "case"])
def test_no_card_is_cut_in_two(page, print_to_pdf, name):
    sheets = [close(one.extract_text()) for one in print_to_pdf(name).pages]
    cards = page.locator("article.card")
    assert cards.count() > 3
    for first, last in cards.evaluate_all(
        "cards => cards.map(card => [card.querySelector('h3, h4').textContent, card.lastElementChild.textContent])"
    ):
        whole = [sheet for sheet in sheets if close(first) in sheet and close(last) in sheet]
        assert whole, first


def test_page_for_reporters_fits_two_sheets(print_to_pdf):
    assert len(print_to_pdf("for reporters").pages) <= 2


def test_dossier_begins_with_a_page_of_its_own_and_ends_with_its_sources(print_to_pdf):
    texts = [one.extract_text() for one in print_to_pdf("dossier of a case").pages]
    assert "As of" in texts[0]
    assert "Contents" not in texts[0]
    assert "Contents" in texts[1]
    assert re.search(r"\[\d+\]", texts[-1])


def test_button_that_prints_comes_with_the_script(page, context, addresses):
    page.goto(addresses["dossier"])
    button = page.get_by_role("button", name="Print or save as PDF")
    expect(button).to_be_visible()
    page.evaluate("window.print = () => { document.title = 'printed' }")
    button.click()
    expect(page).to_have_title("printed")


def test_reporter_copies_a_number_and_is_told_so(page, addresses):
    page.goto(addresses["for reporters"])
    button = page.locator(".numbers button").first
    expect(button).to_have_accessible_name("Copy SI 2017/807")
    button.click()
    expect(page.get_by_role("status")).not_to_be_empty()
