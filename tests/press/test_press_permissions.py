"""Who may do and see what in the press archive's admin, and what is taken up again that was broken off."""

import datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from press import intake_views, link_views
from press.capturing import BROKEN_OFF_AFTER
from press.models import ArticleRights, Capture, Intake, IntakeItem, Outlet, PressArchivePage
from tests.factories import make_article, make_outlet
from tests.outlet_pages import url_of
from timeline.links import link_to
from timeline.models import EntrySource, Restriction, WebLink

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("front_page")]

ADDRESS = "https://paper.example.org/a"
COPY = f"https://web.archive.org/web/20180303101112/{ADDRESS}"
OTHER = "https://web.archive.org/web/20180303101112/https://paper.example.org/b"
LONG_AGO = datetime.timedelta(days=1)


@pytest.fixture
def sign_in(client, django_user_model):
    """Signs an account in: of a group that the site has, or with single permissions only."""

    def sign_in(*permissions, group=""):
        user = django_user_model.objects.create_user(f"one {group}", password="a long password")
        if group:
            user.groups.add(Group.objects.get(name=group))
        user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *permissions]))
        client.force_login(user)
        return client

    return sign_in


def close(page):
    return Restriction.objects.create(page=page, made_on="2018-01-01", review_on="2030-01-01", scope="All of it.")


def without_orders():
    """From now on, editors see no orders."""
    Group.objects.get(name="Editors").permissions.remove(Permission.objects.get(codename="view_restriction"))


# Coverage that is being read


@pytest.fixture
def intake():
    return Intake.objects.create(archive=PressArchivePage.objects.get())


@pytest.fixture
def queue(monkeypatch):
    """A worker that does nothing: the keys of the items that were given to it."""
    given = []
    task = type("Task", (), {"enqueue": staticmethod(given.append)})
    monkeypatch.setattr(intake_views, "read_intake_item", task)
    monkeypatch.setattr(intake_views, "has_worker", lambda: True)
    return given


def step(client, intake):
    answer = client.post(reverse("press_intake_step", args=[intake.pk]), headers={"accept": "application/json"})
    return answer.json()


def item_of(intake, state, started=None, **given):
    started_at = timezone.now() - started if started is not None else None
    return IntakeItem.objects.create(intake=intake, given=ADDRESS, state=state, started_at=started_at, **given)


def test_item_whose_worker_was_killed_is_given_to_a_worker_again_once(admin, intake, queue):
    item_of(intake, "waiting")
    item_of(intake, "working", datetime.timedelta(seconds=5))
    killed = item_of(intake, "working", LONG_AGO)
    assert step(admin, intake)["worked"] is False
    step(admin, intake)
    assert queue == [killed.pk]
    killed.refresh_from_db()
    assert killed.state == "waiting"


def test_only_the_request_that_reads_an_item_says_so(admin, intake, monkeypatch):
    monkeypatch.setattr("press.intake.make_capture", lambda capture: None)
    item_of(intake, "waiting")
    item_of(intake, "working", datetime.timedelta(seconds=5))
    assert [step(admin, intake)["worked"] for _time in range(2)] == [True, False]


@pytest.mark.parametrize("sees_orders", [True, False])
def test_page_under_an_order_is_a_number_on_the_page_of_an_intake(sign_in, intake, sees_orders):
    known, likely = make_article(title="Known story"), make_article(title="Likely story")
    item_of(intake, "known", known_as=known)
    item_of(intake, "drafted", page=make_article(title="Open story", live=False), likely_copies=[likely.pk])
    close(known)
    close(likely)
    if not sees_orders:
        without_orders()
    client = sign_in(group="Editors")
    html = " ".join(client.get(reverse("press_intake", args=[intake.pk])).content.decode().split())
    assert "Open story" in html
    assert ("Known story" in html) is sees_orders
    assert ("Likely story" in html) is sees_orders
    assert ("and 1 page that you may not see" in html) is not sees_orders


def test_progress_asks_for_no_long_text_and_for_nothing_twice(admin, intake, django_assert_max_num_queries):
    for number in range(5):
        page = make_article(live=False, extract=f"Extract {number}")
        item_of(intake, "drafted", page=page, capture=Capture.objects.create(page=page, text="Long"))
    admin.get(reverse("press_intake", args=[intake.pk]))
    with django_assert_max_num_queries(15) as asked:
        step(admin, intake)
    (items,) = [one["sql"] for one in asked if 'FROM "press_intakeitem"' in one["sql"] and "JOIN" in one["sql"]]
    assert "left_out" not in items
    assert "extract" not in items
    assert '"text"' not in items


# A kept copy


@pytest.mark.parametrize(
    ("state", "age", "offered"),
    [
        ("failed", BROKEN_OFF_AFTER * 0, True),
        ("waiting", BROKEN_OFF_AFTER * 2, True),
        ("running", BROKEN_OFF_AFTER * 2, True),
        ("waiting", BROKEN_OFF_AFTER / 2, False),
        ("running", BROKEN_OFF_AFTER / 2, False),
        ("kept", BROKEN_OFF_AFTER * 2, False),
    ],
)
def test_copy_that_failed_or_was_broken_off_may_be_tried_again(admin, state, age, offered):
    capture = Capture.objects.create(link=link_to(ADDRESS), state=state)
    at = timezone.now() - age
    Capture.objects.filter(pk=capture.pk).update(asked_at=at, started_at=None if state == "waiting" else at)
    html = admin.get(reverse("press_capture", args=[capture.pk])).content.decode()
    assert (">Try again</button>" in html) is offered
    assert ("It was broken off" in html) is (offered and state != "failed")


