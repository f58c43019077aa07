"""A dossier: some of the story, a chapter or a case as one document whose sources are numbered to the end."""

import pytest
from django.urls import reverse

import timeline.dossier
from home.models import CampaignSettings
from legal.models import CaseIdentifier, MilestoneDocument
from press.models import ArticleRights, Quotation
from tests.factories import (
    make_article,
    make_case,
    make_chapter,
    make_document,
    make_event,
    make_image,
    make_milestone,
    publish,
)
from tests.story_pages import soup_of
from timeline.models import ChangeNote, EntryRelation, EntrySource

# The mark is what makes pytest-django put a test database in place of the real one.
pytestmark = pytest.mark.django_db


def words(element) -> str:
    return " ".join(element.get_text(" ").split())


def entries(soup) -> dict:
    return {one.h3.get_text(): one for one in soup.select(".dossier-entry")}


def sourced(page, *sources):
    page.sources = [EntrySource(**{"url": f"https://example.org/{one['title']}", **one}) for one in sources]
    return publish(page)


def test_entries_stand_in_story_order_under_their_years_and_in_the_contents(client, front_page):
    for year in (2019, 2017, 2018):
        make_event(title=f"Of {year}", date=f"{year}-03")
    soup = soup_of(client, "/dossier/")
    assert list(entries(soup)) == ["Of 2017", "Of 2018", "Of 2019"]
    assert [one.get_text() for one in soup.select("h2.year")] == ["2017", "2018", "2019"]
    contents = soup.select(".dossier-contents ol a")
    assert [one.get_text() for one in contents] == ["Of 2017", "Of 2018", "Of 2019"]
    for link in soup.select("a[href^='#']"):
        assert soup.find(id=link["href"][1:]) or link["href"] == "#main", link


def test_sources_are_numbered_through_the_whole_and_one_that_is_named_twice_once(client, front_page):
    law, report = {"title": "law", "publisher": "Parliament"}, {"title": "report", "supports": "the day"}
    sourced(make_event(title="First", date="2017"), law, report)
    sourced(make_event(title="Second", date="2018"), {**report, "supports": "the number"}, {"title": "letter"})
    soup = soup_of(client, "/dossier/")
    told = {title: words(one.select_one(".dossier-references")) for title, one in entries(soup).items()}
    assert told["First"].startswith("Sources: [1] ; [2] the day")
    assert told["Second"].startswith("Sources: [2] the number; [3]")
    listed = soup.select(".dossier-sources li")
    assert [one["id"] for one in listed] == ["s1", "s2", "s3"]
    assert words(listed[0]) == "law , Parliament. https://example.org/law"


def test_source_comes_with_its_address_in_full_its_copy_and_the_day_it_was_looked_up(client, front_page):
    make_event()
    EntrySource.objects.update(
        accessed="2026-03-03", archived_url="https://web.archive.org/web/20180304/https://e.org/"
    )
    [source] = soup_of(client, "/dossier/").select(".dossier-sources li")
    assert [one["href"] for one in source.select("a")] == [one.get_text() for one in source.select("a")]
    assert source.select("a")[1]["href"].startswith("https://web.archive.org/")
    assert "Looked up on 3 March 2026" in words(source)


def test_article_is_its_own_source(client, front_page):
    make_article(title="A headline", article_url="https://paper.example/a")
    soup = soup_of(client, "/dossier/")
    assert soup.select_one("#s1 cite").get_text() == "A headline"
    assert soup.select_one("#s1 a")["href"] == "https://paper.example/a"


def test_words_of_others_are_printed_only_as_their_rights_allow(client, front_page):
    quotation = {"text": "Nobody told us.", "speaker": "A parent", "answer": "We did.", "answer_by": "The ministry"}
    article = make_article(quotations=[Quotation(**quotation)], extract="A long extract.")
    assert "Nobody told us." not in words(soup_of(client, "/dossier/").main)
    ArticleRights.objects.create(page=article, state=ArticleRights.State.SHORT_QUOTATION)
    told = words(soup_of(client, "/dossier/").main)
    assert "Nobody told us." in told
    assert "We did." in told
    assert "A long extract." not in told


def test_account_is_printed_whole(client, front_page):
    picture, hidden = make_image(credit="A. Name"), make_image(title="Hidden", rights="unknown")
    body = [
        ("heading", "What they said"),
        ("paragraph", '<p>See <a href="https://example.org/law">the law</a>.</p>'),
        ("quotation", {"text": "Yes.", "speaker": "A judge", "source": ""}),
        ("image", {"image": picture, "caption": "The letter."}),
        ("image", {"image": hidden, "caption": "Not this one."}),
        ("document", {"document": make_document(title="The order"), "title": ""}),
        ("figure", {"value": "139", "label": "points", "as_of": "2020-10", "source": "A report", "url": ""}),
        ("figures_that_differ", {"label": "The cost", "rows": [{"value": one, "source": "X"} for one in ("£4", "£5")]}),
        ("embed", {"url": "https://example.org/film", "title": "A film"}),
    ]  # fmt: skip
    make_event(title="All of it", body=body)
    entry = entries(soup_of(client, "/dossier/"))["All of it"]
    told = words(entry)
    for expected in ("What they said", "the law", "A judge", "The letter. A. Name", "The order (PDF", "139 points."):
        assert expected in told
    assert "As of October 2020." in told
    assert "The cost: the sources differ" in told
    assert "A film: https://example.org/film" in told
    assert "Not this one." not in told
    assert len(entry.select("img")) == 1


