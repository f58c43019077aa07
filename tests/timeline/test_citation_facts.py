"""What each kind of entry is cited as."""

import json
from datetime import UTC, date, datetime

import pytest
from django.template.loader import render_to_string

from press.models import OutletName
from tests.factories import make_article, make_case, make_event, make_milestone, make_outlet
from timeline.citations.facts import citation_of
from timeline.citations.plain import plain_line
from timeline.links import link_to
from timeline.models import PublicRecord, TimelineEntry
from timeline.models.link import WebLink

pytestmark = pytest.mark.django_db

ADDRESS = "https://paper.example/news/report"


def fresh(entry):
    return TimelineEntry.objects.published().get(pk=entry.pk).specific


def item(client, entry) -> dict:
    return json.loads(client.get(f"{entry.public_record.short_path}cite.json").content)[0]


def line(entry, site) -> str:
    return plain_line(citation_of(fresh(entry), site))


class TestArticle:
    def test_the_article_is_cited_and_our_entry_in_a_note(self, client, site):
        article = make_article(
            title="Pupil records to be sold",
            outlet=make_outlet(name="The Courier"),
            byline="Jane Roe and John Doe",
            date="2018-02",
            article_url=ADDRESS,
            edition="Late edition",
            print_page="4",
            language="cy",
            updated_on=date(2018, 5, 3),
        )
        assert item(client, article) == {
            "id": f"courier2018pupil-{article.public_record.short_id}",
            "type": "article-newspaper",
            "title": "Pupil records to be sold",
            "container-title": "The Courier",
            "author": [{"literal": "Jane Roe and John Doe"}],
            "issued": {"date-parts": [[2018, 2]]},
            "edition": "Late edition",
            "page": "4",
            "URL": ADDRESS,
            "language": "cy",
            "note": "Changed by the outlet on 3 May 2018. "
            f"Our entry: http://testserver{article.public_record.short_path}",
        }

    @pytest.mark.parametrize(
        ("kind", "types", "genre"),
        [
            ("news", ("article-newspaper", "NEWS", "@article"), None),
            ("opinion", ("article-newspaper", "NEWS", "@article"), "Opinion"),
            ("letter", ("article-newspaper", "NEWS", "@article"), "Letter"),
            ("broadcast", ("broadcast", "VIDEO", "@misc"), None),
            ("blog", ("post-weblog", "BLOG", "@misc"), None),
            ("press-release", ("webpage", "ELEC", "@misc"), "Press release"),
        ],
    )
    def test_kind_has_a_type_in_every_format(self, client, front_page, kind, types, genre):
        article = make_article(press_kind=kind)
        found = item(client, article)
        assert (found["type"], found.get("genre")) == (types[0], genre)
        path = article.public_record.short_path
        assert client.get(f"{path}cite.ris").content.decode().startswith(f"TY  - {types[1]}\r\n")
        assert client.get(f"{path}cite.bib").content.decode().startswith(f"{types[2]}{{")

    def test_outlet_has_the_name_of_its_time(self, client, front_page):
        outlet = make_outlet(name="The New Courier")
        OutletName.objects.create(outlet=outlet, name="The Old Courier", used_until="2016")
        for year, name in ((2015, "The Old Courier"), (2018, "The New Courier")):
            assert item(client, make_article(outlet=outlet, date=str(year)))["container-title"] == name

    @pytest.mark.parametrize(
        ("byline", "authors"),
        [
            ("", []),
            ("Jane Roe, Education Editor", ["Jane Roe, Education Editor"]),
            ("Jane Roe; John Doe", ["Jane Roe", "John Doe"]),
            ("Staff and agencies", ["Staff and agencies"]),
        ],
    )
    def test_byline_is_never_taken_apart_into_given_and_family_names(self, client, front_page, byline, authors):
        found = item(client, make_article(byline=byline))
        assert [one["literal"] for one in found.get("author", [])] == authors

    def test_broadcast_has_its_programme_and_its_place_in_it(self, site):
        article = make_article(
            press_kind="broadcast", programme="Today, Radio 4, 7am", place_in_programme="at 1:12:30, 4 minutes"
        )
        assert "Today, Radio 4, 7am, at 1:12:30, 4 minutes, 18 January 2018" in line(article, site)

    def test_what_stands_in_print_only_has_no_address(self, client, front_page):
        article = make_article(article_url="", print_page="1 and 3", no_source_reason="In print only.")
        found = item(client, article)
        assert "URL" not in found
        assert found["page"] == "1 and 3"

    def test_language_that_is_not_known_is_left_out(self, client, front_page):
        assert "language" not in item(client, make_article(language="und"))

    def test_kept_copy_is_named_beside_the_original(self, client, front_page):
        article = make_article(article_url=ADDRESS, archived_url=f"https://archive.example/{ADDRESS}")
        found = item(client, article)
        assert found["URL"] == ADDRESS
        assert (found["archive"], found["archive_location"]) == (
            "archive.example",
            f"https://archive.example/{ADDRESS}",
        )
        assert found["note"].startswith(f"Archived copy: https://archive.example/{ADDRESS}")

    def test_original_that_is_gone_is_said_to_be_gone(self, client, site):
        article = make_article(article_url=ADDRESS)
        link = link_to(ADDRESS)
        copy = "https://web.archive.org/web/20180303120000/https://paper.example/news/report"
        moments = {"answered_at": datetime(2020, 6, 30, 23, 30, tzinfo=UTC)}
        WebLink.objects.filter(pk=link.pk).update(state=WebLink.State.GONE, **moments)
        assert "The original is gone. Our entry" in line(article, site)
        moments["archived_at"] = datetime(2018, 3, 3, 12, tzinfo=UTC)
        WebLink.objects.filter(pk=link.pk).update(archived_url=copy, **moments)
        found = item(client, article)
        assert (found["URL"], found["archive"]) == (ADDRESS, "Internet Archive")
        assert f"The original is gone; archived copy of 3 March 2018: {copy}" in found["note"]
        # When it was last seen there, on a clock in London.
        assert found["accessed"] == {"date-parts": [[2020, 7, 1]]}


