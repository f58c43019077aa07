"""Addresses as they are pasted: what is taken off, what is refused, and what copies say of themselves."""

from datetime import UTC, datetime

import pytest

from timeline.links.addresses import AddressError, archived_moment, archived_original, bare_host, clean_address

SAFELINK = (
    "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.example.org%2Fa%3Fid%3D1"
    "&data=05%7C01%7Cjane.reporter%40paper.example%7Cabc&sdata=x%3D&reserved=0"
)


@pytest.mark.parametrize(
    ("pasted", "url"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("  <https://example.org/a>\n", "https://example.org/a"),
        ("“https://example.org/a”", "https://example.org/a"),
        ("URL: https://example.org/a", "https://example.org/a"),
        ("www.example.org/x", "https://www.example.org/x"),
        ("example.org/x?y=1", "https://example.org/x?y=1"),
        ("//example.org/x", "https://example.org/x"),
        ("HTTPS://Example.org/A", "https://Example.org/A"),
        ("https://example.org/a\u200b", "https://example.org/a"),
        ("https://exam\u00adple.org/a", "https://example.org/a"),
        ("https://example.org/long/\n   address", "https://example.org/long/address"),
        ("ｈｔｔｐｓ：／／example.org／a", "https://example.org/a"),
        ("https://example.org/a?q=a+b&x=%7e&&y#part", "https://example.org/a?q=a+b&x=%7e&&y#part"),
        ("https://example.org/datganiad/ymgyrch-gŵyl", "https://example.org/datganiad/ymgyrch-gŵyl"),
        ("https://example.org/خبر", "https://example.org/خبر"),
        ("http://localhost:8000/x", "http://localhost:8000/x"),
        ("http://127.0.0.1/x", "http://127.0.0.1/x"),
    ],
)
def test_address_is_otherwise_left_as_it_was_pasted(pasted, url):
    assert clean_address(pasted) == clean_address(url)
    assert clean_address(pasted).url == url
    assert clean_address(pasted).taken_off == ()


@pytest.mark.parametrize(
    ("pasted", "words"),
    [
        ("", "no address here"),
        ("\u200b \n", "no address here"),
        ("a story in the paper", "a space"),
        ("See https://example.org/a", "a space"),
        ("https://example.org/a https://example.org/b", "several addresses"),
        ("https://example.org/a\nhttps://example.org/b", "several addresses"),
        ("mailto:jane@example.org", "no address of a page"),
        ("jane@example.org", "no address of a page"),
        ("javascript:alert(1)", "no address of a page"),
        ("file:///etc/passwd", "no address of a page"),
        ("ftp://example.org/a", "no address of a page"),
        ("headline", "no address of a page"),
        ("https://jane:secret@example.org/", "a name or a password"),
        ("https://example.org@evil.example/", "a name or a password"),
        ("https://", "not complete"),
        ("https:///a", "not complete"),
        ("https://a..example/", "not complete"),
        ("https://example.org:port/", "not complete"),
        ("https://example.org:99999/", "not complete"),
        ("https://[::1/", "not complete"),
        ("https://exam%70le.org/", "not complete"),
        ("https:\\\\example.org\\a", "not complete"),
        ("https://example.org\\@evil.example/", "a name or a password"),
        (f"https://{'a' * 64}.example/", "not complete"),
        ("https://example.org/" + "a" * 1000, "longer than 1000"),
    ],
)
def test_what_is_no_address_is_refused_in_words(pasted, words):
    with pytest.raises(AddressError, match=words):
        clean_address(pasted)


