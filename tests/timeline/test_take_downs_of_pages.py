"""What is no entry and no case is taken down by the same form: chapters, people and bodies, standing pages."""

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry, get_page_models

from home.models import HomePage, StandingPage
from legal.models import LegalIndexPage
from press.models import PressArchivePage
from tests.factories import (
    make_chapter,
    make_event,
    make_image,
    make_reporters,
    make_standing,
    make_subject,
    make_subjects,
    publish,
)
from timeline.models import PublicRecord, Restriction, SubjectIndexPage, SubjectPage, TakeDown, TimelinePage
from timeline.take_downs import put_back, take_down

pytestmark = pytest.mark.django_db
SAID = {"why": "child", "words": "It names a pupil."}
PLACES = (
    *("/", "/timeline/", "/people-and-bodies/", "/search/?q=school", "/dossier/"),
    *("/data/v1/entries.json", "/data/v1/story.json", "/feeds/everything.atom"),
)


def a_chapter(front_page, **given):
    make_event()
    return make_chapter(prose="<p>A zebra at school.</p>", **given)


def a_body(front_page, **given):
    page = make_subject(make_subjects(front_page), line="A zebra at school.", **given)
    entry = make_event()
    entry.subjects.add(page)
    publish(entry)
    return page


def a_standing_page(front_page, **given):
    return make_standing(front_page, body="<p>A zebra at school.</p>", **given)


def page_for_reporters(front_page, **given):
    return make_reporters(front_page, in_short="A zebra at school.", **given)


KINDS = {"chapter": a_chapter, "body": a_body, "standing page": a_standing_page, "for reporters": page_for_reporters}


def where(client, addresses) -> set:
    return {one for one in addresses if b"A zebra" in b"".join(client.get(one))}


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_gone_at_once_from_wherever_it_stood_and_comes_back(front_page, client, change, kind):
    page = KINDS[kind](front_page, title="A zebra")
    address = page.get_url()
    everywhere = (*PLACES, address)
    stood = where(client, everywhere)
    assert {address, "/search/?q=school"} <= stood
    assert address in client.get("/sitemap.xml").content.decode()
    row = change(take_down, page, **SAID)
    assert client.get(address).status_code == 404
    assert client.get(address).content == client.get(f"{page.get_parent().get_url()}nothing/").content
    assert where(client, everywhere) == set()
    assert f"{address}<" not in client.get("/sitemap.xml").content.decode()
    publish(page)
    assert where(client, everywhere) == set()
    assert (row.thing, row.key, row.short_id, row.is_withdrawn) == ("page", page.pk, "", False)
    assert Restriction.objects.get().kind == Restriction.Kind.TAKEN_DOWN
    change(put_back, row, why="It names nobody.")
    assert where(client, everywhere) == stood


def test_every_kind_of_page_is_taken_down_but_the_rooms():
    ours = [model for model in get_page_models() if model._meta.app_label in ("home", "legal", "press", "timeline")]
    rooms = {HomePage, TimelinePage, PressArchivePage, LegalIndexPage, SubjectIndexPage}
    assert {model for model in ours if model.is_room} == rooms
    assert {StandingPage, SubjectPage} < set(ours) - rooms


@pytest.mark.parametrize("kind", KINDS)
def test_editor_who_may_not_publish_takes_it_down_in_the_one_form(front_page, client, someone, kind):
    page = KINDS[kind](front_page, title="A zebra")
    client.force_login(someone("Editors"))
    address = reverse("timeline_take_down", args=["page", page.pk])
    assert address in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    shown = " ".join(client.get(address).content.decode().split())
    assert "Its address answers as if it had never been there." in shown
    assert "say that it is gone" not in shown
    assert "What cannot be called back" in shown
    answer = client.post(address, SAID, follow=True)
    row = TakeDown.objects.get()
    assert f"Entry or page {page.pk}" in answer.content.decode()
    assert "Whoever looked at it may have saved" in " ".join(answer.content.decode().split())
    client.logout()
    assert client.get(page.get_url()).status_code == 404
    assert row.facts["was_public"]


def test_who_may_not_change_it_is_refused_as_with_an_entry(front_page, client, someone):
    client.force_login(someone("Legal"))
    answers = []
    for page in (make_event(), make_chapter()):
        answer = client.post(reverse("timeline_take_down", args=["page", page.pk]), SAID, follow=True)
        answers.append((answer.redirect_chain, [str(one) for one in answer.context["messages"]]))
        assert page.is_published()
    assert answers[0] == answers[1]
    assert answers[0][1]


def test_older_versions_go_with_the_words_and_are_kept_from_those_who_see_no_orders(front_page, client, someone):
    page = make_standing(front_page, title="Jane at school")
    page.save_revision()
    page.title = "A pupil at school"
    page.save_revision()
    row = take_down(page, purge=True, **SAID)
    assert (row.versions_removed, page.revisions.count()) == (2, 1)
    assert not PageLogEntry.objects.filter(page_id=page.pk, label__contains="Jane").exists()
    helper = someone("Editors")
    helper.groups.first().permissions.remove(*helper.groups.first().permissions.filter(codename="view_restriction"))
    client.force_login(helper)
    versions = reverse("wagtailadmin_pages:revisions_view", args=[page.pk, page.latest_revision_id])
    assert client.get(versions).status_code == 302


def test_address_that_it_had_before_leads_nowhere(front_page, client, change):
    page = make_standing(front_page, slug="first")
    publish(page)
    old = page.get_url()
    page.slug = "second"
    change(publish, page)
    assert client.get(old).status_code in (301, 302)
    change(take_down, page, **SAID)
    assert client.get(old).status_code == 404


def test_pages_below_it_go_with_it(front_page, client):
    above = make_standing(front_page)
    below = make_standing(above)
    take_down(above, **SAID)
    assert client.get(below.get_url()).status_code == 404
    assert not PublicRecord.objects.exists()


def test_its_pictures_go_with_it(front_page, client, change):
    image = make_image()
    page = make_chapter(image=image)
    client.get(page.get_url())
    files = [size.file for size in image.renditions.all()]
    assert files
    change(take_down, page, **SAID)
    assert not any(file.storage.exists(file.name) for file in files)


def test_kept_pages_are_drawn_anew(front_page, client, settings):
    settings.CACHES = settings.CACHES | {
        "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "kept for other take-downs"}
    }
    page = a_chapter(front_page, title="A zebra")
    for _again in range(2):
        assert b"A zebra" in client.get("/timeline/").content
    take_down(page, **SAID)
    assert b"A zebra" not in client.get("/timeline/").content
