"""Words that are explained where they stand: the first time, in running text of ours, and nowhere else."""

import pytest
from bs4 import BeautifulSoup

from tests.factories import make_event, make_milestone
from tests.story_pages import soup_of
from timeline.models import Term
from timeline.terms import Glossary

TERMS = [
    Term(pk=1, word="permission", sentence="The leave of a judge."),
    Term(pk=2, word="statutory instrument", other_forms="instruments, SI", sentence="How ministers make laws."),
    Term(pk=3, word="instrument", sentence="Something else."),
]


def marked(html: str) -> list[str]:
    return [link.get_text() for link in BeautifulSoup(Glossary(TERMS).mark(html), "html.parser").select("a.term")]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>They asked for permission.</p>", ["permission"]),
        ("<p>PERMISSION was refused.</p>", ["PERMISSION"]),
        ("<p>Permission, and then permission.</p><p>Permission</p>", ["Permission"]),
        ("<p>A statutory instrument</p>", ["statutory instrument"]),
        ("<p>A statutory\n  instrument</p>", ["statutory\n  instrument"]),
        ("<p>An SI and a statutory instrument, an instrument</p>", ["SI", "instrument"]),
        ("<p>An instrument, then a statutory instrument</p>", ["instrument", "statutory instrument"]),
        ("<p>permissions, impermission, pre-permission, SIM</p>", []),
        ("<p>“permission” (permission)</p>", ["permission"]),
        ("<ul><li>permission</li></ul><p><b>instrument</b></p>", ["permission", "instrument"]),
        ("<h2>permission</h2><p>permission</p>", ["permission"]),
        ("<p><a href='/'>permission <b>and instrument</b></a></p>", []),
        ("<blockquote><p>permission</p></blockquote><q>instrument</q>", []),
        ("<code>permission</code><pre>instrument</pre><cite>SI</cite>", []),
        ("<table><caption>permission</caption><tr><th>instrument</th><td>SI</td></tr></table>", ["SI"]),
        ("<!-- permission --><script>permission</script><style>permission</style>", []),
        ("<p lang='cy'>permission</p><p lang='en-GB'>permission</p>", ["permission"]),
        ("<p>Nothing here</p>", []),
        ("", []),
    ],
)
def test_word_is_marked_the_first_time_it_stands_in_our_running_text(html, expected):
    assert marked(html) == expected


def test_what_is_not_marked_stays_as_it_was_written():
    html = (
        '<p>A &amp; B &lt;b&gt; “Sources”&nbsp;é<br>next</p><img alt="" src="/a.webp"><video controls></video>'
        '<picture><source srcset="/a.avif"><img src="/a.webp" alt="A &quot;B&quot;"></picture>'
    )
    found = Glossary(TERMS).mark(html + "<p>permission</p>")
    assert "A &amp; B &lt;b&gt; “Sources”\xa0é<br>next" in found
    assert '<img alt="" src="/a.webp">' in found
    assert '<video controls="">' in found
    assert "</source>" not in found
    assert "/>" not in found


def test_word_is_linked_to_its_sentence_and_read_out_with_it():
    link = BeautifulSoup(Glossary(TERMS).mark("<p>permission</p>"), "html.parser").a
    assert link.attrs == {
        "class": ["term"],
        "id": "word-1-in-the-text",
        "href": "#word-1",
        "aria-describedby": "word-1-means",
    }


def test_words_of_a_page_are_marked_once_across_its_parts():
    glossary = Glossary(TERMS)
    assert "<a " in glossary.mark("<p>an SI</p>")
    assert "<a " not in glossary.mark("<p>a statutory instrument</p>")
    assert "<a " in glossary.mark("<p>permission</p>")
    assert [term.pk for term in glossary.used] == [2, 1]


@pytest.mark.parametrize("terms", [[], [Term(pk=1, word="permission", other_forms=" , ", sentence="A.")]])
def test_page_without_a_known_word_is_left_alone(terms):
    html = "<p>Nothing<br/>of the sort</p>"
    assert Glossary(terms).mark(html) == html


@pytest.mark.parametrize("word", ["a.b", "(SI)", "C++", "[2018] EWHC"])
def test_word_with_signs_in_it_is_no_pattern(word):
    glossary = Glossary([Term(pk=1, word=word, sentence="A.")])
    assert glossary.mark("<p>axb</p>") == "<p>axb</p>"
    glossary.mark(f"<p>It says {word} here.</p>")
    assert len(glossary.used) == 1


@pytest.fixture
def terms(db):
    Term.objects.create(word="permission", sentence="The leave of a <judge>.")
    Term.objects.create(word="claimant", sentence="Who brings it.")
    Term.objects.create(word="remedy", sentence="What is asked for.")


def test_page_lists_the_words_that_it_marks_in_the_order_in_which_they_stand(client, front_page, terms):
    milestone = make_milestone(
        title="Permission is refused",
        summary="The claimant came back.",
        outcome_words="Permission was refused to the claimant.",
        body=[("paragraph", "<p>No remedy was given.</p>"), ("quotation", {"text": "A remedy!", "speaker": "A"})],
    )
    page = soup_of(client, milestone.get_url())
    words = page.select_one(".words-used")
    assert [one.get_text(strip=True) for one in words.select("dt")] == ["claimant", "permission", "remedy"]
    assert "The leave of a <judge>." in words.get_text()
    assert [link.get_text() for link in page.select("a.term")] == ["claimant", "Permission", "remedy"]
    for link in page.select("a.term, .words-used dt a"):
        assert page.select_one(link["href"])
    for link in page.select("a.term"):
        assert page.find(id=link["aria-describedby"]).name == "dd"
    assert page.h1.find("a") is None


def test_entry_in_another_language_has_no_marks(client, front_page, terms):
    page = soup_of(client, make_event(summary="Y permission.", text_language="cy").get_url())
    assert page.select("a.term, .words-used") == []
    assert page.h1["lang"] == page.select_one(".summary")["lang"] == "cy"


def test_entry_without_known_words_lists_none(client, front_page, terms):
    assert soup_of(client, make_event(summary="Nothing.").get_url()).select(".words-used") == []
