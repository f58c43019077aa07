"""From a pasted address to a draft: what is filled in, what is known already, and what cannot be read."""

import pytest
from django.urls import reverse
from django.utils.html import escape

from press.models import Capture, Intake, IntakeItem, OutletHost, PressArticlePage
from tests.factories import make_article, make_outlet
from tests.web_server import allowed_web_server
from timeline.dates import parse

pytestmark = pytest.mark.django_db

PAGE = """<!doctype html><html lang="en-GB"><head><title>Pupils counted twice</title>
<meta property="og:title" content="Pupils counted twice">
<meta property="og:site_name" content="The Valley Courier">
<meta property="article:published_time" content="2018-05-03T08:00:00+01:00">
<meta name="author" content="Ada Penn"></head><body><article><h1>Pupils counted twice</h1>
<p>The county has counted some of its pupils twice, papers show that were read to the council on Thursday.</p>
<p>“We did not ask for this to be done,” said Rose Hart, a mother of two. “Nobody told us about it at all.”</p>
<p>A spokesman for the county said: “The figures are put right once a year, as they always have been.”</p>
<p>The council will look at the numbers again in the autumn, when the next count of pupils is due to be taken.</p>
</article></body></html>"""


UNDATED = """<html><head><title>Nobody knows when</title></head><body><p>It is not said when this was written,
and there is no day in it at all, nor in the address of it.</p></body></html>"""


@pytest.fixture
def web(settings):
    with allowed_web_server(settings) as server:
        server.page("/news/pupils", PAGE)
        yield server


def send(admin, **data):
    return admin.post(reverse("press_add_coverage"), {"addresses": "", **data}, follow=True)


def step_through(admin, intake):
    for _time in range(60):
        answer = admin.post(reverse("press_intake_step", args=[intake.pk]), headers={"accept": "application/json"})
        if answer.json()["done"]:
            return answer.json()["html"]
    raise AssertionError("it never ended")


def add(admin, *addresses) -> list[IntakeItem]:
    response = send(admin, addresses="\n".join(addresses))
    assert response.status_code == 200, response.content
    intake = Intake.objects.latest("pk")
    step_through(admin, intake)
    return list(intake.items.all())


@pytest.fixture(autouse=True)
def rooms(front_page):
    pass


def test_address_becomes_a_draft_with_what_the_page_says_of_itself(admin, web):
    outlet = make_outlet(name="The Valley Courier")
    (item,) = add(admin, web.url("/news/pupils?utm_source=mail"))
    page = item.page
    assert not page.live
    assert (page.title, page.outlet, page.byline, page.date.edtf) == (
        "Pupils counted twice",
        outlet,
        "Ada Penn",
        "2018-05-03",
    )
    assert page.article_url == web.url("/news/pupils")
    assert "utm_source" in " ".join(item.taken_off)
    assert page.language == "en"
    assert next(one.speaker for one in page.quotations.all()) == "Rose Hart"
    assert item.findings["byline"]["origin"]


def test_draft_says_in_its_form_where_each_value_came_from(admin, web):
    (item,) = add(admin, web.url("/news/pupils"))
    html = admin.get(reverse("wagtailadmin_pages:edit", args=[item.page.pk])).content.decode()
    assert "Where these values come from" in html
    assert escape(item.findings["headline"]["origin"]) in html


def test_page_is_kept_as_it_was(admin, web):
    (item,) = add(admin, web.url("/news/pupils"))
    capture = item.capture
    assert (capture.state, capture.status, capture.page) == (Capture.State.KEPT, 200, item.page)
    assert "counted some of its pupils" in capture.text


def test_address_that_the_archive_has_opens_the_entry_that_has_it(admin, web):
    page = make_article(article_url="https://www.example.org/news/one/")
    items = add(
        admin,
        "http://example.org/news/one?fbclid=abc",
        "https://m.example.org/news/one#comments",
        "https://example.org/news/one/amp/",
    )
    assert [(item.state, item.known_as) for item in items] == [(IntakeItem.State.KNOWN, page)]


def test_article_is_known_on_another_host_of_its_outlet(admin):
    outlet = make_outlet(name="The Mover")
    for host in ("mover.example.com", "mover.example.org"):
        OutletHost.objects.create(outlet=outlet, host=host)
    page = make_article(outlet=outlet, article_url="https://mover.example.com/2018/one/")
    (item,) = add(admin, "https://www.mover.example.org/2018/one")
    assert item.known_as == page


