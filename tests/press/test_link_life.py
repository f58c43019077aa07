"""The life of a link, from a pasted address to a page that is gone and comes back, as readers and editors see it."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from press.models import Capture, Intake, PressArticlePage
from tests.admin_forms import PUBLISH, add_form, sources
from tests.factories import make_article, make_event, publish
from tests.feed_readers import ATOM, read_feed
from tests.press.test_intake import PAGE, add, send, step_through
from tests.web_server import allowed_web_server
from timeline.links.fetch import Fetcher
from timeline.links.runs import LinkRun
from timeline.models import EntrySource, EventPage, TimelinePage, WebLink

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("front_page")]

COPY = "https://web.archive.org/web/20180303101112/https://paper.example.org/news/a"


@pytest.fixture
def web(settings):
    with allowed_web_server(settings) as server:
        server.page("/robots.txt", "User-agent: *\nDisallow: /shut/", content_type="text/plain")
        server.page("/news/a", PAGE, headers={"ETag": '"1"'})
        yield server


def check_on(day: datetime.date) -> int:
    """Check what is due on *day*, as the nightly command does; the number of links that were."""
    now = datetime.datetime.combine(day, datetime.time(3), tzinfo=datetime.UTC)
    with Fetcher() as fetcher:
        run = LinkRun(fetcher, delay=0, now=lambda: now)
        run.work()
    return run.done


@pytest.fixture
def article(web):
    page = make_article(article_url=web.url("/news/a"), archived_url=COPY)
    page.sources = [EntrySource(title="The report", url=web.url("/news/a"), archived_url=COPY)]
    return publish(page)


def test_page_that_is_gone_gives_way_to_its_copy_and_comes_back(web, article, client):
    address = web.url("/news/a")

    def shown() -> tuple[str, str]:
        return client.get(article.get_url()).content.decode(), client.get(
            reverse("feed", args=["everything", "atom"])
        ).content.decode()

    check_on(datetime.date(2026, 5, 1))
    for text in shown():
        assert address in text
        assert "the original is gone" not in text
    web.remove("/news/a")
    assert check_on(datetime.date(2026, 5, 20)) == 0
    check_on(datetime.date(2026, 6, 1))
    # One bad day may be a server that is mended.
    assert all("the original is gone" not in text for text in shown())
    check_on(datetime.date(2026, 6, 2))
    page, feed = shown()
    for text in (page, feed):
        assert "the original is gone; archived copy of 3 March 2018" in text
    assert (
        f'<a href="{COPY}" rel="noopener noreferrer" data-originalurl="{address}" data-versiondate="2018-03-03">'
        in page
    )
    web.page("/news/a", PAGE)
    check_on(datetime.date(2026, 6, 10))
    for text in shown():
        assert "the original is gone" not in text
        assert address in text


def test_check_that_finds_nothing_new_asks_conditionally(web, article):
    check_on(datetime.date(2026, 5, 1))
    check_on(datetime.date(2026, 6, 1))
    assert web.last_asked("/news/a").headers.get("if-none-match") == '"1"'
    assert WebLink.objects.get().state == WebLink.State.ANSWERS


def test_a_link_that_dies_tells_no_subscriber(web, article, client):
    check_on(datetime.date(2026, 5, 1))
    before = [(one.id, one.updated) for one in read_feed(client, ATOM).entries]
    web.remove("/news/a")
    check_on(datetime.date(2026, 6, 1))
    check_on(datetime.date(2026, 6, 2))
    assert WebLink.objects.get().is_gone
    assert [(one.id, one.updated) for one in read_feed(client, ATOM).entries] == before


def test_gone_page_without_a_copy_is_said_to_be_gone_and_stands_on_the_dashboard(web, admin):
    page = make_article(article_url=web.url("/never"))
    check_on(datetime.date(2026, 5, 1))
    check_on(datetime.date(2026, 5, 2))
    assert "we know of no copy" in admin.get(page.get_url()).content.decode()
    html = admin.get(reverse("wagtailadmin_home")).content.decode()
    assert "Links to look at" in html
    assert web.url("/never") in html


def test_editor_has_a_link_checked_kept_and_looked_at(web, article, admin):
    link = WebLink.objects.get()

    def act(action):
        return admin.post(reverse("web_links:act", args=[link.pk, action]), follow=True)

    assert "Answers" in act("check").content.decode()
    assert "A copy is kept" in act("keep").content.decode()
    assert link.captures.get().state == "kept"
    WebLink.objects.update(text_changed_at=timezone.now())
    assert "Another text was seen there" in admin.get(reverse("web_links:link", args=[link.pk])).content.decode()
    assert "you have looked" in act("seen").content.decode()
    assert WebLink.objects.get().text_changed_at is None


def test_internet_archive_is_asked_on_an_editors_word_only(web, article, admin, settings):
    settings.LINKS_ARCHIVE_SAVE_URL = web.url("/save/")
    link = WebLink.objects.get()
    check_on(datetime.date(2026, 5, 1))
    copy = f"https://web.archive.org/web/20260501030405/{link.url}"
    asked = []

    def save(handler):
        asked.append(handler.path)
        handler.send_response(200)
        handler.send_header("Content-Location", copy)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    web.answers("/save/*", save)
    assert asked == []
    html = admin.post(reverse("web_links:act", args=[link.pk, "archive"]), follow=True).content.decode()
    assert len(asked) == 1
    assert "has a copy now" in html
    link.refresh_from_db()
    assert link.archived_url == copy


def test_list_of_links_shows_state_and_copies(web, article, admin):
    link = WebLink.objects.get()
    Capture.objects.bulk_create(Capture(link=link) for _number in range(37))
    WebLink.objects.create(url="https://example.org/nobody-names-it", key="example.org/nobody-names-it")
    html = admin.get(reverse("web_links:index")).content.decode()
    assert web.url("/news/a") in html
    assert "Not checked yet" in html
    assert "37" in BeautifulSoup(html, "html.parser").find("main").text
    assert "nobody-names-it" not in html
    listed = admin.get(reverse("web_links:index"), {"named_by": article.pk}).content.decode()
    assert web.url("/news/a") in listed
    assert web.url("/news/a") not in admin.get(reverse("web_links:index"), {"named_by": 1}).content.decode()
    assert web.url("/news/a") not in admin.get(reverse("web_links:index"), {"state": "gone"}).content.decode()


def test_link_that_nothing_names_any_more_is_in_no_list(web, article, admin):
    article.article_url = "https://example.org/elsewhere"
    article.sources = []
    publish(article)
    assert list(WebLink.objects.in_use()) == [article.article_link]


def test_old_version_of_an_entry_survives_the_loss_of_its_link(web, article):
    revision = article.latest_revision
    WebLink.objects.all().delete()
    revision.publish()
    page = PressArticlePage.objects.get(pk=article.pk)
    assert page.article_link.url == page.article_url


def test_trackers_and_wrappers_are_taken_off_what_an_editor_types_and_shown(admin):
    form = add_form(admin, EventPage, TimelinePage.objects.get()).fill_in(
        sources({"title": "A report", "url": "https://example.org/a?id=3&fbclid=abc"}),
        title="A",
        date="2018",
        summary="B",
    )
    response = form.send(PUBLISH, follow=True)
    assert "fbclid" in response.content.decode()
    assert EventPage.objects.get(title="A").sources.get().url == "https://example.org/a?id=3"


def test_sources_of_a_page_cost_no_query_each(client):
    def queries(number):
        page = make_event(sources=number)
        client.get(page.get_url())
        with CaptureQueriesContext(connection) as asked:
            client.get(page.get_url())
        return len(asked)

    assert queries(1) == queries(12)


def test_twenty_addresses_become_twenty_drafts_in_one_go_with_duplicates_marked(web, admin):
    there = make_article(article_url="https://example.org/there")
    for number in range(18):
        text = PAGE.replace(
            "Pupils counted twice", f"The {number} story of the county and its own numbers, part {number}"
        )
        web.page(f"/news/{number}", text)
    web.page("/news/copy", web.pages["/news/3"].body)
    addresses = [
        *(web.url(f"/news/{number}") for number in range(18)),
        web.url("/news/copy"),
        "https://www.example.org/there/?utm_medium=social",
    ]
    response = send(admin, addresses="\n".join(addresses))
    assert "0 of 20 read" in response.content.decode()
    intake = Intake.objects.get()
    html = step_through(admin, intake)
    assert "20 of 20 read" in html
    items = list(intake.items.all())
    assert [item.state for item in items] == ["drafted"] * 19 + ["known"]
    assert items[-1].known_as == there
    assert items[3].page.pk in items[18].likely_copies
    assert PressArticlePage.objects.count() == 20


def test_intake_that_was_closed_half_way_goes_on(web, admin):
    response = send(admin, addresses=f"{web.url('/news/a')}\n{web.url('/other')}")
    intake = Intake.objects.get()
    admin.post(reverse("press_intake_step", args=[intake.pk]), headers={"accept": "application/json"})
    assert intake.items.filter(state="waiting").count() == 1
    assert "0 of 2 read" in response.content.decode()
    step_through(admin, intake)
    assert not intake.items.filter(state="waiting").exists()


def test_pasted_archive_copy_is_kept_as_the_copy_of_the_original(admin, web, monkeypatch):
    monkeypatch.setattr("press.intake.make_capture", lambda capture: None)
    (item,) = add(admin, COPY)
    assert item.page.article_url == "https://paper.example.org/news/a"
    assert item.page.archived_url == COPY
