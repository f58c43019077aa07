"""Numbers as people type and paste them, and what is kept when a form is not known."""

import re
from datetime import date
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legal.identifiers import LABELS, MAX_LENGTH, UNKNOWN, Scheme, forms, read_identifier

TODAY = date(2026, 6, 1)
FIND = "https://caselaw.nationalarchives.gov.uk"
BAILII = "https://www.bailii.org"
LAW = "https://www.legislation.gov.uk"

ADMIN = "High Court of Justice, Administrative Court"
CIVIL = "Court of Appeal of England and Wales, Civil Division"
SUPREME = "Supreme Court of the United Kingdom"
GENERAL = "First-tier Tribunal (General Regulatory Chamber)"
UPPER = "Upper Tribunal (Administrative Appeals Chamber)"
APPEALS = "Employment Appeal Tribunal"
SESSION = "Court of Session"
ICO = "Information Commissioner’s Office"
CITATION, CLAIM, APPEAL, TRIBUNAL = "neutral-citation", "claim-number", "appeal-number", "tribunal-reference"
PROCESS, COMMISSIONER, QUESTION, ACT = "court-of-session", "ico-reference", "parliamentary-question", "instrument"

#: As typed, scheme, as printed, court, year, number, address.
READ = [
    ("[2018] EWHC 920 (Admin)", CITATION, "[2018] EWHC 920 (Admin)", ADMIN, 2018, 920, f"{FIND}/ewhc/admin/2018/920"),
    ("(2018) EWHC 920 (Admin)", CITATION, "[2018] EWHC 920 (Admin)", ADMIN, 2018, 920, f"{FIND}/ewhc/admin/2018/920"),
    ("[2018]EWHC 920(Admin)", CITATION, "[2018] EWHC 920 (Admin)", ADMIN, 2018, 920, f"{FIND}/ewhc/admin/2018/920"),
    ("2018 ewhc 920 admin", CITATION, "[2018] EWHC 920 (Admin)", ADMIN, 2018, 920, f"{FIND}/ewhc/admin/2018/920"),
    (
        "[2018] E.W.H.C. 920 (Admin).",
        CITATION,
        "[2018] EWHC 920 (Admin)",
        ADMIN,
        2018,
        920,
        f"{FIND}/ewhc/admin/2018/920",
    ),
    (
        "[2018]\u00a0EWHC\u00a0920\u202f(Admin)",
        CITATION,
        "[2018] EWHC 920 (Admin)",
        ADMIN,
        2018,
        920,
        f"{FIND}/ewhc/admin/2018/920",
    ),
    (
        "［２０１８］ ＥＷＨＣ ９２０ （Ａｄｍｉｎ）",
        CITATION,
        "[2018] EWHC 920 (Admin)",
        ADMIN,
        2018,
        920,
        f"{FIND}/ewhc/admin/2018/920",
    ),
    (
        "Neutral Citation Number: [2018] EWHC 920 (Admin)",
        CITATION,
        "[2018] EWHC 920 (Admin)",
        ADMIN,
        2018,
        920,
        f"{FIND}/ewhc/admin/2018/920",
    ),
    (
        "“[2018] EWHC 920 (admin)”,",
        CITATION,
        "[2018] EWHC 920 (Admin)",
        ADMIN,
        2018,
        920,
        f"{FIND}/ewhc/admin/2018/920",
    ),
    ("{2018} EWHC\t920\n(ADMIN)", CITATION, "[2018] EWHC 920 (Admin)", ADMIN, 2018, 920, f"{FIND}/ewhc/admin/2018/920"),
    (
        "[2018\u200b] EWHC 920 (Admin)\ufeff",
        CITATION,
        "[2018] EWHC 920 (Admin)",
        ADMIN,
        2018,
        920,
        f"{FIND}/ewhc/admin/2018/920",
    ),
    (
        "[2002] EWHC 908 (Admin)",
        CITATION,
        "[2002] EWHC 908 (Admin)",
        ADMIN,
        2002,
        908,
        f"{BAILII}/ew/cases/EWHC/Admin/2002/908.html",
    ),
    (
        "[2021] EWHC 3 (QB)",
        CITATION,
        "[2021] EWHC 3 (QB)",
        "High Court of Justice, Queen’s Bench Division",
        2021,
        3,
        f"{FIND}/ewhc/qb/2021/3",
    ),
    (
        "[2024] EWHC 3 (KB)",
        CITATION,
        "[2024] EWHC 3 (KB)",
        "High Court of Justice, King’s Bench Division",
        2024,
        3,
        f"{FIND}/ewhc/kb/2024/3",
    ),
    (
        "[2004] EWHC 1725 (Ch)",
        CITATION,
        "[2004] EWHC 1725 (Ch)",
        "High Court of Justice, Chancery Division",
        2004,
        1725,
        f"{FIND}/ewhc/ch/2004/1725",
    ),
    ("[2019] EWCA Civ 1610", CITATION, "[2019] EWCA Civ 1610", CIVIL, 2019, 1610, f"{FIND}/ewca/civ/2019/1610"),
    ("[2019] EWCA 1610 (Civ)", CITATION, "[2019] EWCA Civ 1610", CIVIL, 2019, 1610, f"{FIND}/ewca/civ/2019/1610"),
    (
        "[2002] EWCA Crim 1216",
        CITATION,
        "[2002] EWCA Crim 1216",
        CIVIL.replace("Civil", "Criminal"),
        2002,
        1216,
        f"{BAILII}/ew/cases/EWCA/Crim/2002/1216.html",
    ),
    ("[2021] UKSC 47", CITATION, "[2021] UKSC 47", SUPREME, 2021, 47, f"{FIND}/uksc/2021/47"),
    ("[2001] UKHL 52", CITATION, "[2001] UKHL 52", "House of Lords", 2001, 52, f"{BAILII}/uk/cases/UKHL/2001/52.html"),
    (
        "[2024] EWCOP 17 (T2)",
        CITATION,
        "[2024] EWCOP 17 (T2)",
        "Court of Protection, Tier 2",
        2024,
        17,
        f"{FIND}/ewcop/t2/2024/17",
    ),
    ("[2024] EWFC 18 (B)", CITATION, "[2024] EWFC 18 (B)", "Family Court", 2024, 18, f"{FIND}/ewfc/b/2024/18"),
    ("[2021] EWFC B45", CITATION, "[2021] EWFC B45", "Family Court", 2021, 45, ""),
    ("[2023] UKUT 240 (AAC)", CITATION, "[2023] UKUT 240 (AAC)", UPPER, 2023, 240, f"{FIND}/ukut/aac/2023/240"),
    ("[2023] UKFTT 00880 (GRC)", CITATION, "[2023] UKFTT 880 (GRC)", GENERAL, 2023, 880, f"{FIND}/ukftt/grc/2023/880"),
    ("[2011] UKFTT EA_2009_0064 (GRC)", CITATION, "[2011] UKFTT EA_2009_0064 (GRC)", GENERAL, 2011, 64, ""),
    ("[2022] EAT 36", CITATION, "[2022] EAT 36", APPEALS, 2022, 36, f"{FIND}/eat/2022/36"),
    (
        "[2018] UKEAT 53_18_404",
        CITATION,
        "[2018] UKEAT 0053_18_0404",
        APPEALS,
        2018,
        53,
        f"{BAILII}/uk/cases/UKEAT/2018/0053_18_0404.html",
    ),
    (
        "[2023] UKIPTrib 8",
        CITATION,
        "[2023] UKIPTrib 8",
        "Investigatory Powers Tribunal",
        2023,
        8,
        f"{FIND}/ukiptrib/2023/8",
    ),
    (
        "[2018] CSIH 21",
        CITATION,
        "[2018] CSIH 21",
        "Court of Session, Inner House",
        2018,
        21,
        f"{BAILII}/scot/cases/ScotCS/2018/%5B2018%5D_CSIH_21.html",
    ),
    (
        "[2017] csih 14",
        CITATION,
        "[2017] CSIH 14",
        "Court of Session, Inner House",
        2017,
        14,
        f"{BAILII}/scot/cases/ScotCS/2017/%5B2017%5DCSIH14.html",
    ),
    (
        "[2021] CSOH 102",
        CITATION,
        "[2021] CSOH 102",
        "Court of Session, Outer House",
        2021,
        102,
        f"{BAILII}/scot/cases/ScotCS/2021/2021_CSOH_102.html",
    ),
    (
        "[2025] CSOH 7",
        CITATION,
        "[2025] CSOH 7",
        "Court of Session, Outer House",
        2025,
        7,
        f"{BAILII}/scot/cases/ScotCS/2025/2025csoh7.html",
    ),
    (
        "[2008] HCJAC 32",
        CITATION,
        "[2008] HCJAC 32",
        "High Court of Justiciary, Appeal Court",
        2008,
        32,
        f"{BAILII}/scot/cases/ScotHC/2008/HCJAC_32.html",
    ),
    ("[2022] SAC (Civ) 33", CITATION, "[2022] SAC (Civ) 33", "Sheriff Appeal Court, Civil", 2022, 33, ""),
    ("[2025] SC GLA 2", CITATION, "[2025] SC GLA 2", "Sheriff Court", 2025, 2, ""),
    (
        "[2017] NIQB 40",
        CITATION,
        "[2017] NIQB 40",
        "High Court of Justice in Northern Ireland, Queen’s Bench Division",
        2017,
        40,
        f"{BAILII}/nie/cases/NIHC/QB/2017/40.html",
    ),
    (
        "[2024] NIKB 42",
        CITATION,
        "[2024] NIKB 42",
        "High Court of Justice in Northern Ireland, King’s Bench Division",
        2024,
        42,
        f"{BAILII}/nie/cases/NIHC/KB/2024/42.html",
    ),
    (
        "[2012] NICA 12",
        CITATION,
        "[2012] NICA 12",
        "Court of Appeal in Northern Ireland",
        2012,
        12,
        f"{BAILII}/nie/cases/NICA/2012/12.html",
    ),
    (
        "[2018] nich 1",
        CITATION,
        "[2018] NICh 1",
        "High Court of Justice in Northern Ireland, Chancery Division",
        2018,
        1,
        f"{BAILII}/nie/cases/NIHC/Ch/2018/1.html",
    ),
    ("[2012] NICty 5", CITATION, "[2012] NICty 5", "County Court in Northern Ireland", 2012, 5, ""),
    ("CO/8/2018", CLAIM, "CO/8/2018", ADMIN, 2018, 8, ""),
    ("Claim No. CO / 2717 / 2023", CLAIM, "CO/2717/2023", ADMIN, 2023, 2717, ""),
    ("AC-2023-LON-002237", CLAIM, "AC-2023-LON-002237", ADMIN, 2023, 2237, ""),
    ("ac–2024–lon–3129", CLAIM, "AC-2024-LON-003129", ADMIN, 2024, 3129, ""),
    ("CA-2021-001234", APPEAL, "CA-2021-001234", "Court of Appeal of England and Wales", 2021, 1234, ""),
    ("C1/2018/1234", APPEAL, "C1/2018/1234", "Court of Appeal of England and Wales", 2018, 1234, ""),
    ("UKSC 2021/0213", APPEAL, "UKSC 2021/0213", SUPREME, 2021, 213, ""),
    ("UKSC/2021/213", APPEAL, "UKSC 2021/0213", SUPREME, 2021, 213, ""),
    ("EA/2022/0245", TRIBUNAL, "EA/2022/0245", GENERAL, 2022, 245, ""),
    ("Case Reference: EA-2022-0236", TRIBUNAL, "EA/2022/0236", GENERAL, 2022, 236, ""),
    ("FT/EA/2024/0220", TRIBUNAL, "FT/EA/2024/0220", GENERAL, 2024, 220, ""),
    ("CA/2021/0012", TRIBUNAL, "CA/2021/0012", GENERAL, 2021, 12, ""),
    ("UA-2024-001681-GIA", TRIBUNAL, "UA-2024-001681-GIA", UPPER, 2024, 1681, ""),
    ("GIA/619/2019", TRIBUNAL, "GIA/619/2019", UPPER, 2019, 619, ""),
    ("UKEAT/0291/16/DA", TRIBUNAL, "UKEAT/0291/16/DA", APPEALS, 2016, 291, ""),
    ("EA-2022-001495-NK", TRIBUNAL, "EA-2022-001495-NK", APPEALS, 2022, 1495, ""),
    ("P1293/17", PROCESS, "P1293/17", SESSION, 2017, 1293, ""),
    ("xa134/2016", PROCESS, "XA134/16", SESSION, 2016, 134, ""),
    ("ic-82675-k0j4", COMMISSIONER, "IC-82675-K0J4", ICO, None, 82675, ""),
    ("FS50194697", COMMISSIONER, "FS50194697", ICO, None, 50194697, ""),
    ("FER0449366", COMMISSIONER, "FER0449366", ICO, None, 449366, ""),
    ("hl4236", QUESTION, "HL4236", "House of Lords", None, 4236, ""),
    ("PQ 108570", QUESTION, "108570", "House of Commons", None, 108570, ""),
    ("2016/808", ACT, "SI 2016/808", "", 2016, 808, f"{LAW}/uksi/2016/808"),
    ("S.I. 2016 No. 808", ACT, "SI 2016/808", "", 2016, 808, f"{LAW}/uksi/2016/808"),
    ("807/2017", ACT, "SI 2017/807", "", 2017, 807, f"{LAW}/uksi/2017/807"),
    ("SSI 2015/228", ACT, "SSI 2015/228", "", 2015, 228, f"{LAW}/ssi/2015/228"),
    ("SI 2013/3029 (W. 301)", ACT, "SI 2013/3029 (W. 301)", "", 2013, 3029, f"{LAW}/wsi/2013/3029"),
    ("SR (NI) 1981/225", ACT, "SR 1981/225", "", 1981, 225, f"{LAW}/nisr/1981/225"),
]

