"""Kept copies: what is in them, who may open them, and what is said when one cannot be made."""

import hashlib
import io

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from press.capturing import make_capture
from press.models import ArticleAddress, Capture
from tests.factories import make_article, picture_bytes
from tests.web_server import allowed_web_server
from timeline.links import link_to
from timeline.models import PublicRecord, Restriction

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("front_page")]

PAGE = """<html><head><title>A</title><link rel="stylesheet" href="/style.css"><link rel=icon href="/icon.svg">
<script src="/run.js"></script></head><body><h1>A headline</h1><p>Some words of a page that is kept for evidence.</p>
<img src="pictures/one.png"><img src="/gone.png"><img src="data:image/png;base64,AAAA"></body></html>"""


@pytest.fixture
def web(settings):
    with allowed_web_server(settings) as server:
        server.page("/news/a", PAGE)
        server.page("/style.css", "p{}", content_type="text/css")
        server.page("/news/pictures/one.png", picture_bytes(size=(4, 4)), content_type="image/png")
        yield server


def capture_of(url: str) -> Capture:
    capture = Capture.objects.create(link=link_to(url))
    make_capture(capture)
    capture.refresh_from_db()
    return capture


def records(capture):
    with capture.warc.open("rb") as file:
        return [
            (one.rec_type, one.rec_headers["WARC-Target-URI"], one.content_stream().read())
            for one in ArchiveIterator(file)
        ]


def test_capture_holds_what_was_asked_and_answered_with_pictures_and_styles(web):
    capture = capture_of(web.url("/news/a"))
    kept = records(capture)
    answered = {address: body for kind, address, body in kept if kind == "response"}
    assert list(answered) == [web.url(path) for path in ("/news/a", "/style.css", "/news/pictures/one.png")]
    assert answered[web.url("/news/a")] == PAGE.encode()
    assert [address for kind, address, _body in kept if kind == "request"] == list(answered)
    assert capture.resources == 2
    assert [(address, reason) for address, reason in capture.left_out] == [
        (web.url("/gone.png"), "The host answered 404.")
    ]
    assert web.methods_asked("/run.js") == []


def test_capture_says_what_it_is(web):
    web.redirect("/old", web.url("/news/a"))
    capture = capture_of(web.url("/old"))
    assert (capture.state, capture.status, capture.final_url) == ("kept", 200, web.url("/news/a"))
    assert capture.redirects == [[302, web.url("/old")]]
    assert capture.sha256 == hashlib.sha256(PAGE.encode()).hexdigest()
    assert capture.text_sha256 == hashlib.sha256(capture.text.encode()).hexdigest()
    assert "kept for evidence" in capture.text
    assert capture.fetched_at


def test_warc_file_passes_the_check_of_its_own_digests(web, tmp_path, capsys):
    capture = capture_of(web.url("/news/a"))
    path = tmp_path / "capture.warc.gz"
    with capture.warc.open("rb") as file:
        path.write_bytes(file.read())

    class Asked:
        inputs = [str(path)]
        verbose = False

    checker = Checker(Asked())
    checker.process_all()
    assert checker.exit_value == 0


def test_capture_is_in_no_public_place(web, settings):
    capture = capture_of(web.url("/news/a"))
    with pytest.raises(NotImplementedError):
        _ = capture.warc.url


@pytest.mark.parametrize(
    ("status", "words"), [(403, "does not let a program read"), (404, "no such page"), (500, "answered 500")]
)
def test_failure_is_a_state_with_the_reason_and_is_tried_again(web, admin, status, words):
    web.page("/news/a", "No.", status=status)
    capture = capture_of(web.url("/news/a"))
    assert (capture.state, capture.attempts) == ("failed", 1)
    assert words in capture.reason
    assert words in admin.get(reverse("press_capture", args=[capture.pk])).content.decode()
    web.page("/news/a", PAGE)
    admin.post(reverse("press_capture_retry", args=[capture.pk]))
    capture.refresh_from_db()
    assert (capture.state, capture.attempts, capture.reason) == ("kept", 2, "")


def test_dead_host_is_a_failure_and_nothing_is_stuck(web):
    url = web.url("/news/a")
    web.stop()
    capture = capture_of(url)
    assert capture.state == "failed"
    assert capture.reason


def test_capture_that_somebody_makes_is_not_made_twice(web):
    capture = Capture.objects.create(
        link=link_to(web.url("/news/a")), state=Capture.State.RUNNING, started_at=timezone.now()
    )
    assert make_capture(capture) is None
    assert web.methods_asked("/news/a") == []


