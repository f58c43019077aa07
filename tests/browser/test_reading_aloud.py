"""What a screen reader reads of every page: its landmarks, its headings, its links, and the story in its order."""

import re
from itertools import pairwise

import pytest

from tests.browser import places
from tests.browser.spoken import LANDMARKS, outline, spoken, within
from timeline.models import TimelineEntry

#: Names that say nothing to somebody who goes from link to link.
EMPTY_WORDS = {"here", "click here", "more", "read more", "details", "link", "this", "page", "show", "go", "»", "→"}

every_place = pytest.mark.parametrize("name", places.NAMES)


@pytest.fixture(scope="module")
def told(demo_site, browser, browser_context_args, server):
    """``{name: what is told}`` of each place, each asked for once."""
    context = browser.new_context(**browser_context_args)
    page, found = context.new_page(), {}
    for name, address in places.places(demo_site).items():
        page.goto(address)
        found[name] = spoken(page)
    context.close()
    return found


@every_place
def test_page_has_one_of_each_landmark_and_tells_its_menus_apart(told, name):
    roles = [one.role for one in told[name] if one.role in LANDMARKS]
    assert [roles.count(role) for role in ("banner", "main", "contentinfo")] == [1, 1, 1]
    for role in ("navigation", "region", "complementary", "form"):
        names = [one.words for one in told[name] if one.role == role]
        assert all(names), f"A {role} without a name:\n{outline(told[name])}"
        assert len(set(names)) == len(names), f"{role}: {sorted(names)}"


@every_place
def test_nothing_to_read_stands_outside_the_landmarks(told, name):
    lost = [
        one.words
        for one in told[name]
        if one.role in {"StaticText", "image", "link"} and not LANDMARKS & {*one.path} and one.words
    ]
    assert set(lost) <= {"Skip to the content"}


@every_place
def test_headings_are_the_contents_of_the_page(told, name):
    headings = [one for one in told[name] if one.role == "heading"]
    assert all(one.words for one in headings)
    assert [one.level for one in headings].count(1) == 1
    in_main = [one.level for one in headings if "main" in one.path]
    assert in_main[0] == 1
    jumps = [f"{one} -> {other}" for one, other in pairwise(in_main) if other > one + 1]
    assert not jumps, "\n".join(map(str, headings))


@every_place
def test_every_picture_and_control_has_a_name(told, name):
    named = {"image", "link", "button", "textbox", "searchbox", "combobox", "checkbox", "radio", "spinbutton"}
    named |= {"DisclosureTriangle", "table"}
    nameless = [one for one in told[name] if one.role in named and not one.words]
    assert not nameless, outline(told[name])


@every_place
def test_every_link_makes_sense_alone(told, server, name):
    links = [one for one in told[name] if one.role == "link"]
    assert [one.words for one in links if one.words.lower().rstrip(" .:…") in EMPTY_WORDS] == []
    # One name, two pages: who hears the list of links cannot choose. Our page on an article may be called as it is.
    targets = {}
    for one in links:
        if one.url.startswith(server.url):
            targets.setdefault(one.words, set()).add(one.url.split("#")[0])
    assert {words: sorted(urls) for words, urls in targets.items() if len(urls) > 1} == {}


@every_place
def test_page_says_what_it_is_called_before_anything_else(told, name):
    root = told[name][0]
    heading = next(one for one in told[name] if one.role == "heading" and one.level == 1)
    assert root.role == "RootWebArea"
    assert " · " in root.words
    assert heading.words


def test_story_is_read_in_its_order_each_entry_by_date_title_summary(told):
    entries = list(TimelineEntry.objects.published().chronological())
    heard = within(told["story"], "article")
    titles = [next(one.words for one in article if one.role == "heading") for article in heard]
    assert titles == [entry.title for entry in entries]
    for entry, article in zip(entries, heard, strict=True):
        words = re.sub(r"\s+", " ", " ".join(one.words for one in article if one.role == "StaticText"))
        at = [words.find(entry.when), words.find(entry.title)]
        if entry.significance != "minor":
            at.append(words.find(entry.summary[:40]))
        assert -1 not in at, words
        assert at == sorted(at), words