#: Forms that nobody here has heard of.
KEPT = [
    "banana",
    "[2018] EWHC 920",
    "[2020] UKSC 0",
    "[2020] MADEUP 5",
    "[2017] 1 WLR 1234",
    "EA/2022/0245, EA/2022/0246",
    "[2018] EWHC 920 (Admin) at [45]",
    "[2014] UKIPTrib 13_77-H",
    "2016/808/EU",
    "C-5/08",
    "  ƒ – ref  ",
    "٢٠١٦/٨٠٨",
    "[0001] UKSC 5",
]


def read(text: str, scheme: str = ""):
    return read_identifier(text, scheme, today=TODAY)


@pytest.mark.parametrize(("typed", "scheme", "printed", "court", "year", "number", "url"), READ)
def test_a_number_is_read_however_it_is_typed(typed, scheme, printed, court, year, number, url):
    found = read(typed)
    assert (found.scheme, found.value, found.court) == (scheme, printed, court)
    assert (found.year, found.number, found.url, found.warning) == (year, number, url, "")


@pytest.mark.parametrize("row", READ, ids=lambda row: row[0])
def test_the_printed_number_reads_as_itself_under_its_scheme(row):
    found = read(row[0])
    assert read(found.value, found.scheme) == found


def test_leading_zeros_do_not_make_another_citation():
    padded, plain = read("[2023] UKFTT 00880 (GRC)"), read("[2023] ukftt 880 (grc)")
    assert padded == plain
    assert padded.key == "[2023] ukftt 880 (grc)"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("EA/2022/0245", "ea/2022/245"),
        ("AC-2024-LON-003129", "AC-2024-LON-3129"),
        ("SI 2017/807", "807/2017"),
        ("UKSC 2021/0213", "UKSC-2021-213"),
        ("[2018] CSIH 18", "(2018) CSIH 018."),
    ],
)
def test_two_spellings_of_one_number_have_one_key(one, other):
    assert read(one).key == read(other).key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("[2018] EWHC 920 (Admin)", "[2018] EWHC 920 (Ch)"),
        ("[2018] EWHC 920 (Admin)", "[2019] EWHC 920 (Admin)"),
        ("[2018] EWHC 920 (Admin)", "[2018] EWHC 9200 (Admin)"),
        ("CA/2021/0012", "CA-2021-000012"),
        ("SI 2015/228", "SSI 2015/228"),
        ("EA/2022/0245", "FT/EA/2022/0245"),
    ],
)
def test_two_numbers_have_two_keys(one, other):
    assert read(one).key != read(other).key


