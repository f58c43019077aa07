"""``/subscribe/``: every feed and calendar with its whole address, and how much to expect, from what was told."""

import datetime
from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from benchmarks.fill import fill
from home.subscribe import NEW, YEAR, Pace, pace_of
from legal.models import CasePage, MilestonePage
from tests.factories import make_article, make_case, make_event, make_milestone, publish
from tests.story_pages import soup_of
from timeline.models import ChangeNote, Digest, PublicRecord

ADDRESS = "/subscribe/"


def ago(days: float) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(days=days)


def announced(page, days: float, **also):
    PublicRecord.objects.filter(page_id=page.pk).update(announced_at=ago(days), **also)
    return page


def addresses(client) -> list[str]:
    return [one.get_text() for one in soup_of(client, ADDRESS).select("code[data-copy]")]


def text_of(client) -> str:
    return " ".join(soup_of(client, ADDRESS).main.get_text(" ").split())


def test_every_feed_and_calendar_is_there_with_its_whole_address(client, front_page):
    case = make_case()
    make_milestone(case=case)
    short_id = case.public_record.short_id
    named = [reverse("feed", args=[name, ext]) for name in ("everything", "key") for ext in ("atom", "rss", "json")]
    kinds = [
        reverse("feed", args=[name, ext]) for name in ("event", "legal", "press") for ext in ("atom", "rss", "json")
    ]
    of_case = [reverse("feed_of", args=[short_id, ext]) for ext in ("atom", "rss", "json")]
    calendars = [reverse("calendar_everything"), reverse("calendar_of", args=[short_id])]
    found = addresses(client)
    assert found == [f"http://testserver{path}" for path in (*named, *kinds, *of_case, *calendars)]
    for address in found:
        assert client.get(address.removeprefix("http://testserver")).status_code == 200


def test_feed_of_everything_comes_first_and_is_recommended(client, front_page):
    section = soup_of(client, ADDRESS).select_one("section")
    assert "Everything." in section.get_text()
    assert section.code.get_text() == "http://testserver/feeds/everything.atom"


def test_calendar_opens_in_the_program_of_the_reader(client, front_page):
    links = [one["href"] for one in soup_of(client, ADDRESS).select("a[href^='webcal:']")]
    assert links == ["webcal://testserver/calendar.ics"]


def test_case_of_which_nothing_is_published_is_not_offered(client, front_page):
    empty, hidden = make_case(title="The empty case"), make_case(title="The hidden case", live=False)
    make_milestone(case=empty, live=False)
    make_milestone(case=hidden)
    text = text_of(client)
    assert "The empty case" not in text
    assert "The hidden case" not in text
    assert "No case is published yet that there is something to hear of." in text
    publish(MilestonePage.objects.get(path__startswith=empty.path))
    assert "The empty case" in text_of(client)


# How much to expect


@pytest.mark.parametrize(
    ("number", "days", "expected"),
    [
        (0, None, "none so far"),
        (3, 10, "three so far"),
        (1, NEW - 1, "one so far"),
        (0, YEAR, "none in the last year"),
        (5, YEAR, "fewer than one a month (five in the last year)"),
        (1, 91, "fewer than one a month (one in the last three months)"),
        (9, YEAR, "about one a month"),
        (24, YEAR, "about two a month"),
        (12, 183, "about two a month"),
        (96, YEAR, "about eight a month"),
        (110, YEAR, "about two a week"),
        (1000, YEAR, "about 19 a week"),
    ],
)
def test_pace_is_said_in_plain_words(number, days, expected):
    assert Pace(days, Counter(key=number)).of("key") == expected


def test_pace_counts_what_was_told_in_a_year(site):
    announced(make_event(significance="key"), 400)
    announced(make_event(significance="key"), 100)
    one = announced(make_article(), 10)
    PublicRecord.objects.filter(page_id=make_event().pk).update(announced_at=None)
    announced(make_event(live=False), 30)
    digest = Digest.objects.create(site=site, title="Twelve entries", sent_at=ago(5))
    for _ in range(2):
        announced(make_event(), 5, digest=digest)
    Digest.objects.create(site=site, title="Of nothing that is public", sent_at=ago(5))
    Digest.objects.create(site=site)
    ChangeNote.objects.create(page=one, kind="correction", words="The 18th.", told_at=ago(3))
    ChangeNote.objects.create(page=one, kind="update", words="More.", told_at=ago(3))
    ChangeNote.objects.create(page=one, kind="correction", words="It waits.")
    pace = pace_of(site)
    assert pace.days == YEAR
    assert pace.numbers == {"everything": 4, "key": 1, "event": 1, "press": 1}


def test_site_without_announcements_says_so(client, front_page):
    text = text_of(client)
    assert "Nothing has been announced yet." in text
    assert "None so far." in text


@pytest.mark.parametrize(("number", "words"), [(1, "There has been one so far."), (2, "There have been two so far.")])
def test_new_site_does_not_pretend_to_know(client, front_page, number, words):
    for _ in range(number):
        announced(make_event(), 10)
    text = text_of(client)
    assert "this site has only begun, and it is too early to say" in text
    assert words in text


def test_older_site_says_what_its_last_year_was_like(client, front_page):
    announced(make_event(), 700)
    announced(make_event(), 100)
    assert "How much to expect: fewer than one a month (one in the last year)." in text_of(client)


# What it promises, and what it costs


def test_page_asks_for_no_address_and_sets_nothing(client, front_page):
    response = client.get(ADDRESS)
    assert not response.cookies
    assert b"<form" not in response.content
    assert "Cookie" not in response.get("Vary", "")


def test_every_page_leads_to_feeds_data_and_corrections(client, front_page):
    links = {one["href"] for one in soup_of(client, "/").select("footer a")}
    assert {"/subscribe/", "/data/", "/corrections/"} <= links


def test_page_costs_the_same_queries_however_many_cases(client, front_page):
    numbers = []
    for cases, more in ((1, 6), (5, 30)):
        for _ in range(cases):
            make_milestone(case=make_case())
        fill(more)
        client.get(ADDRESS)
        with CaptureQueriesContext(connection) as captured:
            client.get(ADDRESS)
        numbers.append(len(captured))
    assert numbers[0] == numbers[1] < 25
    assert len(addresses(client)) == 5 * 3 + CasePage.objects.count() * (3 + 1) + 1