def test_article_is_known_by_another_address_of_it(admin, web):
    web.redirect("/short", web.url("/news/pupils"))
    (first,) = add(admin, web.url("/short"))
    (again,) = add(admin, web.url("/short"))
    assert again.known_as == first.page
    (moved,) = add(admin, web.url("/news/pupils"))
    assert moved.known_as == first.page


def test_page_that_is_there_under_its_final_address_is_known(admin, web):
    (first,) = add(admin, web.url("/news/pupils"))
    web.redirect("/short", web.url("/news/pupils"))
    (again,) = add(admin, web.url("/short"))
    assert (again.state, again.known_as) == (IntakeItem.State.KNOWN, first.page)


def test_near_same_headline_and_date_is_offered_as_a_copy(admin, web):
    there = make_article(title="Pupils Counted Twice", date="2018-05-04")
    make_article(title="Pupils counted twice", date="2011-05-04", article_url="https://example.org/old")
    (item,) = add(admin, web.url("/news/pupils"))
    assert item.likely_copies == [there.pk]
    assert "syndicated copy" in step_through(admin, item.intake)


def test_page_that_refuses_gives_a_draft_with_what_is_known_and_the_reason(admin, web):
    web.page("/closed", "No.", status=403)
    (item,) = add(admin, web.url("/closed"))
    assert item.state == IntakeItem.State.DRAFTED
    assert "does not let a program read" in item.reason
    assert item.page.article_url == web.url("/closed")
    assert item.capture.state == Capture.State.FAILED


def test_draft_without_a_date_cannot_go_out_with_the_stopgap(admin, web):
    web.page("/undated", UNDATED)
    (item,) = add(admin, web.url("/undated"))
    page = PressArticlePage.objects.get(pk=item.page.pk)
    assert page.date_is_a_stopgap
    assert "date" in page.obstacles()
    page.date = parse("2018-05")
    assert "date" not in page.obstacles()


def test_lines_that_are_no_addresses_are_named_and_nothing_is_lost(admin):
    response = send(admin, addresses="https://example.org/a\njavascript:alert(1)")
    html = response.content.decode()
    assert "Line 2" in html
    assert "https://example.org/a" in html
    assert not Intake.objects.exists()


def test_nothing_sent_is_said(admin):
    assert "Paste at least one address" in send(admin).content.decode()


def test_what_comes_in_waits_in_the_inbox_and_what_is_there_does_not(admin, web, editor):
    from timeline.models import InboxItem

    make_article(article_url="https://example.org/there")
    drafted, known = add(admin, web.url("/news/pupils"), "https://example.org/there")
    assert known.state == IntakeItem.State.KNOWN
    item = InboxItem.objects.get()
    assert (item.page_id, item.way, item.put_in_by) == (drafted.page_id, InboxItem.Way.PASTED, editor)
    html = admin.get(reverse("timeline_inbox")).content.decode()
    assert "Pupils counted twice" in html
    assert reverse("timeline_inbox") in admin.get(reverse("press_intake", args=[drafted.intake_id])).content.decode()


def test_draft_that_was_deleted_since_is_said_to_be(admin, web):
    (item,) = add(admin, web.url("/news/pupils"))
    item.page.delete()
    html = admin.get(reverse("press_intake", args=[item.intake_id])).content.decode()
    assert "The draft was deleted since." in html


def test_inbox_makes_no_date_of_one_that_was_not_found(admin, web):
    web.page("/undated", UNDATED)
    add(admin, web.url("/undated"))
    html = admin.get(reverse("timeline_inbox")).content.decode()
    assert "no date yet" in html
    assert "unknown date" not in html


def test_articles_without_a_headline_are_not_taken_for_one_another(admin, web):
    first, second = add(admin, web.url("/gone"), web.url("/gone-too"))
    assert first.page.title == second.page.title
    assert second.likely_copies == []
    assert "May be there already" not in admin.get(reverse("timeline_inbox")).content.decode()


def test_text_that_a_page_carries_from_elsewhere_is_named_in_the_inbox(admin, web):
    there = make_article(title="Quite another headline", date="1996", article_url="https://elsewhere.example.org/one")
    carried = '<link rel="canonical" href="https://elsewhere.example.org/one"></head>'
    web.page("/carried", PAGE.replace("</head>", carried))
    add(admin, web.url("/carried"))
    html = admin.get(reverse("timeline_inbox")).content.decode()
    assert there.title in html
    assert "read alike when it came in" in html