@pytest.mark.parametrize("text", KEPT)
def test_an_unknown_form_is_kept_as_it_was_typed_and_the_editor_is_told(text):
    found = read(text)
    assert (found.scheme, found.value, found.warning) == ("reference", text.strip(), UNKNOWN)
    assert (found.court, found.year, found.number, found.url) == ("", None, None, "")
    assert read(found.value) == found


@pytest.mark.parametrize("text", KEPT)
def test_an_unknown_form_keeps_the_scheme_that_was_chosen(text):
    found = read(text, "claim-number")
    assert (found.scheme, found.value, found.warning) == ("claim-number", text.strip(), UNKNOWN)


def test_whoever_chose_other_reference_is_not_warned_of_an_unknown_form():
    assert read("Our file 7", "reference").warning == ""


def test_only_outer_blanks_and_control_characters_are_taken_off_an_unknown_form():
    assert read("\x00\u200b\u00a0 file  no.\u00a07, \x07\n").value == "file  no.\u00a07,"


@pytest.mark.parametrize("text", ["", "   ", "\x00\n", "\u200b"])
def test_nothing_is_no_number(text):
    found = read(text)
    assert (found.value, found.key) == ("", "")
    assert found.warning


def test_a_number_of_another_kind_keeps_the_chosen_scheme_and_what_was_typed():
    found = read("[2018] ewhc 920 (admin)", "claim-number")
    assert (found.scheme, found.value, found.url) == ("claim-number", "[2018] ewhc 920 (admin)", "")
    assert "“Claim number”" in found.warning
    assert "“Neutral citation”" in found.warning
    assert found.key == read("[2018] EWHC 920 (Admin)").key