def test_corrections_stand_with_their_entry(client, front_page):
    page = make_event(title="Put right")
    ChangeNote.objects.create(page=page, kind="correction", words="The day was wrong.", told_at="2026-03-03T12:00Z")
    ChangeNote.objects.create(page=page, kind="update", words="Not said yet.")
    told = words(entries(soup_of(client, "/dossier/"))["Put right"])
    assert "Correction, 3 March 2026: The day was wrong." in told
    assert "Not said yet." not in told


def test_document_says_what_it_is_as_of_when_from_where_and_on_what_terms(client, front_page, site):
    settings = CampaignSettings.for_site(site)
    settings.name, settings.licence, settings.publisher = "Labels", "CC BY 4.0", "The publisher"
    settings.save()
    make_event(date="2018")
    soup = soup_of(client, "/dossier/?from=2018&to=2018&order=newest&utm_source=x")
    facts = words(soup.select_one(".dossier-facts"))
    assert "http://testserver/dossier/?from=2018&order=newest&to=2018" in facts
    assert "CC BY 4.0. What others wrote and said stays theirs." in facts
    assert "1 entry, 1 source" in facts
    assert soup.h1.get_text() == "Part of the story"
    assert "From year: 2018; To year: 2018" in words(soup.select_one(".question"))
    assert soup.html["data-running"] == "Labels: Part of the story"
    assert soup.select_one("meta[name=robots]")["content"] == "noindex"


def test_button_to_print_waits_for_the_script_and_the_help_does_not(client, front_page):
    soup = soup_of(client, "/dossier/")
    assert soup.select_one("button[data-print]").has_attr("hidden")
    assert "Save as PDF" in words(soup.select_one(".dossier-print .soft"))


def test_dossier_of_a_chapter_has_its_prose(client, front_page):
    make_chapter(title="The beginning", slug="beginning", span="2016/2017", prose="<p>It began with a law.</p>")
    make_event(title="In it", date="2017-02")
    make_event(title="After it", date="2018-02")
    soup = soup_of(client, "/dossier/?chapter=beginning")
    assert soup.h1.get_text() == "The beginning"
    assert "It began with a law." in words(soup.header.find_next("article"))
    assert list(entries(soup)) == ["In it"]
    narrowed = soup_of(client, "/dossier/?chapter=beginning&kind=press")
    assert narrowed.h1.get_text() == "Part of the story"


def test_dossier_of_a_case_holds_its_milestones_documents_and_what_is_joined_to_them(client, front_page):
    case = make_case(title="The challenge", question="Must they tell?", formal_title="R (A) v B")
    case.identifiers = [CaseIdentifier(value="CO/8/2018")]
    publish(case)
    document = make_document(title="The letter as sent")
    row = MilestoneDocument(document=document, may_publish="yes", basis="ours")
    letter = make_milestone(title="The letter", case=case, date="2018-02-15", documents=[row])
    article = make_article(title="Of the letter", date="2018-03")
    article.relations = [EntryRelation(to=letter, word="reports")]
    publish(article)
    make_event(title="Something else")
    address = reverse("dossier_of_case", args=[case.public_record.short_id])
    soup = soup_of(client, address)
    assert list(entries(soup)) == ["The letter", "Of the letter"]
    head = words(soup.select_one(".dossier-head"))
    assert "Must they tell?" in head
    assert "Where it stands:" in head
    assert "R (A) v B CO/8/2018 Claim number" in head
    assert f"http://testserver{address}" in head
    assert f"http://testserver{document.url}" in words(entries(soup)["The letter"])


def test_entry_has_no_dossier_and_a_case_that_is_not_public_has_none(client, front_page):
    event, case = make_event(), make_case(live=False)
    for page in (event, case):
        assert client.get(reverse("dossier_of_case", args=[page.public_record.short_id])).status_code == 404


def test_document_that_would_be_too_long_says_so_and_offers_the_years(client, front_page, monkeypatch):
    monkeypatch.setattr(timeline.dossier, "AT_MOST", 2)
    for year in (2016, 2017, 2018):
        make_event(title=f"Of {year}", date=f"{year}-03")
    soup = soup_of(client, "/dossier/?kind=event")
    assert list(entries(soup)) == ["Of 2016", "Of 2017"]
    assert "3 entries were asked for." in words(soup.select_one(".note"))
    links = [one["href"] for one in soup.select(".dossier-years a")]
    assert links == [f"/dossier/?kind=event&from={year}&to={year}" for year in (2016, 2017, 2018)]
    assert list(entries(soup_of(client, links[2]))) == ["Of 2018"]


@pytest.mark.parametrize(
    ("query", "said"),
    [("", "Nothing is published here yet."), ("?kind=press", "Nothing fits all of these filters.")],
)
def test_empty_document_says_so(client, front_page, query, said):
    soup = soup_of(client, f"/dossier/{query}")
    assert said in words(soup.select_one(".empty"))
    assert not soup.select(".dossier-contents, .dossier-sources")


def test_filter_that_cannot_be_read_is_said_and_left_out(client, front_page):
    make_event(title="It")
    soup = soup_of(client, "/dossier/?case=none&from=abc")
    assert [words(one) for one in soup.select(".error")] == [
        "Case: There is no such case here. This filter is left out.",
        "From year: Type a year in four digits, for example 2018. This filter is left out.",
    ]
    assert list(entries(soup)) == ["It"]
    assert soup.h1.get_text() == "The whole story"


def test_crawlers_are_kept_out_of_filtered_documents(client, front_page):
    assert "Disallow: /*?" in client.get("/robots.txt").content.decode().splitlines()
