"""Dates that pages state: British, of the precision that is stated, in London."""

import pytest

from press.reading import Finding, read_html
from press.reading.days import day_in_address, is_british, stated_day


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2018-02-03", "2018-02-03"),
        ("2018-02-03T10:30:00Z", "2018-02-03"),
        ("2018-06-03T23:30:00Z", "2018-06-04"),
        ("2018-06-03T23:30:00", "2018-06-03"),
        ("2018-06-04T00:30:00+02:00", "2018-06-03"),
        ("2018-06-03T20:00:00-0400", "2018-06-04"),
        ("2018-06-03 23:30:00.123 UTC", "2018-06-04"),
        ("2018-02", "2018-02"),
        ("2018", "2018"),
        ("20180203", "2018-02-03"),
        ("2018/02/03", "2018-02-03"),
        ("1528068600", "2018-06-04"),
        ("Sun, 03 Jun 2018 23:30:00 GMT", "2018-06-04"),
        ("Published: Saturday 3rd February 2018, 10.30am", "2018-02-03"),
        ("12:04, 3 FEB 2018", "2018-02-03"),
        ("Feb. 3, 2018", "2018-02-03"),
        ("February 2018", "2018-02"),
        ("3 Chwefror 2018", "2018-02-03"),
        ("Mehefin 2018", "2018-06"),
        ("٣ فبراير ٢٠١٨", "2018-02-03"),
        ("03/02/2018", "2018-02-03"),
        ("3.2.18", "2018-02-03"),
        ("02/13/2018", "2018-02-13"),
        ("31/02/2018", None),
        ("1970-01-01T00:00:00Z", None),
        ("0001-01-01", None),
        ("2018-02-30", None),
        ("today", None),
        ("", None),
        ("9" * 5_000, None),
    ],
)
def test_date_is_read_as_stated(text, edtf):
    day = stated_day(text)
    assert (day.edtf if day else None) == edtf


@pytest.mark.parametrize(
    ("url", "edtf"),
    [
        ("https://example.org/2018/02/03/story", "2018-02-03"),
        ("https://example.org/2018/02/story", "2018-02"),
        ("https://example.org/news/16052018/story", "2018-05-16"),
        ("https://example.org/c2022110702.php", "2022-11-07"),
        ("https://example.org/news/15931202.story", None),
        ("https://example.org/2018/story", None),
        ("", None),
    ],
)
def test_date_is_read_from_an_address(url, edtf):
    day = day_in_address(url)
    assert (day.edtf if day else None) == edtf


@pytest.mark.parametrize(
    ("url", "language", "british"),
    [
        ("https://paper.co.uk/a", "", True),
        ("https://paper.com/a", "en-GB", True),
        ("https://papur.cymru/a", "", True),
        ("https://paper.com/a", "en-US", False),
        ("https://paper.com/a", "", False),
    ],
)
def test_british_page_is_known(url, language, british):
    assert is_british(url, language) is british


@pytest.mark.parametrize(
    ("url", "language", "finding"),
    [
        ("https://paper.co.uk/a", "en", Finding("2018-02-03", "a meta tag, read day first")),
        ("https://paper.com/a", "en", Finding("2018-02-03", "a meta tag, read day first", sure=False)),
        ("https://paper.com/a", "en-US", Finding("2018-03-02", "a meta tag, read month first", sure=False)),
    ],
)
def test_numbers_are_read_day_first_unless_the_page_is_american(url, language, finding):
    page = f"<html lang={language}><meta name=date content='03/02/2018'><body><p>Words.</p></body></html>"
    assert read_html(page.encode(), url=url).date == finding


def test_guess_is_marked_as_one_and_never_padded():
    page = b"<html><body><h1>A story</h1><p>Words of no account.</p><footer>Copyright 2016</footer></body></html>"
    found = read_html(page).date
    assert found is None or (found.value, found.sure) == ("2016", False)


def test_date_of_another_article_is_not_taken():
    page = b"<body><h1>A</h1><p>Words.</p><aside><time datetime=2011-01-01>1 January 2011</time></aside></body>"
    found = read_html(page).date
    assert found is None or not found.sure


def test_change_is_told_from_publication():
    page = b"<body><h1>A</h1><p class=dates>Updated <time>5 May 2018</time> First published <time>3 May 2018</time></p>"
    reading = read_html(page)
    assert (reading.date.value, reading.updated.value) == ("2018-05-03", "2018-05-05")


def test_change_on_the_same_day_is_none():
    page = b"<meta name=dc.date content=2018-05-03><meta name=dcterms.modified content=2018-05-03><p>Words.</p>"
    assert read_html(page).updated is None