def test_a_bare_number_is_a_question_and_says_that_this_is_a_guess():
    assert (read("108570").scheme, bool(read("108570").warning)) == ("parliamentary-question", True)
    assert read("108570", "parliamentary-question").warning == ""
    assert read("108570", "claim-number").scheme == "claim-number"
    assert read("108570", "reference").warning == ""


def test_an_instrument_of_two_years_is_read_year_first_and_says_so():
    assert read("2016/2018").value == "SI 2016/2018"
    assert read("2016/2018").warning
    assert read("SI 2016/2018").warning == ""


@pytest.mark.parametrize(
    "text",
    [
        "[1999] EWHC 5 (Admin)",
        "[2008] UKSC 5",
        "[2027] UKSC 5",
        "[2019] EWHC 5 (KB)",
        "[2024] EWHC 5 (QB)",
        "[2015] NIKB 5",
        "[2012] UKHL 5",
        "CO/8/2999",
    ],
)
def test_a_year_that_cannot_be_gets_a_warning_and_no_refusal(text):
    found = read(text)
    assert (found.scheme != "reference", found.value) == (True, text)
    assert found.warning


@pytest.mark.parametrize("text", ["[2022] EWHC 5 (KB)", "[2022] EWHC 5 (QB)", "[2026] UKSC 1", "[2001] EWCA Civ 1"])
def test_a_year_at_the_edge_gets_no_warning(text):
    assert read(text).warning == ""


