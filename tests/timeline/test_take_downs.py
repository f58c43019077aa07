"""Any editor takes an entry, a picture or a document down at once, and a log is kept."""

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from wagtail.models import Page

from tests.canary_states import order_on
from tests.factories import (
    announced,
    make_article,
    make_case,
    make_document,
    make_event,
    make_image,
    make_milestone,
    make_subjects,
    publish,
)
from tests.timeline.test_documents import fetch, in_a_block
from timeline.going_out import StoppedError
from timeline.holds import hold_everything
from timeline.models import PublicRecord, Restriction
from timeline.restrictions import lift
from timeline.take_down_access import find, may_put_back, may_see, may_take_down
from timeline.take_downs import put_back, take_down

pytestmark = pytest.mark.django_db
MAKERS = {"event": make_event, "article": make_article, "case": make_case, "milestone": make_milestone}
SAID = {"why": "child", "words": "The summary names a pupil."}


@pytest.mark.parametrize("kind", MAKERS)
def test_page_is_gone_at_once_and_its_address_says_so(front_page, client, change, kind):
    page = MAKERS[kind](title="A zebra")
    address, short = page.get_url(), page.public_record.short_path
    assert client.get(address).status_code == 200
    row = change(take_down, page, **SAID)
    assert (client.get(address).status_code, client.get(short).status_code) == (410, 410)
    assert not page.is_published()
    for where in ("/", "/timeline/", "/press/", "/legal/", "/search/?q=zebra", "/data/v1/entries.json", "/sitemap.xml"):
        assert b"A zebra" not in client.get(where).content
    assert (row.thing, row.key, row.short_id) == ("page", page.pk, page.public_record.short_id)
    change(put_back, row, why="It names nobody.")
    assert client.get(address).status_code == 200
    row.refresh_from_db()
    assert (row.is_in_force, row.lifted_why) == (False, "It names nobody.")


def test_court_order_says_nothing(front_page, client):
    page = make_event()
    take_down(page, why="court", words="The court has sealed it.")
    assert client.get(page.get_url()).status_code == 404
    assert client.get(page.public_record.short_path).status_code == 404
    assert Restriction.objects.get().kind == Restriction.Kind.REPORTING
    assert page.public_record.urn not in client.get("/feeds/everything.atom").content.decode()


def test_feeds_tell_that_it_is_gone(front_page, client):
    page = make_event()
    announced(page, "2026-01-18")
    take_down(page, **SAID)
    assert f'ref="{page.public_record.urn}"' in client.get("/feeds/everything.atom").content.decode()


def test_what_is_deleted_while_it_is_down_says_so_and_what_a_court_closed_does_not(front_page, client):
    for why, status in (("child", 410), ("court", 404)):
        page = make_event()
        short = page.public_record.short_path
        row = take_down(page, why=why, words="It must go.")
        page.delete()
        assert client.get(short).status_code == status
        row.refresh_from_db()
        assert (row.page, row.key is None, row.restriction) == (None, False, None)


def test_draft_that_is_taken_down_was_never_there(front_page, client):
    page = make_event(live=False)
    row = take_down(page, **SAID)
    assert (row.is_withdrawn, client.get(page.get_url()).status_code) == (False, 404)
    publish(page)
    assert not page.is_published()


def test_no_publish_opens_it(front_page, client):
    page = make_event()
    take_down(page, **SAID)
    page.title = "Another title"
    publish(page)
    assert client.get(page.get_url()).status_code == 410


def test_kept_pages_and_what_was_remembered_are_drawn_anew(front_page, client, settings):
    settings.CACHES = settings.CACHES | {
        "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "kept for take-downs"}
    }
    page = make_event(title="A zebra")
    addresses = ["/timeline/", page.get_url(), "/"]
    for _again in range(2):
        assert all(b"A zebra" in client.get(address).content for address in addresses[:2])
    take_down(page, **SAID)
    assert [client.get(address).status_code for address in addresses] == [200, 410, 200]
    assert b"A zebra" not in client.get("/timeline/").content


def test_redirect_from_an_old_address_leads_nowhere(front_page, client, change):
    page = make_event(slug="first")
    old = page.get_url()
    page.slug = "second"
    change(publish, page)
    assert client.get(old).status_code in (301, 302)
    change(take_down, page, **SAID)
    assert client.get(old).status_code == 404


def test_second_take_down_is_the_first(front_page):
    page = make_event()
    assert take_down(page, **SAID) == take_down(page, why="name", words="Again.")
    assert Restriction.objects.count() == 1


def test_order_that_is_lifted_elsewhere_ends_the_take_down(front_page, client, editor):
    page = make_event()
    row = take_down(page, **SAID)
    lift(row.restriction, user=editor, why="It was a mistake.")
    row.refresh_from_db()
    assert (row.is_in_force, row.lifted_by, row.lifted_why) == (False, editor, "It was a mistake.")
    assert client.get(page.get_url()).status_code == 200


def test_what_was_withdrawn_before_stays_so(front_page, client):
    from timeline.withdrawals import withdraw

    page = make_event()
    withdraw(page, why="law")
    row = take_down(page, **SAID)
    put_back(row, why="The request was a mistake.")
    assert client.get(page.get_url()).status_code == 410
    assert PublicRecord.objects.get(page_id=page.pk).withdrawn_why == "law"


def test_other_order_keeps_it_closed(front_page, client):
    page = make_event()
    order_on(page)
    put_back(take_down(page, **SAID), why="The request was a mistake.")
    assert client.get(page.get_url()).status_code == 404


