"""What holds for any text that is read as a number."""

import re

from hypothesis import given
from hypothesis import strategies as st

from legal.identifiers import Scheme
from tests.identifier_table import FIND, READ, read

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