@pytest.mark.parametrize("url", ["[2019] CSIH 3", "[2030] CSIH 3", "[2016] CSOH 3", "[2015] UKFTT 7 (GRC)"])
def test_where_the_form_of_address_is_not_known_there_is_none(url):
    assert read(url).url == ""


def test_only_text_is_read():
    with pytest.raises(TypeError):
        read_identifier(None)


@pytest.mark.parametrize(
    "nonsense",
    ["[" * 10_000, "0" * 10_000, "2018 " * 2_000, "EA/" * 3_000, " " * 10_000 + "x", "A.B." * 2_500, "\ufdfa" * 200],
)
def test_long_nonsense_is_kept_in_no_time(nonsense):
    start = perf_counter()
    found = read(nonsense)
    assert perf_counter() - start < 0.5
    assert (found.value, bool(found.warning)) == (nonsense.strip(), True)


def test_text_at_the_limit_is_still_read():
    assert read("[2018] EWHC" + " " * (MAX_LENGTH - 23) + " 920 (Admin)").number == 920


# The data


@pytest.mark.parametrize("form", forms(), ids=lambda form: form.name)
def test_the_example_of_a_form_reads_as_itself(form):
    found = read(form.example, form.scheme)
    assert (found.scheme, found.value, found.warning) == (form.scheme, form.example, "")
    assert read(form.example).scheme == form.scheme