@pytest.mark.parametrize(
    ("pasted", "url", "taken_off"),
    [
        (SAFELINK, "https://www.example.org/a?id=1", "a wrapper of Outlook, which held an e-mail address"),
        (
            "https://nam02.safelinks.protection.outlook.com/?url=http%3A%2F%2Fexample.org",
            "http://example.org",
            "a wrapper of Outlook",
        ),
        (
            "https://www.google.com/url?sa=t&q=&url=https%3A%2F%2Fexample.org%2Fa%2520b&usg=x",
            "https://example.org/a%20b",
            "a wrapper of Google",
        ),
        ("https://www.google.co.uk/url?q=https://example.org/a&sa=D", "https://example.org/a", "a wrapper of Google"),
        (
            "https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2Fa&h=AT0x",
            "https://example.org/a",
            "a wrapper of Facebook",
        ),
        (
            "https://www.google.com/amp/s/www.example.org/a/amp",
            "https://www.example.org/a/amp",
            "a wrapper of Google AMP",
        ),
        ("https://www.google.com/amp/example.org/a", "http://example.org/a", "a wrapper of Google AMP"),
        (
            "https://www-example-org.cdn.ampproject.org/c/s/www.example.org/a",
            "https://www.example.org/a",
            "a wrapper of Google AMP",
        ),
        (
            "https://www-example-org.cdn.ampproject.org/v/s/www.example.org/a?id=1",
            "https://www.example.org/a?id=1",
            "a wrapper of Google AMP",
        ),
        (
            "https://urldefense.proofpoint.com/v2/url?u=https-3A__example.org_a-5Fb-3Fid-3D1&d=DwMFaQ",
            "https://example.org/a_b?id=1",
            "a wrapper of Proofpoint",
        ),
        (
            "https://urldefense.com/v3/__https://example.org/a*b__;Iw!!abc!def$",
            "https://example.org/a#b",
            "a wrapper of Proofpoint",
        ),
        (
            "https://urldefense.com/v3/__https://example.org/**Ab__;w6nDqcOp!!abc!def$",
            "https://example.org/ééb",
            "a wrapper of Proofpoint",
        ),
        (
            "https://urldefense.com/v3/__https:/example.org/a__;!!abc!def$",
            "https://example.org/a",
            "a wrapper of Proofpoint",
        ),
    ],
)
def test_wrapper_is_taken_off_and_named(pasted, url, taken_off):
    found = clean_address(pasted)
    assert (found.url, found.taken_off) == (url, (taken_off,))


@pytest.mark.parametrize(
    "address",
    [
        "https://www.google.com/url?q=/search",
        "https://www.google.com/search?q=https://example.org/",
        "https://google.com.example.org/url?q=https://example.org/b",
        "https://example.org/url?url=https://example.org/b",
        "https://urldefense.com/v3/__nothing__;!!a!b$",
        "https://urldefense.com/v3/__https://example.org/*__;=!!a!b$",
    ],
)
def test_what_only_looks_like_a_wrapper_stays(address):
    assert clean_address(address).url in (address, "https://example.org/")


def test_wrapper_in_a_wrapper_is_taken_off_with_the_trackers_inside():
    inner = "https%253A%252F%252Fexample.org%252Fa%253Futm_source%253Dmail%2526id%253D1"
    pasted = f"https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fl.facebook.com%2Fl.php%3Fu%3D{inner}"
    found = clean_address(pasted)
    assert found.url == "https://example.org/a?id=1"
    assert found.taken_off == ("a wrapper of Outlook", "a wrapper of Facebook", "utm_source")


def test_wrappers_without_end_are_refused():
    address = "https://example.org/a"
    for _ in range(11):
        address = f"https://www.google.com/url?q={address.replace('&', '%26')}"
    with pytest.raises(AddressError, match="too often"):
        clean_address(address)


