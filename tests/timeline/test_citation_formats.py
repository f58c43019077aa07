"""What is written for reference managers is read back by their parsers, and nothing is lost on the way."""

import json
import re
from datetime import date
from itertools import accumulate

import pytest
import rispy

from tests.timeline.citation_readers import as_bibtex, as_ris, as_typed, field_of, rendered
from tests.timeline.citation_table import ADDRESS, COPY, GONE, TITLES, UNTIDY, made
from timeline.citations.bibtex import bibtex_file
from timeline.citations.csl import csl_file, csl_item
from timeline.citations.facts import BROADCAST, LEGAL_CASE
from timeline.citations.keys import citation_key
from timeline.citations.plain import plain_line
from timeline.citations.ris import ris_file
from timeline.links import WhereToRead

EVERYTHING = {
    "authors": ("Jane Roe, Education Editor", "Émile Öz and Sons"),
    "edition": "West Sussex edition",
    "page": "1 and 3",
    "programme": "Today, Radio 4, 7am",
    "genre": "Opinion",
    "language": "cy",
    "number": "[2018] EWHC 920 (Admin)",
    "authority": "High Court",
    "where": GONE,
    "accessed": date(2018, 3, 2),
    "notes": ("Changed by the outlet on 5 May 2018",),
}


@pytest.mark.parametrize("title", TITLES)
def test_title_comes_back_as_it_was(title):
    facts = made(title, authors=(title,), container=title, notes=(title,))
    title = " ".join(title.split())
    (record,), (entry,), item = as_ris(facts), as_bibtex(facts), json.loads(csl_file([facts]))[0]
    assert (record["title"], record["authors"], record["secondary_title"]) == (title, [title], title)
    assert title in record["notes"]
    assert (item["title"], item["author"], item["container-title"]) == (title, [{"literal": title}], title)
    for name in ("title", "author", "journal"):
        assert as_typed(field_of(entry, name)) == title
    assert title in as_typed(field_of(entry, "note"))
    assert plain_line(facts).startswith(f"“{title}”, {title}")


@pytest.mark.parametrize("title", TITLES)
def test_titles_braces_are_balanced_for_bibtex_itself(title):
    """It counts braces whether or not a backslash stands before them."""
    text = bibtex_file([made(title, edition=title)]).strip()
    depths = list(accumulate({"{": 1, "}": -1}.get(sign, 0) for sign in text))
    assert depths[-1] == 0
    assert min(depths[text.index("{") : -1]) == 1


@pytest.mark.parametrize(("typed", "left"), UNTIDY)
def test_value_is_one_line_without_control_characters(typed, left):
    facts = made(typed, authors=(typed, "\n"), edition=typed, notes=(typed,))
    assert (facts.title, facts.authors, facts.edition) == (left, (left,), left)
    assert len(as_ris(facts)) == len(as_bibtex(facts)) == len(json.loads(csl_file([facts]))) == 1
    assert as_ris(facts)[0]["title"] == left
    for text in (ris_file([facts]), bibtex_file([facts]), csl_file([facts]), plain_line(facts)):
        text.encode()
        assert not re.search("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]", text)


