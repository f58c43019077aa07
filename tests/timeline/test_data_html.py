"""Paragraphs that leave the site, or come in: nothing in them runs, and every address is whole."""

import pytest

from timeline.data.html import safe_html, web_address

BASE = "https://ours.example/timeline/one/"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Plain <b>bold</b> <i>it</i><br/></p>", "<p>Plain <b>bold</b> <i>it</i><br></p>"),
        ("<script>alert(1)</script><p>x</p>", "<p>x</p>"),
        ("<p onclick='x()' style='x' class='y' id='z'>x</p>", "<p>x</p>"),
        ("<img src=x onerror=alert(1)>", ""),
        ("<svg><script>1</script></svg>", ""),
        ("<style>p{}</style><iframe src='https://x'></iframe>t", "t"),
        ("<!-- comment --><?php x ?><![CDATA[x]]>t", "t"),
        ("<a href='javascript:alert(1)'>x</a>", "<a>x</a>"),
        ("<a href='JaVa\tScript:alert(1)'>x</a>", "<a>x</a>"),
        ("<a href=' &#106;avascript:alert(1)'>x</a>", "<a>x</a>"),
        ("<a href='data:text/html,x'>x</a>", "<a>x</a>"),
        ("<a href='vbscript:x'>x</a>", "<a>x</a>"),
        ("<a href='/a/' target='_blank' rel='x'>x</a>", '<a href="https://ours.example/a/">x</a>'),
        ("<a href='#note'>x</a>", f'<a href="{BASE}#note">x</a>'),
        ("<a href='../two/'>x</a>", '<a href="https://ours.example/timeline/two/">x</a>'),
        ("<a href='//other.example/'>x</a>", '<a href="https://other.example/">x</a>'),
        ("<a href='mailto:a@b.example'>x</a>", '<a href="mailto:a@b.example">x</a>'),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "ab"),
        ("1 < 2 & 3", "1 &lt; 2 &amp; 3"),
        ("", ""),
    ],
)
def test_only_paragraphs_emphasis_lists_and_links_are_left(html, expected):
    assert safe_html(html, base=BASE) == expected


def test_what_is_safe_stays_as_it_is():
    once = safe_html("<p>It's “so” <a href='https://a.example/?b=1&amp;c=\"2\"'>x</a></p>", base=BASE)
    assert safe_html(once) == once == safe_html(once, base=BASE)


@pytest.mark.parametrize(
    ("url", "expected"),
    [("https://a.example", "https://a.example"), ("HTTP://a", "HTTP://a"), ("javascript:1", ""), ("/a", ""), ("", "")],
)
def test_address_of_the_web_or_none(url, expected):
    assert web_address(url) == expected
