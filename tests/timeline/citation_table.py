"""Dates and titles that citations have to carry, and facts made up for tests of the formats."""

from datetime import date

from timeline.citations.facts import NEWSPAPER, CitationFacts
from timeline.dates import parse
from timeline.links import WhereToRead

ADDRESS = "https://paper.example/news/2018/a-report"
COPY = "https://web.archive.org/web/20180303120000/https://paper.example/a;b"
GONE = WhereToRead(COPY, original_url=ADDRESS, copy_url=COPY, copy_made_on=date(2018, 3, 3), original_is_gone=True)

#: The date in EDTF and its extent; what CSL is told; the numbers for RIS; the fields for BibTeX; what is said in words.
DATES = [
    ("2018-02-03", "", {"date-parts": [[2018, 2, 3]]}, "2018/02/03", ("2018-02-03", "2018", "feb"), ""),
    ("2018-02", "", {"date-parts": [[2018, 2]]}, "2018/02//", ("2018-02", "2018", "feb"), ""),
    ("2018", "", {"date-parts": [[2018]]}, "2018///", ("2018", "2018", None), ""),
    ("199X", "", {"literal": "1990s"}, None, (None, None, None), "ris bibtex"),
    ("2017-23", "", {"date-parts": [[2017]], "season": 3}, "2017///", (None, "2017", None), "ris bibtex"),
    (
        "2018-01-18/2018-03-02",
        "",
        {"date-parts": [[2018, 1, 18], [2018, 3, 2]]},
        "2018///",
        ("2018-01-18/2018-03-02", "2018", None),
        "ris bibtex",
    ),
    (
        "2018-03-05/2018-03-09",
        "",
        {"date-parts": [[2018, 3, 5], [2018, 3, 9]]},
        "2018/03//",
        ("2018-03-05/2018-03-09", "2018", "mar"),
        "ris bibtex",
    ),
    (
        "2016-09/2018",
        "",
        {"date-parts": [[2016, 9], [2018]]},
        None,
        ("2016-09/2018", None, None),
        "ris bibtex",
    ),
    (
        "2018-03-05/2018-03-09",
        "within",
        {"literal": "between 5 and 9 March 2018"},
        "2018/03//",
        (None, "2018", "mar"),
        "ris bibtex",
    ),
    ("2018/2018", "throughout", {"date-parts": [[2018]]}, "2018///", ("2018", "2018", None), "csl ris bibtex"),
    ("1996/..", "", {"literal": "since 1996"}, None, (None, None, None), "ris bibtex"),
    ("../2007", "", {"literal": "until 2007"}, None, (None, None, None), "ris bibtex"),
    ("1996/", "", {"literal": "from 1996 to an unknown date"}, None, (None, None, None), "ris bibtex"),
    ("2017-21/2017-23", "", {"literal": "spring to autumn 2017"}, "2017///", (None, "2017", None), "ris bibtex"),
    ("2018-06~", "", {"date-parts": [[2018, 6]], "circa": True}, None, (None, None, None), "csl ris bibtex"),
    ("2017-12-07?", "", {"date-parts": [[2017, 12, 7]], "circa": True}, None, (None, None, None), "csl ris bibtex"),
    ("2018%", "", {"date-parts": [[2018]], "circa": True}, None, (None, None, None), "csl ris bibtex"),
    (
        "2016~/2018~",
        "",
        {"date-parts": [[2016], [2018]], "circa": True},
        None,
        (None, None, None),
        "csl ris bibtex",
    ),
    ("2016/2018~", "", {"literal": "2016 to around 2018"}, None, (None, None, None), "ris bibtex"),
    ("2018-XX", "", {"date-parts": [[2018]]}, "2018///", ("2018", "2018", None), "csl ris bibtex"),
    ("2018-06-XX", "", {"date-parts": [[2018, 6]]}, "2018/06//", ("2018-06", "2018", "jun"), "csl ris bibtex"),
    (
        "2018-03-23T10:30:00+00:00",
        "",
        {"date-parts": [[2018, 3, 23]]},
        "2018/03/23",
        ("2018-03-23", "2018", "mar"),
        "csl ris bibtex",
    ),
]

TITLES = [
    "Pupil records to be sold",
    'Minister says "no" to “parents”, it’s said',
    "{Braces} and }unbalanced{ ones {",
    "50% off & more: #pupils_data costs $5 ~ 2^3",
    r"C:\records\new \LaTeX \%",
    "@article{nobody, title = {Nothing}}",
    "Records sold -- or --- not, ``quoted'' and ''twice''",
    "Sold! 👩🏽‍🏫 🇬🇧",
    "بيانات التلاميذ تباع",
    "Gwerthu cofnodion disgyblion Sir Fôn",
    "ER  - ",
    "TY  - BOOK",
    "=HYPERLINK(1)",
    "<b>Bold</b> & <i>it</i>",
    "Ends in a backslash \\",
    "a; b; c // d",
]

#: What was typed, and what is left of it: a value is one line, of letters and signs alone.
UNTIDY = [
    ("Two\nlines\r\nand more", "Two lines and more"),
    ("A\ttab\x00 and a \x1bnull\x07", "A tab and a null"),
    ("Line\u2028separators\u2029too\x85here", "Line separators too here"),
    ("Half a pair \ud83d of signs", "Half a pair of signs"),
    ("Records\r\nER  - \r\nTY  - BOOK", "Records ER - TY - BOOK"),
]


def made(title="A report", *, edtf="2018-02-03", extent="", **given) -> CitationFacts:
    """An article, cited; each fact by its name."""
    values = {
        "cited_as": NEWSPAPER,
        "container": "The Courier",
        "issued": parse(edtf, extent=extent) if extent else parse(edtf),
        "where": WhereToRead(ADDRESS, original_url=ADDRESS),
        "short_id": "3fa85f6412",
        "entry_url": "https://site.example/e/3fa85f6412/",
    }
    return CitationFacts(title=title, **{**values, **given})


#: A style that draws all that matters. Its date stands in the layout itself: within a macro, citeproc-py 0.11.1
#: cannot draw a range of days in one month.
STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
  <info><title>All of it</title><id>all-of-it</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout><group delimiter=" | ">
    <names variable="author"><name delimiter=" + "/></names>
    <text variable="title"/>
    <text variable="container-title"/>
    <date variable="issued" delimiter=" ">
      <date-part name="day"/><date-part name="month"/><date-part name="year"/>
    </date>
    <text variable="URL"/>
    <text variable="archive_location"/>
  </group></layout></bibliography>
</style>"""

#: What that style makes of a date.
DRAWN = {
    "2018-02-03": "3 February 2018",
    "2018-02": "February 2018",
    "2018": "2018",
    "199X": "1990s",
    "2017-23": "Autumn 2017",
    "2018-01-18/2018-03-02": "18 January–2 March 2018",
    "2018-03-05/2018-03-09": "5–9 March 2018",
    "2016-09/2018": "September 2016–2018",
    "1996/..": "since 1996",
    "2018-06~": "June 2018",
}