class TestEvent:
    def test_our_page_is_cited_by_the_day_on_which_we_told_of_it(self, client, site):
        site.site_name = "The campaign"
        site.save()
        event = make_event(title="Census extended", date="2016-09~")
        PublicRecord.objects.filter(page_id=event.pk).update(announced_at=datetime(2024, 6, 30, 23, 30, tzinfo=UTC))
        address = f"http://testserver{event.public_record.short_path}"
        assert item(client, event) == {
            "id": f"campaign2024census-{event.public_record.short_id}",
            "type": "webpage",
            "title": "Census extended",
            "author": [{"literal": "The campaign"}],
            "issued": {"date-parts": [[2024, 7, 1]]},
            "URL": address,
            "language": "en-GB",
            "note": "Date in the timeline: around September 2016",
        }
        assert line(event, site) == (
            f"“Census extended”, The campaign, 1 July 2024, {address}. Date in the timeline: around September 2016"
        )

    def test_what_went_out_quietly_has_the_day_of_its_publishing(self, client, front_page):
        event = make_event()
        PublicRecord.objects.filter(page_id=event.pk).update(announced_at=None)
        TimelineEntry.objects.published().filter(pk=event.pk).update(
            first_published_at=datetime(2023, 1, 2, tzinfo=UTC)
        )
        assert item(client, event)["issued"] == {"date-parts": [[2023, 1, 2]]}
        TimelineEntry.objects.published().filter(pk=event.pk).update(first_published_at=None)
        assert "issued" not in item(client, event)

    def test_what_has_not_happened_is_not_said_to_have(self, site):
        event = make_event(date="2090-05", occurrence="expected")
        assert line(event, site).endswith("Date in the timeline: Expected: May 2090")

    def test_site_without_a_name_goes_by_its_host(self, client, site):
        site.site_name = ""
        site.save()
        assert item(client, make_event())["author"] == [{"literal": "testserver"}]


class TestMilestone:
    def test_judgment_is_cited_by_its_number(self, client, site):
        case = make_case(title="The first case", formal_title="R (A) v B", formal_title_as_at="2018")
        milestone = make_milestone(
            case=case,
            title="The court allows the claim",
            neutral_citation="[2018] ewhc 920 (Admin)",
            court="High Court",
            date="2018-05-10",
        )
        found = item(client, milestone)
        assert (found["type"], found["title"], found["number"]) == (
            "legal_case",
            "R (A) v B",
            "[2018] EWHC 920 (Admin)",
        )
        assert (found["authority"], found["issued"]) == ("High Court", {"date-parts": [[2018, 5, 10]]})
        assert found["URL"] == "https://caselaw.nationalarchives.gov.uk/ewhc/admin/2018/920"
        assert "author" not in found
        assert found["note"].startswith("In our timeline: The court allows the claim. Our entry: http://testserver/e/")

    def test_number_that_no_list_knows_is_kept_without_an_address(self, client, front_page):
        found = item(client, make_milestone(neutral_citation="Some Report 12"))
        assert (found["type"], found["number"]) == ("legal_case", "Some Report 12")
        assert "URL" not in found

    @pytest.mark.parametrize("given", [{}, {"neutral_citation": "[2090] EWHC 1 (Admin)", "occurrence": "expected"}])
    def test_other_milestone_is_a_page_of_ours(self, client, front_page, given):
        found = item(client, make_milestone(case=make_case(title="The first case"), date="2090", **given))
        assert found["type"] == "webpage"
        assert found["note"].endswith("Case: The first case")


def test_links_to_the_citations_of_a_list_keep_its_filters():
    html = render_to_string("components/cite_list.html", {"view": "cite_story", "query": "?kind=press&q=a"})
    for ending in ("ris", "bib", "json", "txt"):
        assert f'href="/cite/story.{ending}?kind=press&amp;q=a"' in html