@pytest.mark.parametrize(
    ("pasted", "url", "taken_off"),
    [
        (
            "https://example.org/a?utm_source=x&id=1&UTM_Medium=y",
            "https://example.org/a?id=1",
            ("utm_source", "UTM_Medium"),
        ),
        ("https://example.org/a?fbclid=1", "https://example.org/a", ("fbclid",)),
        ("https://example.org/a?id=1&amp;utm_source=x", "https://example.org/a?id=1", ("utm_source",)),
        (
            "https://example.org/a?at_medium=RSS&at_campaign=K&atlas=1",
            "https://example.org/a?atlas=1",
            ("at_medium", "at_campaign"),
        ),
        (
            "https://example.org/a?gclid=1&dclid=2&msclkid=3&mc_cid=4&mc_eid=5&igshid=6&cmpid=7&ito=8",
            "https://example.org/a",
            ("gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "cmpid", "ito"),
        ),
        (
            "https://example.org/a#:~:text=every%20pupil",
            "https://example.org/a",
            ("the mark of a passage in the text",),
        ),
        (
            "https://example.org/a#part:~:text=pupil",
            "https://example.org/a#part",
            ("the mark of a passage in the text",),
        ),
        ("https://example.org/a#Echobox=1544", "https://example.org/a", ("Echobox",)),
        ("https://example.org/a#utm_source=x&page=2", "https://example.org/a#utm_source=x&page=2", ()),
        ("https://www.theguardian.com/a?CMP=share_btn_tw", "https://www.theguardian.com/a", ("CMP",)),
        ("https://example.org/a?cmp=compare", "https://example.org/a?cmp=compare", ()),
        ("https://www.youtube.com/watch?v=abc&si=xyz", "https://www.youtube.com/watch?v=abc", ("si",)),
        ("https://example.org/a?utm_jane@example.org=1", "https://example.org/a", ("a tracking parameter",)),
        ("https://example.org/a”?utm_source=x", "https://example.org/a", ("utm_source",)),
    ],
)
def test_trackers_are_taken_off_and_named(pasted, url, taken_off):
    found = clean_address(pasted)
    assert (found.url, found.taken_off) == (url, taken_off)


@pytest.mark.parametrize("pasted", [SAFELINK, "https://example.org/?utm_jane@paper.example=1"])
def test_nobodys_email_address_is_repeated(pasted):
    found = clean_address(pasted)
    assert "@" not in found.url + "".join(found.taken_off)
    assert "%40" not in found.url


def utc(*moment):
    return datetime(*moment, tzinfo=UTC)


@pytest.mark.parametrize(
    ("copy", "original", "moment"),
    [
        (
            "https://web.archive.org/web/20180303115959/https://example.org/a?b=1#c",
            "https://example.org/a?b=1#c",
            utc(2018, 3, 3, 11, 59, 59),
        ),
        (
            "https://web.archive.org/web/20180303115959id_/http://example.org/",
            "http://example.org/",
            utc(2018, 3, 3, 11, 59, 59),
        ),
        ("http://web.archive.org/web/20180303if_/http://example.org/", "http://example.org/", utc(2018, 3, 3)),
        ("https://web.archive.org/web/2018030311/http:/example.org/", "http://example.org/", utc(2018, 3, 3, 11)),
        ("https://web.archive.org/web/201803031/example.org/", "http://example.org/", utc(2018, 3, 3)),
        ("https://web.archive.org/web/201803/http://example.org/", "http://example.org/", None),
        ("https://web.archive.org/web/2018/http://example.org/", "http://example.org/", None),
        ("https://web.archive.org/web/20181399000000/http://example.org/", "http://example.org/", None),
        ("https://web.archive.org/web/*/http://example.org/", "", None),
        ("https://archive.ph/20180303115959/https://example.org/", "https://example.org/", utc(2018, 3, 3, 11, 59, 59)),
        (
            "https://archive.today/2018.03.03-115959/https://example.org/",
            "https://example.org/",
            utc(2018, 3, 3, 11, 59, 59),
        ),
        ("https://archive.is/aBc1D", "", None),
        (
            "https://webarchive.nationalarchives.gov.uk/ukgwa/20180303115959/https://www.gov.uk/",
            "https://www.gov.uk/",
            utc(2018, 3, 3, 11, 59, 59),
        ),
        (
            "https://webarchive.nationalarchives.gov.uk/20130401151715/http://www.education.gov.uk/a",
            "http://www.education.gov.uk/a",
            utc(2013, 4, 1, 15, 17, 15),
        ),
        ("https://example.org/web/20180303115959/https://example.org/", "", None),
        ("ftp://web.archive.org/web/20180303115959/https://example.org/", "", None),
        ("https://[broken/web/20180303/x", "", None),
        ("", "", None),
    ],
)
def test_copy_says_what_it_is_of_and_when_it_was_made(copy, original, moment):
    assert archived_original(copy) == original
    assert archived_moment(copy) == moment


def test_address_of_a_copy_is_left_whole():
    copy = "https://web.archive.org/web/20180303115959/https://example.org/?utm_source=x&fbclid=1"
    assert clean_address(copy).url == copy


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("https://www.Example.org:443/a", "example.org"),
        ("example.org", "example.org"),
        ("WWW.example.org.", "example.org"),
        ("https://[broken", ""),
        ("", ""),
    ],
)
def test_bare_host(text, host):
    assert bare_host(text) == host
