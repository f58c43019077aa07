"""The key of an address: the same for all its forms, and another one for another page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.links.addresses import AddressError, address_key, clean_address

FORMS = [
    "https://www.example.org/news/pupils",
    "http://example.org/news/pupils",
    "https://example.org/news/pupils/",
    "https://EXAMPLE.org./news/pupils",
    "https://m.example.org/news/pupils",
    "https://mobile.example.org/news/pupils",
    "https://amp.example.org/news/pupils",
    "https://www.m.example.org/news/pupils",
    "http://example.org:80/news/pupils",
    "https://example.org:443/news/pupils",
    "https://example.org/news/pupils/index.html",
    "https://example.org/news/pupils/index.php",
    "https://example.org/news/pupils/amp",
    "https://example.org/news/pupils/amp/",
    "https://example.org/news/pupils.amp",
    "https://example.org/news/pupils?amp=1",
    "https://example.org/news/pupils?amp",
    "https://example.org/news/pupils?outputType=amp",
    "https://example.org/news/pupils?utm_source=x&fbclid=y",
    "https://example.org/news/pupils?%75tm_source=x",
    "https://example.org/news/%70upils",
    "https://example.org/news/./x/../pupils",
    "https://example.org/news/pupils#comments",
    "https://example.org/news/pupils#:~:text=x",
    "https://www.google.com/amp/s/www.example.org/news/pupils/amp",
    "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fnews%2Fpupils&data=x",
    " <www.example.org/news/pupils> ",
]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_an_address_has_the_same_key(form):
    assert address_key(form) == "example.org/news/pupils"


@pytest.mark.parametrize(
    ("one", "same"),
    [
        ("https://example.org/?b=2&a=1", "https://example.org?a=1&b=2"),
        ("https://example.org/caf%c3%a9", "https://example.org/café"),
        ("https://bücher.example/", "https://xn--bcher-kva.example"),
        ("https://example.org/a.amp.html", "https://example.org/a.html"),
        ("https://example.org/%7Ejane/", "http://www.example.org/~jane"),
    ],
)
def test_two_forms_have_one_key(one, same):
    assert address_key(one) == address_key(same) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "https://example.org/b"),
        ("https://example.org/a", "https://example.org/A"),
        ("https://example.org/?p=1", "https://example.org/?p=2"),
        ("https://example.org/?p=1", "https://example.org/"),
        ("https://news.example.org/", "https://example.org/"),
        ("https://example.org:8080/", "https://example.org/"),
        ("https://example.org/#!/a", "https://example.org/#!/b"),
        ("https://example.org/a%2Fb", "https://example.org/a/b"),
        ("https://m.uk/", "https://uk/"),
        ("https://example.org/" + "a" * 1500, "https://example.org/" + "a" * 1501),
        ("https://example.org/?q=" + "a" * 1500, "https://example.org/?q=" + "a" * 1501),
    ],
)
def test_another_page_has_another_key(one, other):
    assert address_key(one) != address_key(other)


@pytest.mark.parametrize(
    "text", ["", "no address", "mailto:jane@example.org", "https://a:b@example.org/", "https://[::1"]
)
def test_what_is_no_address_has_no_key(text):
    assert address_key(text) == ""


PIECES = st.sampled_from(
    [
        *(*FORMS, *"/?#&=%.:@[]\\ ;!~+*_-", "//", "..", "%2f", "%C3%A9", "é", "١", "①", "\u200b", "\ud800"),
        *("www.", "amp", "utm_source=x", "amp=1", "index.html", ".amp.html", "https://", "http:/", "example.org"),
        *("xn--", "#!", ":~:", ":443", "https://www.google.com/url?q=", "https://urldefense.com/v3/__", "__;Iw!!"),
        "https://web.archive.org/web/2018/",
    ]
)
ADDRESSES = st.one_of(
    st.lists(PIECES, max_size=8).map("".join),
    st.lists(PIECES | st.text(max_size=5), max_size=6).map(lambda pieces: "https://example.org/" + "".join(pieces)),
    st.text(max_size=40),
    st.lists(PIECES, max_size=6).map(lambda pieces: "https://example.org/" + "".join(pieces) * 40),
)


@given(ADDRESSES)
def test_key_of_a_key_is_the_key(text):
    key = address_key(text)
    assert key.isascii()
    assert len(key) <= 1000
    if key:
        assert address_key(f"https://{key}") == key


@given(ADDRESSES)
def test_cleaning_twice_is_cleaning_once_and_keeps_the_key(text):
    try:
        found = clean_address(text)
    except AddressError:
        return
    assert clean_address(found.url) == type(found)(found.url)
    assert address_key(found.url) == address_key(text)