class TestEverything:
    """All facts at once."""

    def test_ris(self):
        (record,) = as_ris(made(**EVERYTHING))
        assert record == {
            "type_of_reference": "NEWS",
            "id": "courier2018report-3fa85f6412",
            "title": "A report",
            "authors": ["Jane Roe, Education Editor", "Émile Öz and Sons"],
            "secondary_title": "The Courier",
            "publisher": "High Court",
            "number": "[2018] EWHC 920 (Admin)",
            "date": "2018/02/03",
            "year": "2018",
            "edition": "West Sussex edition",
            "start_page": "1 and 3",
            "type_of_work": "Opinion",
            "language": "cy",
            "urls": [ADDRESS],
            # A semicolon would part it in two.
            "file_attachments1": COPY.replace(";", "%3B"),
            "access_date": "2018/03/02",
            "notes": [
                "Programme: Today, Radio 4, 7am",
                f"The original is gone; archived copy of 3 March 2018: {COPY}",
                "Changed by the outlet on 5 May 2018",
                "Our entry: https://site.example/e/3fa85f6412/",
            ],
        }

    def test_ris_lines(self):
        lines = ris_file([made(**EVERYTHING), made()]).split("\r\n")
        assert lines[0] == "TY  - NEWS"
        assert [line[:2] for line in lines].count("ER") == 2
        assert lines[-2:] == ["ER  - ", ""]
        assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines if line)

    def test_bibtex(self):
        (entry,) = as_bibtex(made(**EVERYTHING))
        found = {name: field.value for name, field in entry.fields_dict.items()}
        assert (entry.entry_type, entry.key) == ("article", "courier2018report-3fa85f6412")
        assert found.pop("author") == "{Jane Roe, Education Editor} and {Émile Öz and Sons}"
        assert as_typed(found.pop("note")) == (
            "Programme: Today, Radio 4, 7am. "
            f"The original is gone; archived copy of 3 March 2018: {COPY}. Changed by the outlet on 5 May 2018. "
            "Our entry: https://site.example/e/3fa85f6412/"
        )
        assert found == {
            "title": "{A report}",
            "date": "2018-02-03",
            "year": "2018",
            "month": "feb",
            "journal": "The Courier",
            "number": "[2018] EWHC 920 (Admin)",
            "organization": "High Court",
            "edition": "West Sussex edition",
            "pages": "1 and 3",
            "type": "Opinion",
            "language": "cy",
            "url": ADDRESS,
            "urldate": "2018-03-02",
        }

    def test_csl(self):
        (item,) = json.loads(csl_file([made(**EVERYTHING)]))
        assert item == {
            "id": "courier2018report-3fa85f6412",
            "type": "article-newspaper",
            "title": "A report",
            "container-title": "The Courier",
            "author": [{"literal": "Jane Roe, Education Editor"}, {"literal": "Émile Öz and Sons"}],
            "issued": {"date-parts": [[2018, 2, 3]]},
            "accessed": {"date-parts": [[2018, 3, 2]]},
            "edition": "West Sussex edition",
            "page": "1 and 3",
            "genre": "Opinion",
            "number": "[2018] EWHC 920 (Admin)",
            "authority": "High Court",
            "URL": ADDRESS,
            "archive": "Internet Archive",
            "archive_location": COPY,
            "language": "cy",
            "note": "Programme: Today, Radio 4, 7am. "
            f"The original is gone; archived copy of 3 March 2018: {COPY}. Changed by the outlet on 5 May 2018. "
            "Our entry: https://site.example/e/3fa85f6412/",
        }

    def test_plain(self):
        assert plain_line(made(**EVERYTHING)) == (
            "“A report”, Jane Roe, Education Editor, Émile Öz and Sons, [2018] EWHC 920 (Admin), High Court, "
            "The Courier, West Sussex edition, pages 1 and 3, Today, Radio 4, 7am, 3 February 2018, "
            f"{ADDRESS}. The original is gone; archived copy of 3 March 2018: {COPY}. "
            "Changed by the outlet on 5 May 2018. Our entry: https://site.example/e/3fa85f6412/"
        )


def test_bibliography_has_names_title_outlet_and_year():
    facts = made("Pupil records to be sold", authors=("Jane Roe and John Doe",))
    (line,) = rendered(facts, style="harvard-cite-them-right")
    for shown in ("Jane Roe and John Doe", "2018", "Pupil records to be sold", "The Courier", ADDRESS):
        assert shown in line


