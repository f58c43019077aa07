"""What is said to whoever takes something down: what cannot be called back, and it is true."""

import datetime

import pytest
from wagtail.models import Page

from tests.factories import (
    announced,
    make_document,
    make_event,
    make_image,
)
from timeline.beyond_recall import beyond_recall, facts_of
from timeline.models import PublicRecord, WebLink
from timeline.take_down_access import find

pytestmark = pytest.mark.django_db


def words_of(subject, thing, address="") -> str:
    return " ".join(one.words for one in beyond_recall(facts_of(subject, thing), thing, address))


def test_of_a_draft_nothing_is_out_there(front_page):
    assert beyond_recall(facts_of(make_event(live=False), "page"), "page") == []
    assert beyond_recall(facts_of(make_image(), "picture"), "picture") == []
    assert beyond_recall(facts_of(make_document(), "document"), "document") == []


def test_what_is_said_is_true_of_the_entry(front_page):
    page = make_event()
    PublicRecord.objects.filter(page_id=page.pk).update(announced_at=None)
    Page.objects.filter(pk=page.pk).update(first_published_at=datetime.datetime(2020, 5, 3, 12, tzinfo=datetime.UTC))
    page = find("page", page.pk)
    said = words_of(page, "page")
    assert "first published on 3 May 2020" in said
    assert not any(word in said for word in ("Subscribers", "calendar", "pictures", "corrections"))
    announced(page, "2020-05-04")
    said = words_of(find("page", page.pk), "page")
    assert "Subscribers were told of it in the feeds on 4 May 2020" in said


def test_calendar_pictures_and_copies_are_said(front_page):
    page = make_event(date="2090-01-18", occurrence="scheduled", image=make_image())
    WebLink.objects.create(
        url=page.get_full_url(), key="testserver/timeline/" + page.slug, archived_url="https://web.archive.org/web/1/x"
    )
    facts = facts_of(page, "page")
    assert (facts["in_calendar"], facts["pictures"], facts["copies"]) == (True, 1, 1)
    said = words_of(page, "page")
    assert "in our calendar" in said
    assert "1 picture" in said
    assert "know of an archived copy" in said


def test_archives_are_linked_by_the_address(front_page):
    page = make_event()
    stays = beyond_recall(facts_of(page, "page"), "page", page.get_full_url())
    links = [address for one in stays for address, _words in one.links]
    assert f"https://web.archive.org/web/*/{page.get_full_url()}" in links
    assert any("help.archive.org" in link for link in links)


def test_facts_of_a_picture_count_the_pages(front_page):
    image = make_image()
    announced(make_event(image=image), "2020-05-04")
    make_event(image=image, live=False)
    image.get_rendition("width-48")
    assert facts_of(image, "picture") == {"was_public": True, "used_by": 1, "told": 1, "sizes": 1}


@pytest.mark.parametrize(
    ("thing", "make"), [("page", make_event), ("picture", make_image), ("document", make_document)]
)
def test_facts_cost_the_same_however_much_there_is(front_page, django_assert_max_num_queries, thing, make):
    subject = make()
    for _number in range(5):
        if thing == "picture":
            make_event(image=subject)
    with django_assert_max_num_queries(14):
        facts_of(subject, thing)