# The address of a copy for readers


def act(client, action, **data):
    link = WebLink.objects.get(key=link_to(ADDRESS).key)
    return client.post(reverse("web_links:act", args=[link.pk, action]), data, follow=True)


def link_page(client):
    return " ".join(client.get(reverse("web_links:link", args=[link_to(ADDRESS).pk])).content.decode().split())


@pytest.mark.parametrize("action", ["copy", "archive"])
def test_copy_for_readers_is_named_by_those_only_who_may_publish(sign_in, monkeypatch, action):
    make_article(article_url=ADDRESS)
    asked = []
    monkeypatch.setattr("press.link_views.ask_to_keep", lambda *given: asked.append(given))
    client = sign_in("view_weblink", "change_weblink")
    # Wagtail answers a refusal with its front page and a message.
    assert "you do not have permission" in act(client, action, archived_url=COPY).content.decode()
    assert (asked, link_to(ADDRESS).archived_url) == ([], "")
    html = link_page(client)
    assert "Keep this address" not in html
    assert "publish every page that names this address" in html


def test_drafts_that_name_an_address_do_not_ask_for_publishers(sign_in):
    make_article(article_url=ADDRESS, live=False)
    client = sign_in("view_weblink", "change_weblink")
    assert "Keep this address" in link_page(client)
    act(client, "copy", archived_url=COPY)
    assert link_to(ADDRESS).archived_url == COPY


def test_copy_for_readers_stands_in_the_history_of_every_live_page(admin, editor):
    page, draft = make_article(article_url=ADDRESS), make_article(article_url=ADDRESS, live=False)
    page.sources = [EntrySource(title="The report", url=ADDRESS)]
    page.save()
    html = act(admin, "copy", archived_url=COPY).content.decode()
    assert "copy of another address" not in html
    entry = PageLogEntry.objects.get(action="press.copy")
    assert (entry.page_id, entry.user, entry.data) == (page.pk, editor, {"copy": COPY})
    assert draft.pk != entry.page_id


def test_copy_of_another_address_is_kept_with_a_warning(admin):
    make_article(article_url=ADDRESS)
    assert (
        "copy of another address, https://paper.example.org/b"
        in act(admin, "copy", archived_url=OTHER).content.decode()
    )
    assert link_to(ADDRESS).archived_url == OTHER


@pytest.mark.parametrize("sees_orders", [True, False])
def test_page_under_an_order_is_a_number_on_the_page_of_a_link(sign_in, sees_orders):
    close(make_article(title="Closed story", article_url=ADDRESS))
    make_article(title="Open story", article_url=ADDRESS)
    html = link_page(sign_in("view_weblink", *(["view_restriction"] if sees_orders else [])))
    assert "Open story" in html
    assert ("Closed story" in html) is sees_orders
    assert ("and 1 page that you may not see" in html) is not sees_orders


def test_page_of_a_link_shows_some_pages_and_copies_at_a_time(admin, monkeypatch):
    monkeypatch.setattr(link_views, "PAGES_AT_ONCE", 1)
    monkeypatch.setattr(link_views, "COPIES_SHOWN", 1)
    for title in ("One story", "Another story"):
        make_article(title=title, article_url=ADDRESS)
    for _once in range(3):
        Capture.objects.create(link=link_to(ADDRESS), state="failed")
    address = reverse("web_links:link", args=[link_to(ADDRESS).pk])
    pages = [admin.get(f"{address}?p={number}").content.decode() for number in (1, 2)]
    assert [[title in html for title in ("One story", "Another story")] for html in pages] == [
        [True, False],
        [False, True],
    ]
    assert "Page 1 of 2" in pages[0]
    assert 'href="?p=2"' in pages[0]
    assert "and 2 older" in pages[0]


# The dashboard


def test_permissions_that_end_are_shown_to_those_whose_pages_they_are(sign_in):
    for title in ("Open story", "Closed story"):
        page = make_article(title=title)
        ArticleRights.objects.create(page=page, state="public-licence", valid_until=timezone.localdate())
    close(page)

    def shown(client):
        html = client.get(reverse("wagtailadmin_home")).content.decode()
        panel = html.partition("permissions-that-end")[2].partition("After the last day")[0]
        return [title for title in ("Open story", "Closed story") if title in panel]

    assert shown(sign_in()) == []
    editors = sign_in(group="Editors")
    assert shown(editors) == ["Open story", "Closed story"]
    without_orders()
    assert shown(editors) == ["Open story"]


# Outlets


@pytest.mark.parametrize("named_by", ["draft", "old version"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_outlet_that_only_a_version_names_is_not_deleted(admin, named_by, method):
    outlet, another = make_outlet(name="The Courier"), make_outlet()
    page = make_article(outlet=another, live=named_by == "old version")
    page.outlet = outlet
    page.save_revision()
    if named_by == "old version":
        page.outlet = another
        page.save_revision()
    response = getattr(admin, method)(url_of("delete", outlet.pk), follow=True)
    assert "“The Courier” cannot be deleted: a draft or an older version" in response.content.decode()
    assert Outlet.objects.filter(pk=outlet.pk).exists()
    assert admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