@pytest.mark.parametrize("form", forms(), ids=lambda form: form.name)
def test_every_form_and_every_address_has_a_source(form):
    sources = [form.source, *(address["source"] for address in form.addresses)]
    assert [source for source in sources if not source.startswith("https://")] == []
    assert [one["form"] for one in form.addresses if not one["form"].startswith((FIND, BAILII, LAW))] == []


@pytest.mark.parametrize("form", forms(), ids=lambda form: form.name)
def test_every_division_of_a_form_has_a_court_and_every_address_a_division(form):
    assert form.scheme in LABELS
    assert all(name == "" or court["name"] for name, court in form.courts.items())
    assert {name for address in form.addresses for name in address["divisions"]} <= set(form.courts)
    assert ("division" in form.regex.groupindex) == ("" not in form.courts)


def test_every_scheme_has_a_label_and_a_form():
    assert set(LABELS) == set(Scheme)
    assert {form.scheme for form in forms()} == set(Scheme) - {Scheme.REFERENCE}


# What holds for any text

schemes = st.sampled_from(["", *Scheme, "no-such-scheme"])
pieces = st.sampled_from(
    re.findall(
        r"\S+|\s", "[2018] EWHC 920 (Admin) CO/8/2018 EA/2022/0245 SI P1293/17 HL4236 / - _ . No 00 W \u00a0 UKSC ²"
    )
)
texts = st.one_of(st.text(), st.lists(pieces, max_size=8).map("".join), st.sampled_from([row[0] for row in READ]))


@given(texts, schemes)
def test_no_text_is_refused_and_reading_again_changes_nothing(text, scheme):
    found = read(text, scheme)
    again = read(found.value, scheme)
    assert (again.scheme, again.value, again.key) == (found.scheme, found.value, found.key)
    assert scheme in ("", found.scheme)


@given(texts)
def test_a_known_number_reads_as_itself_under_its_own_scheme(text):
    found = read(text)
    again = read(found.value, found.scheme)
    assert (again.value, again.key, again.year, again.url) == (found.value, found.key, found.year, found.url)


@given(st.integers(2003, 2021), st.integers(1, 99999), st.sampled_from(["Admin", "QB", "Ch", "Fam", "Comm", "TCC"]))
def test_any_high_court_citation_survives_rough_handling(year, number, division):
    neat = read(f"[{year}] EWHC {number} ({division})")
    rough = read(f" ({year})\u00a0e.w.h.c.{number:06}({division.upper()}). ")
    assert neat == rough
    assert neat.url == f"{FIND}/ewhc/{division.lower()}/{year}/{number}"


@given(st.text(alphabet="[]() 0123456789./-_EWHCUKSCOAQ", max_size=300))
def test_nonsense_of_the_right_letters_is_read_quickly_and_never_refused(text):
    assert isinstance(read(text).value, str)