def test_fault_of_ours_ends_as_a_failure(web, monkeypatch, caplog):
    monkeypatch.setattr("press.capturing.write_exchanges", lambda *args, **options: 1 / 0)
    capture = capture_of(web.url("/news/a"))
    assert capture.state == "failed"
    assert "on our side" in capture.reason
    assert "ZeroDivisionError" in caplog.text


def test_capture_is_handed_out_as_a_download_or_as_inert_text_only(web, admin):
    capture = capture_of(web.url("/news/a"))
    warc = admin.get(reverse("press_capture_warc", args=[capture.pk]))
    assert warc["Content-Disposition"].startswith("attachment")
    assert list(ArchiveIterator(io.BytesIO(b"".join(warc.streaming_content))))
    text = admin.get(reverse("press_capture_text", args=[capture.pk]))
    assert text["Content-Type"] == "text/plain; charset=utf-8"
    for response in (warc, text):
        assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert "no-store" in response["Cache-Control"]
    page = admin.get(reverse("press_capture", args=[capture.pk])).content.decode()
    assert "kept for evidence" not in page


def test_copy_whose_file_is_lost_says_so_and_its_text_stays(web, admin):
    capture = capture_of(web.url("/news/a"))
    capture.warc.storage.delete(capture.warc.name)
    answer = admin.get(reverse("press_capture_warc", args=[capture.pk]), follow=True)
    assert "gone from where it was kept" in answer.content.decode()
    assert admin.get(reverse("press_capture_text", args=[capture.pk])).content


ROUTES = ("press_capture", "press_capture_warc", "press_capture_text")


def statuses(client, capture) -> set[int]:
    found = set()
    for route in ROUTES:
        response = client.get(reverse(route, args=[capture.pk]))
        found.add(response.status_code)
        if response.streaming:
            list(response.streaming_content)
    return found


def sign_in(client, django_user_model, group: str):
    user = django_user_model.objects.create_user(f"one-of-{group}", password="a long password")
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)


def test_readers_are_sent_to_the_sign_in(web, client):
    assert statuses(client, capture_of(web.url("/news/a"))) == {302}


def test_editors_may_open_it(web, client, django_user_model):
    sign_in(client, django_user_model, "Editors")
    assert statuses(client, capture_of(web.url("/news/a"))) == {200}


@pytest.mark.parametrize("named_as", ["address", "other address", "file"])
def test_nobody_opens_the_copy_of_a_withdrawn_article(web, admin, named_as):
    capture = capture_of(web.url("/news/a"))
    page = make_article(article_url="https://example.org/other")
    if named_as == "address":
        page.article_url = web.url("/news/a")
        page.save()
    elif named_as == "other address":
        page.addresses = [ArticleAddress(url=web.url("/news/a"))]
        page.save()
    else:
        Capture.objects.filter(pk=capture.pk).update(page=page)
    assert statuses(admin, capture) == {200}
    PublicRecord.objects.filter(page_id=page.pk).update(withdrawn_at=timezone.now())
    assert statuses(admin, capture) == {404}


@pytest.mark.parametrize(("sees_orders", "status"), [(True, 200), (False, 404)])
def test_copy_of_an_article_under_an_order_is_for_those_who_see_orders(
    web, client, django_user_model, sees_orders, status
):
    capture = capture_of(web.url("/news/a"))
    page = make_article(article_url=web.url("/news/a"))
    Restriction.objects.create(page=page, made_on="2018-01-01", review_on="2030-01-01", scope="All of it.")
    user = django_user_model.objects.create_user("one", password="a long password")
    allowed = ["access_admin", "download_capture", *(["view_restriction"] if sees_orders else [])]
    user.user_permissions.set(Permission.objects.filter(codename__in=allowed))
    client.force_login(user)
    assert statuses(client, capture) == {status}


def test_copy_that_could_not_be_made_is_on_the_dashboard_until_one_is(web, admin):
    web.page("/news/a", "No.", status=403)
    capture_of(web.url("/news/a"))
    assert "does not let a program read" in admin.get(reverse("wagtailadmin_home")).content.decode()
    web.page("/news/a", PAGE)
    capture_of(web.url("/news/a"))
    assert "does not let a program read" not in admin.get(reverse("wagtailadmin_home")).content.decode()