def test_nothing_is_put_back_in_a_hold(front_page, editor):
    rows = [take_down(make_event(), **SAID), take_down(make_image(), **SAID)]
    hold_everything(user=editor, why="The judgment.")
    for row in rows:
        with pytest.raises(StoppedError):
            put_back(row, why="It may go.")
        row.refresh_from_db()
        assert row.is_in_force
    assert take_down(make_event(live=False), **SAID).is_in_force


def test_put_back_needs_a_reason(front_page):
    row = take_down(make_image(), **SAID)
    with pytest.raises(IntegrityError), transaction.atomic():
        put_back(row, why="")


# Pictures and documents


def test_picture_is_drawn_nowhere_and_its_files_are_gone(front_page, client, change):
    image = make_image(credit="Photograph: A. Name")
    page = make_event(image=image, significance="key")
    addresses = (page.get_url(), "/timeline/", "/", "/feeds/everything.atom", "/data/v1/entries.json")
    assert "Photograph: A. Name" in client.get(page.get_url()).content.decode()
    files = [size.file for size in image.renditions.all()]
    assert files
    row = change(take_down, image, **SAID)
    assert not any(file.storage.exists(file.name) for file in files)
    for address in addresses:
        html = client.get(address).content.decode()
        assert not any(file.name in html for file in files)
        assert "/media/" not in html
    assert client.get(page.get_url()).status_code == 200
    change(put_back, row, why="Her mother agrees.")
    assert "Photograph: A. Name" in client.get(page.get_url()).content.decode()


def test_many_pictures_are_asked_about_once(front_page, django_assert_num_queries):
    images = [make_image() for _number in range(3)]
    take_down(images[0], **SAID)
    from timeline.models import CampaignImage

    with django_assert_num_queries(1):
        shown = [one.may_be_shown for one in CampaignImage.objects.with_orders().order_by("pk")]
    assert shown == [False, True, True]
    assert not CampaignImage.objects.get(pk=images[0].pk).may_be_shown


def test_document_is_sent_to_nobody_and_linked_nowhere(front_page, client):
    document = make_document(title="A letter")
    page = in_a_block(document)
    assert fetch(client, document).status_code == 200
    row = take_down(document, **SAID)
    assert fetch(client, document).status_code == 404
    assert document.url not in client.get(page.get_url()).content.decode()
    put_back(row, why="Its author agrees.")
    assert fetch(client, document).status_code == 200
    assert document.url in client.get(page.get_url()).content.decode()


def test_document_stays_down_whatever_its_row_says(front_page, client):
    document = make_document()
    in_a_block(document)
    take_down(document, **SAID)
    type(document).objects.filter(pk=document.pk).update(may_be_published="yes")
    assert fetch(client, document).status_code == 404


def test_document_that_was_not_to_be_published_does_not_come_out_by_being_put_back(front_page):
    document = make_document(may_be_published="not-yet")
    put_back(take_down(document, **SAID), why="The request was a mistake.")
    document.refresh_from_db()
    assert document.may_be_published == "not-yet"


# Who


def test_who_may_take_down_and_put_back(front_page, someone, django_user_model):
    page, image = make_event(), make_image()
    editor, moderator, lawyer = someone("Editors"), someone("Moderators"), someone("Legal")
    reader = django_user_model.objects.create_user("reader", password="a long password")
    may = {user: may_take_down(user, page, "page") for user in (editor, moderator, lawyer, reader)}
    assert list(may.values()) == [True, True, False, False]
    assert [may_take_down(user, image, "picture") for user in may] == [True, True, False, False]
    row, court = take_down(page, user=editor, **SAID), take_down(make_event(), why="court", words="Sealed.")
    assert [may_put_back(user, row) for user in may] == [False, True, False, False]
    assert [may_put_back(user, court) for user in may] == [False, False, True, False]
    assert [may_see(user, row) for user in may] == [True, True, True, False]


def test_site_itself_cannot_be_taken_down(front_page, editor):
    make_subjects(front_page)
    rooms = [front_page, *front_page.get_children().order_by("path"), Page.get_first_root_node()]
    assert len(rooms) == 6
    for page in rooms:
        assert find("page", page.pk) is None
        assert not may_take_down(editor, page, "page")
    assert find("page", 10**9) is None
    assert find("nothing", 1) is None


def test_those_who_publish_get_a_mail_that_says_nothing_of_it(front_page, someone, change):
    editor = someone("Editors")
    someone("Moderators")
    row = change(take_down, make_event(title="A zebra", summary="Of a pupil."), user=editor, **SAID)
    [letter] = mail.outbox
    assert letter.to == ["Moderators@example.org"]
    text = f"{letter.subject} {letter.body}"
    assert f"/admin/timeline/taken-down/{row.pk}/" in text
    assert not any(word in text for word in ("zebra", "pupil"))
    change(take_down, make_image(title="A zebra"), user=editor, **SAID)
    assert len(mail.outbox) == 2


def test_mail_that_cannot_be_sent_keeps_nothing_up(front_page, client, someone, change, monkeypatch, caplog):
    someone("Moderators")

    def fails(*args):
        raise OSError("No post today.")

    monkeypatch.setattr("timeline.take_down_mails.send_mail", fails)
    page = make_event()
    change(take_down, page, **SAID)
    assert client.get(page.get_url()).status_code == 410
    assert "could not be sent" in caplog.text
