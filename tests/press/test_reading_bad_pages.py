"""Pages that are broken, empty, huge, hostile, locked, or in another alphabet."""

from contextlib import suppress
from time import monotonic

import pytest

from press.reading import UnreadableError, read_html

PARAGRAPH = (
    "<p>The list of pupils was read out in the hall, and the parents of the town heard that it was for sale.</p>"
)
ARABIC = "قالت أم لثلاثة أطفال إن المدرسة لم تسألها عن نشر الأسماء. "
RUSSIAN = "Министр ответил на вопросы родителей о базе данных учеников. "
SUBSCRIBERS = "This looks like the beginning of an article for subscribers."
LOST = "Parts of this file could not be read as text."
MENDED = "Some letters of this copy were broken and were put right: compare names and quotations with it."

HOSTILE = {
    "20,000 nested parts": "<div class=author itemscope>" * 20_000 + PARAGRAPH,
    "5 MB of paragraphs": PARAGRAPH * 48_000,
    "one endless line": "<p>" + "“said " * 800_000,
    "40,000 links": "<a rel=author class=byline href=/>a link</a>" * 40_000,
    "nested tables": "<table><tr><td>" * 3_000,
    "nested JSON": f"<script type=application/ld+json>{'[' * 200_000}</script>{PARAGRAPH}",
    "a title of marks": f"<title>{'| - ' * 300_000}</title>{PARAGRAPH}",
    "many meta tags": "<meta name=author content='By x'>" * 40_000,
    "comments that never end": "<p>a<!--" * 200_000,
    "every byte there is": bytes(range(256)) * 2_000,
    "a character set that is a trap": b"<meta charset=punycode>" + b"a\xff" * 200_000,
    "broken letters": b"<p>&#xD800;&#0;&#x1F;&#x110000;</p>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_page_is_read_in_bounded_time(name):
    page = HOSTILE[name]
    begun = monotonic()
    with suppress(UnreadableError):
        read_html(page if isinstance(page, bytes) else page.encode())
    assert monotonic() - begun < 20


@pytest.mark.parametrize("page", [b"", b" \r\n", b"\0\0\0", b"<!-- nothing -->"])
def test_empty_page_is_refused_with_the_reason(page):
    with pytest.raises(UnreadableError, match=r"empty|nothing"):
        read_html(page)


def test_page_without_text_says_so():
    notes = read_html(b"<html><head></head><body></body></html>").notes
    assert notes == ["There is no text in this page that could be read.", "No outlet, date or byline in this copy."]


def test_page_that_is_nested_too_deeply_says_that_parts_are_missing():
    assert LOST in read_html(("<div>" * 20_000 + PARAGRAPH).encode()).notes


@pytest.mark.parametrize(
    ("page", "note"),
    [
        (f"<p>Short.</p><p>To continue reading, log in.</p>{PARAGRAPH}", SUBSCRIBERS),
        ('<script type=application/ld+json>{"@type":"Article","isAccessibleForFree":"False"}</script>', SUBSCRIBERS),
        ("<h1>Sign in</h1><form>E-mail <input name=a> Password <input type=password></form>",
         "This looks like a sign-in page, not an article."),
    ],
)  # fmt: skip
def test_page_that_is_no_whole_article_is_noted(page, note):
    assert note in read_html(f"<html><body>{page}</body></html>".encode()).notes


@pytest.mark.parametrize(
    "page", [PARAGRAPH * 20 + "<form><input type=password></form>", f"<nav>Subscribe</nav>{PARAGRAPH}"]
)
def test_button_to_sign_in_or_subscribe_makes_no_article_suspect(page):
    assert read_html(f"<html><body>{page}</body></html>".encode()).notes == ["No outlet, date or byline in this copy."]


@pytest.mark.parametrize(
    ("text", "written_in", "sent_as", "declared"),
    [
        ("Café “Anwen” £4", "utf-8", "", ""),
        ("Café “Anwen” £4", "utf-8", "iso-8859-1", "windows-1252"),
        ("Café “Anwen” £4", "cp1252", "", "iso-8859-1"),
        ("Café “Anwen” £4", "cp1252", "utf-8", ""),
        ("Café “Anwen” £4", "utf-16", "", ""),
        (RUSSIAN * 3, "cp1251", "", ""),
        (RUSSIAN * 3, "koi8-r", "koi8-r", ""),
        (ARABIC * 3, "cp1256", "", "windows-1256"),
        ("Café “Anwen” £4", "utf-8", "no-such-set", "zlib"),
    ],
)
def test_text_is_read_whatever_its_character_set(text, written_in, sent_as, declared):
    meta = f"<meta charset={declared}>" if declared else ""
    page = f"<html><head>{meta}<title>{text}</title></head><body><p>{text}</p></body></html>"
    reading = read_html(page.encode(written_in), charset=sent_as)
    assert reading.headline.value == text.strip()
    assert LOST not in reading.notes


def test_letters_that_were_broken_on_the_way_are_mended_and_noted():
    broken = "It’s “été” – £4, said CAFÉ”".encode().decode("latin-1").replace("\xc3\x89\xe2\x80\x9d", "É”")
    reading = read_html(f"<title>{broken}</title><p>Words.</p>".encode())
    assert reading.headline.value == "It’s “été” – £4, said CAFÉ”"
    assert MENDED in reading.notes


def test_few_broken_letters_do_not_change_the_character_set():
    page = f"<title>Café “Anwen”</title>{'<p>été à Paris</p>' * 30}".encode() + b"<p>\xff</p>"
    reading = read_html(page)
    assert reading.headline.value == "Café “Anwen”"
    assert LOST in reading.notes


@pytest.mark.parametrize(
    ("attribute", "text", "language", "sure"),
    [
        ("lang=ar dir=rtl", ARABIC, "ar", True),
        ("lang=en-GB", ARABIC, "ar", False),
        ("", ARABIC, "ar", False),
        ("", "بچوں کے نام فہرست میں ہیں اور والدین کو کچھ نہیں بتایا گیا۔ ", "ur", False),
        ("", RUSSIAN, "ru", False),
        ("lang=cy", "Mae rhieni yn y sir wedi gofyn i'r cyngor am y rhestr. ", "cy", True),
        ("", "Mae rhieni yn y sir wedi gofyn i'r cyngor ac mae eu plant ar restr gan y sir. ", "cy", False),
        ("", "The parents of the town said that the list was for sale. ", "en", False),
        ("lang=fa", ARABIC, "und", True),
        ("", "Xyzzy plugh. ", None, None),
    ],
)
def test_language_is_what_is_stated_unless_the_letters_say_otherwise(attribute, text, language, sure):
    found = read_html(f"<html {attribute}><body><p>{text * 4}</p></body></html>".encode()).language
    assert (found and found.value, found and found.sure) == (language, sure)


def test_arabic_page_keeps_its_order_and_its_date():
    page = (
        f"<html dir=rtl><body><h1>الأهالي يسألون</h1><p class=date>١٤ فبراير ٢٠١٨</p><p>{ARABIC * 4}</p></body></html>"
    )
    reading = read_html(page.encode())
    assert reading.headline.value == "الأهالي يسألون"
    assert reading.date.value == "2018-02-14"
    assert ARABIC.strip() in reading.text