def test_case_is_cited_by_its_number_and_court():
    facts = made(
        "R (A) v B", cited_as=LEGAL_CASE, container="", number="[2018] EWHC 920 (Admin)", authority="High Court"
    )
    (entry,), (record,) = as_bibtex(facts), as_ris(facts)
    assert (entry.entry_type, field_of(entry, "howpublished")) == ("misc", r"[2018] EWHC 920 (Admin)")
    assert (record["type_of_reference"], record["publisher"]) == ("CASE", "High Court")
    assert csl_item(facts)["type"] == "legal_case"
    assert plain_line(facts).startswith("“R (A) v B”, [2018] EWHC 920 (Admin), High Court, 3 February 2018")


@pytest.mark.parametrize(("page", "words"), [("4", "page 4"), ("B12", "page B12"), ("1 and 3", "pages 1 and 3")])
def test_what_stands_in_print_only_has_a_page_and_no_address(page, words):
    facts = made(where=WhereToRead(""), page=page, edition="Late edition")
    assert plain_line(facts).startswith(f"“A report”, The Courier, Late edition, {words}, 3 February 2018. Our entry")
    assert "URL" not in csl_item(facts)
    assert "urls" not in as_ris(facts)[0]
    assert "url" not in as_bibtex(facts)[0].fields_dict


def test_broadcast_has_its_programme():
    facts = made(cited_as=BROADCAST, programme="Today, Radio 4, at 1:12:30, 4 minutes")
    assert csl_item(facts)["note"].startswith("Programme: Today, Radio 4, at 1:12:30, 4 minutes. ")
    assert as_ris(facts)[0]["type_of_reference"] == "VIDEO"
    assert field_of(as_bibtex(facts)[0], "howpublished") == "The Courier"


@pytest.mark.parametrize(
    ("url", "in_bibtex"),
    [
        ("https://a.example/x_y?b=50%25&c=~d#e", "https://a.example/x_y?b=50%25&c=~d#e"),
        ("https://a.example/{x}\\y|z", "https://a.example/%7Bx%7D%5Cy%7Cz"),
        ("https://a.example/newyddion/sir-fôn", "https://a.example/newyddion/sir-fôn"),
    ],
)
def test_address_is_not_escaped_as_text_is(url, in_bibtex):
    facts = made(where=WhereToRead(url, original_url=url))
    assert field_of(as_bibtex(facts)[0], "url") == in_bibtex
    assert as_ris(facts)[0]["urls"] == [url]
    assert csl_item(facts)["URL"] == url


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ({}, "courier2018report-3fa85f6412"),
        ({"edtf": "199X"}, "courierreport-3fa85f6412"),
        ({"container": "", "authors": ("Parents, United & Co",)}, "parentsunitedco2018report-3fa85f6412"),
        ({"title": "بيانات", "container": "جريدة", "issued": None}, "entry-3fa85f6412"),
        ({"title": "Ôl-troed y DfE", "container": "Y Cymro"}, "ycymro2018troed-3fa85f6412"),
        ({"title": "A_b {c}", "container": "x" * 40}, f"{'x' * 16}2018a-3fa85f6412"),
    ],
)
def test_key_can_be_read_and_holds_the_permanent_id(given, key):
    assert citation_key(made(**given)) == key
    assert as_bibtex(made(**given))[0].key == csl_item(made(**given))["id"] == key


def test_empty_list_is_an_empty_file():
    assert (ris_file([]), bibtex_file([]), csl_file([]), rispy.loads(ris_file([]))) == ("", "", "[]\n", [])


def test_many_are_read_back_in_their_order():
    titles = [" ".join(f"{title} {number}".split()) for number, title in enumerate(TITLES)]
    citations = [made(title, short_id=f"{number:010}") for number, title in enumerate(titles)]
    assert [record["title"] for record in as_ris(*citations)] == titles
    assert [as_typed(field_of(entry, "title")) for entry in as_bibtex(*citations)] == titles
    assert [item["title"] for item in json.loads(csl_file(citations))] == titles
    assert len(rendered(*citations)) == len(titles)
